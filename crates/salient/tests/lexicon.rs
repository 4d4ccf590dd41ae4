//! Every lexicon entry's example is a test: read with the lexicon, it must hold the entry's part.

use salient::extract::with_run;
use salient::lexicon::{Class, List, english};

#[test]
fn every_example_holds_its_entry() {
    let lexicon = english();
    assert!(lexicon.examples.len() > 1000, "the lists are there");
    let mut wrong = Vec::new();
    for (class, form, example) in &lexicon.examples {
        let found = with_run(example, |run| {
            (0..run.len()).any(|i| run.is(i, *class))
                || *class == Class::State
                    && (0..run.len()).any(|i| run.is(i, Class::Demonym) || run.is(i, Class::Group))
        });
        if !found {
            wrong.push(format!("{class:?} `{form}`: {example}"));
        }
    }
    assert!(wrong.is_empty(), "examples that do not show their entry:\n{}", wrong.join("\n"));
}

#[test]
fn every_list_has_an_example_that_holds_one_of_its_words() {
    for (list, name) in List::ALL {
        assert!(list.within(list.example()), "{name}: {}", list.example());
    }
}

#[test]
fn the_gazetteer_is_sorted_and_plain() {
    let places = include_str!("../lexicon/places.tsv");
    let names: Vec<&str> = places.lines().filter_map(|l| l.split('\t').next()).collect();
    assert!(names.windows(2).all(|w| w[0] < w[1]), "places.tsv is sorted by name, each name once");
    assert!(places.is_ascii());
    assert_eq!(salient::lexicon::gazetteer::country("Kharkiv"), Some("UA"));
    assert_eq!(salient::lexicon::gazetteer::country("zzzz"), None);
}
