//! `salient review`: claims, one after the other, least certain first; what a person thinks of each becomes an entry.

use crate::output::{complain, stdout};
use crate::record::LedgerArgs;
use anyhow::{Result, anyhow, bail};
use clap::Args;
use salient::publish::records::short;
use salient::read::marks::shown;
use salient::record::view::{Known, Stated};
use salient::record::{Batch, Kind, Ledger, Status, View, body};
use std::io::{BufRead, Write};
use std::process::ExitCode;

#[derive(Args)]
#[command(after_help = "Examples:
  salient review --reviewer \"A. Editor\" --ledger kursk.gpkg              step through what is unreviewed
  salient review --reviewer \"A. Editor\" --origin proposed --ledger kursk.gpkg
  salient review 3f2a1b 48ec --confirm --reviewer \"A. Editor\" --ledger kursk.gpkg
  salient review 3f2a1b --reject --reason \"of another war\" --reviewer \"A. Editor\" --ledger kursk.gpkg
  printf 'c\\nr the quote is a headline\\nq\\n' | salient review --reviewer \"A. Editor\" --ledger kursk.gpkg

Answers: c confirms, r rejects (a reason may follow after a blank), s skips, q ends. A confirmed claim counts
however uncertain its reading was; a rejected one is kept, and counted and shown nowhere unless it is asked for
(`salient claims --review rejected`). Each answer is recorded at once.")]
pub(crate) struct ReviewArgs {
    /// Claims by their ids or the beginnings of them; all unreviewed ones are stepped through without one
    ids: Vec<String>,
    #[command(flatten)]
    ledger: LedgerArgs,
    /// Who reviews
    #[arg(long, value_name = "NAME", env = "SALIENT_REVIEWER")]
    reviewer: String,
    /// Confirm the claims that are named
    #[arg(long, requires = "ids", conflicts_with_all = ["reject", "take_back"])]
    confirm: bool,
    /// Reject the claims that are named
    #[arg(long, requires = "ids", conflicts_with = "take_back")]
    reject: bool,
    /// Take back what was thought of the claims that are named: they are unreviewed again
    #[arg(long, requires = "ids")]
    take_back: bool,
    /// Why
    #[arg(long, default_value = "")]
    reason: String,
    /// Only claims of this origin: `machine`, `person`, `proposed by NAME`, or `proposed` by anybody
    #[arg(long)]
    origin: Option<String>,
}

pub(crate) fn run(args: &ReviewArgs) -> Result<ExitCode> {
    if args.reviewer.trim().is_empty() {
        bail!("--reviewer is empty: who reviews?");
    }
    let ledger = crate::record::write(&args.ledger.ledger)?;
    let view = View::load(&*ledger, &Known::default()).map_err(|e| anyhow!("{e}"))?;
    let mut desk = Desk { ledger, view: &view, args };
    let done = match (args.confirm, args.reject, args.take_back) {
        (true, ..) => desk.all(Status::Confirmed),
        (_, true, _) => desk.all(Status::Rejected),
        (.., true) => desk.all(Status::Unreviewed),
        _ => desk.step(&mut std::io::stdin().lock()),
    };
    desk.ledger.show(&crate::case::parties()).map_err(|e| anyhow!("{e}"))?;
    done
}

struct Desk<'a> {
    ledger: Box<dyn Ledger + Send>,
    view: &'a View,
    args: &'a ReviewArgs,
}

/// What is to be done with a claim.
enum Answer {
    Say(Status, String),
    Skip,
    Quit,
}

