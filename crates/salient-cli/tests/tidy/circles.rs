//! Files of the library import each other in one direction: there are no circles. A folder's `mod.rs` only gives names; what
//! it re-exports counts as the file where it is.

use super::{code, root, sources};
use std::collections::{BTreeMap, BTreeSet};

/// A module by its names from the library's root.
type Module = Vec<String>;

/// Modules with their code; folders are those with a `mod.rs`.
struct Tree {
    files: BTreeMap<Module, String>,
    folders: BTreeSet<Module>,
    exports: BTreeMap<(Module, String), Module>,
}

impl Tree {
    fn read() -> Self {
        let top = root().join("crates/salient/src");
        let mut paths = Vec::new();
        sources(&top, &mut paths);
        let (mut files, mut folders) = (BTreeMap::new(), BTreeSet::from([Vec::new()]));
        for path in paths {
            let name = path.strip_prefix(&top).expect("below").with_extension("");
            let mut module: Module = name.iter().map(|n| n.to_string_lossy().into_owned()).collect();
            if module.last().is_some_and(|n| n == "mod" || n == "lib") {
                module.pop();
                folders.insert(module.clone());
            }
            files.insert(module, code(&path));
        }
        let mut tree = Self { files, folders, exports: BTreeMap::new() };
        for folder in tree.folders.clone() {
            for path in uses(&tree.files[&folder], true) {
                let Some(to) = tree.absolute(&folder, &path) else { continue };
                tree.exports.insert((folder.clone(), path.rsplit("::").next().unwrap_or_default().to_owned()), to);
            }
        }
        tree
    }

    /// A path as written in a module, from the root; `None` for other crates.
    fn absolute(&self, module: &Module, path: &str) -> Option<Module> {
        let mut base = module.clone();
        let names: Vec<&str> = path.split("::").collect();
        let first = names.iter().position(|n| !["crate", "super", "self"].contains(n))?;
        for name in &names[..first] {
            match *name {
                "crate" => base.clear(),
                "super" => _ = base.pop(),
                _ => {}
            }
        }
        let own = self.files.contains_key(&[base.clone(), vec![names[0].to_owned()]].concat());
        let known = first > 0 || self.folders.contains(module) && own;
        known.then(|| [base, names[first..].iter().map(|n| (*n).to_owned()).collect()].concat())
    }

    /// The file in which a path ends; `None` where it ends in a folder.
    fn file(&self, path: &Module) -> Option<Module> {
        let mut at = Vec::new();
        for (n, name) in path.iter().enumerate() {
            let next = [at.clone(), vec![name.clone()]].concat();
            if self.files.contains_key(&next) {
                at = next;
            } else if let Some(to) = self.exports.get(&(at.clone(), name.clone())) {
                return self.file(&[to.clone(), path[n + 1..].to_vec()].concat());
            } else {
                break;
            }
        }
        (!self.folders.contains(&at)).then_some(at)
    }

    /// The files that a file imports.
    fn imports(&self, module: &Module) -> BTreeSet<Module> {
        let text = &self.files[module];
        let all = uses(text, false).into_iter().chain(inline(text));
        let to = all.filter_map(|p| self.file(&self.absolute(module, &p)?));
        to.filter(|to| to != module).collect()
    }
}

/// Paths of `use` lines, braces told apart; only those that are passed on, where it is asked.
fn uses(code: &str, public: bool) -> Vec<String> {
    let mut out = Vec::new();
    for part in code.split("use ").skip(1) {
        let before = &code[..part.as_ptr() as usize - code.as_ptr() as usize - "use ".len()];
        let passed = before.trim_end().ends_with("pub") || before.trim_end().ends_with("pub(crate)");
        if !public || passed {
            spread("", part.split(';').next().unwrap_or_default(), &mut out);
        }
    }
    out
}

fn spread(head: &str, tail: &str, out: &mut Vec<String>) {
    let tail = tail.trim();
    let Some((before, rest)) = tail.split_once('{') else {
        let name = tail.split(" as ").next().unwrap_or_default();
        out.push(format!("{head}{name}"));
        return;
    };
    let (inner, head) = (rest.rsplit_once('}').map_or(rest, |(i, _)| i), format!("{head}{}", before.trim()));
    let (mut depth, mut from) = (0, 0);
    for (at, c) in inner.char_indices().chain([(inner.len(), ',')]) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                spread(&head, &inner[from..at], out);
                from = (at + 1).min(inner.len());
            }
            _ => {}
        }
    }
}

/// Paths that begin with `crate` or `super` within the code.
fn inline(code: &str) -> Vec<String> {
    let word = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let paths = code.split(|c: char| !word(c)).filter(|p| p.starts_with("crate::") || p.starts_with("super::"));
    paths.map(|p| p.trim_end_matches(':').to_owned()).collect()
}

/// What a file imports, directly or through others.
fn reach(graph: &BTreeMap<Module, BTreeSet<Module>>, from: &Module) -> BTreeSet<Module> {
    let (mut seen, mut open) = (BTreeSet::new(), vec![from]);
    while let Some(module) = open.pop() {
        for to in graph.get(module).into_iter().flatten() {
            if seen.insert(to.clone()) {
                open.push(to);
            }
        }
    }
    seen
}

#[test]
fn no_file_imports_itself_through_others() {
    let tree = Tree::read();
    let modules = tree.files.keys().filter(|m| !tree.folders.contains(*m));
    let graph: BTreeMap<Module, BTreeSet<Module>> = modules.map(|m| (m.clone(), tree.imports(m))).collect();
    assert!(graph.values().map(BTreeSet::len).sum::<usize>() > 200, "imports are found");
    let circles: Vec<String> = graph.keys().filter(|m| reach(&graph, m).contains(*m)).map(|m| m.join("::")).collect();
    assert!(circles.is_empty(), "these import themselves through others: {}", circles.join(", "));
}
