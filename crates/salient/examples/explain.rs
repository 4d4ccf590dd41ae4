//! Prints what the grammar sees in each sentence of a file: parties, figures, speakers. A help for working on lexicons.

#![allow(clippy::print_stdout, reason = "printing is what it is for")]
#![allow(clippy::disallowed_methods, reason = "it reads the file that it explains")]

use salient::extract::context::Context;
use salient::extract::speaker::{Recent, attributions};
use salient::extract::{Document, party::parties};

fn main() {
    let path = std::env::args().nth(1).expect("a file to explain");
    let bytes = std::fs::read(&path).expect("the file can be read");
    let article = salient::read::bytes(&path, &bytes, salient::read::Meta::default());
    let document = Document::new(&article);
    let (mut context, mut recent) = (Context::default(), Recent::default());
    document.sentences.iter().for_each(|s| context.read(&document.run(s)));
    context.settle();
    println!("home {:?} parties {:?}\npeople {:?}", context.home, context.parties, context.people);
    for sentence in &document.sentences {
        let run = document.run(sentence);
        println!("\n> {}", run.slice(0, run.len()));
        for p in parties(&run) {
            println!("  party {:?} {:?}", run.slice(p.from, p.to), p.who);
        }
        for d in &sentence.dates {
            println!("  date {:?} {:?}", run.slice(d.from, d.to), d.days);
        }
        for q in &sentence.figures {
            println!("  figure {:?} {:?} {:?}", run.slice(q.from, q.to), q.counted, q.hedge);
        }
        for a in attributions(&run, &context, &mut recent) {
            println!(
                "  said {:?} by {:?} {:?} deny={} after={} {:?}",
                run.text(a.at),
                a.speaker.name,
                a.speaker.side,
                a.deny,
                a.after,
                (a.from, a.to)
            );
        }
    }
}
