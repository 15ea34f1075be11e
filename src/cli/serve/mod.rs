//! `stance serve`.

mod api;
mod author;

use super::{
    Context, Failure,
    export::SceneFlags,
    http::{self, Reply, Request, Site, Token, Versions, Watched},
    options,
    session::{Findings, Question},
};
use crate::{
    analysis::camps::Basis,
    corpus::{read_texts, story_beside},
    export::{Format, Live, Scene, SceneOptions, live_page},
    graph::{TemporalGraph, guarded},
    model::{Calendar, Day},
    view::{Frame, View},
};
use clap::Args;
use std::{
    fmt::Write as _,
    io,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    process::ExitCode,
    sync::{Arc, Mutex, PoisonError},
};

/// Serve the page of `export html`, updated with the corpus.
///
/// Only this computer can reach the page, unless --address says otherwise; then whoever reaches the address can read
/// the corpus. Faulty items are left out, and the page shows the findings. With --edit, the author records steps through
/// the story, and arranges the picture. With --api, programs ask instead, and get answers as data. Ctrl+C stops the server.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The port, or 0 for any free one.
    #[arg(long, value_name = "N", default_value_t = 8765)]
    port: u16,
    /// Answer the questions of programs instead, at /api/COMMAND, with the token that is shown or that `$STANCE_TOKEN` gives.
    #[arg(long, conflicts_with_all = ["ViewOptions", "SceneFlags", "every", "edit"])]
    api: bool,
    /// Let the page write story.ron beside the corpus: steps through the story, and what is arranged in the picture.
    #[arg(long)]
    edit: bool,
    /// The address to listen on.
    #[arg(long, value_name = "IP", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    address: IpAddr,
    /// The periods of the charts.
    #[arg(long, value_name = "PERIOD", value_parser = options::words::<Calendar>(Calendar::WORDS))]
    every: Option<Calendar>,
    #[command(flatten)]
    scene: SceneFlags,
    #[command(flatten)]
    question: Question,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        if self.api {
            return self.answer_programs(context);
        }
        context.output.refuse_form("serve shows a page")?;
        if context.output.path().is_some() {
            return Err(Failure::Usage(
                "-o does not apply here: `stance export html` writes a page".to_owned(),
            ));
        }
        if self.edit && !self.address.is_loopback() {
            return Err(Failure::Usage(format!(
                "--edit is for this computer alone, which {} is not: leave out --address",
                self.address
            )));
        }
        let paths = self.question.paths()?;
        let watched = Watched::now(paths.clone());
        // Wrong flags end the command; faults that appear later are shown in the page.
        let page = self.page(context, 1)?;
        let (listener, address) = http::listen(SocketAddr::new(self.address, self.port))?;
        let pages = Pages { page: Mutex::new(Arc::new(page)), versions: Versions::new() };
        let follow = || {
            watched.follow(|| {
                let version = pages.versions.now() + 1;
                let page = self.page(context, version);
                pages.show(version, page.unwrap_or_else(|failure| self.faulty(failure, version)));
            });
        };
        if self.edit {
            let token = Token::new()?;
            let desk = author::Desk::new(&pages, story_beside(&paths), address, token.clone());
            let file = desk.path().display();
            context.output.tell(&format!(
                "serving http://{address}/{token}/ (steps are written into {file}; Ctrl+C stops it)\n"
            ));
            std::thread::scope(|scope| {
                scope.spawn(|| http::serve(&listener, address, &desk));
                follow();
            });
        } else {
            context.output.tell(&format!("serving http://{address}/ (Ctrl+C stops it)\n"));
            std::thread::scope(|scope| {
                scope.spawn(|| http::serve(&listener, address, &pages));
                follow();
            });
        }
        Ok(ExitCode::SUCCESS)
    }

    /// Serves answers instead of the page.
    fn answer_programs(&self, context: &Context) -> Result<ExitCode, Failure> {
        context.output.refuse_form("each question to --api names its form")?;
        if context.output.path().is_some() {
            return Err(Failure::Usage(
                "-o does not apply here: each question to --api is answered where it is asked"
                    .to_owned(),
            ));
        }
        if !self.address.is_loopback() {
            return Err(Failure::Usage(format!(
                "--api answers this computer alone, which {} is not: leave out --address",
                self.address
            )));
        }
        api::serve(SocketAddr::new(self.address, self.port), self.question.corpus(), context)
    }

    /// The page of the corpus as it is now.
    fn page(&self, context: &Context, version: u64) -> Result<Vec<u8>, Failure> {
        let page = || {
            self.question.ask_leniently(context, |session, view, facts, mut findings| {
                let told = self.scene.front().told(&self.question.paths()?, context)?;
                if let Some((file, found)) = told.findings(view.graph()) {
                    findings.add(Findings::of(std::slice::from_ref(file), &found));
                }
                let (filter, basis) = (facts.r#where, Basis::default());
                let options = self.scene.options(session, filter, self.every, basis, told)?;
                let scene = Scene::new(&view, &options);
                // What will be written is not known yet: characters that are replaced are looked for in all of it.
                let written = char::REPLACEMENT_CHARACTER.to_string();
                for note in Format::Html.exporter().notes(&scene, written.as_bytes()) {
                    let _ = write!(findings.text, "note: {note}\n\n");
                }
                let Findings { text, n_errors } = findings;
                Ok(live_page(&scene, self.live(version, &text, n_errors))?)
            })
        };
        guarded(page).unwrap_or_else(|damaged| Err(damaged.into()))
    }

    fn live<'f>(&self, version: u64, findings: &'f str, errors: usize) -> Live<'f> {
        Live { version, findings, errors, is_editable: self.edit }
    }

    /// A page that shows why the corpus cannot be shown.
    fn faulty(&self, failure: Failure, version: u64) -> Vec<u8> {
        let text = &failure.into_message().unwrap_or_default();
        let nothing = TemporalGraph::new(read_texts(Vec::new()).corpus);
        let view = View::new(&nothing, Frame::all(Day::MIN));
        let scene = Scene::new(&view, &SceneOptions::default());
        live_page(&scene, self.live(version, text, 1)).unwrap_or_default()
    }
}

/// The page, and the clients that wait for another one.
struct Pages {
    page: Mutex<Arc<Vec<u8>>>,
    versions: Versions,
}

impl Pages {
    /// Replaces the page.
    fn show(&self, version: u64, page: Vec<u8>) {
        *self.page.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(page);
        self.versions.show(version);
    }
}

impl Pages {
    /// Answers what is asked at a path behind the address.
    fn get(&self, path: &str, request: &Request, reply: Reply<'_>) -> io::Result<()> {
        match path {
            "" => {
                let page = Arc::clone(&self.page.lock().unwrap_or_else(PoisonError::into_inner));
                reply.content("200 OK", "text/html; charset=utf-8", &page)
            }
            "events" => {
                let since = request.field("since").and_then(|since| since.parse().ok());
                reply.events(&self.versions, since.unwrap_or_else(|| self.versions.now()))
            }
            _ => reply.plain("404 Not Found"),
        }
    }
}

impl Site for Pages {
    const MOST_SENT: usize = 0;

    fn answer(&self, request: &Request, reply: Reply<'_>) -> io::Result<()> {
        self.get(request.path.strip_prefix('/').unwrap_or(&request.path), request, reply)
    }
}
