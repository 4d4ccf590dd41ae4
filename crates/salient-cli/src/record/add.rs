//! `salient record add`: parallel reading, one writer.

use super::args::AddArgs;
use super::gather::{Gather, Item, Stopped};
use super::given;
use crate::args::Language;
use crate::case;
use crate::files;
use crate::input::english;
use crate::isolate::guarded;
use crate::output::{complain, stdout};
use anyhow::{Result, anyhow};
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;
use salient::check::{Options, article, recorded};
use salient::read::Received;
use salient::record::{Appended, Batch, Id, Kind, Ledger, body, sha256};
use std::collections::HashSet;
use std::io::Write;
use std::process::ExitCode;
use std::sync::mpsc::{SyncSender, sync_channel};

/// So many texts, or so many bytes, are read together and recorded in one step.
const STEP: (usize, usize) = (512, 4 << 20);

/// What a run met.
#[derive(Default)]
struct Tally {
    texts: usize,
    known: usize,
    maps: usize,
    claims: usize,
    /// Texts at which reading broke off.
    failed: usize,
    problems: Vec<String>,
}

pub(crate) fn run(args: &AddArgs) -> Result<ExitCode> {
    let failed = if args.what.is_empty() { 0 } else { texts(args)? };
    let mut refused = 0;
    for path in &args.claims {
        let origin = args.origin.as_ref().ok_or_else(|| anyhow!("tell with --origin whose claims these are"))?;
        refused += given::record(&args.ledger.ledger, given::of_file(path)?, origin)?.refused;
    }
    Ok(ExitCode::from(if failed + refused > 0 { 2 } else { 0 }))
}

/// Records texts and maps; how many could not be read.
fn texts(args: &AddArgs) -> Result<usize> {
    let case = args.case.as_deref().map(case::load).transpose()?;
    let ledger = super::write(&args.ledger.ledger)?;
    let known = known(&*ledger)?;
    let (sender, receiver) = sync_channel::<Batch>(2);
    let bar = progress(args.quiet);
    let options = &Options { min_confidence: args.certainty.least(), ..Options::default() };
    let (gathered, tally, written) = std::thread::scope(|scope| {
        let writer = scope.spawn(move || {
            let mut ledger = ledger;
            let mut all = Appended::default();
            for mut batch in receiver {
                batch.recorded = super::now();
                let done = ledger.append(&batch)?;
                (all.new, all.known) = (all.new + done.new, all.known + done.known);
            }
            ledger.show(&crate::case::parties())?;
            Ok::<_, salient::record::Error>(all)
        });
        let (tally, language) = (Tally::default(), args.language);
        let mut reader =
            Reader { sender, known: &known, options, language, step: Vec::new(), size: 0, tally, bar: &bar };
        let gathered = reader.all(args, case.as_ref());
        let tally = std::mem::take(&mut reader.tally);
        drop(reader);
        let written = writer.join().map_err(|_| anyhow!("the writer stopped"))?.map_err(|e| anyhow!("{e}"));
        // What the writer says is the cause; that reading stopped is the effect.
        let written = written?;
        Ok::<_, anyhow::Error>((gathered, tally, written))
    })?;
    bar.finish_and_clear();
    // What was read before something stopped is told all the same.
    let failed = gathered.as_ref().copied().unwrap_or_default() + tally.failed;
    tell(args, &tally, written, failed)?;
    gathered?;
    Ok(failed)
}

fn tell(args: &AddArgs, tally: &Tally, written: Appended, failed: usize) -> Result<()> {
    tally.problems.iter().for_each(|problem| complain(problem));
    if args.quiet {
        return Ok(());
    }
    let mut out = stdout();
    let Tally { texts, known, maps, claims, .. } = tally;
    let count = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
    let (texts, claims, maps) = (count(*texts, "text"), count(*claims, "claim"), count(*maps, "map"));
    writeln!(out, "{texts} ({known} known before) with {claims}, {maps}; {} new entries", written.new)?;
    if failed > 0 {
        writeln!(out, "{failed} could not be read and were left out")?;
    }
    out.flush()?;
    Ok(())
}

