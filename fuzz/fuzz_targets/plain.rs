//! Plain text in any encoding and layout.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sidelight_fuzz::read(bytes, "a.txt"));
