#![no_main]
libfuzzer_sys::fuzz_target!(|text: &str| {
    let article = salient::read::text("fuzz", text);
    let _ = salient::check::article(&article, &salient::check::Options { select: vec!["all".into()], ..Default::default() });
});
