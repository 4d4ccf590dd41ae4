//! VIINA: a table of settlements by GeoNames id and day, with the vote of several sources on who controls them.

use super::{Drawn, File, Intake};
use crate::atlas::{Mark, Terms};
use crate::control::{Control, Status};
use crate::error::Error;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// Reads the files.
#[derive(Default)]
pub(super) struct Reader;

impl super::Reader for Reader {
    fn terms(&self) -> Terms {
        Terms {
            title: "VIINA".into(),
            attribution: "Zhukov, VIINA: Violent Incident Information from News Articles".into(),
            licence: "ODbL 1.0".into(),
            shareable: true,
        }
    }

    fn read(&mut self, file: &File, into: &mut Intake) -> Result<(), Error> {
        let whole = |reason: String| Error::file(file.name, reason);
        let mut rows = csv::Reader::from_reader(file.bytes);
        let head = rows.byte_headers().map_err(|e| whole(e.to_string()))?.clone();
        let column = |name: &str| {
            let found = head.iter().position(|h| h.eq_ignore_ascii_case(name.as_bytes()));
            found.ok_or_else(|| {
                whole(format!("no column named {name}; VIINA's control table has geonameid, date, status"))
            })
        };
        let (id, date, status) = (column("geonameid")?, column("date")?, column("status")?);
        let mut maps: BTreeMap<Timestamp, Vec<Mark>> = BTreeMap::new();
        let mut times: BTreeMap<String, Timestamp> = BTreeMap::new();
        for (number, row) in (1..).zip(rows.records()) {
            let blame = |reason: String| Error::feature(file.name, number, reason);
            let row = row.map_err(|e| blame(e.to_string()))?;
            let cell = |at: usize| row.get(at).unwrap_or_default().trim();
            let day = cell(date);
            let time = if let Some(time) = times.get(day) {
                *time
            } else {
                let time = super::parse_time(day).ok_or_else(|| blame(format!("`{day}` is not a date")))?;
                times.insert(day.to_owned(), file.sensible(time)?);
                time
            };
            into.report.features += 1;
            let Some(id) = geoname(cell(id)) else {
                into.report.drop_one("ids printed as powers of ten: digits lost");
                continue;
            };
            let Some(control) = control(cell(status)).map_err(blame)? else {
                into.report.drop_one("settlements without a status");
                continue;
            };
            let mark = into.mark(&id, None, &control);
            maps.entry(time).or_default().push(mark);
        }
        into.grounds(maps.into_iter().map(|(time, marks)| (time, Drawn { marks, ..Drawn::default() })))
    }
}

/// An id in digits. A spreadsheet prints some as `2e+00`, which names nobody; `7.07e+05` has lost digits too.
fn geoname(text: &str) -> Option<String> {
    (!text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())).then(|| format!("geonames:{text}"))
}

fn control(text: &str) -> Result<Option<Control>, String> {
    match text {
        "UA" | "RU" => Ok(Some(Control::by(Status::Held, text))),
        "CONTESTED" => Ok(Some(Control::unknown())),
        "" | "NA" => Ok(None),
        other => Err(format!("the status `{other}` is none of UA, RU and CONTESTED")),
    }
}
