// The graph of the day, animated from the day before. Entities never move; ties appear, change and fade.

const graph = {
  canvas: byId("graph"), pen: byId("graph").getContext("2d"), width: 0, height: 0,
  /** {entity, x, y, r, alpha, aim, weight, isFirst}: on the screen, with current and final opacity. */
  nodes: [], nodeByEntity: new Map(),
  /** {tie, spell, alpha, aim, flash, course}. */
  ties: [], hulls: [], hullNames: [], camera: { x: 0, y: 0, scale: 1 }, cameraAim: null,
  /** The boxes that buttons over the graph take. */
  covered: [],
  hovered: null, triangle: null, isReady: false, lastFrame: 0, isAsked: false,
  /** How often the nodes that are shown have changed. */
  aims: 0,
};

const isStill = matchMedia("(prefers-reduced-motion: reduce)");

function prepareGraph() {
  graph.nodes = story.nodes.map((index) => ({ entity: story.entities[index], x: 0, y: 0, r: 0, alpha: 0, aim: 0,
    weight: 0, isFirst: false }));
  graph.nodeByEntity = new Map(graph.nodes.map((node) => [node.entity.index, node]));
  graph.ties = story.ties.filter((tie) => tie.spells.length)
    .map((tie) => ({ tie, spell: null, alpha: 0, aim: 0, flash: 0, course: null, isDrawn: true,
      ends: [tie.holder, tie.target].map((end) => graph.nodeByEntity.get(end)) }));
  graph.isReady = true;
  sizeGraph();
  graph.camera = state.camera ? { ...state.camera } : fitted();
  aim();
  for (const it of [...graph.ties, ...graph.nodes]) it.alpha = it.aim;
  for (const it of graph.ties) it.flash = 0;
  redraw();
}

function sizeGraph() {
  const { clientWidth, clientHeight } = graph.canvas;
  const ratio = Math.min(devicePixelRatio || 1, 2);
  Object.assign(graph, { width: clientWidth, height: clientHeight });
  graph.canvas.width = Math.round(clientWidth * ratio);
  graph.canvas.height = Math.round(clientHeight * ratio);
  graph.pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  seeCovered();
}

function seeCovered() {
  const { left, top } = graph.canvas.getBoundingClientRect();
  const boxes = ["graph-tools", "news-button", "offer"].map((id) => byId(id).getBoundingClientRect()).filter((box) => box.width);
  graph.covered = boxes.map((box) => [box.left - left, box.top - top, box.right - left, box.bottom - top]);
}

/** The camera that shows everything, clear of the elements that float over the graph. */
function fitted() {
  const entities = graph.nodes.map((node) => node.entity).filter((it) => !isHidden(it.index));
  if (!entities.length || !graph.width) return { x: 0, y: 0, scale: 1 };
  // In a crowd, a few outliers may lie outside the picture.
  const ends = (places) => {
    const sorted = places.sort((a, b) => a - b);
    const few = isCrowd() ? Math.floor(sorted.length * 0.015) : 0;
    return [sorted[few], sorted[sorted.length - 1 - few]];
  };
  const [[left, right], [top, bottom]] = [ends(entities.map((it) => it.x)), ends(entities.map((it) => it.y))];
  const [margin, above, below] = graph.height < 340 && graph.width >= 600 ? [graph.width * 0.14, 62, 40]
    : graph.width < 600 ? [graph.width * 0.14, 82, 48] : [96, 84, 104];
  const scale = Math.min((graph.width - 2 * margin) / Math.max(right - left, 1),
    (graph.height - above - below) / Math.max(bottom - top, 1), 1.9);
  return { x: (left + right) / 2, y: (top + bottom) / 2 + (below - above) / 2 / scale, scale: Math.max(scale, 0.02) };
}

