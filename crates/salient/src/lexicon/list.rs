//! Plain lists of words, by name: `lexicon/en/lists.toml`. They are looked up where a name or a few words are at hand; what a
//! whole text is searched for are [`Class`](super::Class)es.

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

macro_rules! lists {
    ($($name:ident = $key:literal,)+) => {
        /// A list of words.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "lists.toml says what each is")]
        pub enum List { $($name,)+ }

        impl List {
            /// All lists with their names in `lists.toml`.
            pub const ALL: &'static [(Self, &'static str)] = &[$((Self::$name, $key)),+];
        }
    };
}

lists! {
    Again = "again",
    NameArticle = "name_article",
    Joins = "joins",
    Perfect = "perfect",
    Present = "present",
    Past = "past",
    Stretch = "stretch",
    Taken = "taken",
    Held = "held",
    Site = "site",
    Division = "division",
    Expanse = "expanse",
    Owner = "owner",
    SinceStart = "since_start",
    Map = "map",
    Nation = "nation",
    Nationwide = "nationwide",
    Overall = "overall",
    Inside = "inside",
    Settlement = "settlement",
    Common = "common",
    Pieces = "pieces",
    Occupation = "occupation",
    Start = "start",
    Small = "small",
    Since = "since",
    From = "from",
    Until = "until",
    Loose = "loose",
    Owning = "owning",
    OfThem = "of_them",
    OfAll = "of_all",
    Members = "members",
    Includes = "includes",
    Does = "does",
    ShareWords = "share_words",
    LeftOver = "left_over",
    ToGo = "to_go",
    Keeping = "keeping",
    Spent = "spent",
    AddedTo = "added_to",
    Together = "together",
    MadeOf = "made_of",
    Further = "further",
    Brings = "brings",
    StepFrom = "step_from",
    StepTo = "step_to",
    At = "at",
    Against = "against",
    Moved = "moved",
    PointWord = "point_word",
    Adverbs = "adverbs",
    OnAverage = "on_average",
    InSpan = "in_span",
    Below = "below",
    OneSpan = "one_span",
    PartOfYear = "part_of_year",
    WeekendLead = "weekend_lead",
    Perhaps = "perhaps",
    Did = "did",
    StartOf = "start_of",
    Weekend = "weekend",
    YearEvent = "year_event",
    During = "during",
    Sum = "sum",
    Each = "each",
    ShareLead = "share_lead",
    ShareBreak = "share_break",
    Summed = "summed",
    AddedUp = "added_up",
    InAll = "in_all",
    Fates = "fates",
    Aged = "aged",
    Left = "left",
    SomeOf = "some_of",
    Measured = "measured",
    Restating = "restating",
    Rose = "rose",
    Fell = "fell",
    Pointed = "pointed",
    Doubled = "doubled",
    Tripled = "tripled",
    Quadrupled = "quadrupled",
    Halved = "halved",
    Twice = "twice",
    Clock = "clock",
    Averaged = "averaged",
    Warmer = "warmer",
    Recent = "recent",
    Crossing = "crossing",
    YearLead = "year_lead",
    Begun = "begun",
    BeforeYear = "before_year",
    OnDay = "on_day",
    Issued = "issued",
    Byline = "byline",
    PastSpan = "past_span",
    One = "one",
    FractionLead = "fraction_lead",
    Label = "label",
    Article = "article",
    Per = "per",
    Rate = "rate",
    Whose = "whose",
    Hurt = "hurt",
    Vehicles = "vehicles",
    Descriptive = "descriptive",
    Shapes = "shapes",
    NotEnds = "not_ends",
    English = "english",
}

/// The lists as they are written.
pub(super) const SOURCE: &str = include_str!("../../lexicon/en/lists.toml");

#[derive(Deserialize)]
struct Entry {
    words: Vec<String>,
    example: String,
}

struct Table {
    words: BTreeSet<String>,
    phrases: Vec<Vec<String>>,
    example: String,
}

fn tables() -> &'static [Table] {
    static TABLES: OnceLock<Vec<Table>> = OnceLock::new();
    TABLES.get_or_init(|| {
        let mut all: BTreeMap<String, Entry> = toml::from_str(SOURCE).expect("lists.toml is valid");
        let mut table = |(_, key): &(List, &str)| table(all.remove(*key).expect("lists.toml has every list"));
        let tables = List::ALL.iter().map(&mut table).collect();
        assert!(all.is_empty(), "every list of lists.toml has a name here");
        tables
    })
}

fn table(entry: Entry) -> Table {
    let phrases = entry.words.iter().filter(|w| w.contains(' '));
    let phrases = phrases.map(|p| p.split(' ').map(str::to_owned).collect()).collect();
    Table { phrases, words: entry.words.into_iter().collect(), example: entry.example }
}

impl List {
    fn table(self) -> &'static Table {
        &tables()[self as usize]
    }

    /// Whether a word, or several that the lexicon joins to one, is in the list, in any case.
    pub fn has(self, word: &str) -> bool {
        let words = &self.table().words;
        words.contains(word) || word.contains(char::is_uppercase) && words.contains(&word.to_lowercase())
    }

    /// Whether a text holds a word of the list, or several in a row that are one entry.
    ///
    /// ```
    /// use salient::lexicon::List;
    /// assert!(List::Taken.within("the ground held by Ukraine"));
    /// assert!(!List::Taken.within("the ground held"));
    /// ```
    pub fn within(self, text: &str) -> bool {
        let words: Vec<String> =
            text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
        let table = self.table();
        words.iter().any(|w| table.words.contains(w))
            || table.phrases.iter().any(|p| words.windows(p.len()).any(|at| at == p.as_slice()))
    }

    /// A text that holds one of its words.
    pub fn example(self) -> &'static str {
        &self.table().example
    }
}
