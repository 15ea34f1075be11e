//! The server of the workbench: who is answered, and what.
//!
//! It listens on this computer alone. Whoever asks has to know the token, which is made anew for each run and stands
//! in the address; a page of another origin is refused even if it knows it. What is sent has to be JSON from a page of
//! this server, so that no form of another page can send it.

use super::requests::{Act, Outcome, Overview, Writing};
use crate::{
    cli::{
        Context,
        http::{Method, Reply, Request, Site, Token, Versions},
        session::MOST_FINDINGS,
    },
    coding::workbench::{Field, Wish, Workbench},
    corpus::Severity,
    export::{Live, Scene, SceneOptions, live_page},
    graph::TemporalGraph,
    model::EntityKind,
    report::render_diagnostics,
    view::{Frame, View},
};
use serde::Serialize;
use std::{
    io,
    net::SocketAddr,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// The page may run its own script, use its own style, and talk to its own server.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const PAGE: &str = include_str!("page/page.html");
const STYLE: &str = concat!(include_str!("page/style.css"), include_str!("page/text.css"));
/// The scripts, in order; each is a plain script, and all share one scope.
const SCRIPT: &str = concat!(
    "(() => {\n\"use strict\";\n",
    include_str!("page/elements.js"),
    include_str!("page/server.js"),
    include_str!("page/text.js"),
    include_str!("page/selection.js"),
    include_str!("page/complete.js"),
    include_str!("page/form.js"),
    include_str!("page/proposals.js"),
    include_str!("page/lists.js"),
    include_str!("page/windows.js"),
    include_str!("page/rename.js"),
    include_str!("page/keys.js"),
    include_str!("page/main.js"),
    "})();\n"
);

/// The workbench, served.
pub(super) struct Bench<'c> {
    desk: Mutex<Workbench>,
    versions: Versions,
    context: &'c Context,
    address: SocketAddr,
    token: Token,
}

impl<'c> Bench<'c> {
    pub(super) fn new(
        desk: Workbench,
        context: &'c Context,
        address: SocketAddr,
        token: Token,
    ) -> Self {
        Self { desk: Mutex::new(desk), versions: Versions::new(), context, address, token }
    }

    fn desk(&self) -> MutexGuard<'_, Workbench> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads the corpus again, and tells the pages.
    pub(super) fn refresh(&self) {
        let mut desk = self.desk();
        desk.refresh();
        self.versions.show(desk.version());
    }

    fn overview(&self) -> Vec<u8> {
        const WIDTH: usize = 100;
        let mut desk = self.desk();
        desk.refresh();
        let reading = desk.reading();
        let styled = render_diagnostics(&reading.files, &reading.diagnostics, MOST_FINDINGS, WIDTH);
        let corpus = reading.files.first().map(|file| file.path.display().to_string());
        let [undo, redo] = desk.undo_and_redo();
        json(&Overview {
            version: desk.version(),
            corpus: corpus.unwrap_or_default(),
            coder: desk.coder(),
            today: self.context.clock.today().to_string(),
            undo,
            redo,
            texts: desk.texts(),
            kinds: EntityKind::WORDS,
            findings: anstream::adapter::strip_str(&styled).to_string(),
            errors: reading.count(Severity::Error),
        })
    }

    fn complete(&self, request: &Request) -> Vec<u8> {
        let field = match request.field("field").as_deref() {
            Some("stance") => Field::Verb,
            _ => Field::Entity,
        };
        json(&self.desk().complete(field, &request.field("typed").unwrap_or_default()))
    }

    /// The graph of what is coded, as the page of `export html`.
    fn graph(&self) -> Option<Vec<u8>> {
        let mut desk = self.desk();
        desk.refresh();
        let version = desk.version();
        let graph = TemporalGraph::new(desk.reading().corpus.clone());
        drop(desk);
        let view = View::new(&graph, Frame::all(self.context.clock.today()));
        let live = Live { version, findings: "", errors: 0, is_editable: false };
        live_page(&Scene::new(&view, &SceneOptions::default()), live).ok()
    }

