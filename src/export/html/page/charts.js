// Charts by period: statements, balance, polarization, triangles. Each mark leads to its evidence.

const CHART = { height: 190, left: 40, right: 14, top: 14, bottom: 26 };

function fillCharts() {
  if (state.view !== "charts") return;
  const view = byId("view-charts");
  if (!story.periods.length) {
    view.replaceChildren(make("p", { class: "lead" }, "Too few dated statements for charts by period."));
    return;
  }
  const width = Math.max(Math.min(view.clientWidth - (innerWidth <= 820 ? 32 : 64), 1180), 260);
  const columns = width > 760 ? 2 : 1;
  const each = (width - (columns - 1) * 36) / columns;
  const filtered = isFiltered() ? " Charts show the whole view; the filter does not change them." : "";
  view.replaceChildren(make("p", { class: "lead" }, make("b", null, `Each ${story.every}`),
    `. Select a mark to see its evidence.${filtered}`), make("div", { class: "charts" },
  [saidChart, balanceChart, polarizationChart, triangleChart].map((chart) => chart(each))));
}

function figure(title, explanation, now, drawing, key) {
  const width = drawing.getAttribute("width");
  return make("figure", { class: "chart", style: { width: width ? `${width}px` : "auto" } }, make("figcaption", null, make("h3", null, title), now
    ? make("p", { class: "value" }, now) : null, make("p", { class: "facts" }, explanation)), drawing, key || null);
}

/** The period that the day lies in. */
function periodOn(day) {
  return latestBy(story.periods, day, (period) => period.begin);
}

/** The frame of a chart: its lines, the labels of the periods, and the current day. */
function chartFrame(width, low, high, marks, label) {
  const { height, left, right, top, bottom } = CHART;
  const inner = { width: width - left - right, height: height - top - bottom };
  const y = (value) => top + (high - value) / (high - low) * inner.height;
  const band = inner.width / story.periods.length;
  const x = (index) => left + band * (index + 0.5);
  const lines = marks.map((value) => [draw("line", { x1: left, x2: width - right, y1: y(value), y2: y(value),
    class: value === 0 ? "zero" : "grid" }), draw("text", { x: left - 6, y: y(value) + 4, class: "scale" },
  Math.abs(value).toLocaleString("en", { maximumFractionDigits: 2 }))]);
  const at = story.periods.indexOf(periodOn(state.day));
  const today = at >= 0 ? draw("rect", { x: x(at) - band / 2, y: top, width: band, height: inner.height, class: "today-band" }) : null;
  return { x, y, band, svg: draw("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "group",
    "aria-label": label }, today, lines, periodNames(x, band, height)) };
}

function periodNames(x, band, height) {
  const names = [];
  let free = -Infinity;
  for (const [index, period] of story.periods.entries()) {
    const name = shortPeriod(period.begin, index);
    const half = name.length * 3.1 + 6;
    if (x(index) - half < free) continue;
    free = x(index) + half;
    names.push(draw("text", { x: x(index), y: height - 8, class: "period" }, name));
  }
  return names;
}

function shortPeriod(begin) {
  const { year, month, day } = civil(begin);
  const name = MONTHS[month - 1].slice(0, 3);
  return { year: `${year}`, quarter: `Q${Math.ceil(month / 3)} ${year}`, month: `${name} ${year}` }[story.every]
    || `${day} ${name}`;
}

/** A mark that can be selected, with the days of its period. */
function mark(shape, key, label, period) {
  const open = () => {
    stop();
    change({ chosen: { evidence: key }, day: Math.min(Math.max(period.last, firstDay), lastDay) });
  };
  return draw("g", { class: "mark", tabindex: 0, role: "button", "aria-label": label, on: { click: open,
    keydown: (event) => {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); event.stopPropagation(); open(); }
    } } }, draw("title", null, label), shape);
}

function nice(most) {
  const power = 10 ** Math.floor(Math.log10(Math.max(most, 1)));
  return [1, 2, 5, 10].map((it) => it * power).find((it) => it >= most);
}

function saidChart(width) {
  const of = (period, polarity) => period.counts[polarity] || 0;
  const up = Math.max(1, ...story.periods.map((it) => of(it, "positive") + of(it, "mixed") + of(it, "neutral")));
  const down = Math.max(1, ...story.periods.map((it) => of(it, "negative") + of(it, "ends")));
  const [high, low] = [nice(up), -nice(down)];
  const frame = chartFrame(width, low, high, [low, 0, high], "Statements by period");
  const bar = Math.max(Math.min(frame.band - 2, 36), 1.5);
  for (const [index, period] of story.periods.entries()) {
    let [above, below] = [0, 0];
    for (const polarity of ["positive", "mixed", "neutral", "negative", "ends"]) {
      const number = of(period, polarity);
      if (!number) continue;
      const isUp = polarity !== "negative" && polarity !== "ends";
      const from = isUp ? above : -below - number;
      if (isUp) above += number; else below += number;
      const [top, bottom] = [frame.y(from + number), frame.y(from)];
      frame.svg.append(mark(draw("rect", { x: frame.x(index) - bar / 2, y: top, width: bar,
        height: Math.max(bottom - top, 1), class: `bar ${polarity}` }), `period.${index}.${polarity}`,
      `${count(number, `${polarity} statement`, `${polarity} statements`)}, ${periodInWords(period.begin, story.every)}`,
      period));
    }
  }
  const period = periodOn(state.day);
  const total = period ? Object.values(period.counts).reduce((a, b) => a + b, 0) : 0;
  const at = story.periods.indexOf(period);
  const now = period ? [evidenceLink(`period.${at}`, `${count(total, "statement", "statements")}, ${
    periodInWords(period.begin, story.every)}`), period.possible ? [", and ", evidenceLink(`period.${at}.possible`,
    `${period.possible.toLocaleString("en")} only possible`)] : null] : null;
  return figure("Statements", "Upwards: positive, mixed and neutral. Downwards: negative, and endings. A statement that"
    + " may have been said in another period as well is in no bar.", now, frame.svg);
}

