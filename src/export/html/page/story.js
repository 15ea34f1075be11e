// The data of the page, with references resolved. Ties, deciding statements and camps were computed when the page was
// written and are only looked up here.

document.documentElement.dataset.scripted = "yes";
let story = null;
let [firstDay, lastDay] = [0, 0];
/** Looked up by holder>target, by id, by id. */
let [tieOf, entityById, statementById] = [new Map(), new Map(), new Map()];
/** Each forgets what was found in the data before. */
const renewals = [];

/** Takes the data of a page. Those of a served page change while it is open. */
function takeStory(data) {
  story = data;
  [firstDay, lastDay] = story.days || [0, 0];
  for (const [index, entity] of story.entities.entries()) {
    Object.assign(entity, { index, out: [], into: [], claims: [], weight: 0, isNode: false });
  }
  for (const index of story.nodes) story.entities[index].isNode = true;
  for (const [index, source] of story.sources.entries()) source.index = index;
  for (const [index, statement] of story.statements.entries()) resolveStatement(statement, index);
  for (const [index, tie] of story.ties.entries()) resolveTie(tie, index);
  tieOf = new Map(story.ties.map((tie) => [`${tie.holder}>${tie.target}`, tie]));
  for (const tie of story.ties) tie.reverse = tieOf.get(`${tie.target}>${tie.holder}`) || null;
  for (const shift of story.shifts) story.ties[shift.tie].shifts.push(shift);
  entityById = new Map(story.entities.map((entity) => [entity.id, entity]));
  statementById = new Map(story.statements.map((statement) => [statement.id, statement]));
  for (const renew of renewals) renew();
}

function resolveStatement(statement, index) {
  statement.index = index;
  statement.isCounted = statement.counted !== false;
  statement.isDefinite = statement.definite !== false;
  statement.isSure = statement.earliest !== undefined && statement.earliest === statement.latest;
  statement.polarity = story.verbs[statement.verb].effect;
  statement.word = verbLabel(statement.verb, statement.target);
  statement.about = statement.about || [];
  statement.reported_in = statement.reported_in || [];
  statement.tie = null;
}

function resolveTie(tie, index) {
  tie.index = index;
  tie.reverse = null;
  tie.shifts = [];
  for (const spell of tie.spells) {
    spell.begin = spell.begin ?? -Infinity;
    spell.end = spell.end ?? Infinity;
    spell.isDefinite = spell.definite !== false;
  }
  for (const statement of tie.statements) story.statements[statement].tie = tie;
  story.entities[tie.holder].out.push(tie);
  story.entities[tie.target].into.push(tie);
  if (tie.spells.length) {
    story.entities[tie.holder].weight += 1;
    story.entities[tie.target].weight += 1;
  }
}

takeStory(JSON.parse(document.getElementById("story").textContent));
const SIGNS = { positive: "+", negative: "−", neutral: "○", mixed: "±", ends: "×" };
const POLARITIES = ["positive", "negative", "mixed", "neutral"];
/** What the page calls them. */
const WORDS = { positive: phrase("polarity.positive"), negative: phrase("polarity.negative"), mixed: phrase("polarity.mixed"),
  neutral: phrase("polarity.neutral"), ends: phrase("polarity.ends") };
/** Three who are all linked, by how many of the three links are for each other. */
const TRIANGLES = { 3: phrase("trio.3"), 2: phrase("trio.2"), 1: phrase("trio.1"), 0: phrase("trio.0") };

/** 3 statements for, 1 statement that ends a stance. */
function countOf(number = 0, polarity) {
  return phrase(`said.${polarity}`, { n: number });
}

/** The last of an ascending list whose `key` is not after `day`, or null. */
function latestBy(list, day, key) {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (key(list[middle]) <= day) low = middle + 1; else high = middle;
  }
  return low > 0 ? list[low - 1] : null;
}

/** The spell of a tie on a day, if it stands. */
function spellOn(tie, day) {
  const spell = latestBy(tie.spells, day, (it) => it.begin);
  return spell && day < spell.end ? spell : null;
}

/** What the verbs are called that a tie rests on: that of its leading statement, and where it is both, one of the other side. */
function actsOf(spell) {
  const deciding = spell.deciding.map((it) => story.statements[it]);
  const told = spell.polarity === "mixed" ? deciding.filter((it, at) => deciding.findIndex((one) => one.polarity === it.polarity) === at)
    : deciding.slice(0, 1);
  return told.map((it) => it.word).join(", ") || WORDS[spell.polarity];
}

/** The latest snapshot at or before a day. */
function snapshotOn(day) {
  return latestBy(story.snapshots, day, (snapshot) => snapshot.day);
}

/** The stop of a statement: the last day on which it may have been made, within the time line. */
function dayOf(statement) {
  return Math.max(Math.min(statement.latest ?? lastDay, lastDay), firstDay);
}

/** The stop at or before a day. */
function stopBefore(day) {
  return latestBy(story.stops, day, (stop) => stop);
}

/** The first stop after a day, or null. */
function stopAfter(day) {
  const before = stopBefore(day);
  const next = before === null ? 0 : story.stops.indexOf(before) + 1;
  return story.stops[next] ?? null;
}

function nameOf(index) {
  return story.entities[index].name;
}

/** A camp by its members, those with most ties first: "Ann, Bo and 3 others". */
function campName(members, most) {
  const names = [...members].sort((a, b) => story.entities[b].weight - story.entities[a].weight || a - b).map(nameOf);
  if (names.length <= most) return names.length > 1 ? phrase("list.and", { names: names.slice(0, -1).join(", "), last: names[names.length - 1] }) : names.join("");
  return phrase("list.others", { names: names.slice(0, most).join(", "), n: names.length - most });
}

/** The camps of a snapshot: {part, number, members, key, name, short, color}. Camps of two parts are not compared. */
function campList(snapshot) {
  if (!snapshot) return [];
  snapshot.campList = snapshot.campList || snapshot.camps.map(([part, number, members]) => ({
    part, number, members, key: `${part}-${number}`, name: campName(members, 2), short: campName(members, 1),
    color: `camp-${((part - 1) * 2 + number - 1) % 3 + 1}`,
  }));
  return snapshot.campList;
}

/** The camp of each entity of a snapshot. */
function campsOf(snapshot) {
  if (!snapshot) return new Map();
  snapshot.campOf = snapshot.campOf
    || new Map(campList(snapshot).flatMap((camp) => camp.members.map((member) => [member, camp])));
  return snapshot.campOf;
}

/** What entities are sorted by so that those of a camp stand together, and those of none at the end. */
function placeInCamps(camps) {
  return (index) => {
    const camp = camps.get(index);
    return camp ? camp.part * 1000 + camp.number : Number.MAX_SAFE_INTEGER;
  };
}

/** A text folded for comparison: without case and accents. */
function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** An address that the page may link to, or null for scripts. */
function safeUrl(text) {
  try {
    const url = new URL(text);
    return ["http:", "https:", "mailto:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}
