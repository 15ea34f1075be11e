//! Requests: read with limits on their size, time and number.

use crate::{
    cli::time::Deadline,
    corpus::address::{decoded, form_decoded},
};
use std::{
    io::{self, Read},
    net::{IpAddr, SocketAddr},
};

/// The greatest size of a request's head in bytes.
const MOST_BYTES: usize = 16 << 10;

/// A method that is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Method {
    /// Asks for something.
    Get,
    /// Asks for the head of the response only.
    Head,
    /// Asks for a change.
    Post,
}

/// A request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Request {
    pub(in crate::cli) method: Method,
    /// The path, still percent-encoded.
    pub(in crate::cli) path: String,
    /// What stands behind the question mark.
    pub(in crate::cli) query: String,
    host: String,
    /// The origin of the page that asks, where the browser names it.
    origin: Option<String>,
    pub(in crate::cli) content_type: String,
    /// What the client accepts, if it says so.
    pub(in crate::cli) accept: Option<String>,
    /// What the client proves itself with.
    pub(in crate::cli) authorization: String,
    pub(in crate::cli) body: Vec<u8>,
    /// The announced size of the body.
    length: usize,
}

impl Request {
    /// Reads a request with a body of at most `most` bytes, or returns the status to refuse it with.
    pub(super) fn read(
        stream: &mut impl Read,
        most: usize,
        deadline: &Deadline,
    ) -> io::Result<Result<Self, &'static str>> {
        let mut bytes = Vec::new();
        let mut chunk = [0; 4096];
        let (mut request, behind) = loop {
            let n = stream.read(&mut chunk)?;
            if n == 0 {
                return Ok(Err("400 Bad Request"));
            }
            if deadline.is_over() {
                return Ok(Err("408 Request Timeout"));
            }
            bytes.extend(chunk.get(..n).unwrap_or_default());
            match parse(&bytes) {
                Some(Ok(parsed)) => break parsed,
                Some(Err(status)) => return Ok(Err(status)),
                None if bytes.len() > MOST_BYTES => {
                    return Ok(Err("431 Request Header Fields Too Large"));
                }
                None => {}
            }
        };
        if request.method == Method::Post && most == 0 {
            return Ok(Err("405 Method Not Allowed"));
        }
        if request.length > most {
            return Ok(Err("413 Content Too Large"));
        }
        request.body = bytes.split_off(behind);
        while request.body.len() < request.length {
            let n = stream.read(&mut chunk)?;
            if n == 0 {
                return Ok(Err("400 Bad Request"));
            }
            if deadline.is_over() {
                return Ok(Err("408 Request Timeout"));
            }
            request.body.extend(chunk.get(..n).unwrap_or_default());
        }
        request.body.truncate(request.length);
        Ok(Ok(request))
    }

    /// Whether the request names this server as its host. One that is reached by this computer alone answers no
    /// other name, so that a foreign page cannot read it by DNS rebinding.
    pub(super) fn is_own(&self, address: SocketAddr) -> bool {
        is_own(&self.host, address)
    }

    /// Whether a page of this server asks: the browser names its origin, and that is this server.
    pub(in crate::cli) fn is_of_own_page(&self, address: SocketAddr) -> bool {
        let host = self.origin.as_deref().and_then(|origin| origin.strip_prefix("http://"));
        host.is_some_and(|host| host.eq_ignore_ascii_case(&self.host) && is_own(host, address))
    }

    /// Whether the browser names an origin that is not this server.
    pub(in crate::cli) fn is_of_foreign_page(&self, address: SocketAddr) -> bool {
        self.origin.is_some() && !self.is_of_own_page(address)
    }

    /// A field of the query, decoded.
    pub(in crate::cli) fn field(&self, name: &str) -> Option<String> {
        let fields = self.query.split('&').filter_map(|field| field.split_once('='));
        let (_, value) = fields.into_iter().find(|(known, _)| *known == name)?;
        Some(String::from_utf8_lossy(&decoded(value)).into_owned())
    }

    /// The fields of the query as forms encode them, in order; nothing where they are no UTF-8.
    pub(in crate::cli) fn fields(&self) -> Option<Vec<(String, String)>> {
        let text = |encoded: &str| String::from_utf8(form_decoded(encoded)).ok();
        let fields = self.query.split('&').filter(|field| !field.is_empty()).map(|field| {
            let (name, value) = field.split_once('=').unwrap_or((field, ""));
            Some((text(name)?, text(value)?))
        });
        fields.collect()
    }
}

