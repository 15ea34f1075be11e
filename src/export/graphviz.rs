//! Pictures that Graphviz draws of the diagram.

use super::{ExportError, Exporter, NetworkScene, Scene, dot::Dot};
use std::{
    io::{self, Write},
    process::{Command, Output, Stdio},
    thread,
};

/// Has Graphviz draw the diagram.
#[derive(Debug)]
pub(super) struct Drawing {
    /// The arguments of `dot`.
    pub(super) arguments: &'static [&'static str],
}

impl Exporter for Drawing {
    fn export(&self, scene: &Scene<'_>) -> Result<Vec<u8>, ExportError> {
        self.draw(&Dot.export(scene)?)
    }

    fn export_network(&self, scene: &NetworkScene<'_>) -> Result<Vec<u8>, ExportError> {
        self.draw(&Dot.export_network(scene)?)
    }
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
        let mut child = Command::new("dot")
            .args(self.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let input = child.stdin.take();
        thread::scope(|scope| {
            // In a thread of its own, as Graphviz may begin to write before it has read everything. When it
            // gives up early, its exit status tells.
            scope.spawn(move || input.map(|mut input| input.write_all(diagram)));
            child.wait_with_output()
        })
    }
}
