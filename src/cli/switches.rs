//! `stance switches`.

use super::{
    Answering, Context, Failure,
    options::{SeriesOptions, filter_failure},
    session::Question,
};
use crate::{
    report::{self, Among},
    view::{Filter, filter},
};
use clap::Args;
use std::process::ExitCode;

/// List who went over from one target to another, with both quotes.
///
/// A switch goes from what a holder said for one target, or several at once, to what they said for another next:
/// from the endorsement of one candidate to that of a rival.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Only switches by, from or to this entity: an id, name or alias.
    entity: Option<String>,
    /// Compare the targets that pass a filter, such as 'member:democratic-party' or 'entity:trump or entity:clinton',
    /// instead of those of one kind.
    #[arg(long, value_name = "EXPR")]
    among: Option<String>,
    #[command(flatten)]
    question: Question,
    #[command(flatten)]
    series: SeriesOptions,
}

impl Answering for Arguments {
    fn rows(schemas: &mut report::RowSchemas) {
        schemas.add::<report::SwitchRow<'_>>();
        schemas.add::<report::SeriesRow<report::SwitchPeriodRow>>();
    }
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        if let Some(text) = &self.among {
            filter::check_form(text).map_err(|error| filter_failure(text, &error))?;
        }
        self.question.ask(context, |session, view, facts| {
            let entity = session.optional_entity(self.entity.as_ref())?;
            let of_targets = |text: &String| {
                let filter = Filter::parse_of_targets(text, view.graph());
                filter.map_err(|error| filter_failure(text, &error))
            };
            let filter = self.among.as_ref().map(of_targets).transpose()?;
            let among = Among { filter, written: self.among.clone() };
            let output = &context.output;
            let Some(series) = self.series.series() else {
                return output.answer(&report::switches(&view, entity, &among, facts));
            };
            let periods = series.periods(&view)?;
            output.answer(&report::series_of_switches(&view, entity, &among, &periods, facts))
        })
    }
}
