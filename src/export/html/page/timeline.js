// The time line: the current day, the density of statements, and playback.

const DENSITY_BAR = 4;

function sizeTimeline() {
  drawDensity();
  moveThumb();
}

/**
 * The statements in each column by polarity: those whose day is known, and apart from them those that may have been said on
 * any of several days, spread over these.
 */
function densities(columns, passes) {
  const bins = () => ({ positive: new Float64Array(columns), negative: new Float64Array(columns),
    other: new Float64Array(columns) });
  const found = { sure: bins(), uncertain: bins() };
  for (const statement of story.statements) {
    if (!passes(statement)) continue;
    const from = axis.at(Math.max(statement.earliest ?? firstDay, firstDay)) * columns;
    const to = axis.at(Math.min((statement.latest ?? lastDay), lastDay) + 1) * columns;
    const kind = statement.isSure ? found.sure : found.uncertain;
    const bin = kind[statement.polarity] || kind.other;
    const span = Math.max(to - from, 1e-9);
    const first = Math.min(Math.max(Math.floor(from), 0), columns - 1);
    for (let column = first; column < Math.min(Math.ceil(to), columns); column += 1) {
      bin[column] += (Math.min(to, column + 1) - Math.max(from, column)) / span;
    }
  }
  return found;
}

/** A pattern of oblique lines in a colour. */
function hatching(pen, color) {
  const tile = make("canvas", { width: 4, height: 4 });
  const brush = tile.getContext("2d");
  brush.strokeStyle = color;
  brush.lineWidth = 1;
  for (const shift of [-4, 0, 4]) {
    brush.moveTo(shift, 4);
    brush.lineTo(shift + 4, 0);
  }
  brush.stroke();
  return pen.createPattern(tile, "repeat");
}

/** Known days as filled bars, and behind them the days that others may be of, hatched. */
function drawDensity() {
  const canvas = byId("density");
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  const ratio = Math.min(devicePixelRatio || 1, 2);
  if (!width || !story.days) return;
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  const pen = canvas.getContext("2d");
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  const columns = Math.max(Math.floor(width / DENSITY_BAR), 1);
  const all = densities(columns, (it) => it.isCounted);
  const shown = isFiltered() ? densities(columns, (it) => it.isCounted && isStatementShown(it)) : all;
  const middle = height - 22 - (height - 22) * 0.42;
  const halves = ({ sure, uncertain }, sign, column) => [sure, uncertain].map((it) => it[sign][column] + it.other[column] / 2);
  let most = 0;
  for (let column = 0; column < columns; column += 1) {
    for (const sign of ["positive", "negative"]) {
      const [known, open] = halves(all, sign, column);
      most = Math.max(most, known + open);
    }
  }
  const reach = (value) => Math.sqrt(value / (most || 1)) * (middle - 4);
  const patterns = Object.fromEntries(["positive", "negative", "neutral"].map((it) => [it, hatching(pen, palette[it])]));
  const bars = (found, alpha) => {
    pen.globalAlpha = alpha;
    const bar = width / columns - 1;
    for (let column = 0; column < columns; column += 1) {
      const x = column * width / columns;
      for (const [sign, way, scale] of [["positive", -1, 1], ["negative", 1, 0.72]]) {
        const [known, open] = halves(found, sign, column);
        const [neither, solid, whole] = [reach(found.sure.other[column] / 2), reach(known), reach(known + open)]
          .map((it) => it * scale);
        const box = (style, from, to) => {
          if (to <= from) return;
          pen.fillStyle = style;
          pen.fillRect(x, way < 0 ? middle - to : middle + from, bar, to - from);
        };
        box(palette.neutral, 0, neither);
        box(palette[sign], neither, solid);
        const isNeutral = !found.uncertain[sign][column];
        box(patterns[isNeutral ? "neutral" : sign], solid, Math.max(whole, open > 0 ? solid + 3 : 0));
      }
    }
  };
  if (shown !== all) bars(all, 0.16);
  bars(shown, 0.8);
  drawAxis(pen, width, height, middle);
}

