//! `stance motifs`.

use super::{Answering, Context, Failure, options::SeriesOptions, session::Question};
use crate::{
    report::{self, MotifInstanceRow, MotifLine, MotifRow, ViewFacts},
    view::View,
};
use clap::Args;
use std::process::ExitCode;

/// Count motifs of two or three statements, such as retaliation.
///
/// Retaliation is a − b, then b − a; reconciliation a − b, then a + b; falling-out a + b, then a − b;
/// pile-on a − c and b − c; defence a − b, then c + b; a triangle any two of three, balanced or not.
/// A motif is possible when its statements fall on one day or their dates overlap, else definite.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The greatest number of days from the first statement to the last.
    #[arg(long, value_name = "DAYS", default_value_t = 30)]
    within: u32,
    /// List the motifs with their statements instead of counting them.
    #[arg(long)]
    list: bool,
    #[command(flatten)]
    question: Question,
    #[command(flatten)]
    series: SeriesOptions,
}

impl Answering for Arguments {
    fn rows(schemas: &mut report::RowSchemas) {
        schemas.add::<MotifRow>();
        schemas.add::<MotifInstanceRow<'_>>();
        schemas.add::<report::SeriesRow<MotifRow>>();
        schemas.add::<report::SeriesRow<MotifInstanceRow<'_>>>();
    }
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        self.question.ask(context, |_, view, facts| {
            if self.list {
                self.answer::<MotifInstanceRow<'_>>(context, &view, facts)
            } else {
                self.answer::<MotifRow>(context, &view, facts)
            }
        })
    }

    fn answer<'g, R: MotifLine<'g>>(
        &self,
        context: &Context,
        view: &View<'g>,
        facts: ViewFacts,
    ) -> Result<(), Failure> {
        let Some(series) = self.series.series() else {
            return context.output.answer(&report::motifs::<R>(view, self.within, facts));
        };
        let periods = series.periods(view)?.into_iter();
        let rows = periods.map(|period| (period.span, R::of(&period.view, self.within)));
        let rows = rows.collect();
        context.output.answer(&report::series_of_motifs(rows, self.within, facts))
    }
}
