// Days are counted from 1970-01-01. The arithmetic is that of the proleptic Gregorian calendar, for any year.

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December"];

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

/** 26 April 2018. */
function dayInWords(number) {
  const { year, month, day } = civil(number);
  return `${day} ${MONTHS[month - 1]} ${year}`;
}

/** 26 Apr 2018. */
function shortDay(number) {
  const { year, month, day } = civil(number);
  return `${day} ${MONTHS[month - 1].slice(0, 3)} ${year}`;
}

/** A calendar period in words, by its first day and its length. */
function periodInWords(begin, every) {
  const { year, month, day } = civil(begin);
  switch (every) {
    case "year": return `${year}`;
    case "quarter": return `Q${Math.ceil(month / 3)} ${year}`;
    case "month": return `${MONTHS[month - 1]} ${year}`;
    case "week": return `week of ${day} ${MONTHS[month - 1].slice(0, 3)} ${year}`;
    default: return dayInWords(begin);
  }
}

/** An EDTF date in words; rare forms stay as written. */
function dateInWords(written) {
  const [from, to] = written.split("/");
  if (to !== undefined) {
    if (from === ".." || from === "") return `by ${dateInWords(to)}`;
    return to === ".." || to === "" ? `since ${dateInWords(from)}` : `between ${dateInWords(from)} and ${dateInWords(to)}`;
  }
  const time = /^(.*\d)T(\d\d:\d\d)(?::[\d.]+)?(Z|[+-]\d\d:\d\d)?([~?%]?)$/.exec(written);
  if (time) {
    const [, day, clock, zone, mark] = time;
    return `${dateInWords(day + mark)}, ${clock}${zone ? ` UTC${zone === "Z" ? "" : zone}` : ""}`;
  }
  const decade = /^(\d{3})X$/.exec(written);
  if (decade) return `the ${decade[1]}0s`;
  const season = /^(\d{4})-(2[1-4])$/.exec(written);
  if (season) return `${["spring", "summer", "autumn", "winter"][season[2] - 21]} ${season[1]}`;
  const found = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?([~?%]?)$/.exec(written);
  if (!found || Number(found[2] || 1) > 12) return written;
  const [, year, month, day, mark] = found;
  const words = [day && String(Number(day)), month && MONTHS[Number(month) - 1], year].filter(Boolean).join(" ");
  return { "~": `about ${words}`, "?": `${words}, uncertain`, "%": `about ${words}, uncertain` }[mark] || words;
}
