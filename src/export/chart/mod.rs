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
    html::{Contents, Course, contents},
    network::NetworkScene,
    scene::Scene,
};
use crate::{language::Messages, model::words};

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

    /// The messages of its name and of what it shows.
    const fn keys(self) -> (&'static str, &'static str) {
        match self {
            Self::Statements => ("charts.said", "charts.said.means"),
            Self::Balance => ("charts.fit", "charts.fit.means"),
            Self::Polarization => ("charts.polarization", "charts.polarization.means"),
            Self::Triangles => ("charts.trios", "charts.trios.means"),
            Self::Lanes => ("views.lanes", "lanes.means"),
        }
    }

    /// What it shows, in sentences.
    fn explained(self, contents: &Contents<'_>, messages: &Messages) -> String {
        let Course { every, periods, .. } = &contents.course;
        let (_, key) = self.keys();
        let mut sentences = Vec::new();
        if let Some(every) = every.filter(|_| self != Self::Lanes) {
            sentences.push(format!("{}.", messages.text(&format!("each.{every}"))));
        }
        let explanation = messages.text(key);
        let is_sentence = explanation.ends_with('.');
        sentences.push(format!("{explanation}{}", if is_sentence { "" } else { "." }));
        if self == Self::Statements && periods.iter().any(|period| period.possible > 0) {
            sentences.push(messages.text("charts.said.hatched").to_owned());
        }
        sentences.join(" ")
    }
}

impl Exporter for Charts {
    fn export(&self, scene: &Scene<'_>) -> Result<Vec<u8>, ExportError> {
        let contents = contents(scene)?;
        let course = &contents.course;
        let messages = scene.messages();
        let (name, _) = self.0.keys();
        let name = messages.text(name);
        if self.0 != Chart::Lanes && course.periods.is_empty() {
            let message = "too few dated statements for a chart by periods";
            return Err(ExportError::Unfit(message.into()));
        }
        let mut sheet = Sheet::new(frame::WIDTH, scene.palette());
        let title = scene.title().unwrap_or(name);
        let mut below = vec![caption::plain_caption(scene)];
        if scene.title().is_some() {
            below.insert(0, name.to_owned());
        }
        below.push(self.0.explained(&contents, messages));
        below.extend(contents.left_out.map(|left_out| left_out.in_words(messages)));
        sheet.heading(title, &below);
        sheet.put(marks::hatches(scene.palette()));
        match self.0 {
            Chart::Statements => series::statements(&mut sheet, course, messages),
            Chart::Balance => series::balance(&mut sheet, course, messages),
            Chart::Polarization => series::polarization(&mut sheet, course, messages)?,
            Chart::Triangles => series::triangles(&mut sheet, course, messages),
            Chart::Lanes => lanes::lanes(&mut sheet, &contents.story, messages),
        }
        Ok(sheet.finish(title, &format!("{name}. {}", below.join(" "))))
    }

    fn export_network(&self, _: &NetworkScene<'_>) -> Result<Vec<u8>, ExportError> {
        Err(ExportError::NoNetworks("chart"))
    }
}
