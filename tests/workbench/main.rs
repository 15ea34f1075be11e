//! `code` in a real browser and over plain HTTP: what is coded stands in the files, and nothing is lost.
//!
//! Needs Chromium and its driver. Without them the tests that need them are skipped, unless `STANCE_REQUIRE_BROWSER`
//! is set.

#[path = "../explorer/browser.rs"]
mod browser;
mod coding;
mod conflicts;
mod ends;
mod hints;
mod hostile;
mod proposals;
mod renaming;
mod security;

use browser::Browser;
use serde_json::{Value, json};
use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

const CORPUS: &str = "// By hand.
Corpus(
    entities: [
        (id: \"ada-moor\", kind: Politician, name: \"Ada Moor\", aliases: [\"Councillor Moor\"]),
        (id: \"ben-oduya\", kind: Politician, name: \"Ben Oduya\"), // of the other party
        (id: \"new-library\", kind: Topic, name: \"New Library\"),
    ],
    sources: [
        (id: \"gazette\", kind: Article, title: \"Library divides council\", published: \"2024-03-13\"),
    ],
    statements: [
        (holder: \"ada-moor\", stance: \"supports\", target: \"new-library\", source: \"gazette\", quote: \"A roof for every book\"),
    ],
)
";

const TEXT: &str = "Library divides council

Councillor Ada Moor wants the new library. \"A roof for every book,\" she told the council. She said so in May.

Ben Oduya mocked the plan. \"A palace on sand,\" he said. He can't be moved. She said so in June.

The council votes in April. Cleo Hart thanked Ada Moor.
";

/// Special keys of `WebDriver`.
mod key {
    pub(crate) const ENTER: &str = "\u{e007}";
    pub(crate) const SHIFT: &str = "\u{e008}";
    pub(crate) const CONTROL: &str = "\u{e009}";
    pub(crate) const ESCAPE: &str = "\u{e00c}";
    pub(crate) const LEFT: &str = "\u{e012}";
    pub(crate) const UP: &str = "\u{e013}";
    pub(crate) const RIGHT: &str = "\u{e014}";
    pub(crate) const DOWN: &str = "\u{e015}";
    pub(crate) const DELETE: &str = "\u{e017}";
}

/// A corpus with a text, in a folder of its own.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new(corpus: &str, text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("texts")).unwrap();
        fs::write(folder.path().join("texts/gazette.txt"), text).unwrap();
        fs::write(folder.path().join("corpus.ron"), corpus).unwrap();
        Self { folder }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn file(&self) -> PathBuf {
        self.path().join("corpus.ron")
    }

    fn bytes(&self) -> String {
        fs::read_to_string(self.file()).unwrap()
    }

    /// The corpus as it stands has no fault, and its quotes stand in the texts.
    fn is_sound(&self) {
        let checked = Command::new(env!("CARGO_BIN_EXE_stance"))
            .args(["check", "-f"])
            .arg(self.path())
            .output()
            .unwrap();
        assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
    }
}

/// A server of a workbench that is ended with the test.
struct Server {
    child: Child,
    /// The host and the port.
    address: String,
    token: String,
}

impl Server {
    fn start(place: &Place) -> Self {
        Self::at_port(place, "0")
    }

    fn at_port(place: &Place, port: &str) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_stance"))
            .args(["code", "--coder", "kim", "--today", "2024-03-14", "--port", port, "-f"])
            .arg(place.path())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stderr.take().unwrap()).read_line(&mut line).unwrap();
        let rest = line.split_once("http://").map(|(_, rest)| rest).unwrap_or_default();
        let mut parts = rest.split('/');
        let address = parts.next().unwrap_or_default().to_owned();
        let token = parts.next().unwrap_or_default().to_owned();
        assert_eq!(token.len(), 32, "{line:?}");
        Self { child, address, token }
    }

    fn port(&self) -> &str {
        self.address.rsplit_once(':').unwrap().1
    }

    /// The address of the page.
    fn page(&self) -> String {
        format!("http://{}/{}/", self.address, self.token)
    }

    fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// The whole answer to a request, if there is one.
    fn ask(&self, request: &str) -> String {
        let mut answer = Vec::new();
        if let Ok(mut stream) = TcpStream::connect(&self.address) {
            let _ = stream.write_all(request.as_bytes());
            let _ = stream.read_to_end(&mut answer);
        }
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Sends an act as the page does, and gives what came of it.
    fn act(&self, act: &Value) -> Value {
        let body = act.to_string();
        let Self { address, token, .. } = self;
        let answer = self.ask(&format!(
            "POST /{token}/act HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        ));
        let body = answer.split_once("\r\n\r\n").map(|(_, body)| body).unwrap_or_default();
        serde_json::from_str(body).unwrap_or_default()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

/// A draft of a statement about words of a text.
fn draft(text: &str, words: &str, note: &str) -> Value {
    let start = text.find(words).unwrap();
    let units = |byte: usize| text[..byte].encode_utf16().count();
    json!({
        "span": [units(start), units(start + words.len())], "words": words, "holder": "ada-moor",
        "stance": "praises", "target": "new-library", "note": note,
    })
}

/// Types letters one after another.
fn type_keys(browser: &Browser, text: &str) {
    for c in text.chars() {
        browser.press(&c.to_string());
    }
}

/// Types into a field of the form and takes the suggestion that is chosen then.
fn complete(browser: &Browser, field: &str, typed: &str) {
    browser.wait(&format!("document.activeElement.id === 'field-{field}'"));
    type_keys(browser, typed);
    browser.wait(&format!(
        "document.querySelector('#field-{field}-list [aria-selected=true]') && \
         document.getElementById('field-{field}').value === {}",
        json!(typed)
    ));
    // The list of all that was typed, not of its beginning.
    std::thread::sleep(std::time::Duration::from_millis(200));
    browser.press(key::ENTER);
}

/// The words that are chosen.
fn chosen(browser: &Browser) -> String {
    browser.text("[...CSS.highlights.get('chosen') ?? []].map(String).join('')")
}
