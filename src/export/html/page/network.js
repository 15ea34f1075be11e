// The discourse network of two modes: who speaks of what, and how. Each line has all statements of one about another up to the
// day, as `stance network --mode twomode` counts them. Places are those of the last day, so that nothing moves over time.

/** The most names on either side. */
const MOST_NAMES = 60;

const network = { canvas: null, sides: [[], []], order: null, filters: null, ties: [], drawn: [], number: 0, hovered: null, width: 0,
  height: 0, pitch: 18 };
renewals.push(() => Object.assign(network, { order: null, hovered: null }));

/** The counts of a pair up to a day: statements for and against, and whether all of them are surely of that time. */
function countsOfPair(tie, day) {
  const found = { tie, positive: 0, negative: 0, isDefinite: true };
  for (const index of tie.statements) {
    const statement = story.statements[index];
    if (!statement.isCounted || (statement.earliest ?? -Infinity) > day || found[statement.polarity] === undefined
      || !isStatementShown(statement)) continue;
    found[statement.polarity] += 1;
    if ((statement.latest ?? Infinity) > day || !statement.isDefinite) found.isDefinite = false;
  }
  return found;
}

const saidIn = (it) => it.positive + it.negative;

function countedPairs(day) {
  return story.ties.map((tie) => countsOfPair(tie, day)).filter(saidIn);
}

/** For a tie of the network: only for, only against, or both. */
function leaning({ positive, negative }) {
  return positive && negative ? "mixed" : positive ? "positive" : "negative";
}

/** The names of both sides in the order that makes lines short, by what there is on the last day. */
function orderNetwork() {
  if (network.order && network.filters === state.filters) return;
  const pairs = countedPairs(lastDay);
  const sides = [0, 1].map((side) => {
    const sums = new Map();
    for (const it of pairs) {
      const end = side ? it.tie.target : it.tie.holder;
      sums.set(end, (sums.get(end) || 0) + saidIn(it));
    }
    return sums;
  });
  const camps = campsOf(story.snapshots[story.snapshots.length - 1]);
  const campOf = placeInCamps(camps);
  const shown = sides.map((sums) => [...sums.keys()].sort((a, b) => sums.get(b) - sums.get(a) || a - b).slice(0, MOST_NAMES));
  shown[0].sort((a, b) => campOf(a) - campOf(b) || sides[0].get(b) - sides[0].get(a) || a - b);
  const kept = pairs.filter(({ tie }) => shown[0].includes(tie.holder) && shown[1].includes(tie.target));
  // Each name moves to the middle of those it is linked to, a few times; actors stay with their camp.
  for (let turn = 0; turn < 6; turn += 1) {
    for (const side of [1, 0]) {
      const places = new Map(shown[1 - side].map((index, at) => [index, at / Math.max(shown[1 - side].length - 1, 1)]));
      const middle = new Map(shown[side].map((index) => [index, [0, 0]]));
      for (const it of kept) {
        const [mine, other] = side ? [it.tie.target, it.tie.holder] : [it.tie.holder, it.tie.target];
        const sum = middle.get(mine);
        sum[0] += places.get(other) * saidIn(it);
        sum[1] += saidIn(it);
      }
      const at = (index) => (middle.get(index)[1] ? middle.get(index)[0] / middle.get(index)[1] : 1);
      shown[side].sort((a, b) => (side ? 0 : campOf(a) - campOf(b) || 0) || at(a) - at(b) || a - b);
    }
  }
  Object.assign(network, { filters: state.filters, sides: shown, order: shown.map((list) => new Map(list.map((index, at) => [index, at]))),
    all: sides.map((sums) => sums.size), camps });
}

function prepareNetwork() {
  orderNetwork();
  const pairs = countedPairs(state.day);
  network.number = pairs.length;
  const among = pairs.filter(({ tie }) => network.order[0].has(tie.holder) && network.order[1].has(tie.target));
  const strongest = among.sort((a, b) => saidIn(b) - saidIn(a) || a.tie.index - b.tie.index);
  network.drawn = state.hasAllLines ? strongest : strongest.slice(0, MOST_LINES);
  network.between = among.length;
}

/** The words over the network: how much there is, and what of it is drawn. */
function networkInWords() {
  const [actors, targets] = network.all;
  const [shownActors, shownTargets] = network.sides.map((it) => it.length);
  const isPart = shownActors < actors || shownTargets < targets;
  const tiesOf = (n) => phrase("n.ties", { n });
  const words = [phrase(isFiltered() ? "network.lead-filtered" : "network.lead", { day: dayInWords(state.day), ties: tiesOf(network.number),
    speak: phrase("network.speak", { n: actors, targets: phrase("network.targets", { n: targets }) }) })];
  if (isPart) words.push(phrase("network.part", { actors: shownActors, targets: shownTargets, ties: tiesOf(network.between) }));
  if (network.drawn.length < network.between) words.push(phrase("network.thinned", { n: network.drawn.length }));
  return words.join(" ");
}

