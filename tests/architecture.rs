//! The architecture: each layer uses only those below it, no files of different folders form a cycle, and no file is
//! too long.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};
use syn::visit::{self, Visit};

/// From the bottom to the top; each may use those of the rows before its own (ARCHITECTURE.md).
const LAYERS: &[&[&str]] = &[
    &["files", "model"],
    &["language"],
    &["corpus", "storage"],
    &["graph"],
    &["view"],
    &["analysis"],
    &["export", "import", "coding"],
    &["report"],
    &["answers"],
    &["cli"],
];

/// The greatest number of lines of a file.
const MOST_LINES: usize = 450;

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// A module by its path from the root of the crate, which has none.
type Module = Vec<String>;

/// A file of the source as a module.
struct File {
    /// Every path that is used, from the root of the crate or of another one.
    uses: BTreeSet<Module>,
    /// Its re-exports: a name and the path that it stands for. `*` is everything.
    passed_on: Vec<(String, Module)>,
}

/// All files, by module.
struct Crate(BTreeMap<Module, File>);

impl Crate {
    fn read() -> Self {
        let mut files = BTreeMap::new();
        for path in rust_files(&source()) {
            let name = path.strip_prefix(source()).unwrap().with_extension("");
            let mut module: Module =
                name.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
            module.pop_if(|last| ["mod", "lib"].contains(&last.as_str()));
            let text = fs::read_to_string(&path).unwrap();
            let syntax = syn::parse_file(&text).unwrap();
            let mut reader =
                Reader { module: module.clone(), uses: BTreeSet::new(), passed_on: Vec::new() };
            reader.visit_file(&syntax);
            let Reader { uses, passed_on, .. } = reader;
            files.insert(module, File { uses, passed_on });
        }
        Self(files)
    }

    /// The file that defines the end of a path, through re-exports.
    fn file_of(&self, path: &[String]) -> Option<Module> {
        let mut path = path.to_vec();
        // The greatest number of re-exports; more would be a cycle.
        for _ in 0..8 {
            let depth =
                (0..=path.len()).rev().find(|&depth| self.0.contains_key(&path[..depth]))?;
            let (module, rest) = path.split_at(depth);
            let file = &self.0[module];
            let Some(name) = rest.first() else { return Some(module.to_vec()) };
            let found = file.passed_on.iter().find(|(passed, _)| passed == name);
            match found {
                Some((_, other)) => path = [other, &rest[1..]].concat(),
                None => return Some(module.to_vec()),
            }
        }
        None
    }

    /// Which file uses which others.
    fn edges(&self) -> BTreeMap<&Module, BTreeSet<Module>> {
        let used = |(module, file): (&Module, &File)| {
            let files = file.uses.iter().filter_map(|path| self.file_of(path));
            files.filter(|other| other != module && !other.is_empty()).collect()
        };
        self.0.iter().map(|entry| (entry.0, used(entry))).collect()
    }
}

/// Collects the paths of a file, tests aside.
struct Reader {
    module: Module,
    uses: BTreeSet<Module>,
    passed_on: Vec<(String, Module)>,
}

impl Reader {
    /// A path from the root of the crate; none of another crate.
    fn rooted(&self, path: &[String]) -> Option<Module> {
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" | "$crate" => Some(rest.to_vec()),
            "self" => Some([&self.module, rest].concat()),
            "super" => {
                let n_up = path.iter().take_while(|part| *part == "super").count();
                let parent = self.module.len().checked_sub(n_up)?;
                Some([&self.module[..parent], &path[n_up..]].concat())
            }
            // In a file that declares modules, a child.
            _ => Some([&self.module, path].concat()),
        }
    }

    fn tree(&mut self, prefix: &[String], tree: &syn::UseTree, is_passed_on: bool) {
        let with = |name: &syn::Ident| [prefix, &[name.to_string()]].concat();
        let mut leaf = |name: String, path: Module| {
            let Some(path) = self.rooted(&path) else { return };
            if is_passed_on {
                self.passed_on.push((name, path));
            } else {
                self.uses.insert(path);
            }
        };
        match tree {
            syn::UseTree::Path(path) => self.tree(&with(&path.ident), &path.tree, is_passed_on),
            syn::UseTree::Name(name) if name.ident == "self" => {
                leaf(prefix.last().cloned().unwrap_or_default(), prefix.to_vec());
            }
            syn::UseTree::Name(name) => leaf(name.ident.to_string(), with(&name.ident)),
            syn::UseTree::Rename(rename) => leaf(rename.rename.to_string(), with(&rename.ident)),
            syn::UseTree::Glob(_) => leaf("*".to_owned(), prefix.to_vec()),
            syn::UseTree::Group(group) => {
                group.items.iter().for_each(|tree| self.tree(prefix, tree, is_passed_on));
            }
        }
    }
}

