fn main() {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).unwrap();
        let side = path.replace(".txt", ".json");
        let meta = std::fs::read(&side).ok().and_then(|b| serde_json::from_slice(&b).ok()).unwrap_or_default();
        let article = salient::read::bytes(&path, &bytes, meta);
        for claim in salient::extract::claims(&article) {
            println!("{}", serde_json::to_string(&claim).unwrap());
        }
    }
}