function fillNetwork() {
  if (state.view !== "network") return;
  const view = byId("view-network");
  prepareNetwork();
  if (!byId("network")) {
    view.replaceChildren(make("p", { class: "lead", id: "network-lead" }), make("p", { class: "key matrix-key" }, networkKey().map(([picture, words]) =>
      make("span", null, picture, words))), make("canvas", { id: "network", tabindex: 0, role: "application", "aria-roledescription": phrase("network.role"),
      "aria-describedby": "network-lead", on: { keydown: walkNetwork } }), make("div", { class: "tip", id: "network-tip", hidden: true }));
    network.canvas = byId("network");
    readLines(network.canvas);
  }
  const lead = byId("network-lead");
  lead.replaceChildren(networkInWords(), " ", phrase("network.means"));
  if (network.between > MOST_LINES) {
    lead.append(" ", linesButton());
  }
  network.canvas.setAttribute("aria-label", phrase("network.label", { day: dayInWords(state.day) }));
  sizeNetwork(view);
  paintNetwork();
}

function sizeNetwork(view) {
  const { canvas } = network;
  const rows = Math.max(...network.sides.map((it) => it.length), 1);
  const width = view.clientWidth;
  const room = view.clientHeight - canvas.offsetTop - 8;
  const height = Math.max(room, rows * 18 + 24, 160);
  const ratio = Math.min(devicePixelRatio || 1, 2);
  Object.assign(network, { width, height });
  Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
  Object.assign(canvas, { width: Math.round(width * ratio), height: Math.round(height * ratio) });
  canvas.getContext("2d").setTransform(ratio, 0, 0, ratio, 0, 0);
}

function paintNetwork() {
  const { canvas, width, height } = network;
  if (!canvas || state.view !== "network") return;
  const pen = canvas.getContext("2d");
  pen.clearRect(0, 0, width, height);
  drawNetwork(pen, width, height);
}

/** Where a name of a side stands. */
function spotOf(side, index, width, height) {
  const names = network.sides[side];
  const at = network.order[side].get(index);
  const room = Math.min((height - 24) / names.length, 44);
  const top = (height - room * names.length) / 2;
  const label = Math.min(width * 0.3, 240);
  return { x: side ? width - label : label, y: top + room * (at + 0.5) };
}

/** What is highlighted: the hovered name or tie, else the chosen one. */
function litInNetwork() {
  const { hovered } = network;
  if (hovered) return hovered;
  const { chosen } = state;
  if (chosen?.tie) return { tie: chosen.tie };
  return chosen?.entity ? { entity: chosen.entity.index } : null;
}

function isLitInNetwork(light, { tie }) {
  if (!light) return true;
  if (light.tie) return light.tie === tie;
  return light.side === 0 ? tie.holder === light.entity : light.side === 1 ? tie.target === light.entity
    : tie.holder === light.entity || tie.target === light.entity;
}

function drawNetwork(pen, width, height) {
  const light = litInNetwork();
  const linked = [new Set(), new Set()];
  const most = Math.max(1, ...network.drawn.map(saidIn));
  const greatest = Math.max(1.5, 6 - network.drawn.length / 90);
  const lines = [...network.drawn].reverse().map((it) => ({ ...it, isLit: isLitInNetwork(light, it) }));
  for (const it of lines.sort((a, b) => a.isLit - b.isLit)) {
    const [from, to] = [spotOf(0, it.tie.holder, width, height), spotOf(1, it.tie.target, width, height)];
    pen.beginPath();
    traceLink(pen, from, to);
    const thick = 1.2 + greatest * Math.sqrt(saidIn(it) / most);
    // Negative lines are double and mixed ones threefold, which needs some width.
    const more = { positive: 0, negative: 1.3, mixed: 1.7 }[leaning(it)];
    strokeLine(pen, leaning(it), it.isLit ? thick + more : Math.min(thick, 1.5), it.isDefinite, it.isLit ? (light ? 1 : 0.75) : 0.14);
    if (it.isLit) {
      linked[0].add(it.tie.holder);
      linked[1].add(it.tie.target);
    }
  }
  for (const side of [0, 1]) {
    for (const index of network.sides[side]) {
      const { x, y } = spotOf(side, index, width, height);
      const isLinked = linked[side].has(index);
      const camp = network.camps.get(index);
      drawNode(pen, story.entities[index].kind, x, y, 5, isLinked ? 1 : 0.35, side === 0 && camp ? palette[camp.color] : null);
      const isFirst = light?.entity === index && (light.side === undefined || light.side === side);
      pen.font = `${isFirst ? "600 " : ""}12px ${FONT}`;
      pen.textAlign = side ? "left" : "right";
      pen.textBaseline = "alphabetic";
      pen.fillStyle = isLinked ? palette.ink : palette.faint;
      const room = Math.min(width * 0.3, 240) - 22;
      pen.fillText(fittingName(pen, index, room), side ? x + 11 : x - 11, y + 4);
    }
  }
}

