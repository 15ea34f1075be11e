//! Pictures of the diagram, drawn by Graphviz.

use super::{
    dot::Dot,
    exporter::{ExportError, Exporter},
    network::NetworkScene,
    scene::Scene,
};
use crate::files::with_cleanup;
use std::{
    io::{self, Read, Write},
    process::{Child, Command, Output, Stdio},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
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
        let (child, cleanup) = with_cleanup(|| {
            let child = Command::new("dot")
                .args(self.arguments)
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
        let (stdout, stderr) = thread::scope(|scope| {
            // In separate threads, because Graphviz may begin to write before it has read everything. When it
            // stops early, its exit status shows it.
            scope.spawn(move || input.map(|mut input| input.write_all(diagram)));
            let stderr = scope.spawn(|| read(errors));
            (read(output), stderr.join().unwrap_or_default())
        });
        // It has closed its streams, so it ends.
        let status = cleanup.finish(|| locked(&child).wait())?;
        Ok(Output { status, stdout, stderr })
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