function drawAxis(pen, width, height, middle) {
  pen.globalAlpha = 1;
  pen.fillStyle = palette.line;
  pen.fillRect(0, middle, width, 1);
  pen.font = `11px ${FONT}`;
  pen.textAlign = "center";
  for (const tick of ticks(width)) {
    const x = middleOf(tick.day) * width;
    pen.fillStyle = palette.faint;
    pen.fillRect(Math.min(x, width - 1), height - 20, 1, 4);
    pen.fillStyle = palette.soft;
    pen.fillText(tick.label, tick.x, height - 5);
  }
  pen.strokeStyle = palette.faint;
  pen.lineWidth = 1;
  for (const { x } of axis.breaks) {
    pen.beginPath();
    for (const shift of [-2, 2]) {
      pen.moveTo(x * width + shift - 2, middle + 5);
      pen.lineTo(x * width + shift + 2, middle - 5);
    }
    pen.stroke();
  }
}

function moveThumb() {
  const thumb = byId("thumb");
  thumb.style.left = `${middleOf(state.day) * 100}%`;
  thumb.setAttribute("aria-valuemin", firstDay);
  thumb.setAttribute("aria-valuemax", lastDay);
  thumb.setAttribute("aria-valuenow", state.day);
}

/** Shows the day in words. */
function tellDay() {
  const now = byId("now");
  now.textContent = story.days ? dayInWords(state.day) : phrase("time.none");
  if (story.days) now.dateTime = isoDay(state.day);
}

/** Shows the number of ties at the end of the day. */
function tellCounts() {
  if (!story.days) return;
  const ties = standingTies();
  const found = standingCounts();
  const of = (polarity) => found[polarity] || 0;
  const counts = POLARITIES.filter(of).map((polarity) => button(signed(polarity, inDigits(of(polarity))),
    () => change({ view: "ties" }), { class: "count", tabindex: -1, title: `${phrase("n.ties", { n: of(polarity) })}${phrase("colon")} ${WORDS[polarity]}`,
      "aria-label": `${phrase("n.ties", { n: of(polarity) })}${phrase("colon")} ${WORDS[polarity]}` }));
  const possible = ties.filter(({ spell }) => !spell.isDefinite).length;
  if (possible) counts.push(make("span", { class: "count-possible" }, phrase("n.possible", { n: possible })));
  byId("now-counts").replaceChildren(...counts);
  byId("thumb").setAttribute("aria-valuetext", `${dayInWords(state.day)}, ${standingInWords(ties)}`);
  byId("graph").setAttribute("aria-label", `${graphInWords(ties)} ${phrase("graph.keys")}`);
}

/** The graph for those who do not see it: how many ties of each sign stand, and who has most of them. */
function graphInWords(ties) {
  const found = standingCounts();
  const of = (polarity) => found[polarity] || 0;
  const numbers = POLARITIES.filter(of).map((it) => `${inDigits(of(it))} ${WORDS[it]}`).join(", ");
  const weights = weightsOf(ties);
  const greatest = [...weights].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 3).map(([it]) => nameOf(it));
  return `${phrase("graph.of", { day: dayInWords(state.day) })}${phrase("colon")} ${standingInWords(ties)}${numbers ? `, ${numbers}` : ""}.${
    greatest.length ? ` ${phrase("graph.most", { names: greatest.join(", ") })}` : ""}`;
}

/** How many of some ties each entity has. */
function weightsOf(ties) {
  const weights = new Map();
  for (const { tie } of ties) for (const end of [tie.holder, tie.target]) weights.set(end, (weights.get(end) || 0) + 1);
  return weights;
}

function goTo(day) {
  change({ day: Math.min(Math.max(day, firstDay), lastDay) });
}

function step(way) {
  stop();
  const next = way > 0 ? stopAfter(state.day) : stopBefore(state.day - 1);
  if (next !== null) goTo(next);
}

/** The stop that a position on the track snaps to, else the day there. */
function snapped(x, isFree) {
  const day = dayAt(x);
  if (isFree) return day;
  const [before, after] = [stopBefore(day) ?? firstDay, stopAfter(day) ?? lastDay];
  return x - middleOf(before) <= middleOf(after) - x ? before : after;
}

let playing = { x: 0, last: 0, dwell: 0 };

