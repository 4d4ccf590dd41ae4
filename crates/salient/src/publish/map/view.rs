//! A window on the Earth: a plane on which a degree of longitude is as long as it is in the window's middle. Good for
//! drawing a region; no area is ever measured on it.

use salient_map::{Bounds, Position, Shape};
use std::fmt::Write;

/// A window.
#[derive(Clone, Copy, Debug)]
pub struct View {
    west: f64,
    north: f64,
    /// Units of the drawing for a degree of latitude, and of longitude.
    scale: [f64; 2],
}

/// The least height of a window, in degrees.
const LEAST: f64 = 0.25;

impl View {
    /// Width and height of the drawing in its own units. Whole units are about 30 m where a window is 120 km wide.
    pub const SIZE: (f64, f64) = (4000.0, 2300.0);

    /// A window with some ground in its middle.
    ///
    /// ```
    /// use salient::publish::map::View;
    /// use salient_map::Bounds;
    /// let view = View::around(&Bounds::new(34.0, 51.0, 36.0, 51.5));
    /// let [x, y] = view.at([35.0, 51.25]);
    /// assert!((x - 2000.0).abs() < 1.0 && (y - 1150.0).abs() < 1.0);
    /// ```
    pub fn around(ground: &Bounds) -> Self {
        let [west, south, east, north] = ground.edges();
        let (x, y) = (f64::midpoint(west, east), f64::midpoint(south, north));
        let shrink = y.to_radians().cos().max(0.05);
        // Tall enough for the ground and some land around it, and for its width.
        let tall = (north - south).max(LEAST) * 1.45;
        let wide = (east - west).max(LEAST) * shrink * 1.35;
        let height = tall.max(wide * Self::SIZE.1 / Self::SIZE.0);
        let unit = Self::SIZE.1 / height;
        let scale = [unit, unit * shrink];
        Self { west: x - Self::SIZE.0 / 2.0 / scale[1], north: y + Self::SIZE.1 / 2.0 / scale[0], scale }
    }

    /// The window's edges.
    pub fn bounds(&self) -> Bounds {
        let (east, south) = (self.west + Self::SIZE.0 / self.scale[1], self.north - Self::SIZE.1 / self.scale[0]);
        Bounds::new(self.west, south, east, self.north)
    }

    /// Where a position lies on the drawing.
    pub fn at(&self, [lon, lat]: Position) -> [f64; 2] {
        [(lon - self.west) * self.scale[1], (self.north - lat) * self.scale[0]]
    }

    /// The position at a place of the drawing.
    pub fn back(&self, [x, y]: [f64; 2]) -> Position {
        [self.west + x / self.scale[1], self.north - y / self.scale[0]]
    }

    /// Units of the drawing for a kilometre.
    pub fn kilometre(&self) -> f64 {
        self.scale[0] / 111.2
    }

    /// A shape as the data of an SVG path.
    pub fn path(&self, shape: &Shape) -> String {
        let mut out = String::new();
        for ring in shape.polygons().iter().flat_map(salient_map::shape::Polygon::rings) {
            self.line(ring, true, &mut out);
        }
        out
    }

    /// The middle of the box around a shape's largest piece, largest by its box.
    pub fn middle(&self, shape: &Shape) -> Option<[f64; 2]> {
        let boxes = shape.polygons().iter().filter_map(|polygon| {
            let ring = polygon.rings().first()?;
            let (low, high) = ring
                .iter()
                .map(|p| self.at(*p))
                .fold(([f64::INFINITY; 2], [f64::NEG_INFINITY; 2]), |(low, high), at| {
                    ([low[0].min(at[0]), low[1].min(at[1])], [high[0].max(at[0]), high[1].max(at[1])])
                });
            Some(((high[0] - low[0]) * (high[1] - low[1]), [0, 1].map(|axis| f64::midpoint(low[axis], high[axis]))))
        });
        boxes.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, middle)| middle)
    }

    /// A line or ring in whole units, each step from the one before; what is less than a unit is left out.
    pub fn line(&self, line: &[Position], closed: bool, out: &mut String) {
        let mut points: Vec<[i64; 2]> = Vec::with_capacity(line.len());
        for position in line {
            let point = self.at(*position).map(|v| v.round() as i64);
            if points.last().is_none_or(|last| *last != point) {
                points.push(point);
            }
        }
        if closed && points.len() > 1 && points.first() == points.last() {
            points.pop();
        }
        points = straight(&points);
        if points.len() < if closed { 3 } else { 2 } {
            return;
        }
        _ = write!(out, "M{} {}l", points[0][0], points[0][1]);
        for pair in points.windows(2) {
            let [dx, dy] = [pair[1][0] - pair[0][0], pair[1][1] - pair[0][1]];
            // A minus sign parts numbers as well as a blank does.
            _ = write!(
                out,
                "{}{dx}{}{dy}",
                if dx < 0 || out.ends_with('l') { "" } else { " " },
                if dy < 0 { "" } else { " " }
            );
        }
        if closed {
            out.push('z');
        }
    }
}

/// Points without those that lie within a unit of the line from the last kept point to the next.
fn straight(points: &[[i64; 2]]) -> Vec<[i64; 2]> {
    let mut out: Vec<[i64; 2]> = Vec::with_capacity(points.len());
    for (at, point) in points.iter().enumerate() {
        if let (Some(last), Some(next)) = (out.last(), points.get(at + 1)) {
            let (ax, ay) = ((point[0] - last[0]) as f64, (point[1] - last[1]) as f64);
            let (bx, by) = ((next[0] - last[0]) as f64, (next[1] - last[1]) as f64);
            let length = bx.hypot(by);
            let ahead = ax * bx + ay * by;
            if length > 0.0 && ahead > 0.0 && ahead < length * length && (ax * by - ay * bx).abs() / length < 1.5 {
                continue;
            }
        }
        out.push(*point);
    }
    out
}
