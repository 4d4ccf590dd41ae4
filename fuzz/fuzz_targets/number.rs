#![no_main]
libfuzzer_sys::fuzz_target!(|text: &str| {
    let _ = salient::extract::number::parse_text(text);
});
