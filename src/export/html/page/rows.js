// Tables of what is shown. Those of ties, statements and the network begin with the columns of `whom`, `statements` and
// `network --mode twomode` with -O csv; what the page says besides is in further columns.

/** A number as the tables of the command line have it. */
function decimal(value) {
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}

/** Names in one cell, with semicolons between them. */
function namesInCell(names) {
  return names.map((name) => (name === "" || /[;"]/.test(name) || name.trim() !== name
    ? `"${name.replaceAll("\"", "\"\"")}"` : name)).join("; ");
}

const idOf = (index) => story.entities[index].id;
const dayCell = (day) => (day === undefined ? "" : isoDay(day));

/** The columns of a table of statements. */
const STATEMENT_COLUMNS = {
  statement: (it) => it.id,
  holder: (it) => idOf(it.holder),
  holder_name: (it) => nameOf(it.holder),
  target: (it) => idOf(it.target),
  target_name: (it) => nameOf(it.target),
  verb: (it) => story.verbs[it.verb].word,
  polarity: (it) => it.polarity,
  strength: (it) => decimal(story.verbs[it.verb].strength),
  date: (it) => it.date,
  earliest: (it) => dayCell(it.earliest),
  latest: (it) => dayCell(it.latest),
  certainty: (it) => (it.isDefinite ? "definite" : "possible"),
  source: (it) => story.sources[it.source].id,
  quote: (it) => it.quote,
  about: (it) => it.about.map(idOf).join(" "),
  about_names: (it) => namesInCell(it.about.map(nameOf)),
  claimed_by: (it) => (it.claimed_by === undefined ? "" : idOf(it.claimed_by)),
  claimed_by_name: (it) => (it.claimed_by === undefined ? "" : nameOf(it.claimed_by)),
  counted: (it) => (it.isCounted ? "yes" : "no"),
  superseded: (it) => (it.superseded ? "yes" : "no"),
  supersedes: (it) => it.supersedes,
  until: (it) => it.until,
  confidence: (it) => (it.confidence === undefined ? "" : String(it.confidence)),
  recorded: (it) => it.recorded,
  coder: (it) => it.coder,
  note: (it) => it.note,
  reported_in: (it) => it.reported_in.map((source) => story.sources[source].id).join(" "),
  source_kind: (it) => story.sources[it.source].kind,
  source_title: (it) => story.sources[it.source].title,
  source_published: (it) => story.sources[it.source].published,
  source_url: (it) => story.sources[it.source].url,
  source_archived: (it) => story.sources[it.source].archived,
};

function tableOf(columns, items) {
  return [Object.keys(columns), ...items.map((item) => Object.values(columns).map((cell) => cell(item)))];
}

/** The columns of a table of the ties of a day, each with its spell. */
const TIE_COLUMNS = {
  holder: ({ tie }) => idOf(tie.holder),
  holder_name: ({ tie }) => nameOf(tie.holder),
  target: ({ tie }) => idOf(tie.target),
  target_name: ({ tie }) => nameOf(tie.target),
  polarity: ({ spell }) => spell.polarity,
  verb: ({ lead }) => story.verbs[lead.verb].word,
  strength: ({ lead }) => decimal(story.verbs[lead.verb].strength),
  date: ({ lead }) => lead.date,
  certainty: ({ spell }) => (spell.isDefinite ? "definite" : "possible"),
  statements: ({ tie }) => evidenceOn(tie, state.day).map((it) => it.id).join(" "),
  source: ({ lead }) => story.sources[lead.source].id,
  quote: ({ lead }) => lead.quote,
  day: () => isoDay(state.day),
  deciding: ({ spell }) => spell.deciding.map((it) => story.statements[it].id).join(" "),
  source_title: ({ lead }) => story.sources[lead.source].title,
  source_url: ({ lead }) => story.sources[lead.source].url,
};

/** The ties that are shown on a day, with their leading statements; a tie of which none is on the page has no row. */
function tieRecords(day) {
  return shownTies(day).map(({ tie, spell }) => ({ tie, spell, lead: story.statements[spell.deciding[0]] }))
    .filter(({ lead }) => lead);
}

const CHART_POLARITIES = ["positive", "negative", "mixed", "neutral", "ends"];

/** The columns of a table of periods. Measures are of definite statements; `least` and `greatest` are what possible ones can make of them. */
const PERIOD_COLUMNS = {
  begin: (it) => isoDay(it.begin),
  last: (it) => isoDay(it.last),
  ...Object.fromEntries(CHART_POLARITIES.map((polarity) => [polarity, (it) => it.counts[polarity] || 0])),
  possible: (it) => it.possible,
  ...Object.fromEntries(CHART_POLARITIES.map((polarity) => [`possible_${polarity}`, (it) => it.may[polarity] || 0])),
  ...Object.fromEntries(["strong", "strong_least", "strong_greatest"].map((name) =>
    [name.replace("strong", "strong_balance"), (it) => it.balance[name]])),
  pairs: (it) => it.balance.edges,
  frustration_lower: (it) => it.balance.lower,
  frustration_upper: (it) => it.balance.upper,
  normalized: (it) => it.balance.normalized,
  normalized_least: (it) => it.balance.normalized_least,
  normalized_greatest: (it) => it.balance.normalized_greatest,
  balance_possible: (it) => it.balance.possible,
  polarization: (it) => it.polarization?.value,
  polarization_upper: (it) => it.polarization?.upper,
  polarization_least: (it) => it.polarization?.least,
  polarization_greatest: (it) => it.polarization?.greatest,
  fit: (it) => it.polarization?.fit,
  fit_upper: (it) => it.polarization?.fit_upper,
  conflict_share: (it) => it.polarization?.conflict_share,
  actors: (it) => it.polarization?.actors,
  polarization_possible: (it) => it.polarization?.possible,
  ...Object.fromEntries(["+++", "++-", "+--", "---"].map((signs, index) => [signs, (it) => it.balance.census[index]])),
};

/** The current view as rows: ties, statements or periods. */
function csvText() {
  const cell = (value) => (/[",\r\n]/.test(value) ? `"${value.replaceAll("\"", "\"\"")}"` : value);
  const rows = state.view === "statements" || state.view === "lanes"
    ? tableOf(STATEMENT_COLUMNS, story.statements.filter(isStatementShown))
    : state.view === "charts" ? tableOf(PERIOD_COLUMNS, story.periods)
      : state.view === "network" ? tableOf(NETWORK_COLUMNS, countedPairs(state.day))
      : tableOf(TIE_COLUMNS, tieRecords(state.day));
  return rows.map((row) => row.map((value) => cell(String(value ?? ""))).join(",")).join("\r\n");
}
