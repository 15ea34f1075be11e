//! Charts by period, and lanes, as SVG. Their numbers are those of the page's charts: the same values, drawn here.

mod axis;
mod frame;
mod lanes;
mod marks;
mod series;

use super::{
    caption,
    drawing::Sheet,
    exporter::{ExportError, Exporter},
    html::contents,
    network::NetworkScene,
    scene::Scene,
};
use crate::model::words;

words! {
    /// What a chart shows.
    pub enum Chart {
        /// The statements of each period, by polarity.
        Statements = "statements",
        /// How well the signed ties fit two camps, and how many triangles are balanced.
        Balance = "balance",
        /// How far the actors fall into two camps.
        Polarization = "polarization",
        /// Triangles by their signs.
        Triangles = "triangles",
        /// A lane for each pair, with its ties, statements and shifts.
        Lanes = "lanes",
    }
}

/// Writes a chart.
#[derive(Debug)]
pub(super) struct Charts(Chart);

impl Chart {
    /// The exporter of this chart.
    pub const fn exporter(self) -> &'static dyn Exporter {
        match self {
            Self::Statements => &Charts(Self::Statements),
            Self::Balance => &Charts(Self::Balance),
            Self::Polarization => &Charts(Self::Polarization),
            Self::Triangles => &Charts(Self::Triangles),
            Self::Lanes => &Charts(Self::Lanes),
        }
    }

    /// Its name and what it shows.
    const fn in_words(self) -> (&'static str, &'static str) {
        match self {
            Self::Statements => (
                "Statements",
                "Upwards: positive, mixed and neutral. Downwards: negative, and endings.",
            ),
            Self::Balance => (
                "Balance",
                "By all definite statements up to the end of each period: how well the signed ties fit two camps (1 − 2L/m), and the share of balanced triangles.",
            ),
            Self::Polarization => (
                "Polarization",
                "By all definite statements up to the end of each period: fit to two camps × 2 · min(½, conflict share); 0 where nobody disagrees.",
            ),
            Self::Triangles => (
                "Triangles",
                "Three entities with a signed tie between any two, by all definite statements up to the end of each period.",
            ),
            Self::Lanes => (
                "Lanes",
                "A lane for each pair: above its line positive, below negative, on it mixed or neutral.",
            ),
        }
    }
}

impl Exporter for Charts {
    fn export(&self, scene: &Scene<'_>) -> Result<Vec<u8>, ExportError> {
        let contents = contents(scene)?;
        let course = &contents.course;
        let (name, explanation) = self.0.in_words();
        let name = match course.every {
            Some(every) if self.0 != Chart::Lanes => format!("{name} by {every}"),
            _ => name.to_owned(),
        };
        if self.0 != Chart::Lanes && course.periods.is_empty() {
            let message = "too few dated statements for a chart by periods";
            return Err(ExportError::Unfit(message.into()));
        }
        let mut sheet = Sheet::new(frame::WIDTH);
        let title = scene.title().unwrap_or(&name);
        let mut below = vec![caption::caption(scene)];
        if scene.title().is_some() {
            below.insert(0, name.clone());
        }
        below.push(explanation.to_owned());
        below.extend(contents.left_out.map(|left_out| left_out.in_words()));
        sheet.heading(title, &below);
        sheet.put(marks::hatches());
        match self.0 {
            Chart::Statements => series::statements(&mut sheet, course),
            Chart::Balance => series::balance(&mut sheet, course),
            Chart::Polarization => series::polarization(&mut sheet, course)?,
            Chart::Triangles => series::triangles(&mut sheet, course),
            Chart::Lanes => lanes::lanes(&mut sheet, &contents.story),
        }
        Ok(sheet.finish(title, &format!("{name}. {}", below.join(" "))))
    }

    fn export_network(&self, _: &NetworkScene<'_>) -> Result<Vec<u8>, ExportError> {
        Err(ExportError::NoNetworks("chart"))
    }
}
