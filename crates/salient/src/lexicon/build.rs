//! Turns the TOML lists into the table.

use super::class::Class;
use super::table::{Case, Form, Formerly, Frame, Lexicon, Named, Phrase, Sense, Unit, Verb, Word};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::OnceLock;

macro_rules! list {
    ($name:literal) => {
        toml::from_str(include_str!(concat!("../../lexicon/en/", $name, ".toml")))
            .expect(concat!($name, ".toml is valid"))
    };
}

/// The English lexicon, built on first use.
///
/// # Panics
/// When a list in `lexicon/en` is not well formed; a test builds it, so that no release can.
pub fn english() -> &'static Lexicon {
    static ENGLISH: OnceLock<Lexicon> = OnceLock::new();
    ENGLISH.get_or_init(|| {
        let mut builder = Builder::default();
        builder.closed(&list!("words"));
        builder.nouns(&list!("nouns"));
        builder.units(list!("units"));
        builder.hedges(&list!("hedges"));
        builder.numbers(&list!("numbers"));
        builder.dates(&list!("dates"));
        builder.verbs(&list!("verbs"));
        builder.speech(&list!("speech"));
        builder.parties(&list!("states"), &list!("groups"));
        builder.speakers(&list!("persons"), &list!("monitors"));
        builder.furniture(list!("furniture"));
        builder.finish()
    })
}

/// SHA-256 of all the lists, in hexadecimal: a run of the reader names it.
pub fn digest() -> &'static str {
    static DIGEST: OnceLock<String> = OnceLock::new();
    DIGEST.get_or_init(|| {
        let mut hash = Sha256::new();
        for list in [
            include_str!("../../lexicon/en/words.toml"),
            include_str!("../../lexicon/en/nouns.toml"),
            include_str!("../../lexicon/en/units.toml"),
            include_str!("../../lexicon/en/hedges.toml"),
            include_str!("../../lexicon/en/numbers.toml"),
            include_str!("../../lexicon/en/dates.toml"),
            include_str!("../../lexicon/en/verbs.toml"),
            include_str!("../../lexicon/en/speech.toml"),
            include_str!("../../lexicon/en/states.toml"),
            include_str!("../../lexicon/en/groups.toml"),
            include_str!("../../lexicon/en/persons.toml"),
            include_str!("../../lexicon/en/monitors.toml"),
            include_str!("../../lexicon/en/furniture.toml"),
            include_str!("../../lexicon/en/gate.toml"),
            include_str!("../../lexicon/en/roles.toml"),
            super::list::SOURCE,
        ] {
            hash.update(list);
        }
        hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    })
}

/// Spellings that the lexicon counts as one: people with their surnames, monitors, seats of government; the usual one
/// first.
pub fn spellings() -> &'static [Vec<String>] {
    static SPELLINGS: OnceLock<Vec<Vec<String>>> = OnceLock::new();
    SPELLINGS.get_or_init(|| {
        let (persons, monitors, states): (PersonList, MonitorList, StateList) =
            (list!("persons"), list!("monitors"), list!("states"));
        let people = persons.person.into_iter().map(|p| [p.names, p.surnames].concat());
        let monitors = monitors.monitor.into_iter().map(|m| m.forms);
        let seats = states.state.into_iter().map(|s| s.seats);
        people.chain(monitors).chain(seats).filter(|group| group.len() > 1).collect()
    })
}

#[derive(Default)]
struct Builder {
    out: Lexicon,
}

impl Builder {
    fn intern(&mut self, word: &str) -> u32 {
        if let Some(&id) = self.out.index.get(word) {
            return id;
        }
        let id = self.out.words.len() as u32;
        self.out.index.insert(word.into(), id);
        self.out.words.push(Word::default());
        id
    }

