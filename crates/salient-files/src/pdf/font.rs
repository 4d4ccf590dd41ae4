//! Fonts: which letters a string's bytes stand for, and how wide they are.

use super::guard;
use hayro_font::hayro_cmap::BfString;
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn, StandardFont};
use hayro_syntax::object::{Array, Dict, Stream};
use std::sync::Arc;

/// Entries of a font, and of what it names, that are streams.
const STREAMS: [&str; 6] = ["ToUnicode", "Encoding", "CIDToGIDMap", "FontFile", "FontFile2", "FontFile3"];

/// The fonts of a file.
pub(super) struct Fonts<'a> {
    cache: FontCache<'a>,
    resolver: FontResolverFn,
    maps: CMapResolverFn,
}

impl Default for Fonts<'_> {
    fn default() -> Self {
        let resolver: FontResolverFn = Arc::new(|query: &FontQuery| match query {
            FontQuery::Standard(font) => Some(font.get_font_data()),
            FontQuery::Fallback(query) => Some(query.pick_standard_font().get_font_data()),
        });
        Self { cache: FontCache::new(), resolver, maps: Arc::new(|_| None) }
    }
}

impl<'a> Fonts<'a> {
    /// The font of a dictionary; nothing where it cannot be read, or would unpack to too much.
    pub(super) fn get(&self, dict: &Dict<'a>) -> Option<Font<'a>> {
        safe(dict).then(|| self.cache.font(dict, &self.resolver, &self.maps)).flatten()
    }

    /// What is used where a file names a font that it does not have.
    pub(super) fn standard(&self) -> Option<Font<'a>> {
        self.cache.standard_font(StandardFont::Helvetica, &self.resolver)
    }
}

fn safe(dict: &Dict) -> bool {
    let inner = dict.get::<Array>("DescendantFonts").and_then(|fonts| fonts.iter::<Dict>().next());
    let described = |d: &Dict| d.get::<Dict>("FontDescriptor").is_none_or(|f| fits(&f));
    fits(dict) && described(dict) && inner.is_none_or(|d| fits(&d) && described(&d))
}

fn fits(dict: &Dict) -> bool {
    STREAMS.iter().filter_map(|name| dict.get::<Stream>(name)).all(|stream| guard::fits(&stream))
}

/// Letters that fonts have as one: what they stand for.
const JOINED: [(char, &str); 7] = [
    ('\u{FB00}', "ff"),
    ('\u{FB01}', "fi"),
    ('\u{FB02}', "fl"),
    ('\u{FB03}', "ffi"),
    ('\u{FB04}', "ffl"),
    ('\u{FB05}', "st"),
    ('\u{FB06}', "st"),
];

/// The letters that a code stands for; nothing where the font does not tell.
pub(super) fn letters(font: &Font, code: u32) -> Option<String> {
    let glyph = font.glyph(font.map_code(code), code);
    let named = match &glyph {
        FontGlyph::Outline(outline) => outline.as_unicode(),
        FontGlyph::Type3(drawn) => drawn.as_unicode(),
    };
    let text = match named? {
        BfString::Char(c) => c.to_string(),
        BfString::String(text) => text,
    };
    // Places of private use have no meaning outside the font; a zero is no letter.
    let meant = |c: char| c != '\0' && !('\u{E000}'..='\u{F8FF}').contains(&c);
    text.chars().all(meant).then(|| JOINED.iter().fold(text, |text, (one, all)| text.replace(*one, all)))
}
