//! Well-known binary: what is stored, hashed and exported.

use super::{Polygon, Position, Ring, Shape};

/// A shape as a little-endian WKB MultiPolygon.
///
/// ```
/// use salient_map::{Bounds, Shape, shape};
/// let square = Shape::rectangle(Bounds::new(0.0, 0.0, 1.0, 1.0));
/// assert_eq!(shape::from_wkb(&shape::to_wkb(&square)).unwrap(), square);
/// ```
pub fn to_wkb(shape: &Shape) -> Vec<u8> {
    let mut out = Vec::with_capacity(32 + shape.vertices() * 16);
    head(&mut out, 6, shape.polygons.len());
    for polygon in &shape.polygons {
        head(&mut out, 3, polygon.rings.len());
        for ring in &polygon.rings {
            out.extend((ring.len() as u32).to_le_bytes());
            for [x, y] in ring {
                out.extend(x.to_le_bytes());
                out.extend(y.to_le_bytes());
            }
        }
    }
    out
}

fn head(out: &mut Vec<u8>, kind: u32, count: usize) {
    out.push(1);
    out.extend(kind.to_le_bytes());
    out.extend((count as u32).to_le_bytes());
}

/// A polygon or multipolygon from WKB, either byte order, two or more dimensions (ISO or extended flags).
///
/// # Errors
/// Says what is wrong with the bytes.
pub fn from_wkb(bytes: &[u8]) -> Result<Shape, String> {
    let polygons = polygons(bytes)?;
    Ok(Shape { polygons: polygons.into_iter().map(|rings| Polygon { rings }).collect() })
}

/// The rings of each polygon, as the bytes have them.
pub(crate) fn polygons(bytes: &[u8]) -> Result<Vec<Vec<Ring>>, String> {
    let mut reader = Reader { bytes, at: 0, little: true };
    let mut out = Vec::new();
    reader.geometry(&mut out, 0)?;
    Ok(out)
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    little: bool,
}

impl Reader<'_> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N], String> {
        let piece = self.bytes.get(self.at..self.at + N).ok_or("the geometry's bytes end too early")?;
        self.at += N;
        piece.try_into().map_err(|_| "unreachable".to_owned())
    }

    fn u32(&mut self) -> Result<u32, String> {
        let bytes = self.take::<4>()?;
        Ok(if self.little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
    }

    fn f64(&mut self) -> Result<f64, String> {
        let bytes = self.take::<8>()?;
        Ok(if self.little { f64::from_le_bytes(bytes) } else { f64::from_be_bytes(bytes) })
    }

    /// A count that the remaining bytes can hold at `least` bytes each.
    fn count(&mut self, least: usize) -> Result<usize, String> {
        let count = self.u32()? as usize;
        let room = (self.bytes.len() - self.at) / least;
        if count <= room { Ok(count) } else { Err(format!("a count of {count}, with room for {room}")) }
    }

    fn geometry(&mut self, out: &mut Vec<Vec<Ring>>, depth: usize) -> Result<(), String> {
        if depth > 4 {
            return Err("geometries nested too deep".to_owned());
        }
        self.little = self.take::<1>()?[0] == 1;
        let kind = self.u32()?;
        let extra = usize::from(kind & 0x8000_0000 != 0) + usize::from(kind & 0x4000_0000 != 0);
        if kind & 0x2000_0000 != 0 {
            self.u32()?;
        }
        let plain = kind & 0x0fff_ffff;
        let dimensions = 2 + extra + [0, 1, 1, 2].get((plain / 1000) as usize).copied().unwrap_or(0);
        match plain % 1000 {
            3 => out.push(self.rings(dimensions)?),
            6 | 7 => {
                for _ in 0..self.count(5)? {
                    self.geometry(out, depth + 1)?;
                }
            }
            other => return Err(format!("geometry type {other} is not a polygon")),
        }
        Ok(())
    }

    fn rings(&mut self, dimensions: usize) -> Result<Vec<Ring>, String> {
        (0..self.count(4)?)
            .map(|_| (0..self.count(8 * dimensions)?).map(|_| self.position(dimensions)).collect())
            .collect()
    }

    fn position(&mut self, dimensions: usize) -> Result<Position, String> {
        let at = [self.f64()?, self.f64()?];
        for _ in 2..dimensions {
            self.f64()?;
        }
        Ok(at)
    }
}
