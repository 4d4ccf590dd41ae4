#![no_main]
libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let article = salient::read::bytes("page.html", data, salient::read::Meta::default());
    let _ = salient::extract::claims(&article);
});