/// Articles that this very program has read before.
fn known(ledger: &dyn Ledger) -> Result<HashSet<Id>> {
    let (_, run) = recorded::run();
    let mut out = HashSet::new();
    ledger
        .scan(Some(Kind::Read), &mut |entry| {
            let read: body::Read = entry.read()?;
            if read.run == run {
                out.insert(read.article);
            }
            Ok(())
        })
        .map_err(|e| anyhow!("{e}"))?;
    Ok(out)
}

struct Reader<'a> {
    sender: SyncSender<Batch>,
    known: &'a HashSet<Id>,
    options: &'a Options,
    language: Language,
    step: Vec<Received>,
    size: usize,
    tally: Tally,
    bar: &'a ProgressBar,
}

impl Reader<'_> {
    fn all(&mut self, args: &AddArgs, case: Option<&case::Loaded>) -> Result<usize> {
        let mut gather = Gather { args, case, failed: 0, fetcher: None };
        // What was read before something stops is recorded all the same.
        let walked = args.what.iter().try_for_each(|what| gather.path(what, &mut |item| self.take(item)));
        self.flush()?;
        walked?;
        Ok(gather.failed)
    }

    fn take(&mut self, item: Item) -> Result<()> {
        match item {
            Item::Map(batch) => {
                self.tally.maps += 1;
                self.send(batch)
            }
            Item::Text(text) => {
                self.size += text.bytes.len();
                self.step.push(text);
                if self.step.len() >= STEP.0 || self.size >= STEP.1 { self.flush() } else { Ok(()) }
            }
        }
    }

    fn flush(&mut self) -> Result<()> {
        let step = std::mem::take(&mut self.step);
        let (known, options, language) = (self.known, self.options, self.language);
        let read = |text: Received| guarded(&text.name, || one(&text, known, options, language)).flatten();
        let read: Vec<Result<One>> = step.into_par_iter().map(read).collect();
        let mut batch = Batch::default();
        for one in read {
            let one = match one {
                Ok(one) => one,
                Err(fault) => {
                    self.tally.failed += 1;
                    self.tally.problems.push(format!("salient: {fault:#}"));
                    continue;
                }
            };
            self.tally.texts += 1;
            self.tally.known += usize::from(one.known);
            self.tally.claims += one.claims;
            self.tally.problems.extend(one.problems);
            batch.extend(one.batch);
        }
        self.bar.inc(std::mem::take(&mut self.size) as u64);
        self.bar.set_message(format!("{} texts", self.tally.texts));
        self.send(batch)
    }

    fn send(&self, batch: Batch) -> Result<()> {
        self.sender.send(batch).map_err(|_| Stopped.into())
    }
}

struct One {
    batch: Batch,
    known: bool,
    claims: usize,
    problems: Vec<String>,
}

/// Reads and checks one text; what was read before is not read again.
fn one(text: &Received, known: &HashSet<Id>, options: &Options, language: Language) -> Result<One> {
    let (read, received) = (english(files::article(text)?, language)?, sha256(&text.bytes));
    let problems: Vec<String> = read.problems.iter().map(|p| format!("{}: {p}", text.name)).collect();
    if read.text.trim().is_empty() {
        let problems = [problems, vec![format!("{}: no text in it; nothing was recorded", text.name)]].concat();
        return Ok(One { batch: Batch::default(), known: false, claims: 0, problems });
    }
    let said = salient::record::received(&read, &received);
    if known.contains(&said.1) {
        return Ok(One { batch: said.0, known: true, claims: 0, problems: Vec::new() });
    }
    let report = article(&read, options);
    let batch = recorded::statements(&read, &report, said);
    Ok(One { batch, known: false, claims: report.claims.len(), problems })
}

/// A bar on standard error, when that is a terminal.
fn progress(quiet: bool) -> ProgressBar {
    if quiet || !std::io::IsTerminal::is_terminal(&std::io::stderr()) {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{spinner} {msg}, {bytes} read, {bytes_per_sec}");
    ProgressBar::new_spinner().with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()))
}