    fn act(&self, body: &[u8]) -> Result<Vec<u8>, serde_json::Error> {
        let act: Act = serde_json::from_slice(body)?;
        let mut desk = self.desk();
        let outcome = act.carry_out(&mut desk, self.context.clock.today());
        let version = desk.version();
        self.versions.show(version);
        let message = outcome.as_ref().err().map(ToString::to_string);
        let (done, refused) = match outcome {
            Ok(done) => (Some(done), None),
            Err(refusal) => (None, Some(refusal)),
        };
        Ok(json(&Outcome { version, done, refused, message }))
    }

    /// What is answered to what a page sends; nothing where there is no such path.
    fn post(&self, path: &str, body: &[u8]) -> Option<Result<Vec<u8>, serde_json::Error>> {
        match path {
            "act" => Some(self.act(body)),
            "hints" => {
                Some(serde_json::from_slice::<Writing>(body).map(|writing| {
                    json(&writing.hints(&mut self.desk(), self.context.clock.today()))
                }))
            }
            "preview" => Some(serde_json::from_slice::<Wish>(body).map(|wish| self.preview(&wish))),
            _ => None,
        }
    }

    /// What a wish to rename would change, or why it cannot be.
    fn preview(&self, wish: &Wish) -> Vec<u8> {
        match self.desk().preview(wish) {
            Ok(preview) => json(&preview),
            Err(refusal) => {
                let message = refusal.to_string();
                json(&serde_json::json!({ "message": message, "refused": refusal }))
            }
        }
    }

    fn get(&self, path: &str, request: &Request, reply: Reply<'_>) -> io::Result<()> {
        const JSON: &str = "application/json";
        match path {
            "" => {
                reply.under(POLICY).content("200 OK", "text/html; charset=utf-8", PAGE.as_bytes())
            }
            "style.css" => reply.content("200 OK", "text/css; charset=utf-8", STYLE.as_bytes()),
            "page.js" => {
                reply.content("200 OK", "text/javascript; charset=utf-8", SCRIPT.as_bytes())
            }
            "state" => reply.content("200 OK", JSON, &self.overview()),
            "text" => {
                let id = request.field("id").unwrap_or_default();
                let with_words = request.field("words").is_some();
                let text = self.desk().text(&id, with_words);
                match text {
                    Ok(text) => reply.content("200 OK", JSON, &json(&text)),
                    Err(_) => reply.plain("404 Not Found"),
                }
            }
            "codebook" => reply.content("200 OK", JSON, &json(&self.desk().codebook())),
            "complete" => reply.content("200 OK", JSON, &self.complete(request)),
            "graph" => match self.graph() {
                Some(page) => reply.framed().content("200 OK", "text/html; charset=utf-8", &page),
                None => reply.plain("500 Internal Server Error"),
            },
            "events" => {
                let since = request.field("since").and_then(|since| since.parse().ok());
                reply.events(&self.versions, since.unwrap_or_else(|| self.versions.now()))
            }
            _ => reply.plain("404 Not Found"),
        }
    }
}

impl Site for Bench<'_> {
    const MOST_SENT: usize = 1 << 20;

    fn answer(&self, request: &Request, reply: Reply<'_>) -> io::Result<()> {
        let path = match self.token.admit(request, self.address) {
            Ok(path) => path,
            Err(refusal) => return reply.plain(refusal),
        };
        match request.method {
            Method::Get | Method::Head => self.get(path, request, reply),
            Method::Post => match self.post(path, &request.body) {
                None => reply.plain("404 Not Found"),
                Some(answer) => match answer {
                    Ok(outcome) => reply.content("200 OK", "application/json", &outcome),
                    Err(_) => reply.plain("400 Bad Request"),
                },
            },
        }
    }
}

fn json(value: &impl Serialize) -> Vec<u8> {
    // What is told can always be written.
    serde_json::to_vec(value).unwrap_or_default()
}