    fn add(&mut self, text: &str, class: Class, value: u32, case: Case) {
        let lower = text.to_lowercase().replace(['’', '‘'], "'");
        let words: Vec<&str> = crate::extract::token::words(&lower).collect();
        let Some((first, rest)) = words.split_first() else { return };
        let first = self.intern(first);
        let rest: Vec<u32> = rest.iter().map(|w| self.intern(w)).collect();
        let sense = Sense { class, value, case };
        let word = &mut self.out.words[first as usize];
        if rest.is_empty() {
            let mask = match case {
                Case::Any => &mut word.any,
                Case::Capital => &mut word.capital,
                Case::Upper => &mut word.upper,
            };
            *mask |= class.bit();
            word.senses.push(sense);
        } else {
            word.phrases.push(Phrase { rest, sense });
        }
    }

    fn name(&mut self, text: &str, class: Class, value: u32) {
        let short = text.len() <= 5 && text.chars().all(|c| c.is_uppercase() || c == '.');
        let small = text.starts_with(char::is_lowercase);
        let case = if short {
            Case::Upper
        } else if small {
            Case::Any
        } else {
            Case::Capital
        };
        self.add(text, class, value, case);
    }

    fn example(&mut self, class: Class, form: &str, example: &str) {
        self.out.examples.push((class, form.to_owned(), example.to_owned()));
    }

    fn closed(&mut self, lists: &BTreeMap<String, Vec<String>>) {
        for (name, words) in lists {
            for &class in class_of(name) {
                for word in words {
                    self.add(word, class, 0, Case::Any);
                }
            }
        }
        // Written as one token only behind a word, so it cannot go through the tokenizer.
        let genitive = self.intern("'s") as usize;
        self.out.words[genitive].any |= Class::Genitive.bit();
    }

    fn nouns(&mut self, lists: &BTreeMap<String, BTreeMap<String, toml::Value>>) {
        for (name, list) in lists {
            for (key, value) in list {
                let Some(words) = value.as_array() else { continue };
                let (class, index) = self.noun_class(name, key);
                for word in words.iter().filter_map(|w| w.as_str()) {
                    self.add(word, class, index, Case::Any);
                }
                if let (Some(example), Some(word)) = (
                    list.get("example").and_then(|e| e.as_str()).filter(|_| {
                        !matches!(
                            key.as_str(),
                            "lose" | "hold" | "onset" | "wounded" | "casualties" | "captured" | "displaced"
                        )
                    }),
                    words.first(),
                ) {
                    self.example(class, word.as_str().unwrap_or_default(), example);
                }
            }
        }
    }

    fn noun_class(&mut self, name: &str, key: &str) -> (Class, u32) {
        match (name, key) {
            ("loss", kind) => {
                self.out.losses.push(kind.to_owned());
                (Class::Loss, self.out.losses.len() as u32 - 1)
            }
            ("event", "gain") => (Class::EventGain, 0),
            ("event", "lose") => (Class::EventLose, 0),
            ("event", "hold") => (Class::EventHold, 0),
            ("event", _) => (Class::EventOnset, 0),
            _ => (class_of(name)[0], 0),
        }
    }

    fn units(&mut self, list: UnitList) {
        for unit in list.unit {
            let index = self.out.units.len() as u32;
            for form in unit.forms.iter().chain(&unit.glued) {
                let glued = u32::from(unit.glued.contains(form)) << 16;
                self.add(form, Class::Unit, index | glued, Case::Any);
            }
            self.example(Class::Unit, &unit.forms[0], &unit.example);
            self.out.units.push(unit);
        }
    }

    fn hedges(&mut self, list: &HedgeList) {
        for (index, hedge) in list.hedge.iter().enumerate() {
            for word in &hedge.before {
                self.add(word, Class::HedgeBefore, index as u32, Case::Any);
            }
            for word in &hedge.after {
                self.add(word.trim_start_matches('-'), Class::HedgeAfter, index as u32, Case::Any);
            }
            self.example(Class::HedgeBefore, &hedge.before[0], &hedge.example);
        }
    }

    fn value(&mut self, value: f64) -> u32 {
        self.out.values.push(value);
        self.out.values.len() as u32 - 1
    }