/** A name, cut where there is no room. */
function fittingName(pen, index, room) {
  const whole = labelOf(story.entities[index]);
  let name = whole;
  while (name.length > 1 && pen.measureText(name === whole ? name : `${name}…`).width > room) name = name.slice(0, -1);
  return name === whole ? name : `${name}…`;
}

/** A line that leaves and arrives level. */
function traceLink(pen, from, to) {
  const [middle, level] = [(from.x + to.x) / 2, (from.y + to.y) / 2];
  const quarter = (to.x - from.x) / 4;
  pen.moveTo(from.x + 6, from.y);
  pen.quadraticCurveTo(from.x + quarter, from.y, middle, level);
  pen.quadraticCurveTo(to.x - quarter, to.y, to.x - 6, to.y);
}

/** How far a point is from a line, at the places where it passes. */
function distanceToLink(from, to, x, y) {
  const t = (x - from.x) / (to.x - from.x || 1);
  if (t < 0 || t > 1) return Infinity;
  // The curve of `traceLink`, by halves: a quadratic course from level to sloped.
  const half = t < 0.5 ? t * 2 : (1 - t) * 2;
  const bent = half * half * 0.5;
  const level = t < 0.5 ? from.y + (to.y - from.y) * bent : to.y - (to.y - from.y) * bent;
  return Math.abs(level - y);
}

/** The name or tie at a point: {entity, side}, {tie} or null. */
function underInNetwork(x, y, reach) {
  const { width, height } = network;
  for (const side of [0, 1]) {
    for (const index of network.sides[side]) {
      const spot = spotOf(side, index, width, height);
      if (Math.abs(spot.y - y) < 9 && (side ? x > spot.x - 8 : x < spot.x + 8)) return { entity: index, side };
    }
  }
  let [best, least] = [null, reach];
  for (const it of network.drawn) {
    const distance = distanceToLink(spotOf(0, it.tie.holder, width, height), spotOf(1, it.tie.target, width, height), x, y);
    if (distance < least) [best, least] = [{ tie: it.tie }, distance];
  }
  return best;
}

/** What a tie of the network says. */
function pairInWords(it) {
  return [it.positive && `${inDigits(it.positive)} ${WORDS.positive}`, it.negative && `${inDigits(it.negative)} ${WORDS.negative}`]
    .filter(Boolean).join(", ");
}

function networkTip(what) {
  if (what.tie) {
    const it = network.drawn.find(({ tie }) => tie === what.tie);
    return [make("strong", null, bdi(nameOf(what.tie.holder)), " → ", bdi(nameOf(what.tie.target))),
      make("span", null, it ? pairInWords(it) + (it.isDefinite ? "" : ` · ${phrase("possible")}`) : "")];
  }
  const { index, number, words } = nameInNetwork(what);
  return [make("strong", null, bdi(nameOf(index))), make("span", null, phrase("network.here", { ties: phrase("n.ties", { n: number }), words }))];
}

function nameInNetwork({ entity, side }) {
  const mine = network.drawn.filter(({ tie }) => (side ? tie.target : tie.holder) === entity);
  const sum = (which) => mine.reduce((all, it) => all + it[which], 0);
  return { index: entity, number: mine.length, words: pairInWords({ positive: sum("positive"), negative: sum("negative") }) || phrase("network.silent") };
}

function readLines(canvas) {
  canvas.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch") return;
    hoverInNetwork(underInNetwork(event.offsetX, event.offsetY, 6));
    const tip = byId("network-tip");
    if (network.hovered) putTip(tip, byId("view-network"), event);
  });
  canvas.addEventListener("pointerleave", () => hoverInNetwork(null));
  canvas.addEventListener("click", (event) => openInNetwork(underInNetwork(event.offsetX, event.offsetY, 10)));
}

