//! The atlas and its geometries: in memory, or in a folder.
//!
//! A folder holds `geometry.bin`, the geometries end to end as WKB, and `atlas.json`, which says what they mean. A commit
//! appends to the first and then replaces the second in one step, so a failure at any moment leaves the atlas as it was.

use super::file::{self, Index};
use super::{Atlas, Entry, Mark, Settlement, ShapeId, ShapeInfo, Snapshot, Terms};
use crate::area::Geodesy;
use crate::control::Control;
use crate::error::Error;
use crate::shape::{Shape, from_wkb, to_wkb};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// An atlas with its geometries. Changes are kept in memory until [`Store::commit`].
#[derive(Default)]
pub struct Store {
    atlas: Atlas,
    folder: Option<PathBuf>,
    geometry: Option<Mutex<File>>,
    /// Length of what is on disk; geometries beyond are in `pending`.
    written: u64,
    pending: Vec<u8>,
    by_id: HashMap<ShapeId, u32>,
    by_control: HashMap<Control, u32>,
    by_name: HashMap<String, u32>,
    geodesy: Geodesy,
}

/// Whether an import found something new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// A map of a time that the atlas did not have.
    New,
    /// The same file was there already.
    Known,
    /// Another file of that source and time was there, and was replaced.
    Replaced,
}

