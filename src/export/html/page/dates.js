// Days are counted from 1970-01-01. The arithmetic is that of the proleptic Gregorian calendar, for any year.

/** Year, month (from 1) and day of a day's number. */
function civil(number) {
  const shifted = number + 719468;
  const era = Math.floor(shifted / 146097);
  const ofEra = shifted - era * 146097;
  const yearOfEra = Math.floor((ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36524)
    - Math.floor(ofEra / 146096)) / 365);
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
    day: ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1 };
}

/** The number of the day of a date; months beyond 12 continue in the next year. */
function dayNumber(year, month, day) {
  const years = year + Math.floor((month - 1) / 12);
  const monthOfYear = ((month - 1) % 12 + 12) % 12 + 1;
  const fromMarch = monthOfYear <= 2 ? years - 1 : years;
  const era = Math.floor(fromMarch / 400);
  const yearOfEra = fromMarch - era * 400;
  const ofYear = Math.floor((153 * (monthOfYear > 2 ? monthOfYear - 3 : monthOfYear + 9) + 2) / 5) + day - 1;
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + ofYear - 719468;
}

function isoDay(number) {
  const { year, month, day } = civil(number);
  const two = (part) => String(part).padStart(2, "0");
  const sign = year < 0 ? "-" : "";
  return `${sign}${String(Math.abs(year)).padStart(4, "0")}-${two(month)}-${two(day)}`;
}

/** The number of a day as `isoDay` writes it, or null. */
function fromIso(text) {
  const found = /^(-?\d{4,})-(\d\d)-(\d\d)$/.exec(text || "");
  return found ? dayNumber(Number(found[1]), Number(found[2]), Number(found[3])) : null;
}

/** The name of a month, and its short form. */
const monthName = (month) => listed("date.months")[month - 1];
const shortMonth = (month) => listed("date.short-months")[month - 1];
/** The number of a day within its month as it is written: French has 1er. */
const dayOfMonth = (day) => (day === 1 ? phrase("date.first") : String(day));

/** 26 April 2018. */
function dayInWords(number) {
  const { year, month, day } = civil(number);
  return phrase("date.day", { day: dayOfMonth(day), month: monthName(month), year: String(year) });
}

/** 26 Apr 2018. */
function shortDay(number) {
  const { year, month, day } = civil(number);
  return phrase("date.short-day", { day: dayOfMonth(day), month: shortMonth(month), year: String(year) });
}

/** A calendar period in words, by its first day and its length. */
function periodInWords(begin, every) {
  const { year, month } = civil(begin);
  switch (every) {
    case "year": return `${year}`;
    case "quarter": return phrase("date.quarter", { quarter: listed("date.quarters")[Math.ceil(month / 3) - 1], year: String(year) });
    case "month": return phrase("date.month", { month: monthName(month), year: String(year) });
    case "week": return phrase("date.week", { day: shortDay(begin) });
    default: return dayInWords(begin);
  }
}

/** A message with a date, of which the first form is for a whole day: French has "le 26 avril", but "en avril". */
function datePhrase(key, written) {
  return phrase(key, { date: dateInWords(written), form: /^\d{4}-\d\d-\d\d(T.*)?$/.test(written) ? 0 : 1 });
}

/** An EDTF date in words; rare forms stay as written. */
function dateInWords(written) {
  const [from, to] = written.split("/");
  if (to !== undefined) {
    if (from === ".." || from === "") return datePhrase("date.by", to);
    return to === ".." || to === "" ? datePhrase("date.since", from)
      : phrase("date.between", { from: dateInWords(from), to: dateInWords(to) });
  }
  const time = /^(.*\d)T(\d\d:\d\d)(?::[\d.]+)?(Z|[+-]\d\d:\d\d)?([~?%]?)$/.exec(written);
  if (time) {
    const [, day, clock, zone, mark] = time;
    return phrase("date.time", { date: dateInWords(day + mark), time: `${clock}${zone ? ` UTC${zone === "Z" ? "" : zone}` : ""}` });
  }
  const decade = /^(\d{3})X$/.exec(written);
  if (decade) return phrase("date.decade", { year: `${decade[1]}0` });
  const season = /^(\d{4})-(2[1-4])$/.exec(written);
  if (season) return phrase("date.season", { season: listed("date.seasons")[season[2] - 21], year: season[1] });
  const found = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?([~?%]?)$/.exec(written);
  if (!found || Number(found[2] || 1) > 12) return written;
  const [, year, month, day, mark] = found;
  const words = day ? phrase("date.day", { day: dayOfMonth(Number(day)), month: monthName(Number(month)), year })
    : month ? phrase("date.month", { month: monthName(Number(month)), year }) : year;
  const key = { "~": "date.about", "?": "date.uncertain", "%": "date.about-uncertain" }[mark];
  return key ? phrase(key, { date: words, form: day ? 0 : 1 }) : words;
}
