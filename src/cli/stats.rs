//! `stance stats`.

use super::{Answering, Context, Failure, options::SeriesOptions, session::Question};
use crate::{
    analysis::{activity::Party, attribute_counts::ValuesOf},
    report,
    view::filter::{AttributeKey, Bearer},
};
use clap::Args;
use std::process::ExitCode;

/// Count entities, sources, statements and pairs, with the dates.
///
/// Claims and corrected statements are counted separately.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Count the statements of each entity: as a holder, as a target, or either (entity); or of each value of an attribute:
    /// attr.NAME of holder or target, holder-attr.NAME, target-attr.NAME, source-attr.NAME.
    #[arg(long, value_name = "holder|target|entity|attr.NAME", value_parser = By::read)]
    by: Option<By>,
    /// Only the N entities or values with the most statements, in each period.
    #[arg(long, value_name = "N", requires = "by", value_parser = clap::value_parser!(u32).range(1..))]
    top: Option<u32>,
    #[command(flatten)]
    question: Question,
    #[command(flatten)]
    series: SeriesOptions,
}

/// What statements are counted by.
#[derive(Clone, Debug)]
enum By {
    Party(Party),
    Attribute(AttributeKey),
}

impl By {
    fn read(text: &str) -> Result<Self, String> {
        if text.contains('.') {
            return text.parse().map(Self::Attribute);
        }
        let party = text.parse().map(Self::Party);
        party.map_err(|error: crate::model::UnknownWord| {
            let forms: Vec<String> = Bearer::WORDS.iter().map(|it| format!("{it}.NAME")).collect();
            format!("{error}, {}", forms.join(", "))
        })
    }
}

impl Answering for Arguments {
    fn rows(schemas: &mut report::RowSchemas) {
        schemas.add::<report::CountRow>();
        schemas.add::<report::SeriesRow<report::StatsPeriodRow>>();
        schemas.add::<report::ActivityRow<'_>>();
        schemas.add::<report::SeriesRow<report::ActivityRow<'_>>>();
        schemas.add::<report::ValueRow>();
        schemas.add::<report::SeriesRow<report::ValueRow>>();
    }
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        self.question.ask(context, |_, view, facts| {
            let (output, top) = (&context.output, self.top.map(|top| top as usize));
            let periods = self.series.series().map(|series| series.periods(&view)).transpose()?;
            match (self.by.clone(), periods) {
                (None, None) => output.answer(&report::stats(&view, facts)),
                (None, Some(periods)) => output.answer(&report::series_of_stats(&periods, facts)),
                (Some(By::Attribute(key)), periods) => {
                    let values = ValuesOf::find(&key, &view).map_err(Failure::Usage)?;
                    match periods {
                        None => {
                            output.answer(&report::stats_by_attribute(&view, &values, top, facts))
                        }
                        Some(periods) => output
                            .answer(&report::series_by_attribute(&periods, &values, top, facts)),
                    }
                }
                (Some(By::Party(party)), None) => {
                    output.answer(&report::activity(&view, party, top, facts))
                }
                (Some(By::Party(party)), Some(periods)) => {
                    output.answer(&report::series_of_activity(&periods, party, top, facts))
                }
            }
        })
    }
}
