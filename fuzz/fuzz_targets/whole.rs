//! The whole path, from bytes to page, as a file of any kind.
#![no_main]

/// Of the forms that a brief comes in; pasted text has no name.
const NAMES: [&str; 4] = ["", "a.txt", "a.md", "a.html"];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    // The last byte chooses, so that ordinary files serve as seeds.
    let choice = bytes.last().map_or(0, |byte| usize::from(*byte) % NAMES.len());
    sidelight_fuzz::whole(bytes, NAMES[choice]);
});
