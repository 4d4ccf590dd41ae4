//! Whether a text says that it corrects an earlier version of itself.

use crate::lexicon::english;

/// The words in which a text says so, in lower case, as the lexicon has them.
///
/// A text that tells of a correction by somebody else does not say so of itself.
///
/// ```
/// use salient::read::corrected::corrects;
/// assert_eq!(corrects("KYIV (Agency) - (Corrects figure in paragraph 3)\nForces hold 801 square km."), Some("(corrects "));
/// assert!(corrects("An earlier version of this article gave the area as 810 square kilometers.").is_some());
/// assert_eq!(corrects("The ministry later corrected its figure to 801 square kilometers."), None);
/// ```
pub fn corrects(text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    english().corrects.iter().map(String::as_str).find(|words| lower.contains(words))
}

#[cfg(test)]
mod tests {
    use super::corrects;

    #[test]
    fn a_text_says_it_of_itself() {
        for text in [
            "(Corrects number of dead to 12 from 21 in headline)",
            "KHARTOUM — Corrects figure in third paragraph.",
            "Correction: the army holds nine villages, not 19.",
            "This story has been corrected to say that 300 square miles were lost.",
            "REFILES to correct unit to square kilometres",
            "A previous version of this story misstated the area.",
            "This article was amended on 4 May 2016: the town has 4,000 inhabitants.",
        ] {
            assert!(corrects(text).is_some(), "{text}");
        }
    }

    #[test]
    fn what_others_correct_is_not_the_text() {
        for text in [
            "The general corrected himself: 12 villages.",
            "A correction of the front line is expected, an analyst said.",
            "He said the earlier version of events was false.",
            "The department of corrections holds 300 prisoners.",
            "The army's correction of fire took an hour.",
        ] {
            assert_eq!(corrects(text), None, "{text}");
        }
    }
}