/// The head at the start of the bytes, and where it ends; `None` when more bytes are needed.
fn parse(bytes: &[u8]) -> Option<Result<(Request, usize), &'static str>> {
    let mut fields = [httparse::EMPTY_HEADER; 64];
    let mut request = httparse::Request::new(&mut fields);
    let behind = match request.parse(bytes) {
        Ok(httparse::Status::Partial) => return None,
        Ok(httparse::Status::Complete(behind)) => behind,
        Err(_) => return Some(Err("400 Bad Request")),
    };
    let method = match request.method.unwrap_or_default() {
        "GET" => Method::Get,
        "HEAD" => Method::Head,
        "POST" => Method::Post,
        _ => return Some(Err("405 Method Not Allowed")),
    };
    let field = |name: &str| {
        let field = request.headers.iter().find(|field| field.name.eq_ignore_ascii_case(name))?;
        Some(String::from_utf8_lossy(field.value).into_owned())
    };
    if field("transfer-encoding").is_some() {
        return Some(Err("411 Length Required"));
    }
    let Ok(length) = field("content-length").map_or(Ok(0), |length| length.trim().parse()) else {
        return Some(Err("400 Bad Request"));
    };
    let target = request.path.unwrap_or_default();
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let request = Request {
        method,
        path: path.to_owned(),
        query: query.to_owned(),
        host: field("host").unwrap_or_default(),
        origin: field("origin"),
        content_type: field("content-type").unwrap_or_default(),
        accept: field("accept"),
        authorization: field("authorization").unwrap_or_default(),
        body: Vec::new(),
        length,
    };
    Some(Ok((request, behind)))
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
        let read =
            |text: &str, most| Request::read(&mut text.as_bytes(), most, &Deadline::NEVER).unwrap();
        assert!(parse(b"GET / HT").is_none());
        let request =
            read("GET /events?since=2&a=%C3%A9 HTTP/1.1\r\nHost: localhost\r\n\r\n", 0).unwrap();
        assert_eq!((request.path.as_str(), request.host.as_str()), ("/events", "localhost"));
        assert_eq!(request.field("since").as_deref(), Some("2"));
        assert_eq!(request.field("a").as_deref(), Some("é"));
        let fields = [("since", "2"), ("a", "é")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        assert_eq!(request.fields(), Some(fields.to_vec()));
        let request = read("GET /?a+b=c+%2B&&d&a%20b= HTTP/1.1\r\n\r\n", 0).unwrap();
        let fields = [("a b", "c +"), ("d", ""), ("a b", "")];
        let fields = fields.map(|(a, b)| (a.to_owned(), b.to_owned()));
        assert_eq!(request.fields(), Some(fields.to_vec()));
        assert_eq!(read("GET /?a=%ff HTTP/1.1\r\n\r\n", 0).unwrap().fields(), None);
        assert_eq!(read("POST / HTTP/1.1\r\n\r\n", 0), Err("405 Method Not Allowed"));
        assert_eq!(read("PUT / HTTP/1.1\r\n\r\n", 9), Err("405 Method Not Allowed"));
        assert_eq!(read("\u{0}\u{0}\r\n\r\n", 0), Err("400 Bad Request"));
        let long = format!("GET / HTTP/1.1\r\nA: {}", "x".repeat(MOST_BYTES));
        assert_eq!(read(&long, 0), Err("431 Request Header Fields Too Large"));
        let post =
            |length: usize| format!("POST / HTTP/1.1\r\nContent-Length: {length}\r\n\r\nabcd");
        assert_eq!(read(&post(3), 9).unwrap().body, b"abc");
        assert_eq!(read(&post(5), 9), Err("400 Bad Request"));
        assert_eq!(read(&post(10), 9), Err("413 Content Too Large"));
        assert_eq!(
            read("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", 9),
            Err("411 Length Required")
        );
        assert_eq!(decoded("a%2Fb%"), b"a/b%");
    }

    #[test]
    fn a_page_is_known_by_its_origin() {
        let address: SocketAddr = "127.0.0.1:8765".parse().unwrap();
        let request = |origin: &str| {
            let head = format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:8765\r\n{origin}\r\n\r\n");
            Request::read(&mut head.as_bytes(), 0, &Deadline::NEVER).unwrap().unwrap()
        };
        let own = request("Origin: http://127.0.0.1:8765");
        assert!(own.is_of_own_page(address) && !own.is_of_foreign_page(address));
        for origin in [
            "Origin: https://127.0.0.1:8765",
            "Origin: http://127.0.0.1:80",
            "Origin: http://localhost:8765",
            "Origin: http://news.example",
            "Origin: null",
        ] {
            let request = request(origin);
            assert!(!request.is_of_own_page(address), "{origin}");
            assert!(request.is_of_foreign_page(address), "{origin}");
        }
        let unnamed = request("A: b");
        assert!(!unnamed.is_of_own_page(address) && !unnamed.is_of_foreign_page(address));
    }
}
