// Mouse, touch and keyboard input on the graph.

/** The item at a point of the graph: {entity}, {tie} or null. */
function under(x, y, reach) {
  let [best, least] = [null, Infinity];
  for (const node of graph.nodes) {
    if (node.alpha < 0.05) continue;
    const distance = Math.hypot(node.x - x, node.y - y) - node.r;
    if (distance < reach && distance < least) [best, least] = [{ entity: node.entity }, distance];
  }
  if (best) return best;
  for (const it of graph.ties) {
    if (it.alpha < 0.05 || !it.course || !it.spell) continue;
    const distance = distanceTo(it.course, x, y);
    if (distance < reach && distance < least) [best, least] = [{ tie: it.tie }, distance];
  }
  return best;
}

function distanceTo(course, x, y) {
  const steps = course.isBent ? 8 : 1;
  let least = Infinity;
  let from = pointOn(course, 0);
  for (let step = 1; step <= steps; step += 1) {
    const to = pointOn(course, step / steps);
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const t = Math.min(Math.max(((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy || 1), 0), 1);
    least = Math.min(least, Math.hypot(from.x + dx * t - x, from.y + dy * t - y));
    from = to;
  }
  return least;
}

function hover(what, x, y) {
  const isSame = (a, b) => a?.entity === b?.entity && a?.tie === b?.tie;
  if (isSame(what, graph.hovered) && !what) return;
  if (!isSame(what, graph.hovered)) {
    graph.hovered = what;
    graph.canvas.style.cursor = what ? "pointer" : "";
    fillTip(what);
    redraw();
  }
  const tip = byId("tip");
  tip.hidden = !what;
  if (!what) return;
  const left = Math.min(x + 14, graph.width - tip.offsetWidth - 8);
  const top = y + 18 + tip.offsetHeight > graph.height ? y - tip.offsetHeight - 12 : y + 18;
  Object.assign(tip.style, { left: `${Math.max(left, 8)}px`, top: `${Math.max(top, 8)}px` });
}

function fillTip(what) {
  if (!what) return;
  if (what.entity) {
    const n = graph.nodeByEntity.get(what.entity.index)?.weight || 0;
    byId("tip").replaceChildren(make("strong", null, bdi(what.entity.name)), make("span", null,
      `${phrase(`kind.${what.entity.kind}`)} · ${phrase("n.ties", { n })}`));
    return;
  }
  byId("tip").replaceChildren(...tieTip(what.tie));
}

/** A tie on the day of the page, in a few words. */
function tieTip(tie) {
  const spell = spellOn(tie, state.day);
  const lead = spell && story.statements[spell.deciding[0]];
  return [make("strong", null, bdi(nameOf(tie.holder)), " ",
    spell ? signed(spell.polarity, actsOf(spell)) : "–", " ", bdi(nameOf(tie.target))),
  lead?.quote ? make("q", { dir: "auto", lang: languageOf(lead) }, lead.quote.length > 140 ? `${lead.quote.slice(0, 140)}…` : lead.quote) : "",
  make("span", null, lead ? dateInWords(lead.date) : "", spell && !spell.isDefinite ? ` · ${phrase("possible")}` : "")];
}

function moveCamera(camera, isAtOnce) {
  graph.cameraAim = isAtOnce ? null : camera;
  if (isAtOnce) graph.camera = { ...camera };
  change({ camera: { ...camera } });
  redraw();
}

function showAll() {
  graph.cameraAim = fitted();
  change({ camera: null });
  redraw();
}

/** Zooms by a factor around a point of the screen. */
function zoom(factor, x = graph.width / 2, y = graph.height / 2, isAtOnce = false) {
  const from = graph.cameraAim || graph.camera;
  const scale = Math.min(Math.max(from.scale * factor, 0.03), 12);
  const [dx, dy] = [x - graph.width / 2, y - graph.height / 2];
  moveCamera({ x: from.x + dx / from.scale - dx / scale, y: from.y + dy / from.scale - dy / scale, scale }, isAtOnce);
}

/** Centres an entity that is not well in view. */
function bringIntoView(entity) {
  const node = graph.nodeByEntity.get(entity.index);
  if (!node || !graph.isReady || !graph.width) return;
  const { x, y, scale } = graph.cameraAim || graph.camera;
  const at = { x: (entity.x - x) * scale + graph.width / 2, y: (entity.y - y) * scale + graph.height / 2 };
  const isSeen = at.x > 50 && at.y > 60 && at.x < graph.width - 50 && at.y < graph.height - 60;
  if (!isSeen) moveCamera({ x: entity.x, y: entity.y, scale: Math.max(scale, 0.7) });
}

const fingers = new Map();
let press = null;

function readPointers() {
  const { canvas } = graph;
  canvas.addEventListener("wheel", (event) => {
    if (isGuest() && !event.ctrlKey && !event.metaKey) {
      hintAtGraph(phrase("hint.wheel"));
      return;
    }
    event.preventDefault();
    const step = event.deltaY * (event.deltaMode === 1 ? 20 : 1);
    zoom(Math.exp(-Math.min(Math.max(step, -120), 120) * 0.0022), event.offsetX, event.offsetY, true);
  }, { passive: false });
  // In an article one finger scrolls, and two move the picture.
  canvas.addEventListener("touchmove", (event) => {
    if (isGuest() && event.touches.length > 1) event.preventDefault();
  }, { passive: false });
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
    press = { x: event.offsetX, y: event.offsetY, isDrag: fingers.size > 1,
      held: author.isHere && fingers.size === 1 ? under(event.offsetX, event.offsetY, 4)?.entity : null };
  });
  canvas.addEventListener("pointermove", (event) => {
    const to = { x: event.offsetX, y: event.offsetY };
    if (fingers.has(event.pointerId)) {
      if (isGuest() && event.pointerType === "touch" && fingers.size < 2) {
        if (press && Math.hypot(to.x - press.x, to.y - press.y) > 5) {
          press.isDrag = true;
          hintAtGraph(phrase("hint.fingers"));
        }
      } else drag(event.pointerId, to);
    }
    else hover(under(to.x, to.y, 6), to.x, to.y);
  });
  for (const end of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(end, (event) => {
      fingers.delete(event.pointerId);
      if (fingers.size || !press) return;
      const isClick = !press.isDrag && end === "pointerup";
      if (press.held && press.isDrag) pinEntity(press.held);
      press = null;
      if (!isClick) return;
      const found = under(event.offsetX, event.offsetY, event.pointerType === "touch" ? 16 : 6);
      hover(null);
      change({ chosen: found });
    });
  }
  canvas.addEventListener("pointerleave", () => hover(null));
  canvas.addEventListener("dblclick", (event) => zoom(event.shiftKey ? 0.5 : 2, event.offsetX, event.offsetY));
  canvas.addEventListener("keydown", walk);
}

