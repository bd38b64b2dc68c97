//! Markdown, with front matter where the bytes begin with one.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sidelight_fuzz::read(bytes, "a.md"));
