//! Codes of parties: those of the lexicon, and those that the record has already.

use super::near::did_you_mean;
use crate::extract::Side;
use crate::lexicon::english;
use crate::record::View;
use crate::record::body::Claim;
use std::collections::BTreeSet;

/// The codes that a claim may name as its actor or its speaker's side.
pub struct Codes {
    known: BTreeSet<String>,
}

/// Whether a name stands in a text as words of its own: "Ukrain" does not stand in "Ukrainian".
fn stands(text: &str, name: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let alone = |at: usize| !letter(text[..at].chars().next_back()) && !letter(text[at + name.len()..].chars().next());
    text.match_indices(name).any(|(at, _)| alone(at))
}

impl Codes {
    /// The codes of the lexicon and of a record.
    pub fn of(view: &View) -> Self {
        let other = Side::Other;
        let lexicon = english().named.iter().map(|n| n.side.clone()).filter(|side| side != other.as_str());
        let used = |claim: &Claim| {
            let side = claim.side.as_ref().and_then(Side::party).map(str::to_owned);
            claim.actor.clone().into_iter().chain(side)
        };
        Self { known: lexicon.chain(view.claims.iter().flat_map(|s| used(&s.claim))).collect() }
    }

    /// Checks the actor and the side of a claim. A group that no list knows is one where the text names it so.
    ///
    /// # Errors
    /// Names the code, and what may have been meant.
    pub fn check(&self, claim: &Claim, text: &str) -> Result<(), String> {
        if let Some(actor) = &claim.actor {
            self.one("actor", actor, text)?;
        }
        match claim.side.as_ref().and_then(Side::party) {
            Some(side) => self.one("side", side, text),
            None => Ok(()),
        }
    }

    fn one(&self, field: &str, code: &str, text: &str) -> Result<(), String> {
        let state = code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase());
        let named = !state && code.chars().count() > 2 && stands(text, code);
        if self.known.contains(code) || named {
            return Ok(());
        }
        let near = did_you_mean(code, self.known.iter().map(String::as_str));
        Err(format!("{field}: no party has the code `{code}`, and the text does not name it{near}"))
    }
}
