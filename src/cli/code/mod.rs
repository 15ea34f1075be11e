//! `stance code`.

mod requests;
mod site;

use super::{
    Context, Failure,
    http::{self, Watched},
    options::CorpusOptions,
    session,
};
use crate::coding::workbench::{OpenError, Workbench};
use clap::Args;
use site::Bench;
use std::{
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
    process::ExitCode,
};

/// Code texts in the browser by selecting words.
///
/// Opens the texts that lie beside the corpus, those that are named or all of them, at an address that only this
/// computer reaches. The selected words are the quote of a statement. Each statement is saved at once, as one change of one file; everything can be
/// undone. A file that somebody edits meanwhile is merged or shown as a difference, never overwritten. Ctrl+C stops
/// the server.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The texts, by the ids of their sources or by their files [default: all].
    #[arg(value_name = "TEXT")]
    texts: Vec<String>,
    /// Who codes.
    #[arg(long, value_name = "NAME")]
    coder: Option<String>,
    /// The port, or 0 for any free one.
    #[arg(long, value_name = "N", default_value_t = 8766)]
    port: u16,
    /// The corpus file to write new statements to [default: the last one with statements].
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
    #[command(flatten)]
    corpus: CorpusOptions,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        context.output.refuse_form("code shows a page")?;
        if context.output.path().is_some() {
            return Err(Failure::Usage(
                "-o does not apply here: --to names the file to write to".to_owned(),
            ));
        }
        session::refuse_store(&self.corpus.paths()?)?;
        let paths = self.corpus.paths()?;
        let watched = Watched::now(paths.clone());
        let workbench = Workbench::open(paths, &self.texts, self.to, self.coder)?;
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, self.port));
        let (listener, address) = http::listen(address)?;
        let token = http::Token::new()?;
        let site = Bench::new(workbench, context, address, token.clone());
        context.output.tell(&format!("coding at http://{address}/{token}/ (Ctrl+C stops it)\n"));
        std::thread::scope(|scope| {
            scope.spawn(|| http::serve(&listener, address, &site));
            watched.follow(|| site.refresh());
        });
        Ok(ExitCode::SUCCESS)
    }
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Self {
        Self::Usage(error.to_string())
    }
}
