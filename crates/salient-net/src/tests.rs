//! The network against what Python makes of the same windows.

use super::{Input, Net, Raw, Weights};
use serde_json::Value;

const MPNET: (&[u8], &str) = (include_bytes!("tiny/tiny-mpnet.f32"), include_str!("tiny/tiny-mpnet.json"));
const BERT: (&[u8], &str) = (include_bytes!("tiny/tiny-bert.f32"), include_str!("tiny/tiny-bert.json"));

fn whole<T: TryFrom<u64>>(value: &Value) -> Vec<T> {
    let number = |v: &Value| T::try_from(v.as_u64().unwrap()).ok().unwrap();
    value.as_array().unwrap().iter().map(number).collect()
}

fn floats(value: &Value) -> Vec<f32> {
    value.as_array().unwrap().iter().map(|v| v.as_f64().unwrap() as f32).collect()
}

fn input(window: &Value) -> Input {
    let before = window["before"].as_u64().unwrap() as usize;
    let (pieces, firsts, marks) = (whole(&window["pieces"]), whole(&window["firsts"]), whole(&window["marks"]));
    Input { pieces, firsts, marks, before }
}

/// The greatest difference, of anchors and of what hangs on them.
fn apart(net: &Net, windows: &[Value]) -> f32 {
    let mut most = 0.0f32;
    let mut compare = |ours: &[f32], theirs: &[f32]| {
        assert_eq!(ours.len(), theirs.len());
        ours.iter().zip(theirs).for_each(|(a, b)| most = most.max((a - b).abs()));
    };
    for window in windows {
        let anchors = floats(&window["anchors"]);
        let read = net.read(&input(window), -1.0);
        for raw in &read {
            compare(&[raw.p], &anchors[raw.word * 10 + raw.kind..][..1]);
        }
        for claim in window["claims"].as_array().unwrap() {
            let same = |r: &&Raw| claim["word"] == r.word && claim["kind"] == r.kind;
            let raw = read.iter().find(same).unwrap();
            compare(&raw.extent, &floats(&claim["extent"]));
            compare(&[raw.deny], &[claim["deny"].as_f64().unwrap() as f32]);
            for (ours, theirs) in raw.links.iter().zip(claim["links"].as_array().unwrap()) {
                compare(ours, &floats(theirs));
            }
        }
    }
    most
}

#[test]
fn rust_is_python() {
    for (bytes, reference) in [MPNET, BERT] {
        let net = Net::new(&Weights::new(bytes).unwrap()).unwrap();
        let windows: Vec<Value> = serde_json::from_str(reference).unwrap();
        let apart = apart(&net, &windows);
        assert!(apart < 1e-3, "{apart}");
    }
}

/// `training/work/reader.f32` and `reader.ref` are what `reader.export --floats` and `reader.reference` make of a checkpoint.
#[test]
#[allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a test with a disk")]
fn rust_is_python_at_full_size() {
    let work = concat!(env!("CARGO_MANIFEST_DIR"), "/../../training/work/reader");
    let (Ok(bytes), Ok(lines)) = (std::fs::read(format!("{work}.f32")), std::fs::read_to_string(format!("{work}.ref")))
    else {
        return println!("skipped: no {work}.f32 and .ref");
    };
    let net = Net::new(&Weights::new(bytes.leak()).unwrap()).unwrap();
    let windows: Vec<Value> = lines.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let apart = apart(&net, &windows);
    assert!(apart < 1e-3, "{apart}");
}

#[test]
fn a_broken_file_is_told() {
    for bytes in [&b""[..], b"name x\n\n", b"tensor words i8 9 9 0 81\n\n", b"\xff\n\n"] {
        let net = Weights::new(bytes).and_then(|w| Net::new(&w));
        assert!(net.is_err());
    }
}
