//! As much of HTTP as a page and its events need: `GET /` and `GET /events`, one response a connection.
//!
//! `httparse` reads requests, with limits on their size, time and number. A page that is served to this computer
//! alone is refused to a request that names another host, so a foreign page cannot read it by DNS rebinding.

use std::{
    io::{self, Read, Write},
    net::{IpAddr, SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

/// The greatest number of simultaneous connections; more are refused.
const MOST_CONNECTIONS: usize = 64;
/// The greatest size of a request's head in bytes.
const MOST_BYTES: usize = 16 << 10;
/// The time limit for reading or writing.
const PATIENCE: Duration = Duration::from_secs(10);
/// The interval of keep-alive events, which also reveal a client that has gone.
const PULSE: Duration = Duration::from_secs(15);

/// The page that is served, and the clients that wait for changes.
pub(super) struct Site {
    shown: Mutex<(u64, Arc<Vec<u8>>)>,
    changed: Condvar,
    address: SocketAddr,
    n_connections: AtomicUsize,
}

impl Site {
    pub(super) fn new(page: Vec<u8>, address: SocketAddr) -> Self {
        Self {
            shown: Mutex::new((1, Arc::new(page))),
            changed: Condvar::new(),
            address,
            n_connections: AtomicUsize::new(0),
        }
    }

    fn shown(&self) -> MutexGuard<'_, (u64, Arc<Vec<u8>>)> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The version of the page.
    pub(super) fn version(&self) -> u64 {
        self.shown().0
    }

    /// Replaces the page and notifies every waiting client.
    pub(super) fn show(&self, version: u64, page: Vec<u8>) {
        *self.shown() = (version, Arc::new(page));
        self.changed.notify_all();
    }

    /// Waits for a version other than `known`; `None` when the interval is over first.
    fn next(&self, known: u64) -> Option<u64> {
        let waited =
            self.changed.wait_timeout_while(self.shown(), PULSE, |(version, _)| *version == known);
        let version = waited.unwrap_or_else(PoisonError::into_inner).0.0;
        (version != known).then_some(version)
    }
}

/// Serves requests for ever.
pub(super) fn serve(listener: &TcpListener, site: &Site) {
    std::thread::scope(|scope| {
        for stream in listener.incoming().flatten() {
            if site.n_connections.fetch_add(1, Ordering::Relaxed) >= MOST_CONNECTIONS {
                site.n_connections.fetch_sub(1, Ordering::Relaxed);
                continue;
            }
            scope.spawn(move || {
                // A client that goes away is not a fault.
                let _ = answer(stream, site);
                site.n_connections.fetch_sub(1, Ordering::Relaxed);
            });
        }
    });
}

/// A request.
#[derive(Debug, PartialEq, Eq)]
struct Request {
    /// Whether only the head of the response is wanted.
    is_head: bool,
    path: String,
    host: String,
}

fn answer(mut stream: TcpStream, site: &Site) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let request = match read(&mut stream)? {
        Ok(request) => request,
        Err(status) => return plain(&mut stream, status),
    };
    if !is_own(&request.host, site.address) {
        return plain(&mut stream, "403 Forbidden");
    }
    let (path, query) = request.path.split_once('?').unwrap_or((&request.path, ""));
    match path {
        "/" => {
            let page = Arc::clone(&site.shown().1);
            let length = page.len();
            head(
                &mut stream,
                "200 OK",
                "text/html; charset=utf-8",
                &format!("Content-Length: {length}\r\n"),
            )?;
            if !request.is_head {
                stream.write_all(&page)?;
            }
            stream.flush()
        }
        "/events" => {
            let since = query.strip_prefix("since=").and_then(|since| since.parse().ok());
            events(&mut stream, site, since.unwrap_or_else(|| site.version()))
        }
        _ => plain(&mut stream, "404 Not Found"),
    }
}

/// Sends an event for each change since a version.
fn events(stream: &mut TcpStream, site: &Site, mut known: u64) -> io::Result<()> {
    head(stream, "200 OK", "text/event-stream", "")?;
    stream.write_all(b"retry: 1000\n\n")?;
    loop {
        stream.flush()?;
        match site.next(known) {
            Some(version) => {
                known = version;
                write!(stream, "data: {version}\n\n")?;
            }
            None => stream.write_all(b": nothing\n\n")?,
        }
    }
}

fn plain(stream: &mut TcpStream, status: &str) -> io::Result<()> {
    let length = format!("Content-Length: {}\r\n", status.len() + 1);
    head(stream, status, "text/plain", &length)?;
    writeln!(stream, "{status}")?;
    stream.flush()
}

fn head(stream: &mut TcpStream, status: &str, kind: &str, more: &str) -> io::Result<()> {
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}Cache-Control: no-store\r\nConnection: close\r\n\
         X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\nCross-Origin-Resource-Policy: same-origin\r\n\
         X-Frame-Options: DENY\r\n\r\n"
    )
}