impl Store {
    /// Opens the atlas in a folder.
    ///
    /// # Errors
    /// There is no atlas, or it is damaged.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let index = file::read(folder)?;
        let path = folder.join(file::GEOMETRY);
        let geometry = File::open(&path).map_err(Error::io(&path, "opened"))?;
        let length = geometry.metadata().map_err(Error::io(&path, "read"))?.len();
        if length < index.length {
            let reason = format!("it should hold {} bytes and holds {length}", index.length);
            return Err(Error::Damaged { path, reason });
        }
        let mut store = Self::holding(index.atlas);
        store.folder = Some(folder.to_owned());
        store.written = index.length;
        store.geometry = Some(Mutex::new(geometry));
        Ok(store)
    }

    /// Opens the atlas in a folder, or begins one there; nothing is written before [`Store::commit`].
    ///
    /// # Errors
    /// There is something in the folder that is not an atlas, or the atlas is damaged.
    pub fn open_or_new(folder: &Path) -> Result<Self, Error> {
        if folder.join(file::INDEX).exists() {
            return Self::open(folder);
        }
        let occupied = folder.is_file() || folder.read_dir().is_ok_and(|mut all| all.any(|e| !is_ours(e)));
        if occupied {
            return Err(Error::Asked(format!(
                "{}: not an atlas, and not empty; name a new folder for the atlas",
                folder.display()
            )));
        }
        Ok(Self { folder: Some(folder.to_owned()), ..Self::default() })
    }

    fn holding(atlas: Atlas) -> Self {
        let by_id = atlas.shapes.iter().zip(0..).map(|(s, key)| (s.id, key)).collect();
        let by_control = atlas.controls.iter().cloned().zip(0..).collect();
        let by_name = atlas.settlements.iter().zip(0..).map(|(s, key)| (s.name.clone(), key)).collect();
        Self { atlas, by_id, by_control, by_name, ..Self::default() }
    }

    /// What the atlas holds.
    pub fn atlas(&self) -> &Atlas {
        &self.atlas
    }

    /// Keeps a geometry, once.
    pub fn shape_key(&mut self, shape: &Shape) -> u32 {
        let wkb = to_wkb(shape);
        let id = content_id(&wkb);
        if let Some(&key) = self.by_id.get(&id) {
            return key;
        }
        let key = self.atlas.shapes.len() as u32;
        let at = (self.written + self.pending.len() as u64, wkb.len() as u32);
        let area = self.geodesy.area(shape);
        let pieces = shape.polygons().len() as u32;
        self.atlas.shapes.push(ShapeInfo { id, area, bounds: shape.bounds(), pieces, at });
        self.pending.extend(wkb);
        self.by_id.insert(id, key);
        key
    }

    /// The number of a status and holder in the atlas's table.
    pub fn control_key(&mut self, control: &Control) -> u32 {
        if let Some(&key) = self.by_control.get(control) {
            return key;
        }
        let key = self.atlas.controls.len() as u32;
        self.atlas.controls.push(control.clone());
        self.by_control.insert(control.clone(), key);
        key
    }

    /// A settlement of a map and what the map says of it.
    pub fn mark(&mut self, name: &str, at: Option<crate::shape::Position>, control: &Control) -> Mark {
        let control = self.control_key(control);
        if let Some(&settlement) = self.by_name.get(name) {
            return Mark { settlement, control };
        }
        let settlement = self.atlas.settlements.len() as u32;
        self.atlas.settlements.push(Settlement { name: name.to_owned(), at });
        self.by_name.insert(name.to_owned(), settlement);
        Mark { settlement, control }
    }

    /// A geometry, by its number.
    ///
    /// # Errors
    /// The disk fails, or the bytes do not have the hash that they were stored under.
    pub fn shape(&self, key: u32) -> Result<Shape, Error> {
        let info = &self.atlas.shapes[key as usize];
        let (offset, length) = (info.at.0, info.at.1 as usize);
        let mut bytes = Vec::new();
        let wkb = if let Some(start) = offset.checked_sub(self.written) {
            &self.pending[start as usize..start as usize + length]
        } else {
            bytes.resize(length, 0);
            self.read(offset, &mut bytes)?;
            &bytes
        };
        let damaged = |reason: String| Error::Damaged { path: self.path(file::GEOMETRY), reason };
        if content_id(wkb) != info.id {
            return Err(damaged(format!("the geometry {} is not what was stored", info.id)));
        }
        from_wkb(wkb).map_err(damaged)
    }

    fn read(&self, offset: u64, into: &mut [u8]) -> Result<(), Error> {
        let path = self.path(file::GEOMETRY);
        let Some(geometry) = &self.geometry else { return Ok(()) };
        let mut file = geometry.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(offset)).and_then(|_| file.read_exact(into)).map_err(Error::io(&path, "read"))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.as_deref().unwrap_or(Path::new("memory")).join(name)
    }

    /// Adds a map. A map of the same source and time is replaced when it differs.
    pub fn add(&mut self, terms: &Terms, snapshot: Snapshot) -> Added {
        self.atlas.terms.insert(snapshot.source.clone(), terms.clone());
        let all = &mut self.atlas.snapshots;
        match all.binary_search_by(|s| (s.source.as_str(), s.time).cmp(&(&snapshot.source, snapshot.time))) {
            Ok(at) if all[at].digest == snapshot.digest => Added::Known,
            Ok(at) => {
                all[at] = snapshot;
                Added::Replaced
            }
            Err(at) => {
                all.insert(at, snapshot);
                Added::New
            }
        }
    }

    /// The map of a source at a time, if there is one.
    pub fn at(&self, source: &str, time: Timestamp) -> Option<&Snapshot> {
        let all = &self.atlas.snapshots;
        let found = all.binary_search_by(|s| (s.source.as_str(), s.time).cmp(&(source, time)));
        found.ok().map(|at| &all[at])
    }

    /// Writes what was added to the folder; an atlas in memory stays there.
    ///
    /// # Errors
    /// The disk fails, or another process writes: the atlas on disk is then what it was.
    pub fn commit(&mut self) -> Result<(), Error> {
        let Some(folder) = self.folder.clone() else { return Ok(()) };
        std::fs::create_dir_all(&folder).map_err(Error::io(&folder, "made"))?;
        let path = folder.join(file::GEOMETRY);
        let mut geometry = File::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(Error::io(&path, "opened for writing"))?;
        geometry.try_lock().map_err(|_| Error::Locked(folder.clone()))?;
        file::unchanged(&folder, self.written)?;
        geometry
            .set_len(self.written)
            .and_then(|()| geometry.seek(SeekFrom::End(0)))
            .and_then(|_| geometry.write_all(&self.pending))
            .and_then(|()| geometry.sync_data())
            .map_err(Error::io(&path, "written"))?;
        let length = self.written + self.pending.len() as u64;
        file::write(&folder, &Index { atlas: self.atlas.clone(), length })?;
        geometry.unlock().map_err(Error::io(&path, "unlocked"))?;
        self.written = length;
        self.pending = Vec::new();
        self.geometry = Some(Mutex::new(geometry));
        Ok(())
    }

    /// An entry of a map: a geometry and what the map says of it.
    pub fn entry(&mut self, shape: &Shape, control: &Control) -> Entry {
        Entry { shape: self.shape_key(shape), control: self.control_key(control) }
    }
}

fn is_ours(entry: std::io::Result<std::fs::DirEntry>) -> bool {
    entry.is_ok_and(|e| [file::GEOMETRY, file::INDEX].iter().any(|name| e.file_name() == *name))
}

fn content_id(wkb: &[u8]) -> ShapeId {
    let hash = Sha256::digest(wkb);
    let mut id = [0; 16];
    id.copy_from_slice(&hash[..16]);
    ShapeId(id)
}
