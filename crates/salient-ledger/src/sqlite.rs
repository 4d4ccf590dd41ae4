//! The ledger as one SQLite file that is a valid GeoPackage.

use crate::geopackage;
use crate::shown::{Parties, Shown, in_sqlite, moment};
use rusqlite::{Connection, OpenFlags, OptionalExtension, TransactionBehavior, params};
use salient::record::{Appended, Batch, Each, EachSketch, Entry, Error, Id, Kind, Ledger, body, chain};
use salient_map::shape::from_wkb;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Steps from an empty file to the present form. A step is never changed; a new form is a new step.
const STEPS: [&str; 3] = [
    include_str!("migrations/sqlite-1.sql"),
    include_str!("migrations/sqlite-2.sql"),
    concat!(include_str!("migrations/sqlite-3.sql"), include_str!("migrations/layer_styles.sql")),
];
/// How long a writer waits for another one.
const PATIENCE: Duration = Duration::from_secs(60);

/// A ledger in a file.
pub struct Sqlite {
    file: Connection,
    path: PathBuf,
    writes: bool,
}

impl Sqlite {
    /// Opens a ledger for writing, or begins one.
    ///
    /// # Errors
    /// The file is something else, damaged, written by a later version, or cannot be written.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let fresh = !path.exists() || std::fs::metadata(path).is_ok_and(|m| m.len() == 0);
        if !fresh {
            whole(path)?;
        }
        let file = Connection::open(path).map_err(blame(path))?;
        let mut ledger = Self { file, path: path.to_owned(), writes: true };
        ledger.prepare().map_err(blame(path))?;
        ledger.migrate()?;
        Ok(ledger)
    }

    /// Opens a ledger that is there, for reading.
    ///
    /// # Errors
    /// There is none, or it is damaged, or of another version.
    pub fn read(path: &Path) -> Result<Self, Error> {
        if !path.exists() {
            return Err(Error(format!(
                "{}: there is no ledger; `salient record add PATH --ledger {}` begins one",
                path.display(),
                path.display()
            )));
        }
        whole(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let file = Connection::open_with_flags(path, flags).map_err(blame(path))?;
        file.busy_timeout(PATIENCE).map_err(blame(path))?;
        let ledger = Self { file, path: path.to_owned(), writes: false };
        match ledger.version()? {
            0 => Err(Error(format!("{}: not a ledger of Salient", path.display()))),
            version if version as usize == STEPS.len() => Ok(ledger),
            version if (version as usize) < STEPS.len() => {
                drop(ledger);
                Self::open(path)
            }
            version => Err(later(path, version)),
        }
    }

    fn prepare(&self) -> rusqlite::Result<()> {
        self.file.busy_timeout(PATIENCE)?;
        self.file.pragma_update(None, "cache_size", -512 * 1024)?;
        self.file.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
        // An acknowledged entry survives a power cut: each commit reaches the disk.
        self.file.pragma_update(None, "synchronous", "full")?;
        self.file.pragma_update(None, "temp_store", "memory")
    }

    fn version(&self) -> Result<i64, Error> {
        let blame = blame(&self.path);
        let known: bool = self
            .file
            .query_row("SELECT count(*) FROM sqlite_master WHERE name = 'ledger_version'", [], |r| r.get(0))
            .map_err(&blame)?;
        if !known {
            return Ok(0);
        }
        self.file.query_row("SELECT max(version) FROM ledger_version", [], |r| r.get(0)).map_err(&blame)
    }

    fn migrate(&mut self) -> Result<(), Error> {
        let path = self.path.clone();
        let tables: i64 = self
            .file
            .query_row("SELECT count(*) FROM sqlite_master WHERE type = 'table'", [], |r| r.get(0))
            .map_err(blame(&path))?;
        let version = self.version()?;
        if version == 0 && tables > 0 {
            return Err(Error(format!(
                "{}: a database, but not a ledger of Salient; nothing was changed",
                path.display()
            )));
        }
        if version as usize > STEPS.len() {
            return Err(later(&path, version));
        }
        for (number, step) in (1..).zip(STEPS).skip(version as usize) {
            self.step(number, step).map_err(blame(&path))?;
        }
        // A ledger of an earlier form is seen by other programs as before, and better.
        if (version as usize) < STEPS.len() {
            self.show(&[])?;
        }
        Ok(())
    }

    /// Makes the tables that other programs see, within a transaction that is begun and ended here.
    fn make(&self, link: &str, parties: &Parties) -> Result<(), Error> {
        let blame = blame(&self.path);
        self.file.execute_batch("BEGIN IMMEDIATE").map_err(&blame)?;
        let made =
            Shown::read(self).and_then(|shown| in_sqlite::write(&self.file, &shown, link, parties).map_err(&blame));
        self.file.execute_batch(if made.is_ok() { "COMMIT" } else { "ROLLBACK" }).map_err(&blame)?;
        made
    }

    fn step(&mut self, number: i64, step: &str) -> rusqlite::Result<()> {
        let work = self.file.transaction_with_behavior(TransactionBehavior::Exclusive)?;
        if number == 1 {
            // Another writer may have begun the file in the meantime.
            let begun: bool =
                work.query_row("SELECT count(*) FROM sqlite_master WHERE name = 'ledger_version'", [], |r| r.get(0))?;
            if begun {
                return Ok(());
            }
            work.execute_batch("CREATE TABLE ledger_version (version INTEGER NOT NULL)")?;
            geopackage::begin(&work)?;
        }
        let sql = "SELECT count(*) FROM ledger_version WHERE version >= ?1";
        if work.query_row(sql, [number], |r| r.get::<_, bool>(0))? {
            return Ok(());
        }
        work.execute_batch(step)?;
        work.execute("INSERT INTO ledger_version VALUES (?1)", [number])?;
        work.commit()
    }

    fn add(&mut self, batch: &Batch) -> rusqlite::Result<Appended> {
        let work = self.file.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut out = Appended::default();
        let (mut seq, mut link) = head(&work)?;
        for text in &batch.texts {
            let key = work
                .prepare_cached("INSERT INTO text (hash, text, sketch) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")?
                .execute(params![text.hash, text.text, text.sketch])?;
            if key > 0 {
                work.prepare_cached("INSERT INTO text_search (rowid, text) VALUES (?1, ?2)")?
                    .execute(params![work.last_insert_rowid(), text.text])?;
            }
        }
        for (hash, wkb) in &batch.shapes {
            ground(&work, hash, wkb)?;
        }
        for (kind, id, content) in &batch.entries {
            let next = chain(&link, id, &batch.recorded);
            let article = about(content);
            let new = work
                .prepare_cached("INSERT INTO entry VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (id) DO NOTHING")?
                .execute(params![seq + 1, kind.name(), id.0, article, content, batch.recorded, next])?;
            if new == 0 {
                out.known += 1;
                continue;
            }
            (seq, link) = (seq + 1, next);
            out.new += 1;
            if *kind == Kind::Snapshot {
                map(&work, id, content)?;
            }
        }
        work.commit()?;
        Ok(out)
    }

    fn entries(&self, sql: &str, given: &[&dyn rusqlite::ToSql], each: Each) -> Result<(), Error> {
        let blame = blame(&self.path);
        let mut statement = self.file.prepare_cached(sql).map_err(&blame)?;
        let mut rows = statement.query(given).map_err(&blame)?;
        while let Some(row) = rows.next().map_err(&blame)? {
            let kind: String = row.get(1).map_err(&blame)?;
            each(Entry {
                seq: row.get::<_, i64>(0).map_err(&blame)? as u64,
                kind: kind.parse()?,
                id: Id(row.get(2).map_err(&blame)?),
                body: row.get(3).map_err(&blame)?,
                recorded: row.get(4).map_err(&blame)?,
                link: row.get(5).map_err(&blame)?,
            })?;
        }
        Ok(())
    }
}

