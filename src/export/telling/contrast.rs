//! Colours, and how well one can be read on another (WCAG 2.2, "relative luminance" and "contrast ratio").

/// A colour of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Color([u8; 3]);

/// The least contrast of text (WCAG 2.2, success criterion 1.4.3).
pub(super) const LEAST: f64 = 4.5;

impl Color {
    pub(super) const BLACK: Self = Self([0; 3]);
    pub(super) const WHITE: Self = Self([255; 3]);

    /// Reads `#rrggbb` or `#rgb`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        let digit = |at: usize| digits.get(at..=at).and_then(|it| u8::from_str_radix(it, 16).ok());
        match digits.len() {
            3 => Some(Self([digit(0)? * 17, digit(1)? * 17, digit(2)? * 17])),
            6 => {
                let pair = |at: usize| Some(digit(at)? * 16 + digit(at + 1)?);
                Some(Self([pair(0)?, pair(2)?, pair(4)?]))
            }
            _ => None,
        }
    }

    /// As CSS writes it.
    pub(super) fn css(self) -> String {
        let Self([red, green, blue]) = self;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    /// From 0, black, to 1, white.
    pub(super) fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let Self([red, green, blue]) = self;
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    /// From 1 to 21.
    pub(super) fn contrast(self, other: Self) -> f64 {
        let [a, b] = [self.luminance(), other.luminance()];
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// This one with a share of another, from 0 to 1.
    pub(super) fn mixed(self, other: Self, share: f64) -> Self {
        let Self(own) = self;
        let Self(theirs) = other;
        let mut parts = own;
        for (part, theirs) in parts.iter_mut().zip(theirs) {
            let mixed = f64::from(*part) + (f64::from(theirs) - f64::from(*part)) * share;
            // A mixture lies between its parts.
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 255")]
            let rounded = mixed.round().clamp(0.0, 255.0) as u8;
            *part = rounded;
        }
        Self(parts)
    }

    /// The contrast on the worst of some grounds.
    pub(super) fn on(self, grounds: &[Self]) -> f64 {
        grounds.iter().map(|ground| self.contrast(*ground)).fold(f64::INFINITY, f64::min)
    }

    /// The nearest mixture with black, or with white, that can be read on all of some grounds.
    pub(super) fn readable_on(self, grounds: &[Self]) -> Option<Self> {
        let mixtures = (1..=100).flat_map(|share| {
            [Self::BLACK, Self::WHITE].map(|end| self.mixed(end, f64::from(share) / 100.0))
        });
        mixtures.into_iter().find(|mixture| mixture.on(grounds) >= LEAST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrasts_are_those_of_the_recommendation() {
        let color = |text| Color::parse(text).unwrap();
        let [black, white] = [color("#000"), color("#ffffff")];
        assert!((black.contrast(white) - 21.0).abs() < 1e-9);
        // The grey that WCAG's own examples call the lightest that passes on white, and the next one.
        assert!(color("#767676").contrast(white) >= LEAST);
        assert!(color("#777777").contrast(white) < LEAST);
        assert!((color("#777777").contrast(white) - 4.478).abs() < 0.001);
        let pale = color("#88ccff");
        let better = pale.readable_on(&[white]).unwrap();
        assert!(better.on(&[white]) >= LEAST && better.on(&[white]) < 4.7);
        assert_eq!(color("#aBc").css(), "#aabbcc");
        for text in ["", "#12", "#12345", "#ggg", "red", "#1234567", "#é0"] {
            assert_eq!(Color::parse(text), None, "{text}");
        }
    }
}
