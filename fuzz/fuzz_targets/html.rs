//! A saved web page.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sidelight_fuzz::read(bytes, "a.html"));
