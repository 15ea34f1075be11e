//! A page for users: its prose, and its blocks of code.
//!
//! Every page runs in a folder of its own, which holds the shipped corpus as `data` and the files that the page
//! shows: a block that begins with a language and a name, such as `csv votes.csv`, is the file of that name. A name
//! in `src/` stands for a part of that file of the package.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// Whether outputs are to be written anew.
pub(crate) fn is_overwriting() -> bool {
    env::var_os("TRYCMD").is_some_and(|mode| mode == "overwrite")
}

/// The folder of the package.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A page for users.
pub(crate) struct Page {
    /// Its path in the package.
    pub(crate) path: PathBuf,
    pub(crate) text: String,
}

/// A block of code.
#[derive(Clone, Copy)]
pub(crate) struct Block<'p> {
    pub(crate) language: &'p str,
    /// The name of the file that it shows.
    pub(crate) name: Option<&'p str>,
    pub(crate) text: &'p str,
}

impl Page {
    /// Every page for users, by path.
    pub(crate) fn all() -> Vec<Self> {
        let mut paths = vec!["README.md".into(), "CONTRIBUTING.md".into()];
        paths.extend(files(Path::new("docs")));
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
        let read =
            |path: PathBuf| Self { text: fs::read_to_string(root().join(&path)).unwrap(), path };
        paths.into_iter().map(read).collect()
    }

    /// Writes the page, if it is another than before.
    pub(crate) fn write(&self, text: &str) {
        if text != self.text {
            fs::write(root().join(&self.path), text).unwrap();
        }
    }

    /// Its blocks of code, in order.
    pub(crate) fn blocks(&self) -> impl Iterator<Item = Block<'_>> {
        self.text.split("\n```").skip(1).step_by(2).map(|block| {
            let (heading, text) = block.split_once('\n').unwrap_or((block, ""));
            let (language, name) = match heading.split_once(' ') {
                Some((language, name)) => (language, Some(name)),
                None => (heading, None),
            };
            Block { language, name, text }
        })
    }

    /// Whether it has pictures drawn, which takes Graphviz.
    pub(crate) fn draws(&self) -> bool {
        ["$ stance export svg", "$ stance export png"].iter().any(|word| self.text.contains(word))
    }

    /// Its lines outside of blocks, with their numbers.
    pub(crate) fn prose(&self) -> impl Iterator<Item = (usize, &str)> {
        let mut is_code = false;
        (1..).zip(self.text.lines()).filter(move |(_, line)| {
            let is_fence = line.starts_with("```");
            is_code ^= is_fence;
            !is_code && !is_fence
        })
    }

    /// Makes the folder that the page runs in.
    pub(crate) fn prepare(&self, folder: &Path) {
        for file in files(Path::new("data")) {
            let copy = folder.join(&file);
            fs::create_dir_all(copy.parent().unwrap()).unwrap();
            fs::copy(root().join(&file), copy).unwrap();
        }
        for block in self.blocks() {
            if let Some(name) = block.name.filter(|name| !is_excerpt(name)) {
                let file = folder.join(name);
                fs::create_dir_all(file.parent().unwrap()).unwrap();
                fs::write(file, format!("{}\n", block.text)).unwrap();
            }
        }
    }

    /// A copy of the page, with the folder that it runs in beside it. What it writes there is lost.
    pub(crate) fn copy_into(&self, folder: &Path) -> PathBuf {
        let name = self.path.to_str().unwrap().replace(['/', '\\'], "-");
        let copy = folder.join(name);
        fs::write(&copy, &self.text).unwrap();
        self.prepare(&copy.with_extension("in"));
        fs::create_dir(copy.with_extension("out")).unwrap();
        copy
    }
}

/// Whether a block of this name is a part of a file of the package.
pub(crate) fn is_excerpt(name: &str) -> bool {
    name.starts_with("src/")
}

/// The files in a folder of the package, by path.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root().join(folder)).unwrap() {
        let path = folder.join(entry.unwrap().file_name());
        if root().join(&path).is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}
