//! What geometry from people's hands does to arithmetic, each trap with its right answer.

use salient_map::shape::{Flaw, from_wkb, repair, to_wkb};
use salient_map::{Bounds, Geodesy, Position, Shape};

fn ring(positions: &[Position]) -> Vec<Position> {
    positions.iter().chain(positions.first()).copied().collect()
}

fn square(west: f64, south: f64, size: f64) -> Vec<Position> {
    ring(&[[west, south], [west + size, south], [west + size, south + size], [west, south + size]])
}

fn km2(shape: &Shape) -> f64 {
    Geodesy::default().area(shape).km2()
}

fn of(rings: Vec<Vec<Vec<Position>>>) -> Shape {
    repair(rings).expect("finite").shape
}

#[test]
fn a_clockwise_ring_is_not_the_rest_of_the_earth() {
    let mut back = square(30.0, 50.0, 0.1);
    back.reverse();
    assert_eq!(km2(&of(vec![vec![back]])), km2(&of(vec![vec![square(30.0, 50.0, 0.1)]])));
}

#[test]
fn a_polygon_repeated_counts_once_and_keeps_its_ground_in_a_window() {
    let one = of(vec![vec![square(30.0, 50.0, 0.1)]]);
    let twice = of(vec![vec![square(30.0, 50.0, 0.1)], vec![square(30.0, 50.0, 0.1)]]);
    assert!((km2(&twice) - km2(&one)).abs() < 1e-9);
    let window = Shape::rectangle(Bounds::new(29.0, 49.0, 31.0, 51.0));
    assert!((km2(&twice.intersection(&window)) - km2(&one)).abs() < 1e-6);
}

#[test]
fn clockwise_and_counter_clockwise_polygons_add_up() {
    let mut back = square(30.1, 50.0, 0.1);
    back.reverse();
    let both = of(vec![vec![square(30.0, 50.0, 0.1)], vec![back]]);
    let apart = 2.0 * km2(&of(vec![vec![square(30.0, 50.0, 0.1)]]));
    assert!((km2(&both) - apart).abs() < 1e-6, "{} {apart}", km2(&both));
}

#[test]
fn both_lobes_of_a_bow_tie_stay() {
    let tie = repair(vec![vec![ring(&[[0.0, 0.0], [1.0, 1.0], [1.0, 0.0], [0.0, 1.0]])]]).expect("finite");
    assert_eq!((tie.shape.polygons().len(), tie.flaws), (2, vec![Flaw::Crossing]));
}

#[test]
fn spikes_repeats_and_open_rings() {
    let open = repair(vec![vec![square(30.0, 50.0, 0.1)[..4].to_vec()]]).expect("finite");
    assert_eq!(open.flaws, [Flaw::Open]);
    let whole = km2(&of(vec![vec![square(30.0, 50.0, 0.1)]]));
    assert_eq!(km2(&open.shape), whole);
    let repeats = ring(&[[30.0, 50.0], [30.0, 50.0], [30.1, 50.0], [30.1, 50.1], [30.1, 50.1], [30.0, 50.1]]);
    assert_eq!(km2(&of(vec![vec![repeats]])), whole);
    let spike =
        ring(&[[30.0, 50.0], [30.1, 50.0], [30.1, 50.1], [30.05, 50.1], [30.05, 50.3], [30.05, 50.1], [30.0, 50.1]]);
    // The foot of the spike stays as a position on the edge, which then bends a few metres less.
    assert!((km2(&of(vec![vec![spike]])) - whole).abs() < 0.01);
    assert!(of(vec![vec![ring(&[[30.0, 50.0], [30.1, 50.0]])]]).is_empty());
}

#[test]
fn what_is_not_on_earth_is_an_error_and_no_area() {
    for bad in [f64::NAN, f64::INFINITY, 1e300, -400.0] {
        let why = repair(vec![vec![ring(&[[bad, 50.0], [30.1, 50.0], [30.1, 50.1]])]]).expect_err("refused");
        assert!(why.contains("not a longitude"), "{why}");
    }
    assert!(repair(vec![vec![ring(&[[30.0, 95.0], [30.1, 50.0], [30.1, 50.1]])]]).is_err());
}

#[test]
fn holes_count_and_a_hole_outside_its_shell_is_told() {
    let with = of(vec![vec![square(30.0, 50.0, 0.4), square(30.1, 50.1, 0.1)]]);
    let (outer, inner) = (of(vec![vec![square(30.0, 50.0, 0.4)]]), of(vec![vec![square(30.1, 50.1, 0.1)]]));
    assert!((km2(&with) - (km2(&outer) - km2(&inner))).abs() < 1e-9);
    let astray = repair(vec![vec![square(30.0, 50.0, 0.1), square(31.0, 50.0, 0.1)]]).expect("finite");
    assert_eq!(astray.flaws, [Flaw::Crossing]);
    assert!(km2(&astray.shape) > 0.0);
}

#[test]
fn the_antimeridian_is_no_edge() {
    let across = of(vec![vec![ring(&[[179.9, 50.0], [-179.9, 50.0], [-179.9, 50.1], [179.9, 50.1]])]]);
    let inland = of(vec![vec![ring(&[[29.9, 50.0], [30.1, 50.0], [30.1, 50.1], [29.9, 50.1]])]]);
    assert!((km2(&across) - km2(&inland)).abs() < 1e-6);
    // Cut at the antimeridian, as RFC 7946 asks, it is one piece again.
    let (west, east) = (of(vec![vec![square(179.9, 50.0, 0.1)]]), of(vec![vec![square(-180.0, 50.0, 0.1)]]));
    let joined = Shape::union([&west, &east]);
    assert_eq!(joined.polygons().len(), 1);
    assert!((km2(&joined) - km2(&west) - km2(&east)).abs() < 1e-6);
}

#[test]
fn positions_along_a_parallel_are_not_on_one_geodesic() {
    let parallel: Vec<Position> = (0..=50).map(|k| [20.0 + f64::from(k), 50.0]).collect();
    let dense = ring(&[parallel, vec![[70.0, 40.0], [20.0, 40.0]]].concat());
    let sparse = ring(&[[20.0, 50.0], [70.0, 50.0], [70.0, 40.0], [20.0, 40.0]]);
    let small = of(vec![vec![square(30.0, 45.0, 0.1)]]);
    let kept = Shape::union([&of(vec![vec![dense.clone()]]), &small]);
    assert!((km2(&kept) - km2(&of(vec![vec![dense]]))).abs() < 1.0, "positions on a line were dropped");
    assert!(km2(&of(vec![vec![sparse]])) - km2(&kept) > 1000.0, "a geodesic runs north of its parallel");
}

#[test]
fn a_union_keeps_untouched_positions_to_the_last_bit() {
    let (a, b) = (of(vec![vec![square(30.012_345_6, 50.0, 0.1)]]), of(vec![vec![square(30.05, 50.05, 0.1)]]));
    let union = Shape::union([&a, &b]);
    assert!(union.polygons()[0].exterior().contains(&[30.012_345_6, 50.0]));
}

#[test]
fn wkb_of_any_bytes_is_a_shape_or_a_reason() {
    let good = to_wkb(&of(vec![vec![square(30.0, 50.0, 0.1)]]));
    for cut in 0..good.len() {
        assert!(from_wkb(&good[..cut]).is_err());
        let mut bent = good.clone();
        bent[cut] ^= 0x55;
        let _ = from_wkb(&bent);
    }
}
