//! Texts of our own invention, and numbers by chance that are the same on every run.

/// Numbers by chance, from a seed.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    /// One below `below`.
    pub(crate) fn below(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below.max(1)
    }

    /// One of a list.
    pub(crate) fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

const SENTENCES: [&str; 8] = [
    "Ukrainian forces still control over # square kilometers (@ square kilometers) in the ^ region, the General Staff said. ",
    "Russian troops have retaken # square kilometers in the ^ region since the start of the month, the Defense Ministry said. ",
    "Some # soldiers were killed and @ were wounded near ^, according to the army. ",
    "The front near ^ moved by # km (@ miles) on Friday, January 17, 2025, a spokesman said. ",
    "Of the # square kilometers that had been seized, @ have been taken back, leaving 300 under control. ",
    "Residents of ^ said that shops had opened again, and that the road to the north was quiet. ",
    "More than # people were displaced from villages around ^, officials said. ",
    "“We hold the line at ^,” the commander said 😀, and gave no figures. ",
];
/// Sentences with `#` and `@` for figures and `^` for a place; these are about no war, so that no claims are read in them.
const CALM: [&str; 6] = [
    "The bridge at ^ is # km (@ miles) long, and the road to it was mended in spring. ",
    "Of # pupils @ take the bus, or 40 percent, the school said on Friday, January 17, 2025. ",
    "The lake covers # square kilometers (@ square miles) — more than the town. ",
    "The mill 😀 ground # tons in May and @ tons in June, in all 700 tons. ",
    "“It was a good year,” the baker of ^ said, and gave no figures. ",
    "Prices rose from # to @, up 12 percent, between 6 and 9 August. ",
];
const PLACES: [&str; 6] = ["Kursk", "Sudzha", "Pokrovsk", "Kupiansk", "Belgorod", "Sumy"];

/// A report of war of at least so many bytes, in paragraphs.
pub(crate) fn report(bytes: usize, chance: &mut Chance) -> String {
    written("The war in the north, day by day\n\nKYIV, Jan. 17, 2025 — ", &SENTENCES, bytes, chance)
}

/// A report of no war.
pub(crate) fn calm(bytes: usize, chance: &mut Chance) -> String {
    written("", &CALM, bytes, chance)
}

fn written(head: &str, sentences: &[&str], bytes: usize, chance: &mut Chance) -> String {
    let mut out = head.to_owned();
    while out.len() < bytes {
        for _ in 0..4 {
            let (n, m) = (100 + chance.below(900), 20 + chance.below(400));
            let sentence = chance.of(sentences).replace('#', &n.to_string()).replace('@', &m.to_string());
            out += &sentence.replace('^', chance.of(&PLACES));
        }
        out += "\n\n";
    }
    out
}