impl Drop for Sqlite {
    /// A file that nobody writes is one file, without a log beside it.
    fn drop(&mut self) {
        if self.writes {
            let _ = self.file.pragma_update_and_check(None, "journal_mode", "delete", |_| Ok(()));
        }
    }
}

impl Ledger for Sqlite {
    fn append(&mut self, batch: &Batch) -> Result<Appended, Error> {
        let path = self.path.clone();
        self.add(batch).map_err(blame(&path))
    }

    fn get(&self, id: &Id) -> Result<Option<Entry>, Error> {
        let mut found = None;
        self.entries("SELECT seq, kind, id, body, recorded, link FROM entry WHERE id = ?1", &[&id.0], &mut |entry| {
            found = Some(entry);
            Ok(())
        })?;
        Ok(found)
    }

    fn scan(&self, kind: Option<Kind>, each: Each) -> Result<(), Error> {
        const ALL: &str = "SELECT seq, kind, id, body, recorded, link FROM entry";
        match kind {
            None => self.entries(&format!("{ALL} ORDER BY seq"), &[], each),
            Some(kind) => self.entries(&format!("{ALL} WHERE kind = ?1 ORDER BY seq"), &[&kind.name()], each),
        }
    }

    fn text(&self, hash: &str) -> Result<Option<String>, Error> {
        let mut statement =
            self.file.prepare_cached("SELECT text FROM text WHERE hash = ?1").map_err(blame(&self.path))?;
        statement.query_row([hash], |row| row.get(0)).optional().map_err(blame(&self.path))
    }