/** Advances playback: at an even speed, or from change to change where these are few. */
function play() {
  if (!story.days) return;
  const isAtEnd = state.day >= lastDay;
  if (isAtEnd) goTo(story.stops[0] ?? firstDay);
  playing = { x: middleOf(state.day), last: 0, dwell: 0 };
  change({ isPlaying: true });
  requestAnimationFrame(playOn);
}

function stop() {
  change({ isPlaying: false });
}

function playOn(time) {
  if (!state.isPlaying) return;
  const elapsed = playing.last ? Math.min(time - playing.last, 100) : 0;
  playing.last = time;
  if (story.stops.length <= 60) {
    playing.dwell += elapsed * state.pace;
    if (playing.dwell >= 1100) {
      playing.dwell = 0;
      const next = stopAfter(state.day);
      if (next !== null) goTo(next);
    }
  } else {
    playing.x += elapsed * state.pace / 45000;
    const day = dayAt(playing.x);
    if (day > state.day) goTo(stopBefore(day) > state.day ? stopBefore(day) : state.day);
    if (playing.x >= 1) goTo(lastDay);
  }
  if (state.day >= lastDay) stop(); else requestAnimationFrame(playOn);
}

function readTimeline() {
  const track = byId("track");
  const thumb = byId("thumb");
  const follow = (event) => {
    const { left, width } = track.getBoundingClientRect();
    goTo(snapped((event.clientX - left) / width, event.shiftKey));
  };
  track.addEventListener("pointerdown", (event) => {
    stop();
    track.setPointerCapture(event.pointerId);
    follow(event);
    thumb.focus({ preventScroll: true });
    event.preventDefault();
    track.onpointermove = follow;
  });
  for (const end of ["pointerup", "pointercancel"]) track.addEventListener(end, () => { track.onpointermove = null; });
  thumb.addEventListener("keydown", (event) => {
    const leap = Math.max(1, Math.round(story.stops.length / 20));
    const at = story.stops.indexOf(stopBefore(state.day) ?? firstDay);
    const days = { Home: firstDay, End: lastDay, PageUp: story.stops[Math.min(at + leap, story.stops.length - 1)],
      PageDown: story.stops[Math.max(at - leap, 0)] };
    const way = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (way && event.shiftKey) goTo(state.day + way);
    else if (way) step(way);
    else if (event.key in days) goTo(days[event.key]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  byId("back").addEventListener("click", () => step(-1));
  byId("forth").addEventListener("click", () => step(1));
  byId("play").addEventListener("click", () => (state.isPlaying ? stop() : play()));
  byId("pace-button").addEventListener("click", changePace);
  byId("axis-button").addEventListener("click", flipAxis);
}

function changePace() {
  change({ pace: { 0.5: 1, 1: 2, 2: 4, 4: 0.5 }[state.pace] });
}

function flipAxis() {
  if (!byId("axis-button").hidden) change({ axis: axis.kind === "squeezed" ? "calendar" : "squeezed" });
}

function tellPlayer() {
  setIcon(byId("play"), state.isPlaying ? "pause" : "play");
  byId("play").setAttribute("aria-label", phrase(state.isPlaying ? "time.pause" : "time.play"));
  byId("pace-button").textContent = phrase("time.speed", { pace: state.pace });
  const axisButton = byId("axis-button");
  axisButton.hidden = usualAxis() === "calendar" && !state.axis;
  axisButton.textContent = phrase(axis.kind === "squeezed" ? "time.squeezed" : "time.calendar");
  axisButton.title = phrase(axis.kind === "squeezed" ? "time.to-calendar" : "time.to-squeezed");
}

/** The changes between two days, announced for screen readers. */
function sayChanges(from, to) {
  const [before, after] = [new Map(), new Map()];
  for (const { tie, spell } of shownTies(from)) before.set(tie, spell.polarity);
  for (const { tie, spell } of shownTies(to)) after.set(tie, spell.polarity);
  const appeared = [...after.keys()].filter((tie) => !before.has(tie)).length;
  const ended = [...before.keys()].filter((tie) => !after.has(tie)).length;
  const turned = [...after].filter(([tie, polarity]) => before.has(tie) && before.get(tie) !== polarity).length;
  say(`${dayInWords(to)}${phrase("colon")} ${phrase("time.changes", { appeared, ended, turned })}`);
}