/** Sets the final state of every tie and node on the day. */
function aim() {
  if (!graph.isReady) return;
  graph.aims += 1;
  const now = middleOf(state.day);
  for (const node of graph.nodes) node.weight = 0;
  standOn(state.day);
  const least = leastDrawn();
  for (const it of graph.ties) {
    const spell = standing.spells[it.tie.index];
    if (spell) {
      it.isDrawn = standing.ranks[it.tie.index] >= least;
      if (it.spell && (it.spell.polarity !== spell.polarity || it.aim === 0)) it.flash = 1;
      if (!it.spell) it.flash = 1;
      it.spell = spell;
      // What is not drawn is not animated: it shows when somebody points at its ends.
      if (it.isDrawn) it.aim = freshness(spell, now);
      else Object.assign(it, { aim: 0.6, alpha: 0.6, flash: 0 });
      it.ends[0].weight += 1;
      it.ends[1].weight += 1;
    } else it.aim = 0;
  }
  for (const node of graph.nodes) {
    const isHidden = !isKindShown(node.entity.index);
    node.aim = isHidden ? 0 : node.weight > 0 ? 1 : 0.22;
  }
  redraw();
}

/** Older ties are paler: full on their day, half after a quarter of the time line. */
function freshness(spell, now) {
  const lead = story.statements[spell.deciding[0]];
  const latest = lead?.latest ?? firstDay;
  const age = Math.max(0, now - middleOf(Math.max(latest, firstDay)));
  return 0.38 + 0.62 * 0.5 ** (age / 0.25);
}

function redraw() {
  if (graph.isAsked || !graph.isReady || state.view !== "graph") return;
  graph.isAsked = true;
  requestAnimationFrame(frame);
}

function frame(time) {
  graph.isAsked = false;
  const elapsed = Math.min(time - graph.lastFrame, 64);
  graph.lastFrame = time;
  const isMoving = ease(isStill.matches ? Infinity : elapsed);
  paint(graph.pen, graph.width, graph.height);
  if (isMoving) redraw();
}

/** Moves everything a step towards its final state; returns whether anything still moves. */
function ease(elapsed) {
  const step = 1 - Math.exp(-elapsed / 130);
  let isMoving = false;
  for (const it of graph.ties) {
    if (it.alpha === it.aim && !it.flash) {
      if (!it.aim) it.spell = null;
      continue;
    }
    it.alpha = nearer(it.alpha, it.aim, step);
    it.flash = it.flash < 0.02 ? 0 : it.flash * Math.exp(-elapsed / 420);
    if (it.alpha === 0) it.spell = null;
    isMoving = isMoving || it.alpha !== it.aim || it.flash > 0;
  }
  for (const node of graph.nodes) {
    node.alpha = nearer(node.alpha, node.aim, step);
    isMoving = isMoving || node.alpha !== node.aim;
  }
  if (graph.cameraAim) {
    for (const part of ["x", "y", "scale"]) {
      graph.camera[part] = nearer(graph.camera[part], graph.cameraAim[part], step, part === "scale" ? 0.002 : 0.3);
    }
    if (["x", "y", "scale"].every((part) => graph.camera[part] === graph.cameraAim[part])) graph.cameraAim = null;
    isMoving = true;
  }
  return isMoving;
}

function nearer(value, aimed, step, near = 0.01) {
  const next = value + (aimed - value) * step;
  return Math.abs(aimed - next) < near ? aimed : next;
}

/** The highlighted entities and ties, if any: the hovered or selected one and its neighbours. */
function lit() {
  const chosen = graph.hovered || (state.chosen?.evidence ? evidenceOf(state.chosen.evidence) : state.chosen);
  if (!chosen || !(chosen.entity || chosen.tie || chosen.statement || chosen.ties)) return null;
  const ties = new Set(chosen.ties || []);
  const entities = new Set();
  if (chosen.entity) {
    for (const tie of [...chosen.entity.out, ...chosen.entity.into]) ties.add(tie);
    entities.add(chosen.entity.index);
  }
  if (chosen.tie) ties.add(chosen.tie).add(chosen.tie.reverse);
  if (chosen.statement?.tie) ties.add(chosen.statement.tie);
  return { ties, entities, first: chosen.entity || null, tie: chosen.tie || chosen.statement?.tie || null };
}

