// Lanes, one for each pair. Positive ties lie above the line and negative ones below, so that a shift is a step.

const LANE = 44;

function laneTies() {
  const ties = story.ties.filter((tie) => tie.statements.some((it) => isStatementShown(story.statements[it])));
  return ties.sort((a, b) => b.shifts.length - a.shifts.length || b.statements.length - a.statements.length
    || a.index - b.index);
}

/** A lane in a narrow window has the names above it. */
const NARROW = 64;

/** The drawing of one lane, `width` wide. */
function lanePicture(tie, width, height = LANE, hasDay = true) {
  const middle = height / 2;
  const reach = height * 0.24;
  const level = { positive: middle - reach, negative: middle + reach, mixed: middle, neutral: middle };
  const left = (day) => (day === -Infinity ? 0 : axis.at(Math.max(day, firstDay)) * width);
  const right = (day) => axis.at(Math.min(day, lastDay + 1)) * width;
  const parts = [draw("line", { x1: 0, x2: width, y1: middle, y2: middle, class: "axis" })];
  let drawn = { polarity: null, end: -1 };
  for (const spell of tie.spells) {
    if (spell.begin > lastDay || !isSpellShown(tie, spell)) continue;
    const [x, end] = [left(spell.begin), right(spell.end)];
    if (spell.polarity === drawn.polarity && end - drawn.end < 0.5) continue;
    drawn = { polarity: spell.polarity, end };
    parts.push(spellBar(spell, x, level[spell.polarity] - 4, Math.max(end - x, 2)));
  }
  // Of overlapping marks, one is drawn.
  const taken = new Set();
  const isFirst = (statement, kind) => {
    const key = `${kind} ${statement.polarity} ${statement.isCounted} ${
      Math.round(middleOf(statement.latest ?? lastDay) * width)} ${Math.round(axis.at(statement.earliest ?? firstDay) * width)}`;
    return !taken.has(key) && taken.add(key);
  };
  for (const shift of tie.shifts) {
    if (isFirst(story.statements[shift.to], "shift")) parts.push(shiftMark(shift, level, width));
  }
  for (const index of tie.statements) {
    if (isFirst(story.statements[index], "said")) parts.push(...statementMark(story.statements[index], level, width));
  }
  if (hasDay) {
    const day = middleOf(state.day) * width;
    parts.push(draw("line", { x1: day, x2: day, y1: 0, y2: height, class: "today" }));
  }
  return draw("svg", { viewBox: `0 0 ${width} ${height}`, width, height, class: "lane-picture", "aria-hidden": "true" },
    parts);
}

/** A bar over the days of a spell, hatched where the tie is only possible. */
function spellBar(spell, x, y, width) {
  return spell.isDefinite ? draw("rect", { x, y, width, height: 8, rx: 1.5, class: `spell ${spell.polarity}` })
    : hatched(x, y, width, 8, `spell ${spell.polarity}`);
}

/** What occurs in lanes, with its words. */
function laneKey() {
  const sample = (...parts) => draw("svg", { width: 36, height: 14, viewBox: "0 0 36 14" }, parts);
  const dot = (look) => draw("circle", { cx: 18, cy: 7, r: 3.4, class: `said ${look}` });
  const spells = story.ties.flatMap((tie) => tie.spells);
  const polarities = POLARITIES.filter((it) => spells.some((spell) => spell.polarity === it));
  const bar = (polarity, isDefinite) => sample(spellBar({ polarity, isDefinite }, 1, 3, 34));
  const is = (passes) => story.statements.some(passes);
  return [
    ...polarities.map((it) => [bar(it, true), WORDS[it]]),
    spells.some((it) => !it.isDefinite) && [bar(polarities[0], false), phrase("possible")],
    [sample(dot(polarities[0] || "neutral")), phrase("lanes.statement")],
    is((it) => !it.isSure) && [sample(draw("line", { x1: 4, x2: 32, y1: 7, y2: 7, class: `may ${polarities[0] || "neutral"}` }),
      dot(polarities[0] || "neutral")), phrase("lanes.some-day")],
    is((it) => !it.isCounted) && [sample(dot("aside")), phrase("lanes.aside")],
    is((it) => it.polarity === "ends") && [sample(draw("path", { d: "M14 3l8 8m0 -8l-8 8", class: "said ends" })), phrase("polarity.ends")],
    story.shifts.length && [sample(draw("g", { class: "shift-mark" }, draw("line", { x1: 18, x2: 18, y1: 1, y2: 8 }),
      draw("path", { d: "M13.5 8H22.5L18 13Z" }))), phrase("lanes.shift")],
    story.shifts.some((it) => !it.definite) && [sample(draw("g", { class: "shift-mark possible" }, draw("line", { x1: 18,
      x2: 18, y1: 1, y2: 8 }), draw("path", { d: "M13.5 8H22.5L18 13Z" }))), phrase("lanes.possible-shift")],
  ].filter(Boolean);
}

