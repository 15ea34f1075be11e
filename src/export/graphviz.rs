//! Pictures of the diagram, drawn by Graphviz as long as that is quick.

use super::{
    dot::Dot,
    exporter::{ExportError, Exporter},
    forces,
    network::NetworkScene,
    scene::{Backdrop, Scene},
    shown::{Quotes, replaced, replaced_in_network},
};
use crate::{files::with_cleanup, model::words};
use std::{
    borrow::Cow,
    io::{self, Read, Write},
    process::{Child, Command, Output, Stdio},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
};

words! {
    /// What puts the entities of a picture in their places.
    pub enum Layout {
        /// Graphviz: ranks with labelled lines, for pictures to be read closely.
        Graphviz = "graphviz",
        /// Forces, without Graphviz: for any number of ties, as SVG.
        Forces = "forces",
    }
}

/// Pictures with more lines than this are drawn by forces. Graphviz takes a quarter of a second for 150, but 5 s
/// for 200 and a minute for 300.
const MOST_LINES: usize = 150;

/// Draws pictures: by Graphviz, or by forces where that would take too long.
#[derive(Debug)]
pub(super) struct Drawing {
    form: Form,
    layout: Option<Layout>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Svg,
    Png,
}

impl Drawing {
    pub(super) const SVG: Self = Self { form: Form::Svg, layout: None };
    pub(super) const PNG: Self = Self { form: Form::Png, layout: None };

    /// The same, laid out so.
    pub(super) const fn laid_out(&self, layout: Layout) -> &'static Self {
        const GRAPHVIZ: [Drawing; 2] = [
            Drawing { form: Form::Svg, layout: Some(Layout::Graphviz) },
            Drawing { form: Form::Png, layout: Some(Layout::Graphviz) },
        ];
        const FORCES: [Drawing; 2] = [
            Drawing { form: Form::Svg, layout: Some(Layout::Forces) },
            Drawing { form: Form::Png, layout: Some(Layout::Forces) },
        ];
        match (layout, self.form) {
            (Layout::Graphviz, Form::Svg) => &GRAPHVIZ[0],
            (Layout::Graphviz, Form::Png) => &GRAPHVIZ[1],
            (Layout::Forces, Form::Svg) => &FORCES[0],
            (Layout::Forces, Form::Png) => &FORCES[1],
        }
    }

    /// What lays out this many lines.
    fn layout(&self, n_lines: usize) -> Layout {
        let usual = if n_lines > MOST_LINES { Layout::Forces } else { Layout::Graphviz };
        self.layout.unwrap_or(usual)
    }

    /// Refuses pixels of what Graphviz does not draw.
    fn check(&self, n_lines: usize) -> Result<(), ExportError> {
        if self.form == Form::Svg {
            return Ok(());
        }
        let why = match self.layout {
            Some(_) => "only svg is laid out by forces".to_owned(),
            None => format!("Graphviz may take minutes or hours for {n_lines} lines"),
        };
        Err(ExportError::Unfit(Cow::Owned(format!(
            "{why}: export svg and make pixels of it, for example with `rsvg-convert -o FILE.png FILE.svg`, narrow the view, or wait with --layout graphviz"
        ))))
    }

    /// What is to be known about the layout.
    fn note(&self, n_lines: usize) -> Vec<String> {
        let is_chosen = self.layout.is_some() || self.layout(n_lines) == Layout::Graphviz;
        let note = || {
            format!(
                "{n_lines} lines are too many for Graphviz: laid out by forces (--layout graphviz tries it all the same)"
            )
        };
        if is_chosen { Vec::new() } else { vec![note()] }
    }
}

impl Exporter for Drawing {
    fn export(&self, scene: &Scene<'_>) -> Result<Vec<u8>, ExportError> {
        let n_lines = n_lines(scene);
        match self.layout(n_lines) {
            Layout::Graphviz => self.draw(&Dot.export(scene)?),
            Layout::Forces => self.check(n_lines).map(|()| forces::scene(scene)),
        }
    }