function paint(pen, width, height) {
  pen.clearRect(0, 0, width, height);
  const light = lit();
  toScreen(width, height, light);
  const nodeOf = (index) => graph.nodeByEntity.get(index);
  const snapshot = snapshotOn(state.day);
  const hulls = state.hasCamps ? hullsOf(snapshot, nodeOf) : [];
  drawHulls(pen, hulls);
  if (state.hasTense) drawTense(pen, tenseOf(snapshot), nodeOf, graph.triangle);
  const seen = seenTies(width, height, light);
  if (isMany(seen) && pen === graph.pen) drawLayer(pen, seen, width, height, light); else drawTies(pen, seen);
  const nodes = graph.nodes.filter((node) => node.alpha > 0.01);
  const campOf = isCrowd() && state.hasCamps ? campsOf(snapshot) : null;
  if (isCrowd()) drawCrowd(pen, nodes, campOf);
  else for (const node of nodes) drawNode(pen, node.entity.kind, node.x, node.y, node.r, node.shade);
  ringChosen(pen, light);
  drawPins(pen);
  const shaded = nodes.map((node) => ({ ...node, alpha: node.shade }));
  const labels = placeLabels(pen, shaded, width, height, pen === graph.pen ? graph.covered : []);
  drawLabels(pen, labels);
  drawHullNames(pen, hulls, labels.room, width, height);
  if (light?.first || light?.tie) drawWords(pen, seen.filter((it) => it.isLit), labels);
}

function toScreen(width, height, light) {
  const { x, y, scale } = graph.camera;
  const size = Math.min(Math.max(scale ** 0.6, 0.3), 1.7);
  for (const node of graph.nodes) {
    node.x = (node.entity.x - x) * scale + width / 2;
    node.y = (node.entity.y - y) * scale + height / 2;
    node.r = Math.max(2, node.entity.r * size);
    node.isLit = !light;
    node.isFirst = false;
  }
  for (const it of graph.ties) it.isLit = !light || light.ties.has(it.tie);
  if (light) {
    for (const it of graph.ties) {
      if (!it.isLit || it.alpha < 0.05) continue;
      for (const end of [it.tie.holder, it.tie.target]) graph.nodeByEntity.get(end).isLit = true;
    }
    for (const index of light.entities) {
      const node = graph.nodeByEntity.get(index);
      if (node) node.isLit = node.isFirst = true;
    }
    for (const end of light.tie ? [light.tie.holder, light.tie.target] : []) {
      const node = graph.nodeByEntity.get(end);
      if (node) node.isLit = node.isFirst = true;
    }
  }
  for (const node of graph.nodes) node.shade = node.isLit ? node.alpha : node.alpha * 0.16;
}

/** The ties on the screen with their courses. */
function seenTies(width, height, light) {
  const gap = Math.min(Math.max(5 * graph.camera.scale ** 0.5, 2), 7);
  const seen = [];
  const isSparse = graph.ties.length * graph.nodes.length < 20000;
  for (const it of graph.ties) {
    it.course = null;
    if (it.alpha < 0.02 || !it.spell || !(it.isDrawn || (light && it.isLit))) continue;
    const [from, to] = it.ends;
    if (Math.max(from.x, to.x) < 0 || Math.min(from.x, to.x) > width || Math.max(from.y, to.y) < 0
      || Math.min(from.y, to.y) > height) continue;
    it.course = courseOf(from, to, it.tie.reverse?.spells.length > 0, gap);
    if (!it.course) continue;
    if (isSparse) it.course = aroundOthers(it, from, to, gap);
    it.shade = it.isLit ? (light ? Math.max(it.alpha, 0.75) * Math.min(1, it.alpha * 3) : it.alpha) : it.alpha * 0.1;
    seen.push(it);
  }
  return seen;
}

