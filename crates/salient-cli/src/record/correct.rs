//! `salient record correct`, `merge`, `names`: what people know better, as entries of their own.

use super::args::{CorrectArgs, MergeArgs, NameKind, NamesArgs, TextOrJson};
use crate::output::{complain, stdout};
use anyhow::{Result, anyhow, bail};
use salient::check::given::{self, Codes, did_you_mean};
use salient::record::view::{Known, Stated, corrected};
use salient::record::{Batch, Id, Kind, Ledger, View, body};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::process::ExitCode;

fn view(ledger: &dyn Ledger) -> Result<View> {
    View::load(ledger, &Known::default()).map_err(|e| anyhow!("{e}"))
}

pub(crate) fn correct(args: &CorrectArgs) -> Result<ExitCode> {
    if args.set.is_empty() && !args.withdraw {
        bail!("say what is right with --set FIELD=VALUE, or --withdraw");
    }
    let ledger = super::read(&args.ledger.ledger)?;
    let view = view(&*ledger)?;
    let corrects = entry(&*ledger, &args.id)?;
    let mut claims = view.claims.iter().chain(&view.rejected);
    let claim = claims.find(|c| c.id == corrects).map(|c| c.claim.clone());
    let after = view.corrections.iter().rev().find(|(_, c)| c.corrects == corrects).map(|(id, _)| id.clone());
    let mut set = BTreeMap::new();
    for pair in &args.set {
        let Some((field, value)) = pair.split_once('=') else { bail!("--set {pair}: write FIELD=VALUE") };
        let value = serde_json::from_str(value).unwrap_or_else(|_| Value::String(value.to_owned()));
        set.insert(field.to_owned(), value);
    }
    if !set.is_empty() {
        let claim = claim.ok_or_else(|| anyhow!("{corrects} is no claim that stands: only claims can be changed"))?;
        fits(&*ledger, &view, &claim, &set)?;
    }
    drop(ledger);
    let reason = args.reason.clone();
    append(&args.ledger.ledger, Kind::Correction, &body::Correction { corrects, set, reason, after })
}

/// The one article, claim or correction whose id begins so.
fn entry(ledger: &dyn Ledger, prefix: &str) -> Result<Id> {
    let mut found = Vec::new();
    let kinds = [Kind::Article, Kind::Claim, Kind::Correction];
    for kind in kinds {
        let walked = ledger.scan(Some(kind), &mut |entry| {
            if entry.id.0.starts_with(prefix) {
                found.push(entry.id);
            }
            Ok(())
        });
        walked.map_err(|e| anyhow!("{e}"))?;
    }
    match &found[..] {
        [id] => Ok(id.clone()),
        [] => {
            bail!("no article, claim or correction has an id that begins with {prefix}; `salient claims` lists claims")
        }
        many => bail!("{} ids begin with {prefix}; write more of it", many.len()),
    }
}

/// A correction must leave a claim a claim, as exact as one that is entered by hand.
fn fits(ledger: &dyn Ledger, view: &View, claim: &body::Claim, set: &BTreeMap<String, Value>) -> Result<()> {
    let value = serde_json::to_value(claim)?;
    let fixed = ["article", "run", "start", "end", "quote", "reading", "origin", "spans"];
    let fields = body_fields(&value).filter(|f| !fixed.contains(f));
    for field in set.keys() {
        if !fields.clone().any(|known| known == field) {
            bail!("{field}: not a field that can be set{}", did_you_mean(field, fields));
        }
    }
    let right = corrected(claim, set).map_err(|e| anyhow!("{e}"))?;
    if ["low", "high", "unit", "restated", "extent"].iter().any(|f| set.contains_key(*f)) {
        given::counted(&right).map_err(|why| anyhow!("{why}"))?;
    }
    given::dated(&right).map_err(|why| anyhow!("{why}"))?;
    let hash = view.article_of(claim).map(|a| a.body.text.as_str()).unwrap_or_default();
    let text = ledger.text(hash).map_err(|e| anyhow!("{e}"))?.unwrap_or_default();
    Codes::of(view).check(&right, &text).map_err(|why| anyhow!("{why}"))?;
    match right.asserter.as_deref().filter(|name| set.contains_key("asserter") && !text.contains(name)) {
        Some(name) => known(view, "speaker", name),
        None => Ok(()),
    }
}

