//! `salient record correct`, `merge`, `names`: what people know better, as entries of their own.

use super::args::{CorrectArgs, MergeArgs, NameKind, NamesArgs, TextOrJson};
use crate::output::{complain, stdout};
use anyhow::{Result, anyhow, bail};
use salient::check::maps::days;
use salient::extract::Unit;
use salient::record::view::{Known, corrected};
use salient::record::{Batch, Id, Kind, Ledger, View, body};
use std::collections::BTreeMap;
use std::io::Write;
use std::process::ExitCode;

fn view(ledger: &dyn Ledger) -> Result<View> {
    View::load(ledger, &Known::default()).map_err(|e| anyhow!("{e}"))
}

pub(crate) fn correct(args: &CorrectArgs) -> Result<ExitCode> {
    if args.set.is_empty() && !args.withdraw {
        bail!("say what is right with --set FIELD=VALUE, or --withdraw");
    }
    let (corrects, claim, after) = {
        let ledger = super::read(&args.ledger.ledger)?;
        let view = view(&*ledger)?;
        let corrects = entry(&*ledger, &args.id)?;
        let claim = view.claims.iter().find(|c| c.id == corrects).map(|c| c.claim.clone());
        let after = view.corrections.iter().rev().find(|(_, c)| c.corrects == corrects).map(|(id, _)| id.clone());
        (corrects, claim, after)
    };
    let mut set = BTreeMap::new();
    for pair in &args.set {
        let Some((field, value)) = pair.split_once('=') else { bail!("--set {pair}: write FIELD=VALUE") };
        let value = serde_json::from_str(value).unwrap_or_else(|_| serde_json::Value::String(value.to_owned()));
        set.insert(field.to_owned(), value);
    }
    if !set.is_empty() {
        let claim = claim.ok_or_else(|| anyhow!("{corrects} is no claim that stands: only claims can be changed"))?;
        fits(&claim, &set)?;
    }
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

/// A correction must leave a claim a claim.
fn fits(claim: &body::Claim, set: &BTreeMap<String, serde_json::Value>) -> Result<()> {
    let value = serde_json::to_value(claim)?;
    for field in set.keys() {
        if value.get(field).is_none()
            || ["article", "run", "start", "end", "quote", "reading"].contains(&field.as_str())
        {
            bail!("{field}: not a field that can be set");
        }
    }
    let fixed = corrected(claim, set).map_err(|e| anyhow!("{e}"))?;
    if let Some(day) = fixed.as_of.as_deref().filter(|d| days(d).is_none()) {
        bail!("as_of={day}: write a day, month, year or interval, like 2025-01-17, 2025-01, 2025-01-10/2025-01-17");
    }
    if let Some(unit) = fixed.unit.filter(|u| !Unit::CLAIMED.contains(u)) {
        bail!("unit={unit}: a unit is one of {}", Unit::CLAIMED.map(Unit::name).join(", "));
    }
    if fixed.low.is_some_and(|low| low < 0.0) {
        bail!("a figure is not negative");
    }
    Ok(())
}

pub(crate) fn merge(args: &MergeArgs) -> Result<ExitCode> {
    let what = if args.what == NameKind::Speaker { "speaker" } else { "place" }.to_owned();
    let names = [args.name.clone(), args.other.clone()];
    let after = {
        let ledger = super::read(&args.ledger.ledger)?;
        let view = view(&*ledger)?;
        let same = |m: &body::Merge| m.what == what && m.names.iter().all(|n| names.contains(n));
        view.merges.iter().rev().find(|(_, m)| same(m)).map(|(id, _)| id.clone())
    };
    let merge = body::Merge { what, names, same: !args.apart, reason: args.reason.clone(), after };
    append(&args.ledger.ledger, Kind::Merge, &merge)
}

fn append<T: serde::Serialize>(ledger: &str, kind: Kind, body: &T) -> Result<ExitCode> {
    let mut batch = Batch::at(&super::now());
    let id = batch.add(kind, body);
    let done = super::write(ledger)?.append(&batch).map_err(|e| anyhow!("{e}"))?;
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
