//! As much of HTTP as pages on this computer need: one response a connection, and events of changes.
//!
//! `httparse` reads requests. A site that is served to this computer alone is refused to a request that names another
//! host.

mod request;
mod token;
mod watch;

pub(super) use request::{Method, Request};
pub(super) use token::Token;
pub(super) use watch::Watched;

use super::{Failure, time::Deadline};
use crate::corpus::reason;
use std::{
    fmt::Write as _,
    io::{self, Read, Write},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::{
        Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

/// The greatest number of simultaneous connections; more are refused.
const MOST_CONNECTIONS: usize = 64;
/// The time limit for reading a request or the rest of one, and for writing a part of a response.
const PATIENCE: Duration = Duration::from_secs(10);
/// The most bytes that are read and ignored of a request that is refused.
const MOST_UNREAD: u64 = 1 << 26;
/// The most bytes of a part of a response.
const PART: usize = 1 << 18;
/// The interval of keep-alive events, which also reveal a client that has gone.
const PULSE: Duration = Duration::from_secs(15);

/// What is served.
pub(super) trait Site: Sync {
    /// The greatest size of what is sent to it, in bytes; 0 where nothing is.
    const MOST_SENT: usize;

    /// Answers a request.
    fn answer(&self, request: &Request, reply: Reply<'_>) -> io::Result<()>;
}

/// The version of what is shown, and the clients that wait for another one.
pub(super) struct Versions {
    version: Mutex<u64>,
    changed: Condvar,
}

impl Versions {
    pub(super) fn new() -> Self {
        Self { version: Mutex::new(1), changed: Condvar::new() }
    }

    fn locked(&self) -> MutexGuard<'_, u64> {
        self.version.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The version.
    pub(super) fn now(&self) -> u64 {
        *self.locked()
    }

    /// Takes another version and notifies every waiting client.
    pub(super) fn show(&self, version: u64) {
        *self.locked() = version;
        self.changed.notify_all();
    }

    /// Waits for a version other than `known`; `None` when the interval is over first.
    fn next(&self, known: u64) -> Option<u64> {
        let waited =
            self.changed.wait_timeout_while(self.locked(), PULSE, |version| *version == known);
        let version = *waited.unwrap_or_else(PoisonError::into_inner).0;
        (version != known).then_some(version)
    }
}

/// Listens at an address, and says where that is.
pub(super) fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr), Failure> {
    let listener = TcpListener::bind(address).map_err(|error| {
        Failure::Usage(format!(
            "cannot listen on {address}: {}; choose another --port",
            reason(&error)
        ))
    })?;
    let address = listener.local_addr().unwrap_or(address);
    Ok((listener, address))
}

/// Serves requests for ever.
pub(super) fn serve<S: Site>(listener: &TcpListener, address: SocketAddr, site: &S) {
    let n_connections = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for stream in listener.incoming().flatten() {
            if n_connections.fetch_add(1, Ordering::Relaxed) >= MOST_CONNECTIONS {
                n_connections.fetch_sub(1, Ordering::Relaxed);
                continue;
            }
            let place = Place(&n_connections);
            scope.spawn(move || {
                // A client that goes away is not a fault.
                let _ = answer(stream, address, site);
                drop(place);
            });
        }
    });
}

/// A connection among those that are counted, however it ends.
struct Place<'n>(&'n AtomicUsize);

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

fn answer<S: Site>(mut stream: TcpStream, address: SocketAddr, site: &S) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    match Request::read(&mut stream, S::MOST_SENT, &Deadline::after(PATIENCE))? {
        Ok(request) => {
            let is_head = request.method == Method::Head;
            let reply = Reply { is_head, ..Reply::to(&mut stream) };
            if request.is_own(address) {
                site.answer(&request, reply)
            } else {
                reply.plain("403 Forbidden")
            }
        }
        Err(status) => {
            let methods = if S::MOST_SENT == 0 { "GET, HEAD" } else { "GET, HEAD, POST" };
            let reply = Reply::to(&mut stream);
            let is_of_method = status.starts_with("405");
            let reply = if is_of_method { reply.with("Allow", methods) } else { reply };
            reply.plain(status)?;
            // A connection that is closed with something unread is reset, and the answer may be lost.
            stream.shutdown(Shutdown::Write)?;
            ignore_rest(stream.take(MOST_UNREAD))
        }
    }
}

