// Charts by period: statements, balance, polarization, triangles. Each mark leads to its evidence.

const CHART = { height: 190, left: 40, right: 14, top: 14, bottom: 26 };

function fillCharts() {
  if (state.view !== "charts") return;
  const view = byId("view-charts");
  if (!story.periods.length) {
    view.replaceChildren(make("p", { class: "lead" }, phrase("charts.none")));
    return;
  }
  // While the story plays, charts change only with the period and the snapshot.
  const now = [story.periods.indexOf(periodOn(state.day)), snapshotOn(state.day)?.day].join();
  if (state.isPlaying && view.dataset.shown === now) return;
  view.dataset.shown = now;
  const width = Math.max(Math.min(view.clientWidth - (innerWidth <= 820 ? 32 : 64), 1180), 260);
  const columns = width > 760 ? 2 : 1;
  const each = (width - (columns - 1) * 36) / columns;
  const filtered = isFiltered() ? ` ${phrase("charts.unfiltered")}` : "";
  view.replaceChildren(make("p", { class: "lead" }, make("b", null, phrase(`each.${story.every}`)),
    `. ${phrase("charts.select")}${filtered}`), make("div", { class: "charts" },
  [saidChart, balanceChart, polarizationChart, triangleChart].map((chart) => chart(each))));
}

function figure(title, explanation, now, drawing, key) {
  const width = drawing.getAttribute("width");
  if (drawing.querySelector?.(".mark")) oneStop(drawing, ".mark");
  return make("figure", { class: "chart", style: { width: width ? `${width}px` : "auto" } }, make("figcaption", null, make("h2", null, title), now
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
  inDigits(Math.abs(value), 2))]);
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
  switch (story.every) {
    case "year": return `${year}`;
    case "quarter": return phrase("date.short-quarter", { quarter: String(Math.ceil(month / 3)), year: String(year) });
    case "month": return phrase("date.short-month", { month: shortMonth(month), year: String(year) });
    default: return phrase("date.day-and-month", { day: dayOfMonth(day), month: shortMonth(month) });
  }
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

