// Shapes of kinds and ties. No meaning rests on colour alone: every kind has its shape, every polarity its line and
// head. Only possible ties are dashed. The colours are those of Okabe and Ito, which the colour-blind can distinguish.
// Everything is drawn with the few methods that `Drawing` in drawing.js also has.

/** Traces the outline of a kind around a point. */
const OUTLINES = {
  person: (pen, x, y, r) => circle(pen, x, y, r),
  politician: (pen, x, y, r) => circle(pen, x, y, r),
  party: (pen, x, y, r) => polygon(pen, x, y, r * 1.12, 6, 0),
  organization: (pen, x, y, r) => box(pen, x, y, r * 0.9, r * 0.9),
  outlet: (pen, x, y, r) => box(pen, x, y, r * 1.2, r * 0.75),
  country: (pen, x, y, r) => polygon(pen, x, y, r * 1.1, 5, -Math.PI / 2),
  group: (pen, x, y, r) => {
    for (let leaf = 0; leaf < 3; leaf += 1) {
      const angle = -Math.PI / 2 + leaf * Math.PI * 2 / 3;
      circle(pen, x + Math.cos(angle) * r * 0.5, y + Math.sin(angle) * r * 0.5, r * 0.62);
    }
  },
  topic: (pen, x, y, r) => polygon(pen, x, y, r * 1.18, 4, 0),
  event: (pen, x, y, r) => polygon(pen, x, y + r * 0.15, r * 1.25, 3, -Math.PI / 2),
  work: (pen, x, y, r) => {
    const [w, h, fold] = [r * 0.8, r, r * 0.55];
    pen.moveTo(x - w, y - h);
    pen.lineTo(x + w - fold, y - h);
    pen.lineTo(x + w, y - h + fold);
    pen.lineTo(x + w, y + h);
    pen.lineTo(x - w, y + h);
    pen.closePath();
  },
};

function circle(pen, x, y, r) {
  pen.moveTo(x + r, y);
  pen.arc(x, y, r, 0, Math.PI * 2);
}

function box(pen, x, y, w, h) {
  pen.moveTo(x - w, y - h);
  pen.lineTo(x + w, y - h);
  pen.lineTo(x + w, y + h);
  pen.lineTo(x - w, y + h);
  pen.closePath();
}

function polygon(pen, x, y, r, corners, turn) {
  for (let corner = 0; corner < corners; corner += 1) {
    const angle = turn + corner * Math.PI * 2 / corners;
    pen[corner ? "lineTo" : "moveTo"](x + Math.cos(angle) * r, y + Math.sin(angle) * r);
  }
  pen.closePath();
}

/** People are dark, organizations lighter, topics hollow. */
const FILLS = { person: "person", politician: "person", group: "person", topic: "paper", event: "paper", work: "paper" };

function drawNode(pen, kind, x, y, r, alpha, ring) {
  pen.globalAlpha = alpha;
  pen.fillStyle = palette[FILLS[kind] || "body"];
  pen.strokeStyle = ring || (FILLS[kind] === "paper" ? palette.ink : palette.paper);
  pen.lineWidth = r < 3 ? 1 : 1.5;
  pen.beginPath();
  OUTLINES[kind](pen, x, y, r);
  pen.fill();
  pen.stroke();
  if (kind === "politician" && r > 4) {
    pen.strokeStyle = palette.paper;
    pen.beginPath();
    circle(pen, x, y, r * 0.6);
    pen.stroke();
  }
  pen.globalAlpha = 1;
}

/** Draws very many nodes, those that look the same together. */
function drawCrowd(pen, nodes, campOf) {
  const groups = new Map();
  for (const node of nodes) {
    const { kind } = node.entity;
    const fill = FILLS[kind] || "body";
    const ring = campOf?.get(node.entity.index)?.color || (fill === "paper" ? "ink" : "paper");
    const [alpha, width] = [Math.ceil(node.shade * 5) / 5, node.r < 3 ? 1 : 1.5];
    const key = `${alpha} ${fill} ${ring} ${width}`;
    if (!groups.has(key)) groups.set(key, { alpha, fill, ring, width, nodes: [] });
    groups.get(key).nodes.push(node);
  }
  for (const group of [...groups.values()].sort((a, b) => a.alpha - b.alpha)) {
    Object.assign(pen, { globalAlpha: group.alpha, fillStyle: palette[group.fill], strokeStyle: palette[group.ring], lineWidth: group.width });
    pen.beginPath();
    for (const node of group.nodes) OUTLINES[node.entity.kind](pen, node.x, node.y, node.r);
    pen.fill();
    pen.stroke();
  }
  pen.globalAlpha = 1;
}

/** The width of the lines of a polarity, for a strength from 0 to 1. */
function lineWidth(polarity, strength) {
  const width = 1 + 1.6 * strength;
  return { positive: width, negative: width + 2, mixed: width + 2.5, neutral: 1 }[polarity];
}