    fn sketches(&self, each: EachSketch) -> Result<(), Error> {
        let blame = blame(&self.path);
        let mut statement = self.file.prepare_cached("SELECT hash, sketch FROM text").map_err(&blame)?;
        let mut rows = statement.query([]).map_err(&blame)?;
        while let Some(row) = rows.next().map_err(&blame)? {
            each(row.get(0).map_err(&blame)?, row.get(1).map_err(&blame)?)?;
        }
        Ok(())
    }

    fn shape(&self, hash: &str) -> Result<Option<Vec<u8>>, Error> {
        let found: Option<Vec<u8>> = self
            .file
            .prepare_cached("SELECT geom FROM ground WHERE hash = ?1")
            .and_then(|mut s| s.query_row([hash], |row| row.get(0)).optional())
            .map_err(blame(&self.path))?;
        Ok(found.and_then(|blob| geopackage::wkb(&blob)))
    }

    fn search(&self, words: &str, most: usize) -> Result<Vec<String>, Error> {
        let blame = blame(&self.path);
        let quoted: Vec<String> = salient::record::sketch::words(words).map(|w| format!("\"{w}\"")).collect();
        if quoted.is_empty() {
            return Ok(Vec::new());
        }
        let sql = "SELECT t.hash FROM text_search s JOIN text t ON t.key = s.rowid WHERE text_search MATCH ?1
                   ORDER BY rank, t.hash LIMIT ?2";
        let mut statement = self.file.prepare_cached(sql).map_err(&blame)?;
        let found = statement.query_map(params![quoted.join(" "), most as i64], |row| row.get(0)).map_err(&blame)?;
        found.collect::<rusqlite::Result<_>>().map_err(&blame)
    }

    fn head(&self) -> Result<(u64, String), Error> {
        head(&self.file).map(|(seq, link)| (seq as u64, link)).map_err(blame(&self.path))
    }

    fn show(&mut self, parties: &Parties) -> Result<bool, Error> {
        let (_, link) = self.head()?;
        if in_sqlite::current(&self.file, &link, parties).map_err(blame(&self.path))? {
            return Ok(false);
        }
        self.make(&link, parties).map(|()| true)
    }
}