function hoverInNetwork(what) {
  const { hovered } = network;
  if (hovered?.entity === what?.entity && hovered?.side === what?.side && hovered?.tie === what?.tie) return;
  network.hovered = what;
  network.canvas.style.cursor = what ? "pointer" : "";
  byId("network-tip").hidden = !what;
  if (what) byId("network-tip").replaceChildren(...networkTip(what));
  paintNetwork();
}

function openInNetwork(what) {
  if (what?.tie) change({ chosen: { tie: what.tie } });
  else if (what) change({ chosen: { entity: story.entities[what.entity] } });
}

/** Arrow keys go along a side and to what is most spoken of on the other; Enter opens. */
function walkNetwork(event) {
  const here = network.hovered?.entity !== undefined ? network.hovered : null;
  if (event.key === "Enter" && here) {
    event.preventDefault();
    openInNetwork(here);
    byId("panel").focus({ preventScroll: true });
    return;
  }
  if (!["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"].includes(event.key)) return;
  event.preventDefault();
  event.stopPropagation();
  let to = here || { side: 0, entity: network.sides[0][0] };
  if (here && ["ArrowUp", "ArrowDown"].includes(event.key)) {
    const names = network.sides[here.side];
    const at = network.order[here.side].get(here.entity) + (event.key === "ArrowDown" ? 1 : -1);
    to = { side: here.side, entity: names[Math.min(Math.max(at, 0), names.length - 1)] };
  } else if (here && (event.key === "ArrowRight") === (here.side === 0)) {
    const first = network.drawn.find(({ tie }) => (here.side ? tie.target : tie.holder) === here.entity);
    if (first) to = { side: 1 - here.side, entity: here.side ? first.tie.holder : first.tie.target };
  }
  if (to.entity === undefined) return;
  hoverInNetwork(to);
  const spot = spotOf(to.side, to.entity, network.width, network.height);
  const [view, tip, top] = [byId("view-network"), byId("network-tip"), network.canvas.offsetTop];
  if (top + spot.y < view.scrollTop + 40 || top + spot.y > view.scrollTop + view.clientHeight - 40) view.scrollTop = top + spot.y - view.clientHeight / 2;
  Object.assign(tip.style, { left: `${Math.max(8, Math.min(spot.x + 14, network.width - tip.offsetWidth - 8))}px`, top: `${top + spot.y + 14}px` });
  const { number, words } = nameInNetwork(to);
  say(phrase("network.name", { name: nameOf(to.entity), ties: phrase("n.ties", { n: number }), words }));
}

function readNetwork() {
  if (state.view === "network") fillNetwork();
}

function networkKey() {
  return [["positive", true, "network.for"], ["negative", true, "network.against"], ["mixed", true, "network.both"], ["positive", false, "possible"]]
    .map(([polarity, isDefinite, words]) => [picture(44, 14, (pen) => {
      pen.beginPath();
      pen.moveTo(2, 7);
      pen.lineTo(42, 7);
      strokeLine(pen, polarity, 5, isDefinite);
    }), phrase(words)]);
}

function networkDrawing() {
  prepareNetwork();
  const { hovered } = network;
  network.hovered = null;
  const [width, height] = [900, Math.max(...network.sides.map((it) => it.length), 1) * 20 + 24];
  const drawing = new Drawing(width, height);
  drawNetwork(drawing, width, height);
  network.hovered = hovered;
  return drawing;
}

function networkAsSvg() {
  const drawing = networkDrawing();
  const sheet = headed(drawing.width + 2 * MARGIN, networkInWords());
  sheet.put(drawing.element(), MARGIN, drawing.height);
  sheet.key(networkKey());
  return footed(sheet, phrase("title.network", { title: story.title }));
}

function networkOnPaper() {
  const drawing = networkDrawing();
  return [make("p", { class: "facts" }, networkInWords()), make("p", { class: "key" }, networkKey().map(([picture, words]) => make("span", null, picture, words))),
    make("div", { class: "drawn" }, drawing.element())];
}

/** The columns of a table of the network, as `stance network --mode twomode -O csv` has them first. */
const NETWORK_COLUMNS = {
  actor: ({ tie }) => idOf(tie.holder),
  actor_name: ({ tie }) => nameOf(tie.holder),
  target: ({ tie }) => idOf(tie.target),
  target_name: ({ tie }) => nameOf(tie.target),
  weight: (it) => decimal(it.positive - it.negative),
  positive: (it) => it.positive,
  negative: (it) => it.negative,
  certainty: (it) => (it.isDefinite ? "definite" : "possible"),
};
