//! Prints the text of a file, a paragraph a line: `cargo run --example text -- FILE [--parts]`.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "an example has a disk and a terminal"
)]

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let parts = arguments.iter().any(|a| a == "--parts");
    let Some(path) = arguments.iter().find(|a| !a.starts_with("--")) else {
        eprintln!("name a file");
        return ExitCode::from(2);
    };
    let read = std::fs::read(path)
        .map_err(|e| e.to_string())
        .and_then(|bytes| salient_files::read(path, &bytes, salient::read::Meta::default()).map_err(|e| e.to_string()));
    match read {
        Ok(article) => {
            article.problems.iter().for_each(|p| eprintln!("{path}: {p}"));
            for block in article.blocks.iter().filter(|b| parts || b.kind != salient::read::BlockKind::Furniture) {
                let part = article.part(block.range.start).filter(|_| parts);
                println!(
                    "{}{}",
                    part.map(|p| format!("[{p}, {:?}] ", block.kind)).unwrap_or_default(),
                    &article.text[block.range.clone()]
                );
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{path}: {error}");
            ExitCode::from(2)
        }
    }
}
