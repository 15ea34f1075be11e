//! The house style: colours and typefaces of the page.

use super::contrast::{Color, LEAST};
use serde::Deserialize;
use std::fmt::Write as _;

/// Colours and typefaces; what is not said is the page's own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct HouseStyle {
    /// The colours.
    pub colours: Shades,
    /// The colours where the reader wants it dark.
    pub dark: Shades,
    /// The typefaces, which have to be on the reader's computer: none is loaded.
    pub fonts: Typefaces,
}

/// Colours, as `#rrggbb`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Shades {
    /// Of ties and statements for somebody or something.
    pub r#for: Option<String>,
    /// Of those against.
    pub against: Option<String>,
    /// Of those that are both.
    pub both: Option<String>,
    /// Of those that are neither.
    pub neither: Option<String>,
    /// Of buttons and what is chosen.
    pub accent: Option<String>,
    /// Of the ground.
    pub paper: Option<String>,
    /// Of the text.
    pub ink: Option<String>,
}

/// Names of typefaces, with commas between them; the first that the reader has is taken.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Typefaces {
    /// Of everything but headings and quotes.
    pub text: Option<String>,
    /// Of headings and quotes.
    pub headings: Option<String>,
}

/// Typefaces by kind, as CSS has them.
const GENERIC: [&str; 9] = [
    "serif",
    "sans-serif",
    "monospace",
    "cursive",
    "system-ui",
    "ui-serif",
    "ui-sans-serif",
    "ui-monospace",
    "ui-rounded",
];

