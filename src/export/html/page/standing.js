// The ties that stand on the day that is shown, kept from day to day: a step looks only at those that change in between.

const standing = {};

/** As nothing is known yet. */
function forgetStanding() {
  Object.assign(standing, { day: null, filters: null, showsHidden: null, spells: [], ranks: new Float64Array(story.ties.length), shown: [],
    starts: null, ties: null });
}
forgetStanding();
renewals.push(forgetStanding);

/** The days on which some tie changes, ascending, and the positions of these ties. */
function indexChanges() {
  const changes = [];
  for (const tie of story.ties) {
    for (const { begin, end } of tie.spells) {
      if (Number.isFinite(begin)) changes.push([begin, tie.index]);
      if (Number.isFinite(end)) changes.push([end, tie.index]);
    }
  }
  changes.sort((a, b) => a[0] - b[0]);
  standing.starts = Float64Array.from(changes, (it) => it[0]);
  standing.ties = Uint32Array.from(changes, (it) => it[1]);
}

/** The position of the first change after a day. */
function changesUntil(day) {
  let [low, high] = [0, standing.starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (standing.starts[middle] <= day) low = middle + 1; else high = middle;
  }
  return low;
}

/** Brings what stands to a day; does nothing when it is there. */
function standOn(day) {
  if (!standing.starts) indexChanges();
  const isSame = standing.filters === state.filters && standing.showsHidden === state.showsHidden;
  if (isSame && standing.day === day) return;
  const [from, to] = isSame && standing.day !== null
    ? [changesUntil(Math.min(standing.day, day)), changesUntil(Math.max(standing.day, day))] : [0, Infinity];
  const bring = (tie) => {
    const spell = shownSpell(tie, day);
    standing.spells[tie.index] = spell;
    standing.ranks[tie.index] = spell ? strengthOf({ tie, spell }) : -1;
  };
  if (to - from < story.ties.length) for (let at = from; at < to; at += 1) bring(story.ties[standing.ties[at]]);
  else for (const tie of story.ties) bring(tie);
  const shown = [];
  for (const tie of story.ties) {
    const spell = standing.spells[tie.index];
    if (spell) shown.push({ tie, spell });
  }
  Object.assign(standing, { day, filters: state.filters, showsHidden: state.showsHidden, shown });
}

/** The ties that change after a day and up to another, by place. */
function changedBetween(from, to) {
  if (!standing.starts) indexChanges();
  const places = new Set(standing.ties.subarray(changesUntil(from), changesUntil(to)));
  return [...places].sort((a, b) => a - b).map((it) => story.ties[it]);
}

/** The statements of each day, in order, and the days of which there are some. */
const said = { on: null, days: [] };
renewals.push(() => Object.assign(said, { on: null, days: [] }));

/** The statements of a day that are shown. */
function saidOn(day) {
  if (!said.on) {
    said.on = new Map();
    for (const statement of story.statements) {
      const key = dayOf(statement);
      if (said.on.has(key)) said.on.get(key).push(statement); else said.on.set(key, [statement]);
    }
    said.days = [...said.on.keys()].sort((a, b) => a - b);
  }
  return (said.on.get(day) || []).filter(isStatementShown);
}

/** The last day before another of which a statement is shown, or null. */
function saidBefore(day) {
  saidOn(day);
  let at = said.days.indexOf(latestBy(said.days, day - 1, (it) => it));
  while (at >= 0 && !saidOn(said.days[at]).length) at -= 1;
  return at < 0 ? null : said.days[at];
}

/** The place of each name among all, so that long lists are sorted without comparing texts. */
const nameRank = { of: null };
renewals.push(() => { nameRank.of = null; });

function rankOfName(index) {
  if (!nameRank.of) {
    const { compare } = new Intl.Collator(story.language);
    const order = story.entities.map((_, at) => at).sort((a, b) => compare(nameOf(a), nameOf(b)));
    nameRank.of = new Uint32Array(order.length);
    order.forEach((at, place) => {
      const before = order[place - 1];
      nameRank.of[at] = place && compare(nameOf(before), nameOf(at)) === 0 ? nameRank.of[before] : place;
    });
  }
  return nameRank.of[index];
}

/** The ties that are shown on the day of the page, each with its spell. The list is not to be changed. */
function standingTies() {
  standOn(state.day);
  return standing.shown;
}

/** How many of them there are of each polarity. */
function standingCounts() {
  const counts = {};
  for (const { spell } of standingTies()) counts[spell.polarity] = (counts[spell.polarity] || 0) + 1;
  return counts;
}

/** How many ties stand, and how many of these only possibly. */
function standingInWords(ties) {
  const possible = ties.filter(({ spell }) => !spell.isDefinite).length;
  return `${phrase("n.standing", { n: ties.length })}${possible ? `, ${phrase("picture.possible", { n: possible })}` : ""}`;
}

/** With more ties than this, only so many are drawn, the strongest, unless all are asked for. */
const MOST_LINES = 400;

/** The strength of a tie on a day: that of its leading verb, then how many statements it has, then its place. */
function strengthOf({ tie, spell }) {
  const lead = story.statements[spell.deciding[0]];
  const strength = lead ? story.verbs[lead.verb].strength : 0;
  return Math.round(strength * 1000) * 1e11 + Math.min(tie.statements.length, 99999) * 1e6 + (999999 - tie.index);
}

/** The strength that a tie of the day must have to be drawn. */
function leastDrawn() {
  if (state.hasAllLines || standingTies().length <= MOST_LINES) return -1;
  return placed(standing.ranks.slice(), standing.ranks.length - MOST_LINES);
}

/** The value that would stand at a place if all were sorted: only the part in which it lies is looked at again. */
function placed(values, place) {
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const pivot = values[(low + high) >> 1];
    let [from, to] = [low, high];
    while (from <= to) {
      while (values[from] < pivot) from += 1;
      while (values[to] > pivot) to -= 1;
      if (from > to) break;
      [values[from], values[to]] = [values[to], values[from]];
      from += 1;
      to -= 1;
    }
    if (place <= to) high = to; else if (place >= from) low = from; else break;
  }
  return values[place];
}

/** What is said of ties that are not drawn, or an empty text. */
function thinnedInWords() {
  const number = standingTies().length;
  return number > MOST_LINES && !state.hasAllLines ? phrase("lines.thinned", { n: number, most: MOST_LINES }) : "";
}