impl<'s> Visit<'s> for Reader {
    fn visit_item_use(&mut self, item: &'s syn::ItemUse) {
        let is_passed_on = !matches!(item.vis, syn::Visibility::Inherited);
        self.tree(&[], &item.tree, is_passed_on);
    }

    fn visit_item_mod(&mut self, item: &'s syn::ItemMod) {
        // A module is a test or has its own file.
        let _ = item;
    }

    fn visit_vis_restricted(&mut self, visibility: &'s syn::VisRestricted) {
        // A visibility is not a use.
        let _ = visibility;
    }

    fn visit_path(&mut self, path: &'s syn::Path) {
        let parts: Module = path.segments.iter().map(|part| part.ident.to_string()).collect();
        if parts.len() > 1 && ["crate", "self", "super"].contains(&parts[0].as_str()) {
            self.uses.extend(self.rooted(&parts));
        }
        visit::visit_path(self, path);
    }
}

/// The folder in which a module stands: that of its file.
fn folder(module: &Module) -> PathBuf {
    let path = module.iter().collect::<PathBuf>();
    if source().join(&path).is_dir() { path } else { path.parent().unwrap().to_path_buf() }
}

/// Groups of files that use each other in circles.
fn circles(edges: &BTreeMap<&Module, BTreeSet<Module>>) -> Vec<BTreeSet<Module>> {
    let reachable = |from: &Module| {
        let mut found = BTreeSet::new();
        let mut next = vec![from.clone()];
        while let Some(module) = next.pop() {
            for used in edges.get(&module).into_iter().flatten() {
                if found.insert(used.clone()) {
                    next.push(used.clone());
                }
            }
        }
        found
    };
    let reached: BTreeMap<&Module, BTreeSet<Module>> =
        edges.keys().map(|module| (*module, reachable(module))).collect();
    let mut circles = Vec::<BTreeSet<Module>>::new();
    for (module, reached_by) in &reached {
        let is_back = |other: &&Module| reached.get(*other).is_some_and(|it| it.contains(*module));
        let circle: BTreeSet<Module> = reached_by.iter().filter(is_back).cloned().collect();
        if circle.len() > 1 && !circles.contains(&circle) {
            circles.push(circle);
        }
    }
    circles
}

#[test]
fn layers_look_only_down() {
    let sources = Crate::read();
    let height = |module: &Module| {
        let layer = module.first()?;
        LAYERS.iter().position(|row| row.contains(&layer.as_str()))
    };
    let mut up = Vec::new();
    for (module, used) in sources.edges() {
        let Some(here) = height(module) else { continue };
        for other in used {
            let is_up = height(&other).is_none_or(|there| there > here)
                || (height(&other) == Some(here) && other.first() != module.first());
            if is_up {
                up.push(format!("{} uses {}", module.join("/"), other.join("/")));
            }
        }
    }
    assert!(up.is_empty(), "{} imports that run up or across:\n{}", up.len(), up.join("\n"));
}

#[test]
fn circles_of_files_stay_in_one_folder() {
    let sources = Crate::read();
    let circles = circles(&sources.edges());
    let across: Vec<String> = circles
        .iter()
        .filter(|circle| circle.iter().map(folder).collect::<BTreeSet<_>>().len() > 1)
        .map(|circle| circle.iter().map(|module| module.join("/")).collect::<Vec<_>>().join(", "))
        .collect();
    assert!(across.is_empty(), "files of several folders use each other:\n{}", across.join("\n"));
    let in_storage = circles.iter().flatten().find(|module| module[0] == "storage");
    assert_eq!(in_storage, None, "storage has no circle at all");
}

#[test]
fn every_module_is_a_layer() {
    let library = syn::parse_file(&fs::read_to_string(source().join("lib.rs")).unwrap()).unwrap();
    let modules: BTreeSet<String> = library
        .items
        .iter()
        .filter_map(|item| match item {
            syn::Item::Mod(module) => Some(module.ident.to_string()),
            _ => None,
        })
        .collect();
    let layers: BTreeSet<String> =
        LAYERS.iter().flat_map(|row| row.iter().map(|layer| (*layer).to_owned())).collect();
    assert_eq!(modules, layers);
}

#[test]
fn files_are_short() {
    for file in rust_files(&source()) {
        let n_lines = fs::read_to_string(&file).unwrap().lines().count();
        assert!(n_lines <= MOST_LINES, "{} has {n_lines} lines", file.display());
    }
}

#[test]
fn only_the_command_line_reads_the_clock_and_prints() {
    for file in rust_files(&source()) {
        let text = fs::read_to_string(&file).unwrap();
        let name = file.strip_prefix(source()).unwrap().display().to_string();
        assert!(name == "cli/time.rs" || !text.contains("::now()"), "{name} reads the clock");
        assert!(
            name.starts_with("cli") || !text.contains("std::env"),
            "{name} reads the environment"
        );
    }
}