/** The course of a tie that passes under no other node, if a gentle bend avoids all; else the one that passes under least of them. */
function aroundOthers(it, from, to, gap) {
  const isBent = it.tie.reverse?.spells.length > 0;
  // The way is found anew when other nodes are shown or the picture has another size, not at every frame.
  const key = `${graph.aims} ${Math.round(Math.log2(graph.camera.scale) * 4)} ${graph.width} ${graph.height}`;
  if (it.way?.key !== key) it.way = { key, more: wayAround(it.course, from, to, gap, isBent) };
  return (it.way.more && courseOf(from, to, isBent, gap, it.way.more)) || it.course;
}

/** By how many pixels a tie is bent. */
function wayAround(straight, from, to, gap, isBent) {
  const length = Math.hypot(from.x - to.x, from.y - to.y);
  const steps = Math.ceil(length / 7);
  const others = graph.nodes.filter((node) => node !== from && node !== to && node.aim > 0.3);
  const met = (course) => others.filter((node) => {
    for (let step = 1; step < steps; step += 1) {
      const { x, y } = pointOn(course, step / steps);
      if (Math.hypot(node.x - x, node.y - y) < node.r + 4) return true;
    }
    return false;
  }).reduce((sum, node) => sum + node.r, 0);
  let [best, least] = [0, met(straight)];
  for (const more of [14, -14, 28, -28, 42, -42, 60, -60, 80, -80, 105, -105, 130, -130]) {
    if (!least || Math.abs(more) > length * 0.5) break;
    const course = courseOf(from, to, isBent, gap, more);
    const cost = course ? met(course) : Infinity;
    if (cost < least) [best, least] = [more, cost];
  }
  return best;
}

function isMany(ties) {
  return ties.length > 1500 && graph.camera.scale < 1;
}

const layer = { canvas: make("canvas"), pen: null, camera: null, time: 0, state: [], timer: 0 };

/**
 * Very many ties are drawn on a separate layer a few times a second; in between, the layer is moved and scaled
 * as a whole, and only new ties are drawn on it.
 */
function drawLayer(pen, seen, width, height, light) {
  const LASTS = 150;
  const now = performance.now();
  const shows = [width, height, light?.first, light?.tie, state.filters, document.documentElement.dataset.theme];
  const isOld = now - layer.time > LASTS || shows.some((it, index) => it !== layer.state[index]);
  if (isOld) {
    const ratio = graph.canvas.width / width;
    Object.assign(layer.canvas, { width: graph.canvas.width, height: graph.canvas.height });
    layer.pen = layer.canvas.getContext("2d");
    layer.pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    drawTies(layer.pen, seen);
    Object.assign(layer, { camera: { ...graph.camera }, state: shows, time: performance.now() });
  }
  const scale = graph.camera.scale / layer.camera.scale;
  const left = (layer.camera.x - graph.camera.x) * graph.camera.scale + (width - width * scale) / 2;
  const top = (layer.camera.y - graph.camera.y) * graph.camera.scale + (height - height * scale) / 2;
  pen.drawImage(layer.canvas, left, top, width * scale, height * scale);
  if (isOld) return;
  drawTies(pen, seen.filter((it) => it.flash > 0.3));
  clearTimeout(layer.timer);
  layer.timer = setTimeout(redraw, LASTS + 10);
}

