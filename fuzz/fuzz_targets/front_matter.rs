//! Front matter, well closed, so that every input reaches its parser.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    for fence in ["---", "+++"] {
        let file = [fence.as_bytes(), b"\n", bytes, b"\n", fence.as_bytes(), b"\n\nText."].concat();
        sidelight_fuzz::read(&file, "a.md");
    }
});
