//! `stance serve`.

mod api;

use super::{
    Context, Failure,
    export::SceneFlags,
    http::{self, Reply, Request, Site, Versions, Watched},
    options,
    session::{Findings, Question},
};
use crate::{
    analysis::camps::Basis,
    corpus::read_texts,
    export::{Live, Scene, SceneOptions, live_page},
    graph::{TemporalGraph, guarded},
    model::{Calendar, Day},
    view::{Frame, View},
};
use clap::Args;
use std::{
    io,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    process::ExitCode,
    sync::{Arc, Mutex, PoisonError},
};

/// Serve the page of `export html`, updated with the corpus.
///
/// Only this computer can reach the page, unless --address says otherwise; then whoever reaches the address can read
/// the corpus. Faulty items are left out, and the page shows the findings. With --api, programs ask instead, and get
/// answers as data. Ctrl+C stops the server.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The port, or 0 for any free one.
    #[arg(long, value_name = "N", default_value_t = 8765)]
    port: u16,
    /// Answer the questions of programs instead, at /api/COMMAND, with the token that is shown or that `$STANCE_TOKEN` gives.
    #[arg(long, conflicts_with_all = ["ViewOptions", "SceneFlags", "every"])]
    api: bool,
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
        let watched = Watched::now(self.question.paths()?);
        // Wrong flags end the command; faults that appear later are shown in the page.
        let page = self.page(context, 1)?;
        let (listener, address) = http::listen(SocketAddr::new(self.address, self.port))?;
        let site = Pages { page: Mutex::new(Arc::new(page)), versions: Versions::new() };
        context.output.tell(&format!("serving http://{address}/ (Ctrl+C stops it)\n"));
        std::thread::scope(|scope| {
            scope.spawn(|| http::serve(&listener, address, &site));
            watched.follow(|| {
                let version = site.versions.now() + 1;
                site.show(
                    version,
                    self.page(context, version).unwrap_or_else(|failure| faulty(failure, version)),
                );
            });
        });
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
            self.question.ask_leniently(context, |session, view, facts, findings| {
                let Findings { text, n_errors } = findings;
                let front = self.scene.front().front(&self.question.paths()?, context)?;
                let (filter, basis) = (facts.r#where, Basis::default());
                let options = self.scene.options(session, filter, self.every, basis, front)?;
                let live = Live { version, findings: &text, errors: n_errors };
                Ok(live_page(&Scene::new(&view, &options), live)?)
            })
        };
        guarded(page).unwrap_or_else(|damaged| Err(damaged.into()))
    }
}

/// A page that shows why the corpus cannot be shown.
fn faulty(failure: Failure, version: u64) -> Vec<u8> {
    let text = &failure.into_message().unwrap_or_default();
    let nothing = TemporalGraph::new(read_texts(Vec::new()).corpus);
    let view = View::new(&nothing, Frame::all(Day::MIN));
    let scene = Scene::new(&view, &SceneOptions::default());
    live_page(&scene, Live { version, findings: text, errors: 1 }).unwrap_or_default()
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

impl Site for Pages {
    const MOST_SENT: usize = 0;

    fn answer(&self, request: &Request, reply: Reply<'_>) -> io::Result<()> {
        match request.path.as_str() {
            "/" => {
                let page = Arc::clone(&self.page.lock().unwrap_or_else(PoisonError::into_inner));
                reply.content("200 OK", "text/html; charset=utf-8", &page)
            }
            "/events" => {
                let since = request.field("since").and_then(|since| since.parse().ok());
                reply.events(&self.versions, since.unwrap_or_else(|| self.versions.now()))
            }
            _ => reply.plain("404 Not Found"),
        }
    }
}