/** Draws ties, those of one style together. */
function drawTies(pen, seen) {
  const zoom = Math.min(Math.max(graph.camera.scale ** 0.5, 0.35), 1.25) * (isMany(seen) ? 0.7 : 1);
  const groups = new Map();
  for (const it of seen) {
    const strength = story.verbs[story.statements[it.spell.deciding[0]]?.verb]?.strength ?? 0.5;
    const key = [Math.ceil(it.shade * 6), it.spell.polarity, it.spell.isDefinite, Math.round(strength * 3)].join();
    if (!groups.has(key)) groups.set(key, { ...it.spell, alpha: Math.ceil(it.shade * 6) / 6, strength, ties: [] });
    groups.get(key).ties.push(it);
  }
  for (const it of seen) if (it.flash > 0.05 && it.isLit) drawFlash(pen, it);
  // A canvas draws small shapes faster than a great one of which the parts cross; a file has fewer of them.
  const together = (ties) => (pen instanceof Drawing || isMany(seen) ? [ties] : ties.map((it) => [it]));
  const hasHeads = seen.length < 2500 || graph.camera.scale > 0.5;
  for (const group of [...groups.values()].sort((a, b) => a.alpha - b.alpha)) {
    const isCrowded = isMany(seen);
    const strength = group.alpha * (isCrowded ? 0.55 : 1);
    // Very many ties are hairlines, which are easier to distinguish and faster to draw.
    const width = isCrowded ? 1 : group.alpha < 0.2 ? 1.5 : lineWidth(group.polarity, group.strength) * zoom;
    for (const ties of together(group.ties)) {
      pen.beginPath();
      for (const it of ties) traceCourse(pen, it.course);
      strokeLine(pen, group.polarity, width, group.isDefinite, strength);
    }
    if (!hasHeads) continue;
    pen.fillStyle = paled(group.polarity, strength);
    for (const ties of together(group.ties)) {
      pen.beginPath();
      for (const it of ties) traceHead(pen, group.polarity, it.course, 6.5 * zoom);
      pen.fill();
    }
  }
  pen.globalAlpha = 1;
}

/** A glow around ties that have just appeared or changed sign. */
function drawFlash(pen, it) {
  pen.globalAlpha = it.flash * 0.35 * Math.min(1, it.alpha * 2);
  pen.strokeStyle = palette[it.spell.polarity];
  pen.lineWidth = 4 + 12 * it.flash;
  pen.lineCap = "round";
  pen.beginPath();
  traceCourse(pen, it.course);
  pen.stroke();
  pen.lineCap = "butt";
}

function ringChosen(pen, light) {
  if (light?.first) {
    const node = graph.nodeByEntity.get(light.first.index);
    if (!node) return;
    pen.strokeStyle = palette.ink;
    pen.lineWidth = 2;
    pen.beginPath();
    circle(pen, node.x, node.y, node.r + 5);
    pen.stroke();
  }
  const it = light?.tie && graph.ties.find((other) => other.tie === light.tie);
  if (it?.course && it.alpha > 0.05) {
    pen.globalAlpha = 0.22;
    pen.strokeStyle = palette.ink;
    pen.lineWidth = 12;
    pen.lineCap = "round";
    pen.beginPath();
    traceCourse(pen, it.course);
    pen.stroke();
    pen.lineCap = "butt";
    pen.globalAlpha = 1;
  }
}

/** The verbs of some ties, where names leave room. */
function drawWords(pen, ties, labels) {
  const { room } = labels;
  pen.font = `11px ${FONT}`;
  pen.textAlign = "center";
  for (const it of ties.filter((tie) => tie.alpha > 0.2).sort((a, b) => b.alpha - a.alpha).slice(0, 60)) {
    const lead = story.statements[it.spell.deciding[0]];
    if (!lead) continue;
    const text = `${SIGNS[it.spell.polarity]} ${actsOf(it.spell)}`;
    const half = pen.measureText(text).width / 2 + 2;
    const spot = [0.5, 0.62, 0.38].map((t) => pointOn(it.course, t))
      .find(({ x, y }) => room.isFree([x - half, y - 8, x + half, y + 8]));
    if (!spot) continue;
    room.take([spot.x - half, spot.y - 8, spot.x + half, spot.y + 8]);
    pen.fillStyle = palette.paper;
    pen.beginPath();
    box(pen, spot.x, spot.y, half + 1, 7.5);
    pen.fill();
    pen.fillStyle = palette[it.spell.polarity];
    pen.fillText(text, spot.x, spot.y + 4);
  }
}