    fn numbers(&mut self, lists: &NumberLists) {
        for (class, list) in
            [(Class::Cardinal, &lists.cardinal), (Class::Scale, &lists.scale), (Class::Vague, &lists.vague)]
        {
            for (word, &number) in list {
                let value = self.value(number);
                self.add(word, class, value, Case::Any);
            }
        }
        for (word, &(top, bottom)) in &lists.fraction {
            self.out.fractions.push((top, bottom));
            let value = self.out.fractions.len() as u32 - 1;
            self.add(word, Class::Fraction, value, Case::Any);
        }
        for (word, &number) in &lists.glued {
            let value = self.value(number) | 1 << 16;
            self.add(word, Class::Scale, value, Case::Any);
        }
    }

    fn dates(&mut self, lists: &DateLists) {
        for (class, list) in [
            (Class::Month, &lists.month),
            (Class::Month, &lists.month_mid),
            (Class::Month, &lists.month_short),
            (Class::Weekday, &lists.weekday),
            (Class::Weekday, &lists.weekday_short),
        ] {
            for (index, word) in list.iter().enumerate() {
                let case = if word.starts_with("mid-") { Case::Any } else { Case::Capital };
                self.add(word, class, index as u32 + 1, case);
            }
        }
        for (word, index) in [("sept", 9), ("tues", 2), ("thurs", 4)] {
            let class = if word == "sept" { Class::Month } else { Class::Weekday };
            self.add(word, class, index, Case::Capital);
        }
        for (class, list) in [(Class::Season, &lists.season), (Class::Span, &lists.span)] {
            for (word, &pair) in list {
                self.out.pairs.push(pair);
                self.add(word, class, self.out.pairs.len() as u32 - 1, Case::Any);
            }
        }
    }

    fn verbs(&mut self, list: &VerbList) {
        for entry in &list.verb {
            let index = self.out.verbs.len() as u32;
            for (form, bits) in entry.inflect() {
                self.add(&form, Class::Verb, index << Form::BITS | bits, Case::Any);
            }
            let (weak, part) = (entry.weak, entry.extent.as_deref() == Some("part"));
            self.out.verbs.push(Verb { lemma: entry.lemma.clone(), frame: entry.frame, weak, part });
            self.example(Class::Verb, &entry.lemma, &entry.example);
        }
    }

    fn speech(&mut self, list: &SpeechList) {
        for entry in &list.verb {
            let index = self.out.speech.len() as u32;
            let entry_verb = VerbEntry::from(entry);
            for (form, bits) in entry_verb.inflect() {
                self.add(&form, Class::Speech, index << Form::BITS | bits, Case::Any);
            }
            self.out.speech.push((entry.lemma.clone(), entry.polarity.is_some(), entry.weak));
            self.example(Class::Speech, &entry.lemma, &entry.example);
        }
        for phrase in &list.after {
            self.add(phrase, Class::SourceAfter, 0, Case::Any);
        }
        for word in &list.possessed {
            self.add(word, Class::Possessed, 0, Case::Any);
        }
    }

    fn named(&mut self, name: &str, side: &str, country: Option<&String>) -> u32 {
        self.out.named.push(Named {
            name: name.to_owned(),
            side: side.to_owned(),
            country: country.cloned(),
            demonym: None,
            opposition: None,
            formerly: None,
            fixed: false,
            sent: false,
        });
        self.out.named.len() as u32 - 1
    }

    fn parties(&mut self, states: &StateList, groups: &GroupList) {
        for state in &states.state {
            let index = self.named(&state.names[0], &state.code, Some(&state.code));
            self.out.named[index as usize].opposition.clone_from(&state.opposition);
            self.out.named[index as usize].formerly.clone_from(&state.formerly);
            self.out.named[index as usize].demonym = state.demonyms.first().cloned();
            for (class, forms) in
                [(Class::State, &state.names), (Class::Demonym, &state.demonyms), (Class::Seat, &state.seats)]
            {
                for form in forms {
                    self.name(form, class, index);
                }
            }
            self.example(Class::State, state.demonyms.first().unwrap_or(&state.names[0]), &state.example);
        }
        for group in &groups.group {
            let side = group.state.as_ref().unwrap_or(&group.name);
            let index = self.named(&group.name, side, group.country.as_ref());
            self.out.named[index as usize].fixed = group.fixed || group.state.is_some();
            self.out.named[index as usize].sent = group.sent;
            for form in &group.forms {
                self.name(form, Class::Group, index);
            }
            self.example(Class::Group, &group.name, &group.example);
        }
    }

