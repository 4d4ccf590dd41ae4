//! The ledger on a PostgreSQL server with PostGIS, for many writers.

use crate::shown::{Shown, in_postgis};
use crate::sqlite::about;
use postgres::fallible_iterator::FallibleIterator;
use postgres::types::ToSql;
use postgres::{Client, Config, NoTls, Transaction};
use salient::record::{Appended, Batch, Each, EachSketch, Entry, Error, Id, Kind, Ledger, body, chain};
use std::error::Error as _;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Steps from an empty database to the present form. A step is never changed; a new form is a new step.
const STEPS: [&str; 3] = [
    include_str!("migrations/postgis-1.sql"),
    include_str!("migrations/postgis-2.sql"),
    include_str!("migrations/postgis-3.sql"),
];
/// The key of the lock under which entries are chained, one writer after the other.
const CHAIN: i64 = 0x0053_414c_4945_4e54;

/// A ledger on a server.
pub struct PostGis {
    client: Mutex<Client>,
}

type Given<'a> = &'a [&'a (dyn ToSql + Sync)];

impl PostGis {
    /// Opens the ledger of a database, or begins one there: `postgres://user:password@host/database`.
    ///
    /// # Errors
    /// The server cannot be reached, has no PostGIS, or the ledger was made by a later version.
    pub fn open(url: &str) -> Result<Self, Error> {
        let mut config: Config = url.parse().map_err(blame)?;
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(Duration::from_secs(10));
        }
        config.application_name("salient");
        let mut client = config.connect(NoTls).map_err(blame)?;
        let grown = migrate(&mut client)?;
        let mut ledger = Self { client: Mutex::new(client) };
        // A ledger of an earlier form is seen by other programs as before, and better.
        if grown {
            ledger.show(&[])?;
        }
        Ok(ledger)
    }

    fn client(&self) -> MutexGuard<'_, Client> {
        self.client.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Up to a page of entries; the connection is free again when they are handed on.
    fn entries(&self, sql: &str, given: Given) -> Result<Vec<Entry>, Error> {
        let rows = self.client().query(sql, given).map_err(blame)?;
        rows.into_iter().map(|row| entry(&row)).collect()
    }
}

/// Entries that are read together.
const PAGE: i64 = 1000;

fn entry(row: &postgres::Row) -> Result<Entry, Error> {
    Ok(Entry {
        seq: row.get::<_, i64>(0) as u64,
        kind: row.get::<_, String>(1).parse()?,
        id: Id(row.get(2)),
        body: row.get(3),
        recorded: row.get(4),
        link: row.get(5),
    })
}

/// Brings the database to the present form; whether it was of an earlier one.
fn migrate(client: &mut Client) -> Result<bool, Error> {
    let mut work = client.transaction().map_err(blame)?;
    work.execute("SELECT pg_advisory_xact_lock($1)", &[&CHAIN]).map_err(blame)?;
    work.batch_execute("CREATE TABLE IF NOT EXISTS ledger_version (version bigint NOT NULL)").map_err(blame)?;
    let row = work.query_one("SELECT coalesce(max(version), 0) FROM ledger_version", &[]).map_err(blame)?;
    let version: i64 = row.get(0);
    if version as usize > STEPS.len() {
        return Err(Error(format!("the ledger's form is version {version}; this program knows {}", STEPS.len())));
    }
    for (number, step) in (1i64..).zip(STEPS).skip(version as usize) {
        work.batch_execute(step).map_err(blame)?;
        work.execute("INSERT INTO ledger_version VALUES ($1)", &[&number]).map_err(blame)?;
    }
    work.commit().map_err(blame)?;
    Ok((version as usize) < STEPS.len())
}

fn add(work: &mut Transaction, batch: &Batch) -> Result<Appended, postgres::Error> {
    // The chain has one end: writers take turns.
    work.execute("SELECT pg_advisory_xact_lock($1)", &[&CHAIN])?;
    let text = work.prepare("INSERT INTO text (hash, text, sketch) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")?;
    for t in &batch.texts {
        work.execute(&text, &[&t.hash, &t.text, &t.sketch])?;
    }
    let ground = work.prepare("INSERT INTO ground (hash, wkb) VALUES ($1, $2) ON CONFLICT DO NOTHING")?;
    for (hash, wkb) in &batch.shapes {
        work.execute(&ground, &[hash, wkb])?;
    }
    let (mut seq, mut link, mut out) = (0i64, String::new(), Appended::default());
    if let Some(row) = work.query_opt("SELECT seq, link FROM entry ORDER BY seq DESC LIMIT 1", &[])? {
        (seq, link) = (row.get(0), row.get(1));
    }
    let entry = work.prepare("INSERT INTO entry VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING")?;
    for (kind, id, content) in &batch.entries {
        let next = chain(&link, id, &batch.recorded);
        let given: Given = &[&(seq + 1), &kind.name(), &id.0, &about(content), content, &batch.recorded, &next];
        if work.execute(&entry, given)? == 0 {
            out.known += 1;
            continue;
        }
        (seq, link) = (seq + 1, next);
        out.new += 1;
        if *kind == Kind::Snapshot {
            map(work, id, content)?;
        }
    }
    Ok(out)
}