/// Fields that every claim has, and those that are written only where they tell something.
fn body_fields(value: &Value) -> impl Iterator<Item = &str> + Clone {
    let told = value.as_object().into_iter().flat_map(|o| o.keys()).map(String::as_str);
    told.chain(["total", "again", "tense", "confidence"])
}

/// A name of a speaker or place must be in the record.
fn known(view: &View, what: &str, name: &str) -> Result<()> {
    let of = |s: &Stated| if what == "speaker" { s.claim.asserter.clone() } else { s.claim.place.clone() };
    let names: BTreeSet<String> = view.claims.iter().chain(&view.rejected).filter_map(of).collect();
    let key = |name: &str| if what == "speaker" { view.identity.speaker(name) } else { view.identity.place(name) };
    if names.iter().any(|there| key(there) == key(name)) {
        return Ok(());
    }
    let mut near = did_you_mean(name, names.iter().map(String::as_str));
    if near.is_empty() {
        let shares = |there: &&String| name.split_whitespace().any(|w| w.len() > 3 && there.contains(w));
        let some: Vec<&str> = names.iter().filter(shares).take(3).map(String::as_str).collect();
        near = if some.is_empty() { String::new() } else { format!("; there is {}", some.join(", ")) };
    }
    bail!("no claim of the record has the {what} `{name}`{near} (`salient record names` lists them)")
}

pub(crate) fn merge(args: &MergeArgs) -> Result<ExitCode> {
    let what = if args.what == NameKind::Speaker { "speaker" } else { "place" }.to_owned();
    let names = [args.name.clone(), args.other.clone()];
    let after = {
        let ledger = super::read(&args.ledger.ledger)?;
        let view = view(&*ledger)?;
        names.iter().try_for_each(|name| known(&view, &what, name))?;
        let same = |m: &body::Merge| m.what == what && m.names.iter().all(|n| names.contains(n));
        view.merges.iter().rev().find(|(_, m)| same(m)).map(|(id, _)| id.clone())
    };
    let merge = body::Merge { what, names, same: !args.apart, reason: args.reason.clone(), after };
    append(&args.ledger.ledger, Kind::Merge, &merge)
}

fn append<T: serde::Serialize>(ledger: &str, kind: Kind, body: &T) -> Result<ExitCode> {
    let mut batch = Batch::at(&super::now());
    let id = batch.add(kind, body);
    let done = super::append(&mut *super::write(ledger)?, &batch)?;
    complain(&if done.new > 0 { format!("recorded {id}") } else { format!("{id} was recorded before") });
    Ok(ExitCode::SUCCESS)
}

pub(crate) fn names(args: &NamesArgs) -> Result<ExitCode> {
    let ledger = super::read(&args.ledger.ledger)?;
    let view = view(&*ledger)?;
    let mut groups: BTreeMap<(&str, String), BTreeMap<&str, usize>> = BTreeMap::new();
    for stated in &view.claims {
        let speaker = stated.claim.asserter.as_deref().map(|n| ("speaker", view.identity.speaker(n), n));
        let place = stated.claim.place.as_deref().map(|n| ("place", view.identity.place(n), n));
        for (what, key, name) in speaker.into_iter().chain(place) {
            *groups.entry((what, key)).or_default().entry(name).or_default() += 1;
        }
    }
    let mut out = stdout();
    if args.format == TextOrJson::Json {
        let all: Vec<_> = groups
            .iter()
            .map(|((what, key), names)| serde_json::json!({"what": what, "key": key, "names": names}))
            .collect();
        let merges: Vec<_> = view.merges.iter().map(|(id, m)| serde_json::json!({"id": id, "merge": m})).collect();
        writeln!(out, "{}", serde_json::to_string_pretty(&serde_json::json!({"names": all, "merges": merges}))?)?;
    } else {
        for ((what, _), names) in &groups {
            let names: Vec<String> = names.iter().map(|(name, count)| format!("{name} ({count})")).collect();
            writeln!(out, "{what:<9}{}", names.join(" = "))?;
        }
        for (id, merge) in &view.merges {
            let sign = if merge.same { "=" } else { "≠" };
            let [a, b] = &merge.names;
            writeln!(out, "recorded {} {a} {sign} {b}: {} [{id:.8}]", merge.what, merge.reason)?;
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
