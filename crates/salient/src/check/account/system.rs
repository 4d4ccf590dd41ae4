//! Linear interval constraints: which values are left, from which statements that follows, and which statements cannot all
//! hold.
//!
//! Bounds are pushed through the constraints until nothing moves; each bound remembers the statements that it came from, so
//! a contradiction names its causes at once, and a deletion filter makes them few. Values are whole units
//! of [`UNIT`] square kilometres: claims are decimals, and binary fractions would make false contradictions a billionth wide. Rounding goes outwards, so what is called impossible is.
//!
//! Propagation finds every contradiction of a chain of sums, shares and orders that has no cycle. With cycles it may find
//! less, never more; a linear program is the test's oracle.

use std::collections::BTreeSet;

/// The unit of values, in square kilometres.
pub const UNIT: f64 = 0.001;
/// No upper bound.
pub const OPEN: i64 = i64::MAX / 4;
/// Shares are in millionths.
pub const WHOLE: i64 = 1_000_000;

/// A variable's number.
pub type Var = usize;
/// A statement's number; structure (a stock is never negative) has none.
pub type Source = Option<usize>;

/// What is known of variables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// The value lies between two bounds.
    Within(Var, i64, i64),
    /// The first is not more than the second.
    NotMore(Var, Var),
    /// The first is the sum of the others.
    Sum(Var, Var, Var),
    /// The first is a share of the second, between two shares in millionths.
    Share(Var, Var, i64, i64),
}

/// A relation and the statement that it comes from.
#[derive(Clone, Copy, Debug)]
pub struct Constraint {
    /// What holds.
    pub relation: Relation,
    /// Who says so.
    pub source: Source,
}

/// One end of what is left for a variable, and the statements it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
struct End {
    at: i64,
    from: BTreeSet<usize>,
}

/// What is left for a variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    low: End,
    high: End,
}

impl Left {
    /// The least value.
    pub fn low(&self) -> i64 {
        self.low.at
    }

    /// The greatest; [`OPEN`] where there is none.
    pub fn high(&self) -> i64 {
        self.high.at
    }

    /// The statements that the bounds rest on.
    pub fn sources(&self) -> BTreeSet<usize> {
        self.low.from.union(&self.high.from).copied().collect()
    }
}

/// Variables with their constraints.
#[derive(Clone, Debug, Default)]
pub struct System {
    variables: usize,
    constraints: Vec<Constraint>,
}

/// Rounds after which propagation stops: what is left then is true, if wider than it could be.
const ROUNDS: usize = 400;

impl System {
    /// A new variable, which is never negative.
    pub fn variable(&mut self) -> Var {
        self.variables += 1;
        self.variables - 1
    }

    /// Adds a constraint.
    pub fn add(&mut self, relation: Relation, source: Source) {
        self.constraints.push(Constraint { relation, source });
    }

    /// What is left for each variable, or the statements that cannot all hold, as propagation met them.
    pub fn solve(&self) -> Result<Vec<Left>, BTreeSet<usize>> {
        self.solve_with(&|_| true)
    }

    /// The same with some of the statements only.
    pub fn solve_with(&self, counts: &dyn Fn(usize) -> bool) -> Result<Vec<Left>, BTreeSet<usize>> {
        let end = |at| End { at, from: BTreeSet::new() };
        let mut left = vec![Left { low: end(0), high: end(OPEN) }; self.variables];
        let used: Vec<&Constraint> = self.constraints.iter().filter(|c| c.source.is_none_or(counts)).collect();
        for round in 0..ROUNDS {
            let mut moved = false;
            // There and back, since days are linked to the days before them.
            for at in 0..used.len() {
                let at = if round % 2 == 0 { at } else { used.len() - 1 - at };
                moved |= apply(used[at], &mut left)?;
            }
            if !moved {
                break;
            }
        }
        Ok(left)
    }

    /// A smallest set of statements that cannot all hold: none of them can be left out. `None` where all can hold. Of
    /// several such sets it is the one that propagation meets first, less what it can spare, later statements first; so it
    /// depends on the constraints and their order alone, which accounts fix by day and content.
    pub fn smallest(&self, among: &dyn Fn(usize) -> bool) -> Option<BTreeSet<usize>> {
        let mut kept = self.solve_with(among).err()?;
        for statement in kept.clone().into_iter().rev() {
            let without: BTreeSet<usize> = kept.iter().copied().filter(|s| *s != statement).collect();
            if self.solve_with(&|s| without.contains(&s)).is_err() {
                kept = without;
            }
        }
        Some(kept)
    }

    /// Smallest sets that share no statement, until what is left can hold.
    pub fn conflicts(&self) -> Vec<BTreeSet<usize>> {
        let mut out: Vec<BTreeSet<usize>> = Vec::new();
        loop {
            let used: BTreeSet<usize> = out.iter().flatten().copied().collect();
            match self.smallest(&|s| !used.contains(&s)) {
                // Structure alone cannot conflict, so an empty set ends the search.
                Some(set) if !set.is_empty() => out.push(set),
                _ => {
                    out.sort();
                    return out;
                }
            }
        }
    }
}

