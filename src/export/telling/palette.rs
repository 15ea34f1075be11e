//! The colours and the typeface of a picture: the program's own, and those of the house where it has some.

use super::{
    contrast::{Color, LEAST},
    style::{HouseStyle, Typefaces, faces},
};
use crate::{
    export::dot::{INK, PALE_INK, PAPER, of_polarity},
    model::Polarity,
};

/// What a picture is drawn with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::export) struct Palette {
    /// Of each polarity: its lines, and words in its colour.
    ties: Vec<(Polarity, String, String)>,
    pub(in crate::export) paper: String,
    /// Of titles.
    pub(in crate::export) ink: String,
    /// Of dates and other small print.
    pub(in crate::export) pale: String,
    faces: Vec<String>,
}

impl Palette {
    /// That of a house. Words that could not be read on its paper are darker or lighter than their lines.
    pub(in crate::export) fn of(house: &HouseStyle) -> Self {
        let shades = &house.colours;
        let given = |text: &Option<String>| text.as_deref().and_then(Color::parse);
        let (paper, ink) = (given(&shades.paper), given(&shades.ink));
        let ground = [paper.unwrap_or(Color::WHITE)];
        let read = |color: Color| {
            let is_faint = color.on(&ground) < LEAST;
            is_faint.then(|| color.readable_on(&ground)).flatten().unwrap_or(color)
        };
        let written = |color: Option<Color>, own: &str| match color {
            Some(color) => color.css(),
            // Where the house has no paper, the own colours are known to be read.
            None if paper.is_none() => own.to_owned(),
            None => Color::parse(own).map_or_else(|| own.to_owned(), |own| read(own).css()),
        };
        let tie = |polarity: Polarity| {
            let house = given(match polarity {
                Polarity::Positive => &shades.r#for,
                Polarity::Negative => &shades.against,
                Polarity::Mixed => &shades.both,
                Polarity::Neutral => &shades.neither,
            });
            let own = of_polarity(polarity);
            let line = house.map_or_else(|| own.color.to_owned(), Color::css);
            (polarity, line, written(house.map(read), own.ink))
        };
        let soft = ink.map(|ink| ground.map(|paper| paper.mixed(ink, 0.72))[0]);
        Self {
            ties: Polarity::ALL.iter().copied().map(tie).collect(),
            paper: paper.map_or_else(|| PAPER.to_owned(), Color::css),
            ink: written(ink, INK),
            pale: written(soft.map(read), PALE_INK),
            faces: named(&house.fonts),
        }
    }

    /// The colour of the lines of a polarity.
    pub(in crate::export) fn line(&self, polarity: Polarity) -> &str {
        let found = self.ties.iter().find(|(known, ..)| *known == polarity);
        found.map_or(INK, |(_, line, _)| line)
    }

    /// The colour of words about a polarity.
    pub(in crate::export) fn words(&self, polarity: Polarity) -> &str {
        let found = self.ties.iter().find(|(known, ..)| *known == polarity);
        found.map_or(INK, |(_, _, words)| words)
    }

    /// The typefaces of the house before others; `mark` goes around names of several words.
    pub(in crate::export) fn fonts(&self, others: &str, mark: &str) -> String {
        let name = |name: &String| {
            if name.contains(' ') { format!("{mark}{name}{mark}") } else { name.clone() }
        };
        let separator = if others.contains(", ") { ", " } else { "," };
        let names = self.faces.iter().map(name).chain([others.to_owned()]);
        names.collect::<Vec<_>>().join(separator)
    }
}

impl Default for Palette {
    fn default() -> Self {
        Self::of(&HouseStyle::default())
    }
}

fn named(fonts: &Typefaces) -> Vec<String> {
    let names = fonts.text.as_deref().and_then(faces).unwrap_or_default();
    names.into_iter().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::{super::style::Shades, *};

    #[test]
    fn a_house_without_a_style_has_the_programs_own() {
        let own = Palette::default();
        assert_eq!((&*own.paper, &*own.ink, &*own.pale), (PAPER, INK, PALE_INK));
        for &polarity in Polarity::ALL {
            let look = of_polarity(polarity);
            assert_eq!((own.line(polarity), own.words(polarity)), (look.color, look.ink));
        }
        assert_eq!(own.fonts("Helvetica, Arial", "'"), "Helvetica, Arial");
    }

    #[test]
    fn words_can_be_read_on_the_paper_of_the_house() {
        let shade = |color: &str| Some(color.to_owned());
        for (paper, ink) in [("#ffffff", "#333333"), ("#10141c", "#f4f4f4"), ("#808080", "#000000")]
        {
            let colours = Shades {
                r#for: shade("#ffd400"),
                against: shade("#102030"),
                paper: shade(paper),
                ink: shade(ink),
                ..Shades::default()
            };
            let fonts = Typefaces { text: Some("Inter, Fira Sans".to_owned()), headings: None };
            let palette = Palette::of(&HouseStyle { colours, fonts, ..HouseStyle::default() });
            assert_eq!((palette.line(Polarity::Positive), &*palette.paper), ("#ffd400", paper));
            let ground = [Color::parse(paper).unwrap()];
            let mut words: Vec<&str> =
                Polarity::ALL.iter().map(|&polarity| palette.words(polarity)).collect();
            words.push(&palette.pale);
            for word in words {
                assert!(Color::parse(word).unwrap().on(&ground) >= LEAST, "{word} on {paper}");
            }
            let fonts = palette.fonts("Helvetica, Arial", "'");
            assert_eq!(fonts, "Inter, 'Fira Sans', Helvetica, Arial");
        }
    }
}
