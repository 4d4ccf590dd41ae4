//! `salient record correct`, `merge`, `names`: what people know better, as entries of their own.

use super::args::{CorrectArgs, MergeArgs, NameKind, NamesArgs, TextOrJson};
use crate::output::{complain, stdout};
use anyhow::{Result, anyhow, bail};
use salient::record::view::Known;
use salient::record::{Batch, Kind, Ledger, View, body};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::process::ExitCode;

fn view(ledger: &dyn Ledger) -> Result<View> {
    View::load(ledger, &Known::default(), &|_| true).map_err(|e| anyhow!("{e}"))
}

pub(crate) fn correct(args: &CorrectArgs) -> Result<ExitCode> {
    if args.set.is_empty() && !args.withdraw {
        bail!("say what is right with --set FIELD=VALUE, or --withdraw");
    }
    let (view, corrects) = {
        let ledger = super::read(&args.ledger.ledger)?;
        let view = view(&*ledger)?;
        let corrects = entry(&view, &args.id)?;
        (view, corrects)
    };
    let mut set = BTreeMap::new();
    for pair in &args.set {
        let Some((field, value)) = pair.split_once('=') else { bail!("--set {pair}: write FIELD=VALUE") };
        let value = serde_json::from_str(value).unwrap_or_else(|_| serde_json::Value::String(value.to_owned()));
        set.insert(field.to_owned(), value);
    }
    if !set.is_empty() {
        fits(&view, &corrects, &set)?;
    }
    let reason = args.reason.clone();
    append(&args.ledger.ledger, Kind::Correction, &body::Correction { corrects, set, reason })
}

/// The one article or claim whose id begins so.
fn entry(view: &View, prefix: &str) -> Result<salient::record::Id> {
    let (articles, claims) = view.by_prefix(prefix);
    let ids: BTreeSet<_> = articles.iter().map(|a| &a.id).chain(claims.iter().map(|c| &c.id)).collect();
    match ids.len() {
        1 => Ok(ids.into_iter().next().cloned().ok_or_else(|| anyhow!("no id"))?),
        0 => bail!("no article or claim has an id that begins with {prefix}; `salient claims` lists them"),
        many => bail!("{many} ids begin with {prefix}; write more of it"),
    }
}

/// A correction must leave a claim a claim.
fn fits(view: &View, id: &salient::record::Id, set: &BTreeMap<String, serde_json::Value>) -> Result<()> {
    let Some(stated) = view.claims.iter().find(|c| c.id == *id) else {
        bail!("{id} is an article: it can be withdrawn, not changed")
    };
    let mut value = serde_json::to_value(&stated.claim)?;
    for (field, right) in set {
        if value.get(field).is_none() || ["article", "run", "start", "end", "quote"].contains(&field.as_str()) {
            bail!("{field}: not a field that can be set");
        }
        value[field] = right.clone();
    }
    serde_json::from_value::<body::Claim>(value).map_err(|e| anyhow!("that would be no claim: {e}"))?;
    Ok(())
}

pub(crate) fn merge(args: &MergeArgs) -> Result<ExitCode> {
    let what = if args.what == NameKind::Speaker { "speaker" } else { "place" }.to_owned();
    let names = [args.name.clone(), args.other.clone()];
    let merge = body::Merge { what, names, same: !args.apart, reason: args.reason.clone() };
    append(&args.ledger.ledger, Kind::Merge, &merge)
}

fn append<T: serde::Serialize>(ledger: &str, kind: Kind, body: &T) -> Result<ExitCode> {
    drop(super::read(ledger)?);
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
