//! Cyrillic to Latin, and keys under which the spellings of one name meet.
//!
//! Russian follows BGN/PCGN 1947, Ukrainian the Cabinet of Ministers' table of 2010 (KMU); neither needs the other's
//! letters, so the text tells which is meant only where it must: `и`, `г`, `е` and `щ` are read by the language given.

use std::sync::LazyLock;

/// A system of transliteration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    /// Russian by BGN/PCGN 1947.
    Bgn,
    /// Ukrainian by the Cabinet of Ministers' resolution 55 of 2010.
    Kmu,
}

/// Text with its Cyrillic letters in Latin; others stay as they are.
///
/// ```
/// use salient_map::region::translit::{System, latin};
/// assert_eq!(latin("Свердликово", System::Bgn), "Sverdlikovo");
/// assert_eq!(latin("Малая Локня", System::Bgn), "Malaya Loknya");
/// assert_eq!(latin("Енакиево, Орёл, Дьяконово", System::Bgn), "Yenakiyevo, Orël, D’yakonovo");
/// assert_eq!(latin("Свердликове", System::Kmu), "Sverdlykove");
/// assert_eq!(latin("Юнаківка, Згурський, Єнакієве", System::Kmu), "Yunakivka, Zghurskyi, Yenakiieve");
/// ```
pub fn latin(text: &str, system: System) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    for (at, &letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).map(|b| letters[b].to_lowercase().next().unwrap_or(letters[b]));
        let small = letter.to_lowercase().next().unwrap_or(letter);
        let plain = match system {
            System::Bgn => bgn(small, before),
            System::Kmu => kmu(small, before),
        };
        match plain {
            None => out.push(letter),
            Some(text) if letter == small => out.push_str(text),
            Some(text) => {
                let mut chars = text.chars();
                out.extend(chars.next().into_iter().flat_map(char::to_uppercase));
                let shouting = letters.get(at + 1).is_some_and(|c| c.is_uppercase()) && text.len() > 1;
                out.extend(chars.flat_map(|c| if shouting { c.to_uppercase().collect::<Vec<_>>() } else { vec![c] }));
            }
        }
    }
    out
}

fn common(letter: char) -> Option<&'static str> {
    Some(match letter {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'д' => "d",
        'ж' => "zh",
        'з' => "z",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        _ => return None,
    })
}

fn bgn(letter: char, before: Option<char>) -> Option<&'static str> {
    // At the beginning, and after a vowel or a sign, е and ё begin with a y.
    let opens = before.is_none_or(|b| !b.is_alphabetic() || "аеёиоуыэюяйъь".contains(b));
    Some(match letter {
        'г' => "g",
        'е' => {
            if opens {
                "ye"
            } else {
                "e"
            }
        }
        'ё' => {
            if opens {
                "yë"
            } else {
                "ë"
            }
        }
        'и' => "i",
        'й' => "y",
        'ъ' => "”",
        'ы' => "y",
        'ь' => "’",
        'э' => "e",
        'ю' => "yu",
        'я' => "ya",
        other => return common(other),
    })
}

fn kmu(letter: char, before: Option<char>) -> Option<&'static str> {
    let opens = before.is_none_or(|b| !b.is_alphabetic() && b != '’' && b != '\'');
    Some(match letter {
        'г' => {
            if before == Some('з') {
                "gh"
            } else {
                "h"
            }
        }
        'ґ' => "g",
        'е' => "e",
        'є' => {
            if opens {
                "ye"
            } else {
                "ie"
            }
        }
        'и' => "y",
        'і' => "i",
        'ї' => {
            if opens {
                "yi"
            } else {
                "i"
            }
        }
        'й' => {
            if opens {
                "y"
            } else {
                "i"
            }
        }
        'ю' => {
            if opens {
                "yu"
            } else {
                "iu"
            }
        }
        'я' => {
            if opens {
                "ya"
            } else {
                "ia"
            }
        }
        'ь' | '’' | '\'' => "",
        other => return common(other),
    })
}