fn apply(constraint: &Constraint, left: &mut [Left]) -> Result<bool, BTreeSet<usize>> {
    let source = constraint.source;
    match constraint.relation {
        Relation::Within(a, low, high) => {
            let nothing = BTreeSet::new();
            Ok(raise(left, a, low, [&nothing, &nothing], source)? | lower(left, a, high, [&nothing, &nothing], source)?)
        }
        Relation::NotMore(a, b) => {
            let (low, high) = (left[a].low.clone(), left[b].high.clone());
            let nothing = BTreeSet::new();
            Ok(raise(left, b, low.at, [&low.from, &nothing], source)?
                | lower(left, a, high.at, [&high.from, &nothing], source)?)
        }
        Relation::Sum(total, a, b) => sum(left, total, a, b, source),
        Relation::Share(part, whole, low, high) => share(left, part, whole, (low, high), source),
    }
}

fn sum(left: &mut [Left], total: Var, a: Var, b: Var, source: Source) -> Result<bool, BTreeSet<usize>> {
    let mut moved = false;
    let (t, x, y) = (left[total].clone(), left[a].clone(), left[b].clone());
    moved |= raise(left, total, x.low.at.saturating_add(y.low.at), [&x.low.from, &y.low.from], source)?;
    if x.high.at < OPEN && y.high.at < OPEN {
        moved |= lower(left, total, x.high.at.saturating_add(y.high.at), [&x.high.from, &y.high.from], source)?;
    }
    for (part, other) in [(a, &y), (b, &x)] {
        if t.high.at < OPEN {
            moved |=
                lower(left, part, t.high.at.saturating_sub(other.low.at), [&t.high.from, &other.low.from], source)?;
        }
        if other.high.at < OPEN {
            moved |=
                raise(left, part, t.low.at.saturating_sub(other.high.at), [&t.low.from, &other.high.from], source)?;
        }
    }
    Ok(moved)
}

fn share(
    left: &mut [Left],
    part: Var,
    whole: Var,
    (low, high): (i64, i64),
    source: Source,
) -> Result<bool, BTreeSet<usize>> {
    let nothing = BTreeSet::new();
    let (p, w) = (left[part].clone(), left[whole].clone());
    let times = |value: i64, share: i64| i128::from(value) * i128::from(share);
    let down = |value: i128| narrow(value.div_euclid(i128::from(WHOLE)));
    let up = |value: i128| narrow(-((-value).div_euclid(i128::from(WHOLE))));
    let mut moved = raise(left, part, down(times(w.low.at, low)), [&w.low.from, &nothing], source)?;
    if w.high.at < OPEN {
        moved |= lower(left, part, up(times(w.high.at, high)), [&w.high.from, &nothing], source)?;
    }
    if high > 0 {
        let least = narrow((i128::from(p.low.at) * i128::from(WHOLE)).div_euclid(i128::from(high)));
        moved |= raise(left, whole, least, [&p.low.from, &nothing], source)?;
    }
    if low > 0 && p.high.at < OPEN {
        let most = narrow(-((-i128::from(p.high.at) * i128::from(WHOLE)).div_euclid(i128::from(low))));
        moved |= lower(left, whole, most, [&p.high.from, &nothing], source)?;
    }
    Ok(moved)
}

/// A printed figure may be of any size ("10^18 square kilometers"): what no ground can hold is [`OPEN`].
fn narrow(value: i128) -> i64 {
    value.clamp(-i128::from(OPEN), i128::from(OPEN)) as i64
}

fn union(from: [&BTreeSet<usize>; 2], source: Source) -> BTreeSet<usize> {
    from[0].union(from[1]).copied().chain(source).collect()
}

fn raise(
    left: &mut [Left],
    var: Var,
    to: i64,
    from: [&BTreeSet<usize>; 2],
    source: Source,
) -> Result<bool, BTreeSet<usize>> {
    if to <= left[var].low.at {
        return Ok(false);
    }
    left[var].low = End { at: to, from: union(from, source) };
    possible(&left[var])
}

fn lower(
    left: &mut [Left],
    var: Var,
    to: i64,
    from: [&BTreeSet<usize>; 2],
    source: Source,
) -> Result<bool, BTreeSet<usize>> {
    if to >= left[var].high.at {
        return Ok(false);
    }
    left[var].high = End { at: to, from: union(from, source) };
    possible(&left[var])
}

fn possible(left: &Left) -> Result<bool, BTreeSet<usize>> {
    if left.low.at > left.high.at { Err(left.sources()) } else { Ok(true) }
}

#[cfg(test)]
mod tests {
    use super::{OPEN, Relation, System, WHOLE};
    use microlp::{ComparisonOp, OptimizationDirection, Problem};
    use proptest::prelude::*;

