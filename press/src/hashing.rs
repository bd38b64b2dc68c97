//! Names and proofs by content.

use data_encoding::{BASE64, HEXLOWER};
use sha2::{Digest, Sha256};

/// A short name for content: the first 48 bits of its SHA-256, as 12 hexadecimal digits.
///
/// Two versions of one file must differ in it, no more: 48 bits are enough for that and still fit a
/// file name.
pub fn revision(content: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(content)[..6])
}

/// The source expression by which a Content-Security-Policy allows one inline script or style.
pub fn policy_source(content: &str) -> String {
    format!("'sha256-{}'", BASE64.encode(&Sha256::digest(content.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_nothing() {
        // The published SHA-256 of the empty string.
        assert_eq!(revision(b""), "e3b0c44298fc");
        assert_eq!(policy_source(""), "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
    }
}