function drag(id, to) {
  const from = fingers.get(id);
  const others = [...fingers].filter(([other]) => other !== id);
  if (others.length) {
    const other = others[0][1];
    const grown = Math.hypot(to.x - other.x, to.y - other.y) / (Math.hypot(from.x - other.x, from.y - other.y) || 1);
    zoom(grown, (to.x + other.x) / 2, (to.y + other.y) / 2, true);
  } else if (press && (press.isDrag || Math.hypot(to.x - press.x, to.y - press.y) > 5)) {
    press.isDrag = true;
    hover(null);
    if (press.held) {
      dragEntity(press.held, to);
      fingers.set(id, to);
      return;
    }
    const { x, y, scale } = graph.camera;
    moveCamera({ x: x - (to.x - from.x) / scale, y: y - (to.y - from.y) / scale, scale }, true);
  }
  fingers.set(id, to);
}

/** How far a key moves what a pointer would drag, on the screen. */
const NUDGE = 14;

/** Moves the picture as a pointer does that drags it the other way. */
function nudgePicture([dx, dy]) {
  const { x, y, scale } = graph.cameraAim || graph.camera;
  hover(null);
  moveCamera({ x: x + dx * 4 * NUDGE / scale, y: y + dy * 4 * NUDGE / scale, scale }, isStill.matches);
}

/** Arrow keys move to the nearest entity in that direction, Enter opens it; with Shift they move the picture, or for its author the
    entity. */
function walk(event) {
  const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  if (event.key === "Enter" && graph.hovered) {
    event.preventDefault();
    change({ chosen: graph.hovered });
    byId("panel").focus();
  }
  if (!way || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  event.stopPropagation();
  if (event.shiftKey) {
    const held = author.isHere && (graph.hovered?.entity || state.chosen?.entity);
    if (held) nudgeEntity(held, way); else nudgePicture(way);
    return;
  }
  const here = graph.nodeByEntity.get((graph.hovered?.entity || state.chosen?.entity)?.index);
  const from = here || { x: graph.width / 2, y: graph.height / 2, entity: null };
  let [best, least] = [null, Infinity];
  for (const node of graph.nodes) {
    if (node.entity === from.entity || node.aim < 0.5) continue;
    const [dx, dy] = [node.x - from.x, node.y - from.y];
    const [along, across] = [dx * way[0] + dy * way[1], Math.abs(dx * way[1]) + Math.abs(dy * way[0])];
    const cost = along + across * 2.5;
    if (along > 0 && cost < least) [best, least] = [node, cost];
  }
  if (!best) return;
  bringIntoView(best.entity);
  hover({ entity: best.entity }, best.x + best.r, best.y);
  say(`${best.entity.name}, ${phrase(`kind.${best.entity.kind}`)}, ${phrase("n.ties", { n: best.weight })}`);
}
