//! A server that is ended with the test, and what is asked of it.

use serde_json::Value;
use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
};

pub(crate) const TOKEN: &str = "a-token-of-the-tests";

pub(crate) struct Server {
    child: Child,
    pub(crate) address: String,
    /// What it wrote before it answered.
    pub(crate) messages: String,
}

/// A response.
#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Response {
    /// A field of the head.
    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, it)| it)
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("{self:?}"))
    }

    /// Why there is no answer.
    pub(crate) fn error(&self) -> String {
        self.json()["error"].as_str().unwrap_or_else(|| panic!("{self:?}")).to_owned()
    }
}

/// The folder of the package.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The program, in the folder of the package.
pub(crate) fn stance() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stance"));
    command.current_dir(root()).env("STANCE_FILE", "").env("COLUMNS", "");
    command
}

impl Server {
    /// Serves a corpus with further arguments.
    pub(crate) fn start(corpus: &Path, arguments: &[&str]) -> Self {
        let mut command = stance();
        command.args(["serve", "--api", "--port", "0", "-f"]).arg(corpus).args(arguments);
        Self::of(command.env("STANCE_TOKEN", TOKEN))
    }

    /// Serves the shipped story.
    pub(crate) fn of_story() -> Self {
        Self::start(Path::new("data"), &[])
    }

    pub(crate) fn of(command: &mut Command) -> Self {
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap());
        let mut messages = String::new();
        while !messages.contains("answering at http://") {
            assert_ne!(lines.read_line(&mut messages).unwrap(), 0, "{messages}");
        }
        // A pipe that nobody reads would be closed.
        std::thread::spawn(move || std::io::copy(&mut lines, &mut std::io::sink()));
        let (_, address) = messages.split_once("answering at http://").unwrap();
        let address = address.split('/').next().unwrap().to_owned();
        Self { child, address, messages }
    }

    /// The response to a request that is sent as it is.
    pub(crate) fn send(&self, request: &[u8]) -> Response {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let mut answer = Vec::new();
        // What is refused may be reset: then there is no status.
        let _ = stream.write_all(request).and_then(|()| stream.read_to_end(&mut answer));
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(answer.len());
        let head = String::from_utf8_lossy(&answer[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Response { status, head, body: answer.get(end + 4..).unwrap_or_default().to_vec() }
    }

    /// The response to a request with the token and other fields of the head.
    pub(crate) fn get_with(&self, target: &str, fields: &[&str]) -> Response {
        let own = [format!("Host: {}", self.address), format!("Authorization: Bearer {TOKEN}")];
        let fields: Vec<&str> =
            own.iter().map(String::as_str).chain(fields.iter().copied()).collect();
        let fields = fields.join("\r\n");
        self.send(format!("GET {target} HTTP/1.1\r\n{fields}\r\n\r\n").as_bytes())
    }

    /// The response to a question.
    pub(crate) fn get(&self, question: &str) -> Response {
        self.get_with(&format!("/api/{question}"), &[])
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