/// Reads the head of a request, or returns the status to refuse it with.
fn read(stream: &mut impl Read) -> io::Result<Result<Request, &'static str>> {
    let mut bytes = Vec::new();
    let mut chunk = [0; 1024];
    loop {
        let n = stream.read(&mut chunk)?;
        if n == 0 {
            return Ok(Err("400 Bad Request"));
        }
        bytes.extend(chunk.get(..n).unwrap_or_default());
        match parse(&bytes) {
            Some(parsed) => return Ok(parsed),
            None if bytes.len() > MOST_BYTES => {
                return Ok(Err("431 Request Header Fields Too Large"));
            }
            None => {}
        }
    }
}

/// The request at the start of the bytes; `None` when more bytes are needed.
fn parse(bytes: &[u8]) -> Option<Result<Request, &'static str>> {
    let mut fields = [httparse::EMPTY_HEADER; 64];
    let mut request = httparse::Request::new(&mut fields);
    match request.parse(bytes) {
        Ok(status) if status.is_partial() => return None,
        Ok(_) => {}
        Err(_) => return Some(Err("400 Bad Request")),
    }
    let method = request.method.unwrap_or_default();
    if !["GET", "HEAD"].contains(&method) {
        return Some(Err("405 Method Not Allowed"));
    }
    let host = request.headers.iter().find(|field| field.name.eq_ignore_ascii_case("host"));
    let host = host.map(|field| String::from_utf8_lossy(field.value).into_owned());
    let path = request.path.unwrap_or_default().to_owned();
    Some(Ok(Request { is_head: method == "HEAD", path, host: host.unwrap_or_default() }))
}

/// Whether a request for this host may be answered.
fn is_own(host: &str, address: SocketAddr) -> bool {
    if !address.ip().is_loopback() {
        return true;
    }
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.parse::<u16>().is_ok_and(|port| port == address.port()) => name,
        Some(_) => return false,
        None => host,
    };
    let bare = name.trim_start_matches('[').trim_end_matches(']');
    name.eq_ignore_ascii_case("localhost")
        || bare.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_computer_is_answered() {
        let address: SocketAddr = "127.0.0.1:8765".parse().unwrap();
        for host in ["127.0.0.1:8765", "localhost:8765", "LOCALHOST:8765", "[::1]:8765"] {
            assert!(is_own(host, address), "{host}");
        }
        for host in [
            "",
            "evil.example:8765",
            "localhost:80",
            "localhost.evil.example:8765",
            "10.0.0.1:8765",
            "127.0.0.1:x",
        ] {
            assert!(!is_own(host, address), "{host}");
        }
        assert!(is_own("news.example", "0.0.0.0:80".parse().unwrap()));
    }

    #[test]
    fn requests_are_read_as_far_as_they_go() {
        let parsed = |text: &str| parse(text.as_bytes());
        assert_eq!(parsed("GET / HT"), None);
        let expected =
            Request { is_head: false, path: "/events?since=2".into(), host: "localhost".into() };
        assert_eq!(
            parsed("GET /events?since=2 HTTP/1.1\r\nHost: localhost\r\n\r\n"),
            Some(Ok(expected))
        );
        assert_eq!(parsed("POST / HTTP/1.1\r\n\r\n"), Some(Err("405 Method Not Allowed")));
        assert_eq!(parsed("\u{0}\u{0}\r\n\r\n"), Some(Err("400 Bad Request")));
        let long = format!("GET / HTTP/1.1\r\nA: {}", "x".repeat(MOST_BYTES));
        assert_eq!(read(&mut long.as_bytes()).unwrap(), Err("431 Request Header Fields Too Large"));
    }
}
