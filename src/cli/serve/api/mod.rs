//! `stance serve --api`: the commands that answer, asked over HTTP.
//!
//! A question is a path, `/api/COMMAND`, and its arguments are the fields of the query, named as the flags are. It becomes
//! the words of a command line and is parsed by the same declarations, so that what is accepted, what is answered and what
//! is said of mistakes is that of the command.

mod document;
mod forms;
mod parameters;
mod response;
mod turns;

use crate::cli::{
    ASKED, Context, Failure,
    ask::{Limits, ask},
    definition,
    http::{self, Reply, Request, Site, Token, Watched},
    opened::Opened,
    options::CorpusOptions,
};
use response::Response;
use std::{
    io,
    net::SocketAddr,
    process::ExitCode,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use turns::Turns;

/// The environment variable that gives the token.
const TOKEN: &str = "STANCE_TOKEN";
/// Where questions are.
const ROOT: &str = "/api/";
/// Where the document is that describes them, below the root.
const DOCUMENT: &str = "openapi.json";
/// How much a question may take.
const LIMITS: Limits = Limits { bytes: 256 << 20, searches: Duration::from_mins(1) };

/// Answers programs on this computer.
pub(super) fn serve(
    address: SocketAddr,
    corpus: &CorpusOptions,
    context: &Context,
) -> Result<ExitCode, Failure> {
    let token = Token::of_environment(TOKEN)?;
    let watched = Watched::now(corpus.paths()?);
    let opened = Opened::open(corpus)?;
    let (listener, address) = http::listen(address)?;
    if let Err(failure) = opened.graph(false, &context.output) {
        let message = failure.into_message().unwrap_or_default();
        context.output.tell(&format!("warning: {message}\n"));
    }
    let questions = Questions::new(opened, address, token);
    context.output.tell(&format!(
        "answering at http://{address}{ROOT}{DOCUMENT}?token={} (Ctrl+C stops it)\n",
        questions.token
    ));
    std::thread::scope(|scope| {
        scope.spawn(|| http::serve(&listener, address, &questions));
        watched.follow(|| questions.take(Opened::open(corpus)));
    });
    Ok(ExitCode::SUCCESS)
}

/// The questions, and the corpus that they are asked of.
struct Questions {
    program: clap::Command,
    opened: Mutex<Result<Arc<Opened>, String>>,
    turns: Turns,
    address: SocketAddr,
    token: Token,
}

impl Questions {
    fn new(opened: Opened, address: SocketAddr, token: Token) -> Self {
        let mut program = definition();
        program.build();
        let opened = Mutex::new(Ok(Arc::new(opened)));
        Self { program, opened, turns: Turns::new(), address, token }
    }

    /// Takes the corpus as it is now.
    fn take(&self, opened: Result<Opened, Failure>) {
        let opened = opened.map(Arc::new);
        let opened = opened.map_err(|failure| failure.into_message().unwrap_or_default());
        *self.opened.lock().unwrap_or_else(PoisonError::into_inner) = opened;
    }

    fn opened(&self) -> Result<Arc<Opened>, Response> {
        let opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner).clone();
        opened.map_err(|message| Response::failure(Failure::Corpus(message), ""))
    }

    /// Whether the request has the token, in its head or in its query.
    fn has_token(&self, request: &Request, fields: &[(String, String)]) -> bool {
        let scheme = request.authorization.split_once(' ');
        let bearer = scheme.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
        let of_query = fields.iter().find(|(name, _)| name == parameters::TOKEN);
        let given = bearer.map(|(_, token)| token.trim());
        given.or(of_query.map(|(_, token)| token.as_str())).is_some_and(|it| self.token.is(it))
    }

    fn respond(&self, request: &Request) -> Result<Response, Response> {
        if request.is_of_foreign_page(self.address) {
            return Err(Response::refusal(
                "403 Forbidden",
                "pages of other sites are not answered",
            ));
        }
        let fields = request.fields().ok_or_else(|| {
            Response::refusal("400 Bad Request", "the query is no percent-encoded UTF-8")
        })?;
        if !self.has_token(request, &fields) {
            return Err(Response::without_token());
        }
        let command = request.path.strip_prefix(ROOT).unwrap_or_default();
        if command == DOCUMENT {
            return Ok(Response::json(document::document(&self.program)));
        }
        let asked = ASKED.iter().find(|asked| asked.command == command);
        let Some((asked, declared)) =
            asked.and_then(|asked| Some((asked, self.program.find_subcommand(asked.command)?)))
        else {
            return Err(Response::refusal("404 Not Found", &elsewhere(command)));
        };
        let form = forms::wanted(request, &fields)?;
        let mut words = vec![asked.command.into()];
        words.extend(
            parameters::words(declared, &fields)
                .map_err(|message| Response::failure(Failure::Usage(message), ""))?,
        );
        let opened = self.opened()?;
        let _turn = self.turns.take().ok_or_else(Response::busy)?;
        match ask(&self.program, words, form, opened, LIMITS) {
            Ok(kept) => Ok(Response::answer(form, kept)),
            Err((failure, messages)) => Err(Response::failure(failure, &messages)),
        }
    }
}

/// What is said of a path where no question is.
fn elsewhere(command: &str) -> String {
    let commands = ASKED.iter().map(|asked| asked.command);
    let help = parameters::suggestion(command, commands);
    let help = if help.is_empty() { ";" } else { help.as_str() };
    format!("there is no question `{command}`{help} {ROOT}{DOCUMENT} describes all")
}

impl Site for Questions {
    const MOST_SENT: usize = 0;

    fn answer(&self, request: &Request, reply: Reply<'_>) -> io::Result<()> {
        self.respond(request).unwrap_or_else(|refusal| refusal).send(reply)
    }
}
