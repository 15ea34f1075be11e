//! Pictures of the diagram, drawn by Graphviz.

use super::{
    dot::Dot,
    exporter::{ExportError, Exporter},
    network::NetworkScene,
    scene::Scene,
};
use std::{
    io::{self, Write},
    process::{Command, Output, Stdio},
    thread,
};

/// Runs Graphviz on the diagram.
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
            // In a separate thread, because Graphviz may begin to write before it has read everything. When it
            // stops early, its exit status shows it.
            scope.spawn(move || input.map(|mut input| input.write_all(diagram)));
            child.wait_with_output()
        })
    }
}
