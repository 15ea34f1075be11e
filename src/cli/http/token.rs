//! What a client has to know to be answered.

use super::{Method, Request};
use crate::cli::Failure;
use std::{
    fmt::{self, Display, Formatter, Write as _},
    net::SocketAddr,
};

/// The least length of a token that is given.
const SHORTEST: usize = 16;

/// A token.
#[derive(Clone)]
pub(in crate::cli) struct Token(String);

impl Token {
    /// A token that nobody can guess: 128 bits in hexadecimal.
    pub(in crate::cli) fn new() -> Result<Self, Failure> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(|error| {
            Failure::Data(format!("the system gives no random numbers: {error}"))
        })?;
        Ok(Self(bytes.iter().fold(String::new(), |mut token, byte| {
            let _ = write!(token, "{byte:02x}");
            token
        })))
    }

    /// The token that an environment variable gives, or a new one.
    pub(in crate::cli) fn of_environment(variable: &str) -> Result<Self, Failure> {
        let Some(given) = std::env::var_os(variable).filter(|given| !given.is_empty()) else {
            return Self::new();
        };
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~".contains(c);
        match given.into_string() {
            Ok(token) if token.len() >= SHORTEST && token.chars().all(is_plain) => Ok(Self(token)),
            _ => Err(Failure::Usage(format!(
                "${variable} is no token: it has at least {SHORTEST} letters, digits and `-._~`, and nothing else"
            ))),
        }
    }

    /// Whether it is given; takes as long whatever is given.
    pub(in crate::cli) fn is(&self, given: &str) -> bool {
        let differs = self.0.bytes().zip(given.bytes()).fold(0, |sum, (a, b)| sum | (a ^ b));
        given.len() == self.0.len() && differs == 0
    }
}

impl Token {
    /// The path behind the token of a request that is answered at an address; else the status of the refusal. A page of
    /// another server is refused, and only a page of this one may send anything, as JSON.
    pub(in crate::cli) fn admit<'r>(
        &self,
        request: &'r Request,
        address: SocketAddr,
    ) -> Result<&'r str, &'static str> {
        let behind = request.path.strip_prefix('/').and_then(|path| path.split_once('/'));
        let path = behind.filter(|(given, _)| self.is(given)).map(|(_, path)| path);
        let is_sent = request.method == Method::Post;
        match path {
            None => Err("403 Forbidden"),
            Some(_) if request.is_of_foreign_page(address) => Err("403 Forbidden"),
            Some(_) if is_sent && !request.is_of_own_page(address) => Err("403 Forbidden"),
            Some(_) if is_sent && request.content_type != "application/json" => {
                Err("415 Unsupported Media Type")
            }
            Some(path) => Ok(path),
        }
    }
}

impl Display for Token {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}