    fn speakers(&mut self, persons: &PersonList, monitors: &MonitorList) {
        for person in &persons.person {
            let index = self.named(&person.names[0], &person.side, None);
            for name in &person.names {
                self.name(name, Class::Person, index);
            }
            for name in &person.surnames {
                self.name(name, Class::Surname, index);
            }
            self.example(Class::Person, &person.names[0], &person.example);
        }
        for monitor in &monitors.monitor {
            let index = self.named(&monitor.forms[0], &monitor.side, None);
            for form in &monitor.forms {
                self.name(form, Class::Monitor, index);
            }
            self.example(Class::Monitor, &monitor.forms[0], &monitor.example);
        }
    }

    fn furniture(&mut self, lists: FurnitureLists) {
        self.out.furniture = [lists.starts, lists.has, lists.opens];
        self.out.corrects = lists.corrects;
    }

    fn finish(mut self) -> Lexicon {
        for word in &mut self.out.words {
            word.phrases.sort_by_key(|p| std::cmp::Reverse(p.rest.len()));
        }
        self.out
    }
}

fn class_of(list: &str) -> &'static [Class] {
    let wanted = list.replace('_', "");
    let position = Class::ALL.iter().position(|(_, name)| name.eq_ignore_ascii_case(&wanted));
    let position = position.unwrap_or_else(|| panic!("no class is named `{list}`"));
    match Class::ALL[position].0 {
        Class::Be => &[Class::Be, Class::Auxiliary],
        Class::Possessive => &[Class::Possessive, Class::Determiner],
        ref class => std::slice::from_ref(class),
    }
}

#[derive(Deserialize)]
struct UnitList {
    unit: Vec<Unit>,
}

#[derive(Deserialize)]
struct HedgeList {
    hedge: Vec<HedgeEntry>,
}

#[derive(Deserialize)]
struct HedgeEntry {
    before: Vec<String>,
    after: Vec<String>,
    example: String,
}

#[derive(Deserialize)]
struct NumberLists {
    cardinal: BTreeMap<String, f64>,
    scale: BTreeMap<String, f64>,
    glued: BTreeMap<String, f64>,
    vague: BTreeMap<String, f64>,
    fraction: BTreeMap<String, (u32, u32)>,
}

#[derive(Deserialize)]
struct DateLists {
    month: Vec<String>,
    month_mid: Vec<String>,
    month_short: Vec<String>,
    weekday: Vec<String>,
    weekday_short: Vec<String>,
    season: BTreeMap<String, (f64, f64)>,
    span: BTreeMap<String, (f64, f64)>,
}

#[derive(Deserialize)]
struct VerbList {
    verb: Vec<VerbEntry>,
}

#[derive(Deserialize)]
struct VerbEntry {
    lemma: String,
    frame: Frame,
    #[serde(default)]
    forms: Vec<String>,
    #[serde(default)]
    ing: Option<String>,
    #[serde(default)]
    weak: bool,
    #[serde(default)]
    extent: Option<String>,
    example: String,
}

#[derive(Deserialize)]
struct SpeechList {
    verb: Vec<SpeechEntry>,
    after: Vec<String>,
    possessed: Vec<String>,
}

#[derive(Deserialize)]
struct SpeechEntry {
    lemma: String,
    #[serde(default)]
    forms: Vec<String>,
    #[serde(default)]
    ing: Option<String>,
    #[serde(default)]
    weak: bool,
    #[serde(default)]
    polarity: Option<String>,
    example: String,
}

impl From<&SpeechEntry> for VerbEntry {
    fn from(entry: &SpeechEntry) -> Self {
        Self {
            lemma: entry.lemma.clone(),
            frame: Frame::Return,
            forms: entry.forms.clone(),
            ing: entry.ing.clone(),
            weak: entry.weak,
            extent: None,
            example: entry.example.clone(),
        }
    }
}

