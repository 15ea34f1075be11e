//! One row of a feed: who did what to whom.

use super::{codes::Codes, layout::Columns};
use crate::{
    corpus::fold::identity,
    import::{DateForm, Reason},
    model::{Date, Day, VerbIndex},
};

/// An event that is a stance.
pub(super) struct Event<'l> {
    /// Its number in the feed, if it can be an id.
    pub(super) id: Option<&'l str>,
    pub(super) holder: String,
    pub(super) target: String,
    pub(super) verb: VerbIndex,
    pub(super) date: Date,
    /// The date as it is written.
    pub(super) written: &'l str,
    pub(super) source: Option<&'l str>,
    /// How many sources report it.
    pub(super) n_sources: Option<u32>,
    /// When it was added to the feed.
    pub(super) added: Option<Day>,
    pub(super) note: String,
    /// Fields that cannot be read, and that an event can do without.
    pub(super) unread: Vec<(Reason, &'l str)>,
}

/// An event that is none, and the value at fault.
type Refused<'l> = (Reason, Option<&'l str>);

/// Whether the first line of a feed without a header is one all the same: it has neither a number nor a date where
/// events have them.
pub(super) fn is_heading(columns: &Columns, line: &[u8], dates: DateForm) -> bool {
    let dated = line.split(|byte| *byte == b'\t').nth(columns.date);
    let date = dated.and_then(|text| std::str::from_utf8(text).ok());
    let has_date = date.and_then(|text| self::date(text, dates)).is_some();
    !has_date && !line.first().is_some_and(u8::is_ascii_digit)
}

impl<'l> Event<'l> {
    pub(super) fn new(
        columns: &Columns,
        line: &'l [u8],
        codes: &Codes,
        dates: DateForm,
    ) -> Result<Self, Refused<'l>> {
        let fields: Vec<&[u8]> = line.split(|byte| *byte == b'\t').collect();
        let (fewest, most) = columns.n_fields;
        if fields.len() < fewest || fields.len() > most {
            return Err((Reason::Fields, None));
        }
        let text = |at: usize| -> Result<Option<&'l str>, Refused<'l>> {
            let bytes = fields.get(at).copied().unwrap_or_default();
            let text = std::str::from_utf8(bytes).map_err(|_| (Reason::Encoding, None))?;
            Ok(Some(text.trim()).filter(|text| !text.is_empty()))
        };
        let perhaps = |at: Option<usize>| at.map_or(Ok(None), text);
        let code = text(columns.code)?.ok_or((Reason::NoVerb, None))?;
        let verb = codes.verb(code).ok_or((Reason::NoStance, Some(code)))?;
        let actor = |name, country, missing| {
            let name = text(name)?.ok_or((missing, None))?;
            // GEORGIA may be in the Caucasus or in America, and a PRESIDENT anywhere.
            let country = perhaps(country)?;
            Ok(country.map_or_else(|| name.to_owned(), |country| format!("{name} ({country})")))
        };
        let holder: String = actor(columns.holder, columns.holder_country, Reason::NoHolder)?;
        let target: String = actor(columns.target, columns.target_country, Reason::NoTarget)?;
        if holder == target || identity(&holder) == identity(&target) {
            return Err((Reason::Itself, text(columns.holder)?));
        }
        let written = text(columns.date)?.ok_or((Reason::NoDate, None))?;
        let date = date(written, dates).ok_or((Reason::BadDate, Some(written)))?;
        let told_id = perhaps(columns.id)?;
        let is_id = |id: &&str| !id.chars().any(|c| c.is_whitespace() || c.is_control());
        let id = told_id.filter(is_id);
        let (count, told_added) = (perhaps(columns.n_sources)?, perhaps(columns.added)?);
        let n_sources = count.and_then(|number| number.parse().ok()).filter(|number| *number > 0);
        let added = told_added.and_then(day);
        let unread = |reason, value: Option<&'l str>, is_read: bool| {
            value.filter(|_| !is_read).map(|value| (reason, value))
        };
        let unread = [
            unread(Reason::BadId, told_id, id.is_some()),
            unread(Reason::BadCount, count, n_sources.is_some()),
            unread(Reason::BadTime, told_added, added.is_some()),
        ];
        let mut note = format!("code {code}");
        let n_told = n_sources.map(|n| format!("{n} source{}", if n == 1 { "" } else { "s" }));
        let numbered =
            |name: &str, value: Option<&str>| value.map(|value| format!("{name} {value}"));
        let more = [
            numbered("event", told_id.filter(|_| id.is_none())),
            n_told.or_else(|| numbered("sources", count)),
            numbered("added", told_added.filter(|_| added.is_none())),
            told_added.filter(|_| added.is_some()).and_then(stamp).map(|at| format!("added {at}")),
            numbered("story", perhaps(columns.story)?),
            numbered("sentence", perhaps(columns.sentence)?),
        ];
        for part in more.into_iter().flatten() {
            note.push_str(", ");
            note.push_str(&part);
        }
        Ok(Self {
            id,
            holder,
            target,
            verb,
            date,
            written,
            source: perhaps(columns.source)?,
            n_sources,
            added,
            note,
            unread: unread.into_iter().flatten().collect(),
        })
    }
}

/// A date as feeds write it, `20120401` or `2018-06-01 00:00:00`, or in the form that is said.
fn date(text: &str, form: DateForm) -> Option<Date> {
    let whole = || day(text).map(Date::from);
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number && text.len() >= 8 { whole() } else { form.read(text) }
}

/// The quarter of an hour in which GDELT 2.0 found an event, `20150218230000`, in UTC: later than it happened.
fn stamp(text: &str) -> Option<String> {
    let is_stamp = text.len() == 14 && text.bytes().all(|byte| byte.is_ascii_digit());
    let part = |at: usize| text.get(at..at + 2).filter(|_| is_stamp);
    let (hour, minute, second) = (part(8)?, part(10)?, part(12)?);
    let date = format!("{}T{hour}:{minute}:{second}Z", day(text)?);
    date.parse::<Date>().ok().map(|date| date.to_string())
}

/// A day as feeds write it, perhaps with a time behind it: `20120401`, `20150218230000`, `2018-06-01`.
fn day(text: &str) -> Option<Day> {
    let dashed = text.get(..10).and_then(Day::from_iso);
    dashed.or_else(|| {
        let (year, month, date) = (text.get(..4)?, text.get(4..6)?, text.get(6..8)?);
        Day::from_iso(&format!("{year}-{month}-{date}"))
    })
}