    /// 1,268 taken, 801 of it taken back: 467 ± 1 is left.
    #[test]
    fn a_remainder_follows() {
        let mut system = System::default();
        let [taken, back, held] = [(); 3].map(|()| system.variable());
        system.add(Relation::Sum(taken, back, held), None);
        system.add(Relation::Within(taken, 1_267_500, 1_268_500), Some(0));
        system.add(Relation::Within(back, 800_500, 801_500), Some(1));
        let left = system.solve().expect("it can hold");
        assert_eq!((left[held].low(), left[held].high()), (466_000, 468_000));
        assert_eq!(left[held].sources().into_iter().collect::<Vec<_>>(), [0, 1]);
        // A statement beside it changes nothing; one against it is named with its causes.
        system.add(Relation::Within(held, 400_000, OPEN), Some(2));
        assert!(system.conflicts().is_empty());
        system.add(Relation::Within(held, 0, 350_000), Some(3));
        system.add(Relation::Within(taken, 0, 1_200_000), Some(4));
        let sets: Vec<Vec<usize>> = system.conflicts().into_iter().map(|s| s.into_iter().collect()).collect();
        assert_eq!(sets, [vec![0, 4], vec![2, 3]]);
    }

    fn relation(vars: usize) -> impl Strategy<Value = Relation> {
        let (v, value) = (0..vars, 0..1000i64);
        prop_oneof![
            (v.clone(), value.clone(), 0..400i64).prop_map(|(a, low, more)| Relation::Within(a, low, low + more)),
            (v.clone(), v.clone()).prop_map(|(a, b)| Relation::NotMore(a, b)),
            (v.clone(), v.clone(), v.clone()).prop_map(|(t, a, b)| Relation::Sum(t, a, b)),
            (v.clone(), v, 0..WHOLE, 0..200_000i64)
                .prop_map(|(p, w, low, more)| { Relation::Share(p, w, low, (low + more).min(WHOLE)) }),
        ]
    }

    /// The same system as a linear program: whether it can hold, and the ends of one variable.
    fn program(vars: usize, relations: &[Relation], of: usize, direction: OptimizationDirection) -> Option<f64> {
        let mut problem = Problem::new(direction);
        let x: Vec<_> = (0..vars).map(|v| problem.add_var(f64::from(u8::from(v == of)), (0.0, 1e9))).collect();
        let mut add = |terms: &[(usize, f64)], op, to: f64| {
            let mut sums = vec![0.0; vars];
            terms.iter().for_each(|(v, factor)| sums[*v] += factor);
            let row: Vec<_> = sums.iter().enumerate().filter(|(_, f)| **f != 0.0).map(|(v, f)| (x[v], *f)).collect();
            problem.add_constraint(row.as_slice(), op, to);
        };
        for relation in relations {
            match *relation {
                Relation::Within(a, low, high) => {
                    add(&[(a, 1.0)], ComparisonOp::Ge, low as f64);
                    add(&[(a, 1.0)], ComparisonOp::Le, high as f64);
                }
                Relation::NotMore(a, b) => add(&[(a, 1.0), (b, -1.0)], ComparisonOp::Le, 0.0),
                Relation::Sum(t, a, b) => add(&[(t, 1.0), (a, -1.0), (b, -1.0)], ComparisonOp::Eq, 0.0),
                Relation::Share(p, w, low, high) => {
                    add(&[(p, 1.0), (w, -(low as f64) / WHOLE as f64)], ComparisonOp::Ge, 0.0);
                    add(&[(p, 1.0), (w, -(high as f64) / WHOLE as f64)], ComparisonOp::Le, 0.0);
                }
            }
        }
        let solved = problem.solve().ok()?;
        Some(solved.into_solution().ok()?.objective())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        /// What propagation calls impossible is impossible, what it leaves holds every solution, and a smallest set is
        /// impossible and has nothing to spare.
        #[test]
        fn propagation_agrees_with_a_linear_program(relations in prop::collection::vec(relation(5), 1..9), of in 0..5usize) {
            let mut system = System::default();
            (0..5).for_each(|_| _ = system.variable());
            for (source, relation) in relations.iter().enumerate() {
                system.add(*relation, Some(source));
            }
            let low = program(5, &relations, of, OptimizationDirection::Minimize);
            let Ok(left) = system.solve() else {
                prop_assert!(low.is_none(), "{relations:?}");
                let set = system.smallest(&|_| true).expect("a set");
                prop_assert!(system.solve_with(&|s| set.contains(&s)).is_err());
                for one in &set {
                    prop_assert!(system.solve_with(&|s| set.contains(&s) && s != *one).is_ok());
                }
                return Ok(());
            };
            if let Some(low) = low {
                let high = program(5, &relations, of, OptimizationDirection::Maximize).unwrap_or(f64::INFINITY);
                prop_assert!(left[of].low() as f64 <= low + 1.0, "{} {low}", left[of].low());
                prop_assert!(left[of].high() as f64 >= high.min(1e8) - 1.0, "{} {high}", left[of].high());
            }
        }
    }
}
