//! Populated places: a gazetteer of reviewed entries, and an importer for GeoNames dumps.

use super::translit::key;
use crate::error::Error;
use crate::shape::{Position, Shape};
use std::collections::HashMap;

/// A place with a point and its names.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The GeoNames id, or nothing.
    pub id: String,
    /// The region's code.
    pub region: String,
    /// Where it lies.
    pub at: Position,
    /// Its names: the first is the usual English one.
    pub names: Vec<String>,
}

/// Places by every spelling of their names.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    /// The places.
    pub places: Vec<Place>,
    by_key: HashMap<String, Vec<usize>>,
}

impl Gazetteer {
    /// Reads a table with a header line and columns `id`, `region`, `lat`, `lon`, `en`, `ru`, `uk`, `also` in any order; `also`
    /// holds names apart by `|`.
    ///
    /// # Errors
    /// Names the line and what is wrong with it.
    ///
    /// ```
    /// use salient_map::region::Gazetteer;
    /// let table = "id\tregion\tlat\tlon\ten\tru\tuk\talso\n\tRU-KRS\t51.19\t35.27\tSudzha\tСуджа\tСуджа\t\n";
    /// let gazetteer = Gazetteer::parse("places.tsv", table).unwrap();
    /// assert_eq!(gazetteer.find("Суджа", Some("RU-KRS"))[0].at, [35.27, 51.19]);
    /// ```
    pub fn parse(name: &str, text: &str) -> Result<Self, Error> {
        let mut lines = text.lines().enumerate();
        let head: Vec<&str> = lines.next().map(|(_, l)| l.split('\t').collect()).unwrap_or_default();
        let mut out = Self::default();
        for (number, line) in lines.filter(|(_, l)| !l.trim().is_empty()) {
            let cells: Vec<&str> = line.split('\t').collect();
            let cell = |column: &str| head.iter().position(|h| *h == column).and_then(|at| cells.get(at)).copied();
            let number_of = |column: &str| {
                let text = cell(column).unwrap_or_default();
                text.parse::<f64>()
                    .map_err(|_| Error::feature(name, number + 1, format!("{column} `{text}` is not a number")))
            };
            let mut names: Vec<String> = ["en", "ru", "uk"].iter().filter_map(|c| cell(c)).map(str::to_owned).collect();
            names.extend(cell("also").unwrap_or_default().split('|').map(str::to_owned));
            names.retain(|n| !n.is_empty());
            let at = [number_of("lon")?, number_of("lat")?];
            let text = |column: &str| cell(column).unwrap_or_default().to_owned();
            out.add(Place { id: text("id"), region: text("region"), at, names });
        }
        Ok(out)
    }

    /// Reads a GeoNames dump (`RU.txt`, `UA.txt`, `allCountries.txt`): populated places inside a shape.
    ///
    /// # Errors
    /// Names the line and what is wrong with it.
    pub fn geonames(name: &str, text: &str, region: &str, inside: &Shape) -> Result<Self, Error> {
        let mut out = Self::default();
        for (number, line) in text.lines().enumerate() {
            let cells: Vec<&str> = line.split('\t').collect();
            let [id, usual, _, others, lat, lon, class, ..] = cells[..] else {
                let reason = format!("{} columns; a GeoNames dump has 19", cells.len());
                return Err(Error::feature(name, number + 1, reason));
            };
            if class != "P" {
                continue;
            }
            let degrees = |text: &str| {
                text.parse::<f64>()
                    .map_err(|_| Error::feature(name, number + 1, format!("`{text}` is not a number of degrees")))
            };
            let at = [degrees(lon)?, degrees(lat)?];
            if inside.contains(at) {
                let names = [usual].into_iter().chain(others.split(',')).filter(|n| !n.is_empty());
                let names = names.map(str::to_owned).collect();
                out.add(Place { id: id.to_owned(), region: region.to_owned(), at, names });
            }
        }
        Ok(out)
    }

    /// Adds a place under all its names.
    pub fn add(&mut self, place: Place) {
        let mut keys: Vec<String> = place.names.iter().map(|n| key(n)).collect();
        keys.sort();
        keys.dedup();
        for key in keys {
            self.by_key.entry(key).or_default().push(self.places.len());
        }
        self.places.push(place);
    }

    /// The places of a name in any spelling, in a region if one is told. Homonyms are the rule: expect several.
    pub fn find(&self, name: &str, region: Option<&str>) -> Vec<&Place> {
        let found = self.by_key.get(&key(name)).map(Vec::as_slice).unwrap_or_default();
        let places = found.iter().map(|at| &self.places[*at]);
        places.filter(|p| region.is_none_or(|r| p.region == r)).collect()
    }

    /// The table that [`Gazetteer::parse`] reads.
    pub fn to_tsv(&self) -> String {
        let mut out = "id\tregion\tlat\tlon\ten\tru\tuk\talso\n".to_owned();
        for place in &self.places {
            let (usual, others) = place.names.split_first().map_or(("", &[][..]), |(a, b)| (a.as_str(), b));
            let [lon, lat] = place.at;
            out += &format!("{}\t{}\t{lat}\t{lon}\t{usual}\t\t\t{}\n", place.id, place.region, others.join("|"));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::Gazetteer;
    use crate::shape::{Bounds, Shape};

    #[test]
    fn a_dump_gives_the_populated_places_of_a_region_and_the_table_reads_back() {
        let dump = "1\tSudzha\tSudzha\tSoudja,Суджа\t51.19\t35.27\tP\tPPLA2\tRU\n\
            2\tReka Psyol\tReka Psyol\t\t51.0\t35.3\tH\tSTM\tRU\n3\tMoskva\tMoscow\t\t55.75\t37.6\tP\tPPLC\tRU\n";
        let inside = Shape::rectangle(Bounds::new(34.0, 50.0, 36.0, 52.0));
        let places = Gazetteer::geonames("RU.txt", dump, "RU-KRS", &inside).expect("a dump");
        assert_eq!(places.places.len(), 1);
        let again = Gazetteer::parse("places.tsv", &places.to_tsv()).expect("our table");
        assert_eq!(again.find("Суджа", Some("RU-KRS")), places.find("Sudzha", None));
        assert!(Gazetteer::geonames("x", "1\t2\n", "X", &inside).expect_err("short").to_string().contains("feature 1"));
    }
}
