//! `serve`: the page follows the files, and shows the findings.

use super::Browser;
use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
};

/// A server of a corpus that is ended with the test.
pub(super) struct Server {
    child: Child,
    pub(super) address: String,
    /// The address of the page, with its token if it has one.
    pub(super) url: String,
}

impl Server {
    pub(super) fn start(corpus: &Path) -> Self {
        Self::with(corpus, &["--port", "0", "--title", "Live"])
    }

    /// The same with other flags.
    pub(super) fn with(corpus: &Path, flags: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_stance"))
            .arg("serve")
            .args(flags)
            .arg("-f")
            .arg(corpus)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stderr.take().unwrap()).read_line(&mut line).unwrap();
        let rest = line.split_once("http://").unwrap_or_else(|| panic!("{line:?}")).1;
        let address = rest.split('/').next().unwrap_or_default().to_owned();
        let path = rest.split([' ', ',']).next().unwrap_or_default();
        Self { child, url: format!("http://{path}"), address }
    }

    /// The whole answer to a request.
    pub(super) fn ask(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8(answer).unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn corpus(statements: &str) -> String {
    format!(
        "Corpus(entities: [(id: \"a\", kind: Person, name: \"Ann\"), (id: \"b\", kind: Topic, name: \"Bikes\")],
            sources: [(id: \"s\", kind: Post, published: \"2020-01-02\")],
            statements: [{statements}])"
    )
}

const FIRST: &str =
    "(holder: \"a\", stance: \"praises\", target: \"b\", source: \"s\", on: \"2020-01-01\"),";

#[test]
fn the_page_follows_the_files() {
    let Some(browser) = Browser::start() else { return };
    let file = browser.folder.path().join("corpus.ron");
    fs::write(&file, corpus(FIRST)).unwrap();
    let server = Server::start(&file);
    browser.open(&format!("http://{}/#view=ties&entity=a", server.address));
    assert_eq!(browser.text_of("h1"), "Live");
    assert_eq!(browser.text_of("#now-counts"), "+1");

    let second = "(holder: \"b\", stance: \"opposes\", target: \"a\", source: \"s\"),";
    fs::write(&file, corpus(&format!("{FIRST}{second}"))).unwrap();
    browser.wait("document.querySelectorAll('#view-ties tbody tr').length === 2");
    assert_eq!(browser.text_of("#panel h2"), "Ann", "what was chosen stays chosen");
    assert_eq!(browser.count("#live:not([hidden])"), 0);

    // The words around the page are followed as well.
    assert_eq!(browser.count("#head .byline"), 0);
    let story = browser.folder.path().join("story.ron");
    fs::write(&story, "Story(page: (byline: \"By Cy\"))").unwrap();
    browser.wait("document.querySelector('#head .byline')?.innerText === 'By Cy'");
    browser.wait("document.documentElement.dataset.ready === 'yes'");

    // Whoever serves it is told the command for what is filtered.
    browser.press("f");
    browser.click("#filters .chip");
    assert_eq!(
        browser.text_of("#filters .command"),
        "stance export html --where 'not kind:person' -o narrower.html"
    );
    browser.click("#filters .row button");
    browser.press("\u{e00c}");

    // A mistake is shown with its place, and what is sound beside it.
    let mistake = "(holder: \"a\", stance: \"prases\", target: \"b\", source: \"s\"),";
    fs::write(&file, corpus(&format!("{FIRST}{mistake}"))).unwrap();
    browser.wait("document.querySelector('#live pre')");
    let findings = browser.text_of("#live");
    for words in
        ["1 error in the corpus", "unknown-verb", "corpus.ron:3", "did you mean `praises`?"]
    {
        assert!(findings.contains(words), "{words}: {findings}");
    }
    browser.wait("document.querySelectorAll('#view-ties tbody tr').length === 1");

    // So is a corpus that is gone, until it is back.
    fs::remove_file(&file).unwrap();
    browser.wait("document.querySelector('#live pre')?.innerText.includes('unreadable')");
    fs::write(&file, corpus(FIRST)).unwrap();
    browser.wait("document.getElementById('live').hidden && document.querySelectorAll('#view-ties tbody tr').length === 1");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn only_this_computer_is_answered() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("corpus.ron");
    fs::write(&file, corpus(FIRST)).unwrap();
    let server = Server::start(&file);
    assert!(server.address.starts_with("127.0.0.1:"));
    let own = format!("Host: {}", server.address);
    let status =
        |request: String| server.ask(&request).lines().next().unwrap_or_default().to_owned();
    assert_eq!(status(format!("GET / HTTP/1.1\r\n{own}\r\n\r\n")), "HTTP/1.1 200 OK");
    assert_eq!(
        status(format!("GET /corpus.ron HTTP/1.1\r\n{own}\r\n\r\n")),
        "HTTP/1.1 404 Not Found"
    );
    assert_eq!(
        status(format!("GET /../corpus.ron HTTP/1.1\r\n{own}\r\n\r\n")),
        "HTTP/1.1 404 Not Found"
    );
    assert_eq!(
        status(format!("POST / HTTP/1.1\r\n{own}\r\n\r\n")),
        "HTTP/1.1 405 Method Not Allowed"
    );
    assert_eq!(
        status("GET / HTTP/1.1\r\nHost: news.example\r\n\r\n".to_owned()),
        "HTTP/1.1 403 Forbidden"
    );
    assert_eq!(status("GET / HTTP/1.0\r\n\r\n".to_owned()), "HTTP/1.1 403 Forbidden");
    assert_eq!(status("what\r\n\r\n".to_owned()), "HTTP/1.1 400 Bad Request");
    let head = server.ask(&format!("HEAD / HTTP/1.1\r\n{own}\r\n\r\n"));
    assert!(head.ends_with("\r\n\r\n") && head.contains("Content-Length: "), "{head}");
}