impl Desk<'_> {
    fn record(&mut self, stated: &Stated, status: Status, reason: &str) -> Result<()> {
        let mut batch = Batch::at(&crate::record::now());
        let review = body::Review {
            claim: stated.id.clone(),
            status,
            reviewer: self.args.reviewer.trim().to_owned(),
            reason: reason.to_owned(),
            after: stated.review.as_ref().map(|(id, _)| id.clone()),
        };
        batch.add(Kind::Review, &review);
        self.ledger.append(&batch).map(|_| ()).map_err(|e| anyhow!("{e}"))
    }

    /// The one claim whose id begins so.
    fn one(&self, prefix: &str) -> Result<&Stated> {
        let all = self.view.claims.iter().chain(&self.view.rejected);
        let found: Vec<&Stated> = all.filter(|s| s.id.0.starts_with(prefix)).collect();
        match found[..] {
            [one] => Ok(one),
            [] => bail!("no claim that stands has an id that begins with {prefix}; `salient claims` lists them"),
            _ => bail!("{} ids begin with {prefix}; write more of it", found.len()),
        }
    }

    /// The same word on every claim that is named; nothing is recorded where one of them is not found.
    fn all(&mut self, status: Status) -> Result<ExitCode> {
        let named: Vec<Stated> = self.args.ids.iter().map(|id| self.one(id).cloned()).collect::<Result<_>>()?;
        for stated in &named {
            self.record(stated, status, &self.args.reason)?;
            complain(&format!("{:.8} {status}", stated.id));
        }
        Ok(ExitCode::SUCCESS)
    }

    /// What is looked at, least certain first. A proposal that tells no certainty has none.
    fn open(&self) -> Result<Vec<Stated>> {
        if !self.args.ids.is_empty() {
            return self.args.ids.iter().map(|id| self.one(id).cloned()).collect();
        }
        let asked = salient::check::asked::Asked {
            origin: self.args.origin.clone(),
            status: Some(Status::Unreviewed),
            ..Default::default()
        };
        let mut open: Vec<Stated> = self.view.claims.iter().filter(|s| asked.stands(s)).cloned().collect();
        let sure = |s: &Stated| s.claim.confidence.unwrap_or(f64::from(u8::from(!s.claim.origin.is_proposed())));
        open.sort_by(|a, b| sure(a).total_cmp(&sure(b)));
        Ok(open)
    }

    fn step(&mut self, answers: &mut dyn BufRead) -> Result<ExitCode> {
        let (open, mut out) = (self.open()?, stdout());
        let (mut said, mut skipped) = ([0, 0], 0);
        for (n, stated) in open.iter().enumerate() {
            write!(out, "{}", self.picture(stated, n + 1, open.len()))?;
            match answer(&mut out, answers)? {
                Answer::Quit => break,
                Answer::Skip => skipped += 1,
                Answer::Say(status, reason) => {
                    self.record(stated, status, &reason)?;
                    said[usize::from(status == Status::Rejected)] += 1;
                }
            }
        }
        let left = open.len() - said[0] - said[1] - skipped;
        writeln!(out, "{} confirmed, {} rejected, {skipped} skipped, {left} left", said[0], said[1])?;
        out.flush()?;
        Ok(ExitCode::SUCCESS)
    }

    /// A claim with what is needed to judge it.
    fn picture(&self, stated: &Stated, number: usize, of: usize) -> String {
        let claim = &stated.claim;
        let article = self.view.article_of(claim);
        let title = article.map_or("", |a| a.label());
        let day = article.and_then(|a| a.day()).unwrap_or("undated");
        let sure = claim.confidence.map_or_else(|| "not told".to_owned(), |c| format!("{c:.2}"));
        let side = claim.side.as_ref().map(|s| format!(" ({s})")).unwrap_or_default();
        let who = claim.asserter.as_deref().unwrap_or("the text itself");
        let as_of = claim.as_of.as_deref().unwrap_or("no day");
        format!(
            "{number} of {of}  {:.8}  certainty {sure}, {}  {day}  {title}\n  {}\n  {}; said by {who}{side}, as of {as_of}\n",
            stated.id,
            claim.origin,
            shown(&claim.quote),
            short(stated)
        )
    }
}

/// Asks until something is answered; the end of the answers is the end.
fn answer(out: &mut impl Write, answers: &mut dyn BufRead) -> Result<Answer> {
    loop {
        write!(out, "c confirm, r reject, s skip, q quit: ")?;
        out.flush()?;
        let mut line = String::new();
        if answers.read_line(&mut line)? == 0 {
            writeln!(out)?;
            return Ok(Answer::Quit);
        }
        let (word, reason) = line.trim().split_once(' ').unwrap_or((line.trim(), ""));
        match word {
            "c" | "confirm" => return Ok(Answer::Say(Status::Confirmed, reason.trim().to_owned())),
            "r" | "reject" => return Ok(Answer::Say(Status::Rejected, reason.trim().to_owned())),
            "s" | "skip" => return Ok(Answer::Skip),
            "q" | "quit" => return Ok(Answer::Quit),
            other => writeln!(out, "`{other}` is no answer")?,
        }
    }
}