impl VerbEntry {
    /// Every form of the verb with the [`Form`] bits it stands for.
    fn inflect(&self) -> Vec<(String, u32)> {
        let (head, rest) = self.lemma.split_once(' ').map_or((self.lemma.as_str(), ""), |(h, r)| (h, r));
        let phrase = |form: &str| format!("{form} {rest}").trim_end().to_owned();
        if head == "be" {
            let forms = ["is", "are", "was", "were", "been", "being", "be"];
            return forms.iter().map(|f| (phrase(f), Form::PAST | Form::THIRD)).collect();
        }
        let past = self.forms.first().cloned().unwrap_or_else(|| regular(head, "ed"));
        let participle = self.forms.get(1).cloned().unwrap_or_else(|| past.clone());
        let ing = self.ing.clone().unwrap_or_else(|| regular(head, "ing"));
        let third = if head == "have" { "has".to_owned() } else { third(head) };
        let mut forms: BTreeMap<String, u32> = BTreeMap::new();
        for (form, bit) in [
            (head, Form::BASE),
            (&third, Form::THIRD),
            (&past, Form::PAST),
            (&participle, Form::PARTICIPLE),
            (&ing, Form::ING),
        ] {
            *forms.entry(phrase(form)).or_default() |= bit;
        }
        if self.lemma == "travel" {
            forms.insert("travelled".into(), Form::PAST | Form::PARTICIPLE);
        }
        forms.into_iter().collect()
    }
}

fn regular(head: &str, ending: &str) -> String {
    if let Some(stem) = head.strip_suffix('e').filter(|s| !s.ends_with(['e', 'o'])) {
        return format!("{stem}{ending}");
    }
    if let (Some(stem), "ed") = (head.strip_suffix('y').filter(|s| !s.ends_with(['a', 'e', 'o'])), ending) {
        return format!("{stem}ied");
    }
    let doubled =
        matches!(head, "commit" | "admit" | "grab" | "put" | "get" | "run" | "overrun" | "control" | "win" | "refer");
    let last = if doubled { &head[head.len() - 1..] } else { "" };
    format!("{head}{last}{ending}")
}

fn third(head: &str) -> String {
    if let Some(stem) = head.strip_suffix('y').filter(|s| !s.ends_with(['a', 'e', 'o'])) {
        return format!("{stem}ies");
    }
    let hissing = ["s", "sh", "ch", "x", "o", "z"].iter().any(|end| head.ends_with(end));
    format!("{head}{}", if hissing { "es" } else { "s" })
}

#[derive(Deserialize)]
struct StateList {
    state: Vec<StateEntry>,
}

#[derive(Deserialize)]
struct StateEntry {
    code: String,
    names: Vec<String>,
    demonyms: Vec<String>,
    seats: Vec<String>,
    #[serde(default)]
    opposition: Option<String>,
    #[serde(default)]
    formerly: Option<Formerly>,
    example: String,
}

#[derive(Deserialize)]
struct GroupList {
    group: Vec<GroupEntry>,
}

#[derive(Deserialize)]
struct GroupEntry {
    name: String,
    forms: Vec<String>,
    #[serde(default)]
    country: Option<String>,
    #[serde(default)]
    state: Option<String>,
    #[serde(default)]
    fixed: bool,
    #[serde(default)]
    sent: bool,
    example: String,
}

#[derive(Deserialize)]
struct PersonList {
    person: Vec<PersonEntry>,
}

#[derive(Deserialize)]
struct PersonEntry {
    names: Vec<String>,
    surnames: Vec<String>,
    side: String,
    example: String,
}

#[derive(Deserialize)]
struct MonitorList {
    monitor: Vec<MonitorEntry>,
}

#[derive(Deserialize)]
struct MonitorEntry {
    forms: Vec<String>,
    side: String,
    example: String,
}

#[derive(Deserialize)]
struct FurnitureLists {
    starts: Vec<String>,
    has: Vec<String>,
    opens: Vec<String>,
    corrects: Vec<String>,
}
