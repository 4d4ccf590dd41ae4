//! The ground that a place's name stands for: a region, a state, several regions of one state; or why it stands for none.

use super::maps::{Ground, Maps};
use crate::extract::attributes::PlaceKind;
use crate::lexicon::{Class, List, english};
use salient_map::region;
use std::collections::BTreeSet;
use std::sync::PoisonError;

impl Maps<'_> {
    /// The code of the region, of the state, or of the regions of one state that a place's name stands for.
    ///
    /// ```
    /// use salient::check::Maps;
    /// let store = salient_map::Store::default();
    /// let maps = Maps::new(&store, None, None);
    /// let code = |place| maps.code_of(place);
    /// assert_eq!(code("Kursk region").as_deref(), Some("RU-KRS"));
    /// assert_eq!(code("Russian territory").as_deref(), Some("RU"));
    /// assert_eq!(code("Ukraine's Donetsk, Zaporizhzhia and Kherson regions").as_deref(), Some("UA-14+UA-23+UA-65"));
    /// assert_eq!(code("eastern Ukraine"), None);
    /// ```
    pub fn code_of(&self, place: &str) -> Option<String> {
        self.ground(place).ok()
    }

    /// The same; where there is none, why.
    pub(super) fn ground(&self, place: &str) -> Ground {
        let known = self.grounds.lock().unwrap_or_else(PoisonError::into_inner).get(place).cloned();
        known.unwrap_or_else(|| {
            let found = self.found(place);
            self.grounds.lock().unwrap_or_else(PoisonError::into_inner).insert(place.to_owned(), found.clone());
            found
        })
    }

    fn found(&self, place: &str) -> Ground {
        if let Some(code) = self.case.and_then(|c| c.names.get(&place.to_lowercase())) {
            return Ok(code.clone());
        }
        if let Some(state) = state(place) {
            return Ok(state.to_owned());
        }
        let (owner, name) = owned(place);
        if let Some(code) = self.named(name, owner) {
            return Ok(code);
        }
        // "Kursk nuclear power plant" is a site in the region, not the region.
        if region::codes(name).is_empty() && PlaceKind::of(name) == PlaceKind::Site {
            return Err(format!("{place} is a site, and no region"));
        }
        self.several(name, owner).unwrap_or_else(|| self.worded(place).ok_or_else(|| unnamed(place, name)))
    }

    /// The one region that a name names: of its owner's state where that is told, of the case's where several are called the same.
    fn named(&self, name: &str, owner: Option<&str>) -> Option<String> {
        let codes = region::codes(name);
        let of = |state: &str| codes.iter().filter(|c| state_of(c) == state).copied().collect::<Vec<_>>();
        let soil = self.case.map(|c| c.soil.as_str());
        let contested = self.case.and_then(|c| codes.iter().find(|code| **code == c.region));
        match (&codes[..], owner) {
            (_, Some(state)) => only(&of(state)),
            ([code], None) => Some((*code).to_owned()),
            (_, None) => contested.map(|c| (*c).to_owned()).or_else(|| only(&of(soil?))),
        }
    }

    /// "Donetsk, Zaporizhzhia and Kherson regions": all of them together, if each is a region and all are of one state. `None`
    /// for a place that is not several.
    fn several(&self, name: &str, owner: Option<&str>) -> Option<Ground> {
        let parts = listed(name);
        if parts.len() < 2 {
            return None;
        }
        let owner = owner.or_else(|| parts.iter().find_map(|part| state(part)));
        let regions = parts.iter().filter(|part| state(part).is_none());
        let codes: Option<BTreeSet<String>> = regions.map(|part| self.named(part, owner)).collect();
        let Some(codes) = codes.filter(|codes| !codes.is_empty()) else {
            return Some(Err(format!("{name} are several places, not all of them regions of one state")));
        };
        let states: BTreeSet<&str> = codes.iter().map(|code| state_of(code)).collect();
        let joined = codes.iter().cloned().collect::<Vec<_>>().join("+");
        Some(if states.len() == 1 { Ok(joined) } else { Err(format!("{name} are regions of several states")) })
    }

    /// "occupied Kursk territory": a region's name among other words counts when it is the region in contest.
    fn worded(&self, place: &str) -> Option<String> {
        let contested = self.case.map(|c| c.region.as_str())?;
        let mut codes = place.split_whitespace().flat_map(region::codes);
        codes.find(|code| *code == contested).map(str::to_owned)
    }
}