fn map(work: &mut Transaction, id: &Id, content: &str) -> Result<(), postgres::Error> {
    let Ok(map) = serde_json::from_str::<body::Snapshot>(content) else { return Ok(()) };
    let row = work.prepare(
        "INSERT INTO map_ground (snapshot, hash, source, time, status, holder) VALUES ($1, $2, $3, $4, $5, $6)",
    )?;
    for (hash, status, holder) in &map.ground {
        work.execute(&row, &[&id.0, hash, &map.source, &map.time, status, holder])?;
    }
    Ok(())
}

impl Ledger for PostGis {
    fn append(&mut self, batch: &Batch) -> Result<Appended, Error> {
        let mut client = self.client();
        let mut work = client.transaction().map_err(blame)?;
        let done = add(&mut work, batch).map_err(blame)?;
        work.commit().map_err(blame)?;
        Ok(done)
    }

    fn get(&self, id: &Id) -> Result<Option<Entry>, Error> {
        let sql = "SELECT seq, kind, id, body, recorded, link FROM entry WHERE id = $1";
        Ok(self.entries(sql, &[&id.0])?.pop())
    }

    fn scan(&self, kind: Option<Kind>, each: Each) -> Result<(), Error> {
        let sql = "SELECT seq, kind, id, body, recorded, link FROM entry
                   WHERE seq > $1 AND ($2::text IS NULL OR kind = $2) ORDER BY seq LIMIT $3";
        let (mut after, kind) = (0i64, kind.map(Kind::name));
        loop {
            let page = self.entries(sql, &[&after, &kind, &PAGE])?;
            let Some(last) = page.last() else { return Ok(()) };
            after = last.seq as i64;
            page.into_iter().try_for_each(&mut *each)?;
        }
    }

    fn text(&self, hash: &str) -> Result<Option<String>, Error> {
        let row = self.client().query_opt("SELECT text FROM text WHERE hash = $1", &[&hash]).map_err(blame)?;
        Ok(row.map(|r| r.get(0)))
    }

    fn sketches(&self, each: EachSketch) -> Result<(), Error> {
        let mut client = self.client();
        let mut rows = client.query_raw("SELECT hash, sketch FROM text", [] as [&str; 0]).map_err(blame)?;
        while let Some(row) = rows.next().map_err(blame)? {
            each(row.get(0), row.get(1))?;
        }
        Ok(())
    }

    fn shape(&self, hash: &str) -> Result<Option<Vec<u8>>, Error> {
        let row = self.client().query_opt("SELECT wkb FROM ground WHERE hash = $1", &[&hash]).map_err(blame)?;
        Ok(row.map(|r| r.get(0)))
    }

    fn search(&self, words: &str, most: usize) -> Result<Vec<String>, Error> {
        let words: Vec<&str> = salient::record::sketch::words(words).collect();
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let sql = "SELECT hash FROM text, plainto_tsquery('simple', $1) q WHERE words @@ q
                   ORDER BY ts_rank(words, q) DESC, hash LIMIT $2";
        let rows = self.client().query(sql, &[&words.join(" "), &(most as i64)]).map_err(blame)?;
        Ok(rows.into_iter().map(|r| r.get(0)).collect())
    }

    fn head(&self) -> Result<(u64, String), Error> {
        let sql = "SELECT seq, link FROM entry ORDER BY seq DESC LIMIT 1";
        let row = self.client().query_opt(sql, &[]).map_err(blame)?;
        Ok(row.map_or((0, String::new()), |r| (r.get::<_, i64>(0) as u64, r.get(1))))
    }

    fn show(&mut self, _parties: &[Vec<String>]) -> Result<bool, Error> {
        let (_, link) = self.head()?;
        if in_postgis::current(&mut self.client(), &link).map_err(blame)? {
            return Ok(false);
        }
        // What another writer adds in the meantime makes the tables older than the record: they are made again next time.
        let shown = Shown::read(self)?;
        let mut client = self.client();
        let mut work = client.transaction().map_err(blame)?;
        work.execute("SELECT pg_advisory_xact_lock($1)", &[&CHAIN]).map_err(blame)?;
        in_postgis::write(&mut work, &shown, &link).map_err(blame)?;
        work.commit().map_err(blame)?;
        Ok(true)
    }
}

/// What the server says, with its cause and, where it is known, what to do.
fn blame(error: postgres::Error) -> Error {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text += &format!(": {inner}");
        cause = inner.source();
    }
    if text.contains("postgis") && (text.contains("not available") || text.contains("control file")) {
        text += "; install PostGIS on the server (Debian: postgresql-15-postgis-3)";
    }
    Error(text)
}