/** A step from the old side to the new, on the day of the new. */
function shiftMark(shift, level, width) {
  const to = story.statements[shift.to];
  const x = middleOf(Math.min(Math.max(to.latest ?? firstDay, firstDay), lastDay)) * width;
  const [y, end] = [level[shift.from.polarity], level[to.polarity]];
  const tip = end > y ? -5 : 5;
  return draw("g", { class: `shift-mark${shift.definite ? "" : " possible"}` },
    draw("line", { x1: x, x2: x, y1: y, y2: end + tip }),
    draw("path", { d: `M${x - 4.5} ${end + tip}H${x + 4.5}L${x} ${end}Z` }));
}

/** A dot on the day, or a bar over the days that an uncertain date may denote. */
function statementMark(statement, level, width) {
  if (!isStatementShown(statement)) return [];
  const y = level[statement.polarity] ?? level.mixed;
  const from = axis.at(Math.max(statement.earliest ?? firstDay, firstDay)) * width;
  const to = axis.at(Math.min(statement.latest ?? lastDay, lastDay) + 1) * width;
  const x = middleOf(Math.min(Math.max(statement.latest ?? lastDay, firstDay), lastDay)) * width;
  const look = `said ${statement.polarity}${statement.isCounted ? "" : " aside"}`;
  const dot = statement.polarity === "ends"
    ? draw("path", { d: `M${x - 4} ${y - 4}l8 8m0 -8l-8 8`, class: "said ends" })
    : draw("circle", { cx: x, cy: y, r: 3.4, class: look });
  return statement.isSure ? [dot] : [draw("line", { x1: from, x2: Math.max(to, from + 3), y1: y, y2: y,
    class: `may ${statement.polarity}${statement.isCounted ? "" : " aside"}` }), dot];
}

/** A few lanes with their names above them. */
function laneList(ties, width, entity) {
  return make("div", { class: "lane-list" }, ties.map((tie) => {
    const label = entity ? (tie.holder === entity.index ? ["→ ", bdi(nameOf(tie.target))] : [bdi(nameOf(tie.holder)), " →"])
      : [bdi(nameOf(tie.holder)), " → ", bdi(nameOf(tie.target))];
    return make("button", { type: "button", class: "mini-lane", "aria-label": laneInWords(tie),
      on: { click: () => change({ chosen: { tie } }) } }, make("span", null, label), lanePicture(tie, width, 30));
  }));
}

function laneInWords(tie) {
  const spell = spellOn(tie, state.day);
  return `${phrase("lanes.pair", { holder: nameOf(tie.holder), target: nameOf(tie.target) })}${phrase("colon")} ${
    phrase("n.statements", { n: tie.statements.length })}, ${tie.shifts.length ? `${phrase("lanes.n-shifts", { n: tie.shifts.length })}, ` : ""}${
    spell ? phrase("lanes.on-this-day", { stance: WORDS[spell.polarity] }) : phrase("lanes.none-on-this-day")}`;
}

let lanes = { ties: [], at: 0, height: LANE, label: 0, width: 0, rows: new Map() };

function fillLanes() {
  if (state.view !== "lanes") return;
  const scrolled = byId("lane-scroll")?.scrollTop || 0;
  lanes = { ties: laneTies(), at: 0, height: LANE, label: 0, width: 0, rows: new Map() };
  const shifted = lanes.ties.filter((tie) => tie.shifts.length).length;
  const body = make("div", { class: "lane-body", id: "lane-body" });
  const scroll = make("div", { class: "lane-scroll", id: "lane-scroll", role: "list", "aria-label":
    phrase("lanes.label"), on: { scroll: onNextFrame(drawLanes), keydown: walkLanes } }, body);
  byId("view-lanes").replaceChildren(make("p", { class: "lead" }, make("b", null, phrase("n.pairs", { n: lanes.ties.length })),
    `. ${phrase("lanes.means")}. `, shifted ? phrased("lanes.shifted", { holders: evidenceLink("shifts",
      phrase("lanes.n-shifted", { n: shifted })) }) : phrase("lanes.none-shifted")), make("p", { class: "key lane-key" }, laneKey().map(([picture, words]) =>
    make("span", null, picture, words))), make("div", { id: "lane-axis", class: "lane-axis", "aria-hidden": "true" }), scroll);
  byId("lane-body").style.height = `${lanes.ties.length * LANE}px`;
  scroll.scrollTop = scrolled;
  drawLanes();
}

