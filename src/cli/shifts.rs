//! `stance shifts`.

use super::{Answering, Context, Failure, options::SeriesOptions, session::Question};
use crate::report;
use clap::Args;
use std::process::ExitCode;

/// List who changed sides, with the quotes before and after.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Only shifts by or towards this entity: an id, name or alias.
    entity: Option<String>,
    /// Count the shifts instead of listing them.
    #[arg(long)]
    count: bool,
    #[command(flatten)]
    question: Question,
    #[command(flatten)]
    series: SeriesOptions,
}

impl Answering for Arguments {
    fn rows(schemas: &mut report::RowSchemas) {
        schemas.add::<report::ShiftRow<'_>>();
        schemas.add::<report::CountRow>();
        schemas.add::<report::SeriesRow<report::ShiftPeriodRow>>();
    }
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        self.question.ask(context, |session, view, facts| {
            let entity = session.optional_entity(self.entity.as_ref())?;
            if let Some(series) = self.series.series() {
                let periods = series.periods(&view)?;
                let answer = report::series_of_shifts(&view, entity, &periods, facts);
                return context.output.answer(&answer);
            }
            if self.count {
                return context.output.answer(&report::shift_counts(&view, entity, facts));
            }
            context.output.answer(&report::shifts(&view, entity, facts))
        })
    }
}
