//! The server: where it may be, and one request to it.

use super::answer::Fault;
use serde_json::Value;
use std::{
    io::Read,
    net::{IpAddr, ToSocketAddrs},
};

/// Seconds that a request may take.
const TIMEOUT: u64 = 60;
/// Bytes that an answer may have.
const LARGEST: u64 = 1 << 20;

/// A server of language models that speaks as those of `OpenAI` do, and a model on it.
#[derive(Clone, Debug)]
pub struct Endpoint {
    url: String,
    model: String,
    key: Option<String>,
    timeout: u64,
}

/// Why a server cannot be asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EndpointError {
    /// The address is none.
    #[error("`{0}` is no address of a server: write it as http://localhost:8080/v1")]
    Address(String),
    /// The server is another machine.
    #[error(
        "{host} is not this computer: --remote sends the passages that are asked about to {host}"
    )]
    Elsewhere {
        /// Where it is.
        host: String,
    },
    /// The address asks for encryption.
    #[error(
        "this program speaks http only: run a proxy on this computer that speaks https to `{0}`, and give its address"
    )]
    Encrypted(String),
}

/// A request that got no answer.
pub(super) struct Failure {
    pub(super) fault: Fault,
    pub(super) message: String,
}

impl Endpoint {
    /// A server at an address like `http://localhost:8080/v1`. One that is not on this computer is refused unless `is_remote`.
    ///
    /// # Errors
    /// When the address is none, or the server must not be asked.
    pub fn new(
        address: &str,
        model: &str,
        is_remote: bool,
        key: Option<String>,
    ) -> Result<Self, EndpointError> {
        let bad = || EndpointError::Address(address.to_owned());
        let (scheme, rest) = address.split_once("://").ok_or_else(bad)?;
        match scheme {
            "http" => {}
            "https" => return Err(EndpointError::Encrypted(address.to_owned())),
            _ => return Err(bad()),
        }
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        if authority.is_empty() || authority.contains('@') {
            return Err(bad());
        }
        if !is_remote && !is_here(authority) {
            return Err(EndpointError::Elsewhere { host: authority.to_owned() });
        }
        let base = address.trim_end_matches('/');
        let base = base.strip_suffix("/chat/completions").unwrap_or(base);
        let key = key.filter(|key| !key.trim().is_empty());
        Ok(Self {
            url: format!("{base}/chat/completions"),
            model: model.to_owned(),
            key,
            timeout: TIMEOUT,
        })
    }

    /// The model.
    pub fn model(&self) -> &str {
        &self.model
    }

    /// The same server, with so many seconds for each request.
    #[must_use]
    pub fn with_timeout(self, seconds: u64) -> Self {
        Self { timeout: seconds, ..self }
    }

    /// Sends a request. No other server is asked in its stead: a redirection is an error.
    pub(super) fn send(&self, body: &Value) -> Result<Vec<u8>, Failure> {
        let unreachable = |message: String| Failure { fault: Fault::Unreachable, message };
        let mut request = minreq::post(self.url.as_str())
            .with_header("Content-Type", "application/json")
            .with_follow_redirects(false)
            .with_timeout(self.timeout)
            .with_max_headers_size(1 << 16)
            .with_max_status_line_length(1 << 12)
            .with_body(body.to_string());
        if let Some(key) = &self.key {
            request = request.with_header("Authorization", format!("Bearer {key}"));
        }
        let reply = request.send_lazy().map_err(|error| unreachable(error.to_string()))?;
        let status = reply.status_code;
        if status != 200 {
            let message = format!("{status} {}", reply.reason_phrase);
            return Err(Failure { fault: Fault::Refused, message });
        }
        let mut bytes = Vec::new();
        let read = reply.take(LARGEST + 1).read_to_end(&mut bytes);
        read.map_err(|error| unreachable(error.to_string()))?;
        if bytes.len() as u64 > LARGEST {
            let message = format!("more than {LARGEST} bytes");
            return Err(Failure { fault: Fault::TooLarge, message });
        }
        Ok(bytes)
    }
}

/// Whether a host, with or without a port, is this computer under every address that it has.
fn is_here(authority: &str) -> bool {
    let has_port = authority.rsplit_once(':').is_some_and(|(_, port)| {
        !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit())
    });
    let with_port = if has_port { authority.to_owned() } else { format!("{authority}:80") };
    let is_loopback = |address: IpAddr| match address {
        IpAddr::V4(address) => address.is_loopback(),
        IpAddr::V6(address) => address.is_loopback(),
    };
    let Ok(addresses) = with_port.to_socket_addrs() else { return false };
    let mut addresses = addresses.peekable();
    addresses.peek().is_some() && addresses.all(|address| is_loopback(address.ip()))
}