/** Bars of the statements of each period: the definite ones filled, on top of them the possible ones hatched. */
function saidChart(width) {
  const [UP, DOWN] = [["positive", "mixed", "neutral"], ["negative", "ends"]];
  const sum = (numbers, polarities) => polarities.reduce((all, it) => all + (numbers[it] || 0), 0);
  const most = (polarities) => Math.max(1, ...story.periods.map((it) => sum(it.counts, polarities) + sum(it.may, polarities)));
  const [high, low] = [nice(most(UP)), -nice(most(DOWN))];
  const frame = chartFrame(width, low, high, [low, 0, high], phrase("charts.said-by-period"));
  const bar = Math.max(Math.min(frame.band - 2, 36), 1.5);
  const piles = [[UP, "counts"], [UP, "may"], [DOWN, "counts"], [DOWN, "may"]];
  for (const [index, period] of story.periods.entries()) {
    const piled = new Map([[UP, 0], [DOWN, 0]]);
    for (const [polarities, which] of piles) {
      for (const polarity of polarities) {
        const number = period[which][polarity];
        if (!number) continue;
        const under = piled.get(polarities);
        piled.set(polarities, under + number);
        const from = polarities === UP ? under : -under - number;
        const [top, bottom] = [frame.y(from + number), frame.y(from)];
        const [x, height] = [frame.x(index) - bar / 2, Math.max(bottom - top, 1)];
        const isSure = which === "counts";
        frame.svg.append(mark(isSure ? draw("rect", { x, y: top, width: bar, height, class: `bar ${polarity}` })
          : [draw("rect", { x, y: top, width: bar, height, class: "reach" }), hatched(x, top, bar, height, `bar ${polarity}`)],
        `period.${index}.${isSure ? polarity : `possible.${polarity}`}`, `${countOf(number, polarity)}${isSure ? "" : `, ${phrase("charts.possibly")}`}, ${periodInWords(period.begin, story.every)}`, period));
      }
    }
  }
  const period = periodOn(state.day);
  const total = period ? Object.values(period.counts).reduce((a, b) => a + b, 0) : 0;
  const at = story.periods.indexOf(period);
  const now = period ? [evidenceLink(`period.${at}`, `${phrase("n.statements", { n: total })}, ${
    periodInWords(period.begin, story.every)}`), period.possible ? [`, ${phrase("charts.and")} `, evidenceLink(`period.${at}.possible`,
    phrase("charts.only-possible", { n: period.possible }))] : null] : null;
  const isPossible = story.periods.some((it) => it.possible);
  const occur = [...UP, ...DOWN].filter((it) => story.periods.some((period) => period.counts[it] || period.may[it]));
  const sample = (...parts) => draw("svg", { width: 22, height: 10, "aria-hidden": "true" }, parts);
  return figure(phrase("charts.said"), phrase("charts.said.means") + (isPossible ? ` ${phrase("charts.said.hatched")}` : ""), now, frame.svg, make("p", { class: "key" },
    occur.map((it) => make("span", null, sample(draw("rect", { x: 4, y: 0, width: 14, height: 10, class: `bar ${it}` })), WORDS[it])),
    isPossible ? make("span", null, sample(hatched(4, 0, 14, 10, `bar ${occur[0]}`)), phrase("charts.possibly")) : null));
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

const share = (value) => (value === null || value === undefined ? phrase("charts.undefined") : inDigits(value, 2, 2));

function balanceChart(width) {
  const frame = chartFrame(width, 0, 1, [0, 0.5, 1], phrase("charts.fit-by-period"));
  const found = story.periods.map((period) => period.balance);
  const [normalized, strong] = [found.map((it) => it.normalized), found.map((it) => it.strong)];
  const name = (index) => periodInWords(story.periods[index].begin, story.every);
  const open = (index, what) => rangeInWords({ possible: found[index].possible, least: found[index][`${what}_least`],
    greatest: found[index][`${what}_greatest`] });
  const ranges = (what) => found.map((it) => it.possible && [it[`${what}_least`], it[`${what}_greatest`]]);
  frame.svg.append(...bands(frame, ranges("normalized"), "first"), ...bands(frame, ranges("strong"), "second"),
    line(frame, normalized, "first"), line(frame, strong, "second"),
    ...dots(frame, normalized, "first", (index) => `balance.${index}.frustrated`, (index, value) =>
      `${phrase(found[index].exact ? "charts.fit-value" : "charts.fit-least", { share: share(value), pairs: share(found[index].upper) })}${open(index, "normalized")}${phrase("semicolon")} ${name(index)}`),
    ...dots(frame, strong, "second", (index) => `balance.${index}.triangles.2`, (index, value) =>
      `${phrase("charts.trios-value", { share: share(value) })}${open(index, "strong")}, ${name(index)}`));
  const at = story.periods.indexOf(periodOn(state.day));
  const it = found[at];
  const now = !it ? null : it.normalized === null ? `${phrase("charts.undefined")}${open(at, "normalized")}, ${name(at)}` : [phrased("charts.fit-now", { n: it.upper, share: evidenceLink(`balance.${at}.frustrated`,
    phrase("charts.fit-share", { share: share(it.normalized) })), pairs: pairsOf(story.periods[at]) }), it.exact ? ` ${phrase("charts.fit-proved")}`
    : `, ${phrase("charts.fit-at-least", { n: it.lower })}`, open(at, "normalized"), `, ${name(at)}`];
  return figure(phrase("charts.fit"), phrase("charts.fit.means"), now, frame.svg, chartKey([["first",
    phrase("charts.fit.key")], ["second", phrase("charts.trios-fit.key")]]));
}

/** How many pairs the balance of a period is of. Where nothing is only possible, they are those of the day on which it ends. */
function pairsOf({ last, balance }) {
  const words = phrase("charts.of-pairs", { n: balance.edges });
  return balance.possible ? words : evidenceLink(`snapshot.${snapshotOn(Math.min(last, lastDay)).day}.edges`, words);
}

/** A band from the least to the greatest value that possible statements can make of a measure, over each period. */
function bands(frame, ranges, look) {
  return ranges.map((range, index) => {
    if (!range || range[0] === null || range[0] === undefined || range[0] === range[1]) return null;
    const [low, high] = range;
    return draw("rect", { x: frame.x(index) - frame.band / 2, width: frame.band, y: frame.y(high),
      height: Math.max(frame.y(low) - frame.y(high), 1), class: `band ${look}` });
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
    return figure(phrase("charts.polarization"), story.no_polarization, null, make("p", { class: "facts" }, ""));
  }
  const frame = chartFrame(width, 0, 1, [0, 0.5, 1], phrase("charts.polarization-by-period"));
  const found = story.periods.map((period) => period.polarization);
  const values = found.map((it) => it.value);
  const name = (index) => periodInWords(story.periods[index].begin, story.every);
  const ranges = found.map((it) => (it.possible && it.least !== null ? [it.least, it.greatest]
    : it.exact ? null : [it.value, it.upper]));
  frame.svg.append(...bands(frame, ranges, "first"));
  frame.svg.append(line(frame, found.map((it) => it.conflict_share), "third"), line(frame, found.map((it) => it.fit), "second"),
    line(frame, values, "first"), ...dots(frame, values, "first", (index) => `polarization.${index}`,
    (index) => `${phrase("charts.polarization-value", { value: polarizationInWords(found[index]) })}, ${phrase("n.actors", { n: found[index].actors })}, ${phrase("n.statements", { n: found[index].n_statements })}${rangeInWords(found[index])}, ${name(index)}`));
  const at = story.periods.indexOf(periodOn(state.day));
  const it = found[at];
  const now = !it ? null : it.value === null ? `${phrase("charts.polarization-undefined")}${rangeInWords(it)}`
    : evidenceLink(`polarization.${at}`, `${phrase("charts.polarization-now", { value: polarizationInWords(it),
      statements: phrase("n.statements", { n: it.n_statements }), actors: phrase("n.actors", { n: it.actors }),
      period: periodInWords(story.periods[at].begin, story.every) })}${rangeInWords(it)}`);
  return figure(phrase("charts.polarization"), phrase("charts.polarization.means"),
    now, frame.svg, make("p", { class: "key" }, [["first", phrase("charts.polarization.key")], ["second", phrase("charts.fit.key")],
      ["third", phrase("charts.disagreement.key")]].map(([look, label]) => make("span", null, draw("svg", { width: 22, height: 10, "aria-hidden": "true" },
    draw("path", { d: "M0 5H22", class: `line ${look}` })), label))));
}

/** The value, with the fit and the share of conflict that it is made of. */
function polarizationInWords(it) {
  const bounds = (lower, upper) => (it.exact ? share(lower) : phrase("charts.range", { from: share(lower), to: share(upper) }));
  return phrase("charts.polarization-parts", { value: bounds(it.value, it.upper), fit: bounds(it.fit, it.fit_upper), share: share(it.conflict_share) });
}

/** What possible statements can make of the value. */
function rangeInWords(it) {
  if (!it.possible) return "";
  return `${phrase("semicolon")} ${it.least === null ? phrase("charts.without-possible", { n: it.possible }) : phrase("charts.range-with-possible", {
    n: it.possible, range: phrase("charts.range", { from: share(it.least), to: share(it.greatest) }) })}`;
}

function triangleChart(width) {
  const found = story.periods.map((period) => period.balance);
  const most = nice(Math.max(1, ...found.map((it) => it.census.reduce((a, b) => a + b, 0))));
  const frame = chartFrame(width, 0, most, [0, most / 2, most], phrase("charts.trios-by-period"));
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
      `balance.${index}.triangles.${positive}`, `${phrase("n.trios", { n: number })}${phrase("colon")} ${TRIANGLES[positive]}${rangeInWords({ possible, least: null })}, ${
        periodInWords(story.periods[index].begin, story.every)}`, story.periods[index]));
    }
  }
  const at = story.periods.indexOf(periodOn(state.day));
  const balance = found[at];
  const kinds = [3, 1, 2, 0].filter((it) => balance?.census[3 - it]);
  const now = [kinds.map((it, index) => [index ? " · " : "", evidenceLink(`balance.${at}.triangles.${it}`,
    `${inDigits(balance.census[3 - it])}${phrase("colon")} ${TRIANGLES[it]}`)]), kinds.length ? "" : phrase("charts.no-trios"),
  balance?.possible ? rangeInWords({ possible: balance.possible, least: null }) : ""];
  const occur = [3, 1, 2, 0].filter((it) => found.some(({ census }) => census[3 - it]));
  return figure(phrase("charts.trios"), phrase("charts.trios.means"), now, frame.svg, make("p", { class: "key" },
    occur.map((it) => make("span", null, draw("svg", { width: 22, height: 10, "aria-hidden": "true" }, draw("rect", { x: 4, y: 0,
      width: 14, height: 10, class: `bar ${looks[it]}` })), phrase(it % 2 ? "charts.trio-fits" : "charts.trio-at-odds", { trio: TRIANGLES[it] })))));
}