/// Reads what nobody wants, but not for ever.
fn ignore_rest(mut rest: impl Read) -> io::Result<()> {
    let deadline = Deadline::after(PATIENCE);
    let mut chunk = [0; 4096];
    while !deadline.is_over() && rest.read(&mut chunk)? > 0 {}
    Ok(())
}

/// Where the response to a request goes.
pub(super) struct Reply<'s> {
    stream: &'s mut TcpStream,
    is_head: bool,
    /// The Content-Security-Policy, if it is not in the page.
    policy: &'static str,
    framing: &'static str,
    /// Further fields of its head.
    fields: String,
}

impl<'s> Reply<'s> {
    fn to(stream: &'s mut TcpStream) -> Self {
        Self { stream, is_head: false, policy: "", framing: "DENY", fields: String::new() }
    }

    /// Sends a field of the head, too; what does not belong there is replaced.
    pub(super) fn with(mut self, name: &str, value: &str) -> Self {
        let is_printable = |c: char| c == ' ' || c.is_ascii_graphic();
        let value = value.replace(|c| !is_printable(c), "?");
        let _ = write!(self.fields, "{name}: {value}\r\n");
        self
    }

    /// Sends a Content-Security-Policy, too.
    pub(super) fn under(self, policy: &'static str) -> Self {
        Self { policy, ..self }
    }

    /// Lets pages of the same origin frame the response.
    pub(super) fn framed(self) -> Self {
        Self { framing: "SAMEORIGIN", ..self }
    }

    /// A status in words.
    pub(super) fn plain(self, status: &str) -> io::Result<()> {
        self.content(status, "text/plain", format!("{status}\n").as_bytes())
    }

    /// Content of a type.
    pub(super) fn content(mut self, status: &str, kind: &str, content: &[u8]) -> io::Result<()> {
        self.head(status, kind, Some(content.len()))?;
        if !self.is_head {
            content.chunks(PART).try_for_each(|part| self.write_in_time(part))?;
        }
        self.stream.flush()
    }

    /// Writes a part; a client that takes it too slowly is given up.
    fn write_in_time(&mut self, mut part: &[u8]) -> io::Result<()> {
        let deadline = Deadline::after(PATIENCE);
        while !part.is_empty() {
            if deadline.is_over() {
                return Err(io::ErrorKind::TimedOut.into());
            }
            let n = self.stream.write(part)?;
            part = part.get(n..).filter(|_| n > 0).ok_or(io::ErrorKind::WriteZero)?;
        }
        Ok(())
    }

    /// An event for each change since a version.
    pub(super) fn events(mut self, versions: &Versions, mut known: u64) -> io::Result<()> {
        self.head("200 OK", "text/event-stream", None)?;
        self.stream.write_all(b"retry: 1000\n\n")?;
        loop {
            self.stream.flush()?;
            match versions.next(known) {
                Some(version) => {
                    known = version;
                    write!(self.stream, "data: {version}\n\n")?;
                }
                None => self.stream.write_all(b": nothing\n\n")?,
            }
        }
    }

    fn head(&mut self, status: &str, kind: &str, length: Option<usize>) -> io::Result<()> {
        let Self { framing, policy, fields, .. } = self;
        let length = length.map(|length| format!("Content-Length: {length}\r\n"));
        let length = length.unwrap_or_default();
        let policy = match *policy {
            "" => String::new(),
            policy => format!("Content-Security-Policy: {policy}\r\n"),
        };
        write!(
            self.stream,
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{length}{policy}{fields}Cache-Control: no-store\r\n\
             Connection: close\r\nX-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n\
             Cross-Origin-Resource-Policy: same-origin\r\nX-Frame-Options: {framing}\r\n\r\n"
        )
    }
}