fn only(codes: &[&str]) -> Option<String> {
    if let [code] = codes { Some((*code).to_owned()) } else { None }
}

/// The state of a region's code.
fn state_of(code: &str) -> &str {
    code.split('-').next().unwrap_or_default()
}

/// The state that a name names, by itself or with words for all its ground: "the whole of Ukraine", "Russian territory".
fn state(place: &str) -> Option<&'static str> {
    let plain = place.replace(['’', '\''], " ").to_lowercase();
    let words: Vec<&str> = plain.split_whitespace().filter(|w| !List::Owner.has(w)).collect();
    let (all, own): (Vec<&str>, Vec<&str>) = words.into_iter().partition(|w| List::Expanse.has(w));
    let name = own.join(" ");
    region::state_named(&name).or_else(|| people(&name).filter(|_| !all.is_empty()))
}

/// The state that a word for its people names: "Russian".
fn people(word: &str) -> Option<&'static str> {
    let lexicon = english();
    let named = &lexicon.named[lexicon.sense(lexicon.word(word), Class::Demonym)? as usize];
    (!region::divisions(&named.side).is_empty()).then_some(named.side.as_str())
}

/// "Ukraine's Kharkiv region": the state, and the rest; without an article before it.
pub(super) fn owned(place: &str) -> (Option<&'static str>, &str) {
    let place = place.split_once(' ').filter(|(first, _)| List::Article.has(first)).map_or(place, |(_, rest)| rest);
    let apart = ["'s ", "’s ", "s' ", "s’ "].iter().find_map(|mark| place.split_once(mark));
    match apart.and_then(|(owner, rest)| Some((state(owner)?, rest))) {
        Some((owner, rest)) => (Some(owner), rest),
        None => (None, place),
    }
}

/// The names of a list: "Kharkiv, Sumy and Chernihiv regions".
fn listed(name: &str) -> Vec<&str> {
    let parts = name.split([',', '/', '&']).flat_map(|part| part.split(" and "));
    parts.map(|part| part.trim().trim_start_matches("and ").trim()).filter(|part| !part.is_empty()).collect()
}

fn unnamed(place: &str, name: &str) -> String {
    match &region::codes(name)[..] {
        [] => format!("no region or state is named {place}"),
        many => format!("{place} is the name of several regions: {}", many.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::Maps;
    use salient_map::{Case, Store};

    #[test]
    fn states_regions_and_several_of_them() {
        let store = Store::default();
        let maps = Maps::new(&store, None, None);
        for (place, code) in [
            ("Ukraine", "UA"),
            ("the whole of Ukraine", "UA"),
            ("Ukraine's territory", "UA"),
            ("Sudanese soil", "SD"),
            ("the entire territory of Yemen", "YE"),
            ("Donetsk and Luhansk", "UA-09+UA-14"),
            ("the Donbas", "UA-09+UA-14"),
            ("Kharkiv and Sumy oblasts", "UA-59+UA-63"),
            ("Sudan's North Darfur state", "SD-DN"),
            ("Kursk Oblast, Russia", "RU-KRS"),
            ("Idlib province", "SY-ID"),
        ] {
            assert_eq!(maps.ground(place).as_deref(), Ok(code), "{place}");
        }
        for (place, why) in [
            ("eastern Ukraine", "no region or state is named"),
            ("Kursk and Sumy", "several states"),
            ("Sudzha and Kursk", "several places"),
            ("Kursk nuclear power plant", "a site"),
            ("Russian border villages", "no region or state is named"),
        ] {
            let told = maps.ground(place).expect_err(place);
            assert!(told.contains(why), "{told}");
        }
    }

    #[test]
    fn a_case_tells_of_what_several_states_have() {
        let case = r#"
            name = "example"
            title = "Example"
            start = "2023-04-15"
            region = "SD-KH"
            soil = "SD"
            party = []
        "#;
        let (store, case) = (Store::default(), Case::parse(case).expect("a case"));
        let (plain, told) = (Maps::new(&store, None, None), Maps::new(&store, Some(&case), None));
        assert!(plain.ground("Northern State").is_err_and(|why| why.contains("several regions")));
        assert_eq!(told.ground("Northern State").as_deref(), Ok("SD-NO"));
        assert_eq!(told.ground("ruined Khartoum streets").as_deref(), Ok("SD-KH"));
    }
}
