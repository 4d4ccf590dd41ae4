//! KML, as far as areas go: folders, placemarks, styles, polygons, and links to other files.
//!
//! External entities and document types are refused.

use crate::shape::{Position, Ring};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::HashMap;

/// A placemark: its style's colour, the folders around it, and its polygons.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Placemark {
    /// `rrggbb`, from the style's name or the style itself.
    pub(crate) colour: Option<String>,
    /// The polygons; none for points and lines.
    pub(crate) polygons: Vec<Vec<Ring>>,
    /// Points and lines in it.
    pub(crate) other: bool,
}

/// A KML text: what it shows and what it links to.
#[derive(Debug, Default)]
pub(crate) struct Document {
    /// The placemarks.
    pub(crate) marks: Vec<Placemark>,
    /// Addresses of other files, as they are written.
    pub(crate) links: Vec<String>,
}

/// Reads a KML text.
pub(crate) fn read(kml: &[u8]) -> Result<Document, String> {
    let text = std::str::from_utf8(kml).map_err(|e| format!("not UTF-8: {e}"))?;
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let mut walk = Walk::default();
    loop {
        let at = reader.buffer_position();
        match reader.read_event().map_err(|e| format!("at byte {at}: {e}"))? {
            Event::Start(tag) => {
                let id = tag.try_get_attribute("id").ok().flatten();
                walk.open(tag.local_name().as_ref(), id.map(|a| a.value.to_string()))?;
            }
            Event::End(tag) => walk.close(tag.local_name().as_ref()).map_err(|e| format!("at byte {at}: {e}"))?,
            Event::Text(text) => walk.text.push_str(&text),
            Event::CData(text) => walk.text.push_str(&text),
            Event::DocType(_) => return Err("a document type, which a map does not need and may be an attack".into()),
            Event::Eof => break,
            _ => {}
        }
    }
    if walk.depth > 0 {
        return Err("the file breaks off in the middle".into());
    }
    if !walk.kml {
        return Err("not KML: it has no kml element".into());
    }
    Ok(walk.finish())
}

/// Elements nested deeper are no map.
const DEEPEST: usize = 64;

#[derive(Default)]
struct Walk {
    depth: usize,
    kml: bool,
    text: String,
    style: Option<String>,
    colours: HashMap<String, String>,
    maps: HashMap<String, String>,
    in_poly_style: bool,
    inner: bool,
    in_link: bool,
    links: Vec<String>,
    mark: Option<(Placemark, Option<String>)>,
    rings: Vec<Ring>,
    done: Vec<(Placemark, Option<String>)>,
}