/// A key under which the English, Russian and Ukrainian spellings of a name meet. It is for finding, not for showing: two
/// different places may share one, so a finder looks at the place too.
///
/// ```
/// use salient_map::region::translit::key;
/// for group in [
///     ["Sverdlikovo", "Свердликово", "Sverdlykove", "Свердликове"],
///     ["Malaya Loknya", "Малая Локня", "Mala Loknia", "Мала Локня"],
///     ["Goncharovka", "Гончаровка", "Honcharivka", "Гончарівка"],
///     ["Syrsky", "Сырский", "Syrskyi", "Сирський"],
///     ["Zelensky", "Зеленский", "Zelenskyy", "Зеленський"],
/// ] {
///     assert!(group.iter().all(|name| key(name) == key(group[0])), "{group:?} {:?}", group.map(key));
/// }
/// assert_ne!(key("Sudzha"), key("Sumy"));
/// ```
pub fn key(name: &str) -> String {
    let ukrainian = name.contains(['і', 'ї', 'є', 'ґ', 'І', 'Ї', 'Є', 'Ґ']);
    let latin = latin(name, if ukrainian { System::Kmu } else { System::Bgn });
    let words: Vec<String> = latin.split(|c: char| !c.is_alphanumeric() && !"’”'ʹʺ`".contains(c)).map(word).collect();
    words.into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Words that say what sort of division a name names: names are found with and without them.
const SORTS: [&str; 17] = [
    "oblast",
    "region",
    "province",
    "governorate",
    "regions",
    "oblasts",
    "provinces",
    "governorates",
    "districts",
    "state",
    "district",
    "republic",
    "krai",
    "wilayat",
    "viloyat",
    "область",
    "провинция",
];

/// A name's key without the word for its sort: Kursk for Kursk Oblast, and Kurskaya for Kurskaya oblast.
pub fn bare(name: &str) -> String {
    static KEYS: LazyLock<[String; 17]> = LazyLock::new(|| SORTS.map(key));
    let key = key(name);
    let words: Vec<&str> = key.split(' ').filter(|w| !KEYS.iter().any(|s| s == w)).collect();
    words.join(" ")
}

/// One word's skeleton: accents and signs dropped, y and i one letter, g and h one, iotated vowels plain, endings alike.
fn word(text: &str) -> String {
    let mut letters: String = text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).map(unaccented).collect();
    for (from, to) in [("kh", "x"), ("zh", "ž"), ("sh", "š"), ("ch", "č"), ("gh", "g")] {
        letters = letters.replace(from, to);
    }
    letters = letters.replace(['y', 'j'], "i").replace('h', "g").replace('w', "v");
    for (from, to) in [("ia", "a"), ("ie", "e"), ("iu", "u"), ("io", "o")] {
        letters = letters.replace(from, to);
    }
    let mut out = String::with_capacity(letters.len());
    for letter in letters.chars() {
        if !out.ends_with(letter) {
            out.push(letter);
        }
    }
    for (ending, same) in
        [("ivka", "ovka"), ("evka", "ovka"), ("ove", "ovo"), ("eve", "ovo"), ("evo", "ovo"), ("ne", "no")]
    {
        if let Some(stem) = out.strip_suffix(ending).filter(|stem| !stem.is_empty()) {
            return stem.to_owned() + same;
        }
    }
    out
}

/// A letter without its accent, for the accents of Latin names.
fn unaccented(letter: char) -> char {
    match letter {
        'à'..='å' | 'ā' | 'ă' => 'a',
        'ç' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ė' => 'e',
        'ì'..='ï' | 'ī' | 'ı' => 'i',
        'ñ' => 'n',
        'ò'..='ö' | 'ō' | 'ø' => 'o',
        'š' | 'ş' => 's',
        'ù'..='ü' | 'ū' => 'u',
        'ý' | 'ÿ' => 'y',
        'ž' => 'z',
        'ğ' => 'g',
        other => other,
    }
}