/// A theme of the page: what its colours are where the house has none.
#[derive(Clone, Copy, Debug)]
pub(super) struct Theme {
    pub(super) field: &'static str,
    selector: &'static str,
    paper: &'static str,
    raised: &'static str,
    ink: &'static str,
    /// For, against, both, neither, accent.
    others: [&'static str; 5],
}

pub(super) const LIGHT: Theme = Theme {
    field: "colours",
    selector: ":root",
    paper: "#fcfbf8",
    raised: "#ffffff",
    ink: "#1c1d20",
    others: ["#0068a5", "#c25100", "#9c4a80", "#686a71", "#1c1d20"],
};
pub(super) const DARK: Theme = Theme {
    field: "dark",
    selector: ":root[data-theme=\"dark\"]",
    paper: "#15171b",
    raised: "#1d2025",
    ink: "#eceae4",
    others: ["#5cb6ec", "#f28c3b", "#d990bd", "#92949b", "#eceae4"],
};

impl Shades {
    /// Each colour with its name.
    pub(super) fn named(&self) -> [(&'static str, Option<&str>); 7] {
        [
            ("for", self.r#for.as_deref()),
            ("against", self.against.as_deref()),
            ("both", self.both.as_deref()),
            ("neither", self.neither.as_deref()),
            ("accent", self.accent.as_deref()),
            ("paper", self.paper.as_deref()),
            ("ink", self.ink.as_deref()),
        ]
    }

    fn color(text: Option<&String>) -> Option<Color> {
        text.and_then(|text| Color::parse(text))
    }

    fn is_empty(&self) -> bool {
        self.named().iter().all(|(_, color)| color.is_none())
    }
}

/// A colour that cannot be read well.
#[derive(Debug, PartialEq)]
pub(super) struct Faint {
    pub(super) name: &'static str,
    pub(super) color: Color,
    pub(super) contrast: f64,
    pub(super) better: Option<Color>,
}

impl Theme {
    fn own(text: &str) -> Color {
        Color::parse(text).unwrap_or(Color::BLACK)
    }

    /// The paper, what lies on it, and the ink.
    fn grounds(&self, shades: &Shades) -> (Color, Color, Color) {
        let paper = Shades::color(shades.paper.as_ref());
        let raised = match paper {
            None => Self::own(self.raised),
            Some(paper) if paper.luminance() > 0.3 => paper.mixed(Color::WHITE, 0.5),
            Some(paper) => paper.mixed(Color::WHITE, 0.04),
        };
        let ink = Shades::color(shades.ink.as_ref()).unwrap_or(Self::own(self.ink));
        (paper.unwrap_or(Self::own(self.paper)), raised, ink)
    }

    /// The colours of text that are too faint on the grounds of the page.
    pub(super) fn faint(&self, shades: &Shades) -> Vec<Faint> {
        if shades.is_empty() {
            return Vec::new();
        }
        let (paper, raised, ink) = self.grounds(shades);
        let others = [&shades.r#for, &shades.against, &shades.both, &shades.neither];
        let of_house = others.map(|text| Shades::color(text.as_ref()));
        let names = ["for", "against", "both", "neither"];
        let others = names.into_iter().zip(of_house).zip(self.others);
        let mut texts: Vec<(&'static str, Color)> =
            others.map(|((name, color), own)| (name, color.unwrap_or(Self::own(own)))).collect();
        texts.push(("accent", self.accent(shades)));
        texts.push(("ink", ink));
        let grounds = [paper, raised];
        let faint = texts.into_iter().filter_map(|(name, color)| {
            let contrast = color.on(&grounds);
            let better = || color.readable_on(&grounds);
            (contrast < LEAST).then(|| Faint { name, color, contrast, better: better() })
        });
        faint.collect()
    }

    fn accent(&self, shades: &Shades) -> Color {
        let [.., own] = self.others;
        let own = match shades.ink.as_ref() {
            Some(ink) => Color::parse(ink),
            None => Color::parse(own),
        };
        Shades::color(shades.accent.as_ref()).or(own).unwrap_or(Color::BLACK)
    }

    /// The rules of CSS.
    fn css(&self, shades: &Shades) -> String {
        if shades.is_empty() {
            return String::new();
        }
        let mut rules = String::new();
        let mut rule = |name: &str, color: Color| {
            let _ = write!(rules, " --{name}: {};", color.css());
        };
        for (name, text) in [
            ("positive", &shades.r#for),
            ("negative", &shades.against),
            ("mixed", &shades.both),
            ("neutral", &shades.neither),
        ] {
            if let Some(color) = Shades::color(text.as_ref()) {
                rule(name, color);
            }
        }
        if shades.accent.is_some() || shades.ink.is_some() {
            rule("accent", self.accent(shades));
        }
        if shades.paper.is_some() || shades.ink.is_some() {
            let (paper, raised, ink) = self.grounds(shades);
            let mark = paper.mixed(ink, 0.06);
            let softer = (0..=40).map(|more| paper.mixed(ink, 0.6 + f64::from(more) / 100.0));
            let is_read = |soft: &Color| soft.on(&[paper, raised, mark]) >= LEAST;
            for (name, color) in [
                ("paper", paper),
                ("raised", raised),
                ("ink", ink),
                ("ends", ink),
                ("person", paper.mixed(ink, 0.9)),
                ("body", paper.mixed(ink, 0.52)),
                ("soft", softer.into_iter().find(is_read).unwrap_or(ink)),
                ("faint", paper.mixed(ink, 0.38)),
                ("line", paper.mixed(ink, 0.14)),
                ("mark", mark),
            ] {
                rule(name, color);
            }
        }
        format!("{} {{{rules} }}\n", self.selector)
    }
}

/// The names of typefaces; `None` where one of them cannot be a name.
pub(super) fn faces(list: &str) -> Option<Vec<&str>> {
    let is_name = |name: &&str| {
        let is_plain = |c: char| c.is_alphanumeric() || " -_.+&".contains(c);
        !name.is_empty() && name.chars().all(is_plain)
    };
    let names: Vec<&str> =
        list.split(',').map(|name| name.trim().trim_matches(['"', '\'']).trim()).collect();
    names.iter().all(is_name).then_some(names)
}

impl HouseStyle {
    /// The rules of CSS that stand behind those of the page; a system that forces its colours goes before them.
    pub(in crate::export) fn css(&self) -> String {
        let colors = [LIGHT.css(&self.colours), DARK.css(&self.dark)].concat();
        let colors = if colors.is_empty() {
            colors
        } else {
            format!("@media (forced-colors: none) {{\n{colors}}}\n")
        };
        let mut fonts = String::new();
        for (name, list, last) in
            [("sans", &self.fonts.text, "sans-serif"), ("serif", &self.fonts.headings, "serif")]
        {
            let Some(names) = list.as_deref().and_then(faces) else { continue };
            let is_generic = |name: &&str| GENERIC.contains(name);
            let quoted = |name: &&str| {
                if is_generic(name) { (*name).to_owned() } else { format!("'{name}'") }
            };
            let mut written: Vec<String> = names.iter().map(quoted).collect();
            if !names.iter().any(is_generic) {
                written.push(last.to_owned());
            }
            let _ = write!(fonts, " --{name}: {};", written.join(", "));
        }
        let fonts = if fonts.is_empty() { fonts } else { format!(":root {{{fonts} }}\n") };
        [colors, fonts].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: &str = include_str!("../html/page/style.css");

    #[test]
    fn the_own_colours_are_those_of_the_sheet_and_can_be_read() {
        let names = ["positive", "negative", "mixed", "neutral", "accent"];
        for (theme, part) in [(LIGHT, 0), (DARK, 1)] {
            let sheet = SHEET.split("color-scheme").nth(part).unwrap();
            for (name, color) in names.into_iter().zip(theme.others).chain([
                ("paper", theme.paper),
                ("raised", theme.raised),
                ("ink", theme.ink),
            ]) {
                assert!(sheet.contains(&format!("--{name}: {color};")), "{name} {color}");
            }
            let some = Shades { ink: Some(theme.ink.to_owned()), ..Shades::default() };
            assert_eq!(theme.faint(&some), []);
        }
    }

    #[test]
    fn what_follows_from_paper_and_ink_can_be_read() {
        for (paper, ink) in [("#fff1e5", "#33302e"), ("#ffffff", "#000000"), ("#111111", "#eeeeee")]
        {
            let shades = Shades {
                paper: Some(paper.to_owned()),
                ink: Some(ink.to_owned()),
                ..Shades::default()
            };
            let css = LIGHT.css(&shades);
            let of = |name: &str| {
                let rest = css.split(&format!("--{name}: ")).nth(1).unwrap();
                Color::parse(rest.get(..7).unwrap()).unwrap()
            };
            let grounds = [of("paper"), of("raised"), of("mark")];
            for name in ["ink", "soft", "accent"] {
                assert!(of(name).on(&grounds) >= LEAST, "{name} on {paper}: {css}");
            }
        }
    }

    #[test]
    fn typefaces_are_names_and_nothing_else() {
        let css = |text: &str| {
            let fonts = Typefaces { text: Some(text.to_owned()), headings: None };
            HouseStyle { fonts, ..HouseStyle::default() }.css()
        };
        assert_eq!(
            css("Inter, \"Source Sans 3\""),
            ":root { --sans: 'Inter', 'Source Sans 3', sans-serif; }\n"
        );
        assert_eq!(css("system-ui"), ":root { --sans: system-ui; }\n");
        for text in ["", "a,,b", "url(http://x)", "a; }", "a</style>", "'a\\"] {
            assert_eq!(css(text), "", "{text}");
        }
    }
}