    fn notes(&self, scene: &Scene<'_>, _: &[u8]) -> Vec<String> {
        let quotes = if self.form == Form::Svg { Quotes::Shown } else { Quotes::Hidden };
        let notes = self.note(n_lines(scene));
        notes.into_iter().chain(replaced(scene, quotes)).collect()
    }

    fn network_notes(&self, scene: &NetworkScene<'_>, _: &[u8]) -> Vec<String> {
        let notes = self.note(scene.drawn().count());
        notes.into_iter().chain(replaced_in_network(scene)).collect()
    }

    fn export_network(&self, scene: &NetworkScene<'_>) -> Result<Vec<u8>, ExportError> {
        let n_lines = scene.drawn().count();
        match self.layout(n_lines) {
            Layout::Graphviz => self.draw(&Dot.export_network(scene)?),
            Layout::Forces => self.check(n_lines).map(|()| forces::network(scene)),
        }
    }
}

/// How many lines are laid out: in a series, those of all its pictures.
fn n_lines(scene: &Scene<'_>) -> usize {
    let ties = scene.backdrop().map_or_else(|| scene.ties(), Backdrop::ties);
    ties.chunk_by(|a, b| a.tie.pair == b.tie.pair).count()
}

impl Drawing {
    fn draw(&self, diagram: &[u8]) -> Result<Vec<u8>, ExportError> {
        let output = self.run(diagram).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => ExportError::NoGraphviz,
            _ => ExportError::Graphviz(error.to_string()),
        })?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        Err(ExportError::Graphviz(String::from_utf8_lossy(&output.stderr).trim().to_owned()))
    }

    fn run(&self, diagram: &[u8]) -> io::Result<Output> {
        let (child, cleanup) = with_cleanup(|| {
            let child = Command::new("dot")
                .args(match self.form {
                    Form::Svg => &["-Tsvg"][..],
                    Form::Png => &["-Tpng", "-Gdpi=150"],
                })
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()?;
            let child = Arc::new(Mutex::new(child));
            let killed = Arc::clone(&child);
            // One that has ended cannot be killed.
            Ok((child, Box::new(move || drop(locked(&killed).kill()))))
        })?;
        let (input, output, errors) = {
            let mut child = locked(&child);
            (child.stdin.take(), child.stdout.take(), child.stderr.take())
        };
        let guard = Guard::over(locked(&child).id());
        let (stdout, stderr) = thread::scope(|scope| {
            // In separate threads, because Graphviz may begin to write before it has read everything. When it
            // stops early, its exit status shows it.
            scope.spawn(move || input.map(|mut input| input.write_all(diagram)));
            let stderr = scope.spawn(|| read(errors));
            (read(output), stderr.join().unwrap_or_default())
        });
        // Its number is its own until it has been waited for.
        drop(guard);
        // It has closed its streams, so it ends.
        let status = cleanup.finish(|| locked(&child).wait())?;
        Ok(Output { status, stdout, stderr })
    }
}

/// A shell that ends another process when this one is gone, even if it was killed.
struct Guard(Option<Child>);

impl Guard {
    /// Watches over a process; where there is no shell, nothing does.
    fn over(process: u32) -> Self {
        let is_unix = cfg!(unix);
        let shell = || {
            Command::new("/bin/sh")
                // Its input ends with this process.
                .args(["-c", "read -r line || kill -9 \"$0\"", &process.to_string()])
                .stdin(Stdio::piped())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
        };
        Self(is_unix.then(shell).and_then(Result::ok))
    }
}

impl Drop for Guard {
    /// Tells the shell that all is well.
    fn drop(&mut self) {
        let Some(shell) = &mut self.0 else { return };
        if let Some(mut input) = shell.stdin.take() {
            // One that was stopped watches no longer.
            let _ = input.write_all(b"\n");
        }
        let _ = shell.wait();
    }
}

fn locked(child: &Mutex<Child>) -> MutexGuard<'_, Child> {
    child.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What comes out of a stream until it is closed.
fn read(stream: Option<impl Read>) -> Vec<u8> {
    let mut bytes = Vec::new();
    // What cannot be read shows in the exit status.
    let _ = stream.map(|mut stream| stream.read_to_end(&mut bytes));
    bytes
}
