//! The order of reading, where a file draws its lines in another one.

use super::line::Line;

/// Jumps up within a column that headers and footers explain.
const JUMPS: usize = 2;
/// The most lines that are ordered anew: the work grows with the square.
const MOST: usize = 600;
/// A gap on one line that does not part it, in sizes of the font.
const NEAR: f64 = 1.6;
/// How far apart the lines of one block stand, in sizes of the font.
const BLOCK: f64 = 1.8;

/// Lines as they are read: as they are drawn, if that goes down the page.
pub(super) fn ordered(lines: Vec<Line>) -> Vec<Line> {
    let jumps = lines.windows(2).filter(|w| above(&w[1], &w[0]) && overlap(&w[0], &w[1])).count();
    let scattered = lines.windows(2).filter(|w| beside(&w[1], &w[0])).count();
    if jumps + scattered <= JUMPS || lines.len() > MOST {
        return lines;
    }
    let blocks = blocks(merged(lines));
    sorted(blocks).into_iter().flatten().collect()
}

fn above(a: &Line, b: &Line) -> bool {
    a.y < b.y - 0.5 * b.size
}

fn overlap(a: &Line, b: &Line) -> bool {
    a.x < b.end && b.x < a.end
}

/// On the line of the other and before it.
fn beside(a: &Line, b: &Line) -> bool {
    (a.y - b.y).abs() < 0.3 * b.size && a.end <= b.x
}

/// Pieces on one line that stand near each other are one.
fn merged(mut lines: Vec<Line>) -> Vec<Line> {
    lines.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x)));
    let mut out: Vec<Line> = Vec::new();
    for line in lines {
        let near = |o: &&mut Line| {
            (o.y - line.y).abs() < 0.3 * line.size && line.x - o.end < NEAR * line.size && line.x >= o.end - line.size
        };
        match out.iter_mut().rev().take(8).find(near) {
            Some(before) => {
                if line.x - before.end > 0.13 * line.size {
                    before.text.push(' ');
                }
                before.text.push_str(&line.text);
                before.end = line.end;
                before.artifact &= line.artifact;
            }
            None => out.push(line),
        }
    }
    out
}

/// Lines that stand under each other with little between them.
fn blocks(lines: Vec<Line>) -> Vec<Vec<Line>> {
    let mut out: Vec<Vec<Line>> = Vec::new();
    for line in lines {
        let under = |block: &&mut Vec<Line>| {
            block.last().is_some_and(|last| {
                overlap(last, &line) && above(last, &line) && line.y - last.y < BLOCK * line.size.max(last.size)
            })
        };
        match out.iter_mut().find(under) {
            Some(block) => block.push(line),
            None => out.push(vec![line]),
        }
    }
    out
}

/// The bounds of a block.
struct Bounds {
    x: f64,
    end: f64,
    top: f64,
    bottom: f64,
}

fn bounds(block: &[Line]) -> Bounds {
    let least = |f: fn(&Line) -> f64| block.iter().map(f).fold(f64::MAX, f64::min);
    let most = |f: fn(&Line) -> f64| block.iter().map(f).fold(f64::MIN, f64::max);
    Bounds { x: least(|l| l.x), end: most(|l| l.end), top: least(|l| l.y - l.size), bottom: most(|l| l.y) }
}

/// A block comes before those below it, and before those to its right unless something wide stands between them.
fn sorted(blocks: Vec<Vec<Line>>) -> Vec<Vec<Line>> {
    let all: Vec<Bounds> = blocks.iter().map(|b| bounds(b)).collect();
    let wide = |a: &Bounds, b: &Bounds| a.x < b.end && b.x < a.end;
    let before = |a: &Bounds, b: &Bounds| {
        let between =
            |c: &Bounds| c.top >= a.top.min(b.top) && c.bottom <= a.bottom.max(b.bottom) && wide(a, c) && wide(b, c);
        if wide(a, b) { a.top < b.top } else { a.end <= b.x && !all.iter().any(between) }
    };
    let mut left: Vec<usize> = (0..blocks.len()).collect();
    left.sort_by(|a, b| all[*a].top.total_cmp(&all[*b].top));
    let (mut out, mut blocks): (Vec<usize>, Vec<Option<Vec<Line>>>) =
        (Vec::new(), blocks.into_iter().map(Some).collect());
    while !left.is_empty() {
        let free = left.iter().position(|a| !left.iter().any(|b| b != a && before(&all[*b], &all[*a])));
        out.push(left.remove(free.unwrap_or(0)));
    }
    out.into_iter().filter_map(|n| blocks[n].take()).collect()
}
