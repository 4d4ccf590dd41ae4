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
    "Ukrainian forces still control over N square kilometers (M square kilometers) in the P region, the General Staff said. ",
    "Russian troops have retaken N square kilometers in the P region since the start of the month, the Defense Ministry said. ",
    "Some N soldiers were killed and M were wounded near P, according to the army. ",
    "The front near P moved by N km (M miles) on Friday, January 17, 2025, a spokesman said. ",
    "Of the N square kilometers that had been seized, M have been taken back, leaving 300 under control. ",
    "Residents of P said that shops had opened again, and that the road to the north was quiet. ",
    "More than N people were displaced from villages around P, officials said. ",
    "“We hold the line at P,” the commander said 😀, and gave no figures. ",
];
const PLACES: [&str; 6] = ["Kursk", "Sudzha", "Pokrovsk", "Kupiansk", "Belgorod", "Sumy"];

/// A report of war of at least so many bytes, in paragraphs.
pub(crate) fn report(bytes: usize, chance: &mut Chance) -> String {
    let mut out = String::from("The war in the north, day by day\n\nKYIV, Jan. 17, 2025 — ");
    while out.len() < bytes {
        for _ in 0..4 {
            let (n, m) = (100 + chance.below(900), 20 + chance.below(400));
            let sentence = chance.of(&SENTENCES).replace('P', "\u{1}").replace('N', &n.to_string());
            out += &sentence.replace('M', &m.to_string()).replace('\u{1}', chance.of(&PLACES));
        }
        out += "\n\n";
    }
    out
}
