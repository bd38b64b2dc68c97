//! Reading files that may be anything: missing, a folder, or far too large.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result, bail};
use sidelight_engine::brief::Brief;
use sidelight_engine::read;

/// The most bytes read of a file that people write.
const MAX_BYTES: u64 = read::MAX_BYTES as u64;

/// The bytes of a file, where they are few enough for one that people wrote.
///
/// # Errors
/// Where it cannot be read or is larger; the message begins with the path.
fn read_bytes(path: &Path) -> Result<Vec<u8>> {
    let at = path.display();
    let metadata = path.metadata().with_context(|| format!("{at}: cannot be read"))?;
    if metadata.is_dir() {
        bail!("{at}: is a folder; name a file");
    }
    if metadata.len() > MAX_BYTES {
        bail!("{at}: has {} MB, and {} MB can be read at most; split it", metadata.len() >> 20, MAX_BYTES >> 20);
    }
    let mut bytes = Vec::new();
    let file = File::open(path).with_context(|| format!("{at}: cannot be read"))?;
    // What is not a regular file reports no size: a pipe, or a device that never ends.
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes).with_context(|| format!("{at}: cannot be read"))?;
    if bytes.len() as u64 > MAX_BYTES {
        bail!("{at}: has more than {} MB, the most that can be read; split it", MAX_BYTES >> 20);
    }
    Ok(bytes)
}

/// The text of a file that people wrote; a byte order mark is dropped.
///
/// # Errors
/// Where it cannot be read, is too large or is not UTF-8; the message begins with the path.
pub fn read_text(path: &Path) -> Result<String> {
    let text = String::from_utf8(read_bytes(path)?)
        .with_context(|| format!("{}: is not text; save it as UTF-8", path.display()))?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}

/// The brief in a file.
///
/// # Errors
/// Where it cannot be read as one; the message begins with the path.
pub fn read_brief(path: &Path) -> Result<Brief> {
    let bytes = read_bytes(path)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    read::read(&bytes, &name).with_context(|| path.display().to_string())
}