/** The dates above lanes of this width. */
function laneAxis(width) {
  return draw("svg", { width, height: 16, viewBox: `0 0 ${width} 16` }, ticks(width).map((tick) => draw("text",
    { x: tick.x, y: 12, class: "period" }, tick.label)));
}

function drawLaneAxis(width, label) {
  const dates = laneAxis(width);
  dates.style.marginInlineStart = `${label}px`;
  byId("lane-axis").replaceChildren(dates);
}

/** Draws only the visible lanes; those that are drawn already stay. */
function drawLanes() {
  const scroll = byId("lane-scroll");
  if (!scroll || state.view !== "lanes") return;
  const room = scroll.clientWidth - (innerWidth <= 820 ? 28 : 48);
  const label = room < 540 ? 0 : Math.min(300, room * 0.3) + 12;
  const height = lanes.height = label ? LANE : NARROW;
  const first = Math.max(0, Math.floor(scroll.scrollTop / height) - 3);
  const last = Math.min(lanes.ties.length, Math.ceil((scroll.scrollTop + scroll.clientHeight) / height) + 3);
  const width = Math.max(room - label - 8, 60);
  if (lanes.width !== width || lanes.label !== label) {
    lanes.rows.clear();
    drawLaneAxis(width, label);
  }
  Object.assign(lanes, { label, width });
  const body = byId("lane-body");
  body.style.height = `${lanes.ties.length * height}px`;
  const isFocused = body.contains(document.activeElement);
  // The lanes are one Tab stop; it is always among those that are drawn.
  lanes.at = Math.min(Math.max(lanes.at, first), Math.max(last - 1, 0));
  const rows = new Map();
  for (let at = first; at < last; at += 1) rows.set(at, lanes.rows.get(at) || laneRow(at));
  lanes.rows = rows;
  body.replaceChildren(...rows.values(), make("div", { id: "lane-day", class: "lane-day" }));
  for (const [at, row] of rows) {
    row.firstChild.tabIndex = at === lanes.at ? 0 : -1;
    row.firstChild.classList.toggle("chosen", state.chosen?.tie === lanes.ties[at]);
  }
  moveLaneDay();
  if (isFocused) rows.get(lanes.at)?.firstChild.focus({ preventScroll: true });
}

/** A lane, which tells its place among all. */
function laneRow(at) {
  const [tie, { label, width, height }] = [lanes.ties[at], lanes];
  const row = make("button", { type: "button", class: label ? "lane" : "lane narrow", "aria-label": laneInWords(tie),
    on: { click: () => change({ chosen: { tie } }) } },
  make("span", { class: "names" }, make("span", null, bdi(nameOf(tie.holder))),
    make("span", null, "→ ", bdi(nameOf(tie.target)))), lanePicture(tie, width, label ? LANE : NARROW - 22, false));
  row.style.top = `${at * height}px`;
  row.style.height = `${height}px`;
  return make("div", { role: "listitem", "aria-setsize": lanes.ties.length, "aria-posinset": at + 1 }, row);
}

/** Moves the line of the day over all lanes. */
function moveLaneDay() {
  const line = byId("lane-day");
  if (line) line.style.left = `${lanes.label + middleOf(state.day) * lanes.width}px`;
}

/** Says anew what stands in lanes on the day. */
function tellLanes() {
  if (state.view === "lanes") for (const [at, row] of lanes.rows) row.firstChild.setAttribute("aria-label", laneInWords(lanes.ties[at]));
}

/** Arrow keys move from lane to lane. */
function walkLanes(event) {
  const scroll = byId("lane-scroll");
  const to = { ArrowDown: lanes.at + 1, ArrowUp: lanes.at - 1, Home: 0, End: lanes.ties.length - 1 }[event.key];
  if (to === undefined || !lanes.ties[to]) return;
  event.preventDefault();
  event.stopPropagation();
  const [above, below] = [to * lanes.height, (to + 1) * lanes.height];
  lanes.at = to;
  if (above < scroll.scrollTop) scroll.scrollTop = above;
  else if (below > scroll.scrollTop + scroll.clientHeight) scroll.scrollTop = below - scroll.clientHeight;
  drawLanes();
}
