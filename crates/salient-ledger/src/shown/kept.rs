//! Tables that are the record itself, or geometry beside it: they are made by the migrations, and described here.

use super::cell::Kind::{self, Bytes, Ground, Moment, Text, Whole};

/// A table: its name, what it holds, its columns.
pub(super) type Kept = (&'static str, &'static str, &'static [(&'static str, Kind, &'static str)]);

pub(super) const KEPT: [Kept; 4] = [
    (
        "maps",
        "A layer: the ground of every map, by status and holder. QGIS opens it in the colours of the page.",
        &[
            ("geom", Ground, "The ground: longitude and latitude, WGS 84"),
            ("source", Text, "Whose map it is"),
            ("time", Moment, "When the source published it"),
            ("status", Text, "held, held-before, advance, claimed, unknown, contested, returned"),
            ("holder", Text, "Who holds it: the code of a state, or a group's usual name"),
        ],
    ),
    (
        "ground",
        "A layer: geometries of control maps, each once.",
        &[
            ("geom", Ground, "Longitude and latitude, WGS 84"),
            ("hash", Text, "SHA-256 of its WKB, the first 32 digits"),
        ],
    ),
    (
        "text",
        "Clean texts of articles, each once.",
        &[
            ("hash", Text, "SHA-256 of the text: `articles.text_hash`"),
            ("text", Text, "The text"),
            ("sketch", Bytes, "A share of its five-word pieces, by which copies are found"),
        ],
    ),
    (
        "entry",
        "The record itself: one row a statement, chained by hash. All tables but `text` and `ground` are made from it.",
        &[
            ("seq", Whole, "The order of recording, from 1"),
            (
                "kind",
                Text,
                "article, received, run, read, claim, finding, snapshot, correction, merge, review, checked",
            ),
            ("id", Text, "The hash of kind and content"),
            ("article", Text, "The article that it is about"),
            ("body", Text, "The content, as JSON"),
            ("recorded", Text, "When it was recorded, UTC, RFC 3339"),
            ("link", Text, "The hash that chains it to all entries before it"),
        ],
    ),
];