impl Walk {
    fn open(&mut self, name: &str, id: Option<String>) -> Result<(), String> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(format!("elements nested deeper than {DEEPEST}"));
        }
        self.text.clear();
        match name {
            "kml" => self.kml = true,
            "Style" | "StyleMap" => self.style = id,
            "PolyStyle" => self.in_poly_style = true,
            "NetworkLink" => self.in_link = true,
            "Placemark" => self.mark = Some((Placemark::default(), None)),
            "Polygon" => self.rings.clear(),
            "innerBoundaryIs" => self.inner = true,
            "Point" | "LineString" => {
                if let Some((mark, _)) = &mut self.mark {
                    mark.other = true;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), String> {
        self.depth = self.depth.saturating_sub(1);
        let text = std::mem::take(&mut self.text);
        let text = text.trim();
        match name {
            "PolyStyle" => self.in_poly_style = false,
            "innerBoundaryIs" => self.inner = false,
            "NetworkLink" => self.in_link = false,
            "href" if self.in_link && !text.is_empty() => self.links.push(text.to_owned()),
            "color" if self.in_poly_style => {
                // Alpha, blue, green, red.
                if let (Some(style), true) = (&self.style, text.len() == 8 && text.is_ascii()) {
                    let rgb = format!("{}{}{}", &text[6..8], &text[4..6], &text[2..4]).to_lowercase();
                    self.colours.insert(style.clone(), rgb);
                }
            }
            "styleUrl" => match (&mut self.mark, &self.style) {
                (Some((_, url)), _) => *url = Some(text.trim_start_matches('#').to_owned()),
                (None, Some(style)) => {
                    _ = self.maps.entry(style.clone()).or_insert_with(|| text.trim_start_matches('#').to_owned());
                }
                _ => {}
            },
            "coordinates" if self.mark.as_ref().is_some_and(|(m, _)| !m.other) || !self.rings.is_empty() => {
                let ring = ring(text)?;
                if self.inner { self.rings.push(ring) } else { self.rings.insert(0, ring) }
            }
            "Polygon" => {
                let rings = std::mem::take(&mut self.rings);
                if let Some((mark, _)) = &mut self.mark {
                    mark.polygons.push(rings);
                }
            }
            "Placemark" => self.done.extend(self.mark.take()),
            "Style" | "StyleMap" => self.style = None,
            _ => {}
        }
        Ok(())
    }

    fn finish(self) -> Document {
        let Self { done, colours, maps, links, .. } = self;
        let resolved = |url: String| {
            let direct = |url: &str| colours.get(url).cloned().or_else(|| hex_in(url));
            direct(&url).or_else(|| maps.get(&url).and_then(|to| direct(to)))
        };
        let marks = done.into_iter().map(|(mark, url)| Placemark { colour: url.and_then(resolved), ..mark });
        Document { marks: marks.collect(), links }
    }
}

/// The colour in a style's name, as Google My Maps writes it: `poly-A52714-2000-74-nodesc`.
pub(crate) fn hex_in(style: &str) -> Option<String> {
    let part = style.split('-').find(|p| p.len() == 6 && p.bytes().all(|b| b.is_ascii_hexdigit()))?;
    Some(part.to_lowercase())
}

/// `longitude,latitude[,height]` triples apart by blanks.
fn ring(text: &str) -> Result<Ring, String> {
    text.split_whitespace().map(position).collect()
}

fn position(text: &str) -> Result<Position, String> {
    let mut parts = text.split(',').map(str::parse);
    match (parts.next(), parts.next()) {
        (Some(Ok(x)), Some(Ok(y))) => Ok([x, y]),
        _ => Err(format!("`{text}` is not a longitude and a latitude")),
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    const KML: &str = r#"<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>
      <Style id="s1-normal"><PolyStyle><color>801427a5</color></PolyStyle></Style>
      <StyleMap id="s1"><Pair><key>normal</key><styleUrl>#s1-normal</styleUrl></Pair></StyleMap>
      <Folder><name>Front</name><Placemark><name>A</name><styleUrl>#s1</styleUrl><Polygon>
        <outerBoundaryIs><LinearRing><coordinates>0,0,0 4,0,0 4,4,0 0,0,0</coordinates></LinearRing></outerBoundaryIs>
        <innerBoundaryIs><LinearRing><coordinates>2,1 3,1 3,2 2,1</coordinates></LinearRing></innerBoundaryIs>
      </Polygon></Placemark>
      <Placemark><styleUrl>#icon-1</styleUrl><Point><coordinates>1,1</coordinates></Point></Placemark></Folder>
      </Document></kml>"#;

    #[test]
    fn styles_and_holes() {
        let found = read(KML.as_bytes()).expect("reads").marks;
        assert_eq!(found[0].colour.as_deref(), Some("a52714"));
        assert_eq!(found[0].polygons[0].len(), 2);
        assert!(found[1].other && found[1].polygons.is_empty());
    }

    #[test]
    fn what_is_no_map_is_refused() {
        let attack = KML.replace("<kml", "<!DOCTYPE k [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><kml");
        assert!(read(attack.as_bytes()).expect_err("refused").contains("document type"));
        assert!(read(b"<html></html>").is_err());
        assert!(read(&KML.as_bytes()[..KML.len() / 2]).is_err());
        assert!(read(KML.replace("4,4,0", "4;4").as_bytes()).expect_err("bad").contains("4;4"));
    }
}