fn head(file: &Connection) -> rusqlite::Result<(i64, String)> {
    let found = file
        .prepare_cached("SELECT seq, link FROM entry ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(found.unwrap_or_default())
}

/// The article that a body speaks of: bodies about one begin with it.
pub(crate) fn about(content: &str) -> Option<&str> {
    content.strip_prefix("{\"article\":\"")?.split('"').next()
}

fn ground(work: &Connection, hash: &str, wkb: &[u8]) -> rusqlite::Result<()> {
    let Ok(shape) = from_wkb(wkb) else {
        return Err(rusqlite::Error::ToSqlConversionFailure("a geometry is no WKB".into()));
    };
    let new = work
        .prepare_cached("INSERT INTO ground (geom, hash) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?
        .execute(params![geopackage::blob(&shape), hash])?;
    if new > 0 {
        geopackage::index(work, "rtree_ground_geom", &shape.bounds())?;
    }
    Ok(())
}

/// Lays a map's statuses beside its geometries, for programs that read the file without us.
fn map(work: &Connection, id: &Id, content: &str) -> rusqlite::Result<()> {
    let Ok(map) = serde_json::from_str::<body::Snapshot>(content) else { return Ok(()) };
    let time = moment(&map.time).unwrap_or_else(|| map.time.clone());
    let sql = "INSERT INTO map_ground (snapshot, hash, source, time, status, holder) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    for (hash, status, holder) in &map.ground {
        work.prepare_cached(sql)?.execute(params![id.0, hash, map.source, time, status, holder])?;
    }
    Ok(())
}

/// A file that was cut short says so before anything is read from it. A writer that closes at this moment folds its log
/// into the file, so a second look may see what the first one missed.
fn whole(path: &Path) -> Result<(), Error> {
    let first = look(path)?;
    if first.is_none() {
        return Ok(());
    }
    std::thread::sleep(Duration::from_millis(100));
    match look(path)? {
        None => Ok(()),
        Some((should, length)) => Err(Error(format!(
            "{}: the file is cut short: it should hold {should} bytes and holds {length}; take it from a copy",
            path.display()
        ))),
    }
}

/// How long a file should be and is, where it is shorter.
fn look(path: &Path) -> Result<Option<(u64, u64)>, Error> {
    use std::io::Read;
    let fail = |e: std::io::Error| Error(format!("{}: cannot be read: {e}", path.display()));
    let mut start = [0u8; 100];
    let mut file = std::fs::File::open(path).map_err(fail)?;
    let read = file.read_exact(&mut start);
    if read.is_err() || !start.starts_with(b"SQLite format 3\0") {
        return Err(Error(format!("{}: not a ledger of Salient (it is no SQLite file)", path.display())));
    }
    let page = match u64::from(u16::from_be_bytes([start[16], start[17]])) {
        1 => 65_536,
        size => size,
    };
    let should = page * u64::from(u32::from_be_bytes([start[28], start[29], start[30], start[31]]));
    let length = file.metadata().map_err(fail)?.len();
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    Ok((length < should && !Path::new(&log).exists()).then_some((should, length)))
}

fn later(path: &Path, version: i64) -> Error {
    Error(format!(
        "{}: version {version} of the ledger's form; this program knows {}: install a later one",
        path.display(),
        STEPS.len()
    ))
}

/// What SQLite says, with the file and what to do.
fn blame(path: &Path) -> impl Fn(rusqlite::Error) -> Error {
    use rusqlite::ErrorCode::{
        CannotOpen, DatabaseBusy, DatabaseCorrupt, DatabaseLocked, DiskFull, NotADatabase, ReadOnly, SystemIoFailure,
    };
    let path = path.display().to_string();
    move |error| {
        let help = match error.sqlite_error_code() {
            Some(DiskFull) => {
                "the disk is full; this step was not recorded, everything before it was: make room, run again"
            }
            Some(SystemIoFailure) => {
                "the disk does not take it; this step was not recorded, everything before it was: make room, run again"
            }
            Some(ReadOnly) => "the file or its folder cannot be written",
            Some(CannotOpen) => "the file cannot be opened or made",
            Some(DatabaseBusy | DatabaseLocked) => {
                "another writer holds the ledger; this step was not recorded: run again"
            }
            Some(DatabaseCorrupt) => "the file is damaged; take it from a copy, or record its sources again",
            Some(NotADatabase) => "not a ledger of Salient",
            _ => return Error(format!("{path}: {error}")),
        };
        Error(format!("{path}: {help} ({error})"))
    }
}