/** The course of a tie from outline to outline: start, bend and end, or null where there is no room. It is bent by `more` pixels. */
function courseOf(from, to, isBent, gap, more = 0) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy);
  if (length < from.r + to.r + gap) return null;
  const [ux, uy] = [dx / length, dy / length];
  const bend = (isBent ? Math.min(length * 0.12, 26) : 0) + more;
  const middle = { x: (from.x + to.x) / 2 - uy * bend, y: (from.y + to.y) / 2 + ux * bend };
  const leave = (node, room) => {
    const [mx, my] = [middle.x - node.x, middle.y - node.y];
    const away = Math.hypot(mx, my) || 1;
    return { x: node.x + mx / away * room, y: node.y + my / away * room };
  };
  return { start: leave(from, from.r + 2), middle, end: leave(to, to.r + gap), isBent: bend !== 0 };
}

function traceCourse(pen, { start, middle, end, isBent }) {
  pen.moveTo(start.x, start.y);
  if (isBent) pen.quadraticCurveTo(middle.x, middle.y, end.x, end.y); else pen.lineTo(end.x, end.y);
}

/** A point of a course, t from 0 to 1. */
function pointOn({ start, middle, end, isBent }, t) {
  if (!isBent) return { x: start.x + (end.x - start.x) * t, y: start.y + (end.y - start.y) * t };
  const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
  return { x: a * start.x + b * middle.x + c * end.x, y: a * start.y + b * middle.y + c * end.y };
}

/** Traces the head of a tie: an arrow for positive, a bar for negative, a diamond for mixed, a ring for neutral. */
function traceHead(pen, polarity, course, size) {
  const { end } = course;
  const before = pointOn(course, 0.9);
  const length = Math.hypot(end.x - before.x, end.y - before.y) || 1;
  const [ux, uy] = [(end.x - before.x) / length, (end.y - before.y) / length];
  const at = (along, across) => [end.x + ux * along * size - uy * across * size,
    end.y + uy * along * size + ux * across * size];
  if (polarity === "neutral") {
    circle(pen, ...at(0, 0), size * 0.35);
    return;
  }
  const corners = { positive: [[0.8, 0], [-0.6, 0.6], [-0.35, 0], [-0.6, -0.6]],
    negative: [[-0.05, 0.85], [0.4, 0.85], [0.4, -0.85], [-0.05, -0.85]],
    mixed: [[0.8, 0], [0, 0.5], [-0.8, 0], [0, -0.5]] }[polarity];
  corners.forEach(([along, across], index) => pen[index ? "lineTo" : "moveTo"](...at(along, across)));
  pen.closePath();
}

/** Strokes the pen's path in the style of a polarity: one line for positive, two for negative, three for mixed. */
function strokeLine(pen, polarity, width, isDefinite, strength = 1) {
  pen.setLineDash(isDefinite ? [] : [6, 5]);
  pen.strokeStyle = paled(polarity, strength);
  pen.lineWidth = width;
  pen.stroke();
  if (polarity === "negative" && width > 2) {
    pen.setLineDash([]);
    pen.strokeStyle = palette.paper;
    pen.lineWidth = Math.max(1.1, width - 2.5);
    pen.stroke();
  }
  if (polarity === "mixed" && width > 2.5) {
    pen.setLineDash([]);
    pen.strokeStyle = palette.paper;
    pen.lineWidth = width - 2;
    pen.stroke();
    pen.setLineDash(isDefinite ? [] : [6, 5]);
    pen.strokeStyle = paled(polarity, strength);
    pen.lineWidth = 1;
    pen.stroke();
  }
  pen.setLineDash([]);
}

/** A box that is hatched: what is only possible. */
function hatched(x, y, width, height, look) {
  const short = Drawing.short;
  let strokes = "";
  for (let at = x - height; at < x + width; at += 4) {
    const [from, to] = [Math.max(at, x), Math.min(at + height, x + width)];
    if (to > from) strokes += `M${short(from)} ${short(y + height - from + at)}L${short(to)} ${short(y + height - to + at)}`;
  }
  return draw("g", { class: `hatched ${look}` }, draw("rect", { x, y, width, height, class: "field" }),
    draw("path", { d: strokes, class: "strokes" }));
}

/** A small picture of a kind or a tie, for the legend and beside names. */
function picture(width, height, paint) {
  const drawing = new Drawing(width, height);
  paint(drawing);
  const element = drawing.element();
  element.setAttribute("aria-hidden", "true");
  return element;
}

function pictureOfKind(kind) {
  return picture(18, 18, (pen) => drawNode(pen, kind, 9, 9, 6.2, 1));
}

function pictureOfTie(polarity, isDefinite) {
  return picture(44, 14, (pen) => drawTie(pen, polarity, isDefinite,
    { start: { x: 2, y: 7 }, middle: { x: 20, y: 7 }, end: { x: 36, y: 7 }, isBent: false }, lineWidth(polarity, 0.6), 6));
}

function drawTie(pen, polarity, isDefinite, course, width, headSize) {
  pen.beginPath();
  traceCourse(pen, course);
  strokeLine(pen, polarity, width, isDefinite);
  pen.fillStyle = palette[polarity];
  pen.beginPath();
  traceHead(pen, polarity, course, headSize);
  pen.fill();
}