/** A line of values from period to period, with a gap where one is undefined. */
function line(frame, values, look) {
  let path = "";
  let isOpen = false;
  for (const [index, value] of values.entries()) {
    if (value === null || value === undefined) { isOpen = false; continue; }
    path += `${isOpen ? "L" : "M"}${frame.x(index).toFixed(1)} ${frame.y(value).toFixed(1)}`;
    isOpen = true;
  }
  return draw("path", { d: path, class: `line ${look}` });
}

function dots(frame, values, look, key, label) {
  return values.map((value, index) => {
    if (value === null || value === undefined) return null;
    const [x, y] = [frame.x(index), frame.y(value)];
    const shape = look === "second" ? draw("rect", { x: x - 3.5, y: y - 3.5, width: 7, height: 7, class: `dot ${look}` })
      : draw("circle", { cx: x, cy: y, r: 4, class: `dot ${look}` });
    return mark([draw("circle", { cx: x, cy: y, r: 10, class: "reach" }), shape], key(index), label(index, value),
      story.periods[index]);
  }).filter(Boolean);
}

const share = (value) => (value === null || value === undefined ? "undefined"
  : value.toLocaleString("en", { maximumFractionDigits: 2, minimumFractionDigits: 2 }));

function balanceChart(width) {
  const frame = chartFrame(width, 0, 1, [0, 0.5, 1], "Balance by period");
  const found = story.periods.map((period) => period.balance);
  const [normalized, strong] = [found.map((it) => it.normalized), found.map((it) => it.strong)];
  const name = (index) => periodInWords(story.periods[index].begin, story.every);
  const open = (index, what) => rangeInWords({ possible: found[index].possible, least: found[index][`${what}_least`],
    greatest: found[index][`${what}_greatest`] });
  frame.svg.append(...intervals(frame, found, "normalized", -2), ...intervals(frame, found, "strong", 2),
    line(frame, normalized, "first"), line(frame, strong, "second"),
    ...dots(frame, normalized, "first", (index) => `balance.${index}.frustrated`, (index, value) =>
      `Fit to two camps ${share(value)}${found[index].exact ? "" : ", at least"}; ${share(found[index].upper)} pairs do not fit${open(index, "normalized")}; ${name(index)}`),
    ...dots(frame, strong, "second", (index) => `balance.${index}.triangles.2`, (index, value) =>
      `Balanced triangles ${share(value)}${open(index, "strong")}, ${name(index)}`));
  const snapshot = snapshotOn(state.day);
  const now = snapshot ? [evidenceLink(`snapshot.${snapshot.day}.frustrated`, `${share(snapshot.normalized)} fit to two camps`),
    ": ", snapshot.upper.toLocaleString("en"), " of ", evidenceLink(`snapshot.${snapshot.day}.edges`,
      count(snapshot.edges, "pair", "pairs")), " do not fit", snapshot.exact ? " (proved)" : `, at least ${
      snapshot.lower.toLocaleString("en")} in any split`, snapshot.day === state.day ? "" : `, ${dayInWords(snapshot.day)}`] : null;
  return figure("Balance", "By all definite statements up to the end of each period: how well the signed ties fit two camps (1 − 2L/m), and the"
    + " share of balanced triangles. Upright lines: what possible statements can make of them.", now, frame.svg, chartKey([["first", "fit to two camps"], ["second",
    "balanced triangles"]]));
}

/** An upright line from the least to the greatest value that possible statements can make of a measure of each period. */
function intervals(frame, found, what, aside) {
  return found.map((it, index) => {
    const [least, greatest] = [it[`${what}_least`], it[`${what}_greatest`]];
    if (!it.possible || least === null || least === greatest) return null;
    const x = frame.x(index) + aside;
    return draw("line", { x1: x, x2: x, y1: frame.y(least), y2: frame.y(greatest), class: "interval" });
  }).filter(Boolean);
}

function chartKey(entries) {
  return make("p", { class: "key" }, entries.map(([look, label]) => make("span", null, draw("svg", { width: 22, height: 10,
    "aria-hidden": "true" }, draw("path", { d: "M0 5H22", class: `line ${look}` }), look === "second"
    ? draw("rect", { x: 7.5, y: 1.5, width: 7, height: 7, class: "dot second" })
    : draw("circle", { cx: 11, cy: 5, r: 4, class: `dot ${look}` })), label)));
}

function polarizationChart(width) {
  if (story.no_polarization) {
    return figure("Polarization", story.no_polarization, null, make("p", { class: "facts" }, ""));
  }
  const frame = chartFrame(width, 0, 1, [0, 0.5, 1], "Polarization by period");
  const found = story.periods.map((period) => period.polarization);
  const values = found.map((it) => it.value);
  const name = (index) => periodInWords(story.periods[index].begin, story.every);
  for (const [index, it] of found.entries()) {
    const [low, high] = it.possible && it.least !== null ? [it.least, it.greatest] : [it.value, it.exact ? it.value : it.upper];
    if (low !== high) {
      frame.svg.append(draw("line", { x1: frame.x(index), x2: frame.x(index), y1: frame.y(low), y2: frame.y(high),
        class: "interval" }));
    }
  }
  frame.svg.append(line(frame, found.map((it) => it.conflict_share), "third"), line(frame, found.map((it) => it.fit), "second"),
    line(frame, values, "first"), ...dots(frame, values, "first", (index) => `polarization.${index}`,
    (index) => `Polarization ${polarizationInWords(found[index])}, ${count(found[index].actors, "actor", "actors")}, ${count(found[index].n_statements, "statement", "statements")}${rangeInWords(found[index])}, ${name(index)}`));
  const at = story.periods.indexOf(periodOn(state.day));
  const it = found[at];
  const now = !it ? null : it.value === null ? `Undefined: no two actors share a target${rangeInWords(it)}`
    : evidenceLink(`polarization.${at}`, `${polarizationInWords(it)}, from ${
      count(it.n_statements, "statement", "statements")} of ${count(it.actors, "actor", "actors")}, by the end of ${
      periodInWords(story.periods[at].begin, story.every)}${rangeInWords(it)}`);
  return figure("Polarization", "How far the actors fall into two camps that agree within and disagree across, from all"
    + " definite statements up to the end of each period: fit to two camps × 2 · min(½, conflict share), 0 where nobody disagrees.",
  now, frame.svg, make("p", { class: "key" }, [["first", "polarization"], ["second", "fit to two camps"], ["third",
    "conflict share"]].map(([look, label]) => make("span", null, draw("svg", { width: 22, height: 10, "aria-hidden": "true" },
    draw("path", { d: "M0 5H22", class: `line ${look}` })), label))));
}

/** The value, with the fit and the share of conflict that it is made of. */
function polarizationInWords(it) {
  const bounds = (lower, upper) => `${share(lower)}${it.exact ? "" : ` to ${share(upper)}`}`;
  return `${bounds(it.value, it.upper)} (fit ${bounds(it.fit, it.fit_upper)}, conflict share ${share(it.conflict_share)})`;
}

/** What possible statements can make of the value. */
function rangeInWords(it) {
  if (!it.possible) return "";
  const range = it.least === null ? "" : `${share(it.least)} to ${share(it.greatest)} `;
  return `; ${range}with ${count(it.possible, "possible statement", "possible statements")}`;
}

function triangleChart(width) {
  const found = story.periods.map((period) => period.balance);
  const most = nice(Math.max(1, ...found.map((it) => it.census.reduce((a, b) => a + b, 0))));
  const frame = chartFrame(width, 0, most, [0, most / 2, most], "Triangles by period");
  const bar = Math.max(Math.min(frame.band - 2, 36), 1.5);
  const looks = { 3: "balanced", 1: "balanced two", 2: "tense", 0: "tense two" };
  for (const [index, { census, possible }] of found.entries()) {
    let under = 0;
    for (const positive of [3, 1, 2, 0]) {
      const number = census[3 - positive];
      if (!number) continue;
      const [top, bottom] = [frame.y(under + number), frame.y(under)];
      under += number;
      frame.svg.append(mark(draw("rect", { x: frame.x(index) - bar / 2, y: top, width: bar,
        height: Math.max(bottom - top, 1), class: `bar ${looks[positive]}` }),
      `balance.${index}.triangles.${positive}`, `${number} triangles ${TRIANGLES[positive]}${rangeInWords({ possible, least: null })}, ${
        periodInWords(story.periods[index].begin, story.every)}`, story.periods[index]));
    }
  }
  const snapshot = snapshotOn(state.day);
  const now = snapshot ? [3, 1, 2, 0].filter((it) => snapshot.census[3 - it]).map((it, index) => [index ? " · " : "",
    evidenceLink(`snapshot.${snapshot.day}.triangles.${it}`, `${snapshot.census[3 - it].toLocaleString("en")} ${TRIANGLES[it]}`)])
    : null;
  return figure("Triangles", "Three entities with a signed tie between any two, by the three signs, from all definite statements up to the end of"
    + " each period. +++ and +−− are balanced; ++− and −−− are tense.", now?.length ? now : "None", frame.svg);
}
