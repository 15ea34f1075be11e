// Names beside their entities where there is room, the weightier first. Names never overlap.

let FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/** The occupied rectangles of the screen in a grid of cells, so that few are compared. */
class Room {
  constructor() {
    this.cells = new Map();
  }

  cellsOf([left, top, right, bottom]) {
    const keys = [];
    for (let x = Math.floor(left / 64); x <= Math.floor(right / 64); x += 1) {
      for (let y = Math.floor(top / 64); y <= Math.floor(bottom / 64); y += 1) keys.push(x * 4096 + y);
    }
    return keys;
  }

  isFree(box) {
    return this.cellsOf(box).every((key) => (this.cells.get(key) || []).every((other) => box[2] <= other[0]
      || box[0] >= other[2] || box[3] <= other[1] || box[1] >= other[3]));
  }

  take(box) {
    for (const key of this.cellsOf(box)) {
      const cell = this.cells.get(key);
      if (cell) cell.push(box); else this.cells.set(key, [box]);
    }
  }
}

function labelOf(entity) {
  if (entity.label === undefined) {
    const name = entity.name.replace(/\s+/g, " ").replace(/[\u0000-\u001f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "");
    const letters = [...name];
    entity.label = letters.length > 30 ? `${letters.slice(0, 29).join("")}…` : name;
    entity.labelWidths = new Map();
  }
  return entity.label;
}

function widthOf(pen, entity, size, isBold) {
  labelOf(entity);
  const font = `${isBold ? "600 " : ""}${size}px ${FONT}`;
  if (!entity.labelWidths.has(font)) {
    pen.font = font;
    entity.labelWidths.set(font, pen.measureText(entity.label).width);
  }
  return entity.labelWidths.get(font);
}

/**
 * The positions of the names of nodes: `nodes` are {entity, x, y, r, alpha, weight, isFirst} on the screen, `covered` boxes that
 * something else takes.
 */
function placeLabels(pen, nodes, width, height, covered = []) {
  const MOST = nodes.length > 150 ? 70 : 220;
  const room = new Room();
  const bare = new Room();
  for (const box of covered) {
    room.take(box);
    bare.take(box);
  }
  const seen = nodes.filter((node) => node.x > -60 && node.y > -30 && node.x < width + 60 && node.y < height + 30);
  // In a crowd entities take all the room, so the names of the weightiest cover other entities.
  for (const node of seen.length > 150 ? [] : seen) {
    if (node.alpha > 0.3) room.take([node.x - node.r, node.y - node.r, node.x + node.r, node.y + node.r]);
  }
  const placed = [];
  const order = seen.filter((node) => node.alpha > 0.18)
    .sort((a, b) => b.isFirst - a.isFirst || b.weight - a.weight || a.entity.index - b.entity.index);
  const greatest = new Set(order.filter((node) => node.weight > 1).sort((a, b) => b.weight - a.weight).slice(0, 3));
  for (const node of order.slice(0, 3 * MOST)) {
    const size = greatest.has(node) ? 16 : node.isFirst ? 13.5 : Math.min(11 + Math.floor(node.weight / 4) * 0.5, 13.5);
    const wide = widthOf(pen, node.entity, size, node.isFirst || greatest.has(node));
    // The greatest names may cover nodes, but no name and no button.
    const label = placeLabel(room, node, wide, size, width, bare) || greatest.has(node) && placeLabel(bare, node, wide, size, width, room);
    if (label) placed.push({ ...label, isGreat: greatest.has(node) });
    if (placed.length >= MOST) break;
  }
  placed.room = room;
  return placed;
}

function placeLabel(room, node, width, size, ofScreen, alsoIn = null) {
  const { x, y, r } = node;
  const [half, line] = [width / 2, size * 1.25];
  const spots = [[x - half, y + r + 3], [x - half, y - r - 3 - line], [x + r + 5, y - line / 2],
    [x - r - 5 - width, y - line / 2], [x + r * 0.6, y + r + 1], [x - r * 0.6 - width, y + r + 1]];
  for (const [left, top] of spots) {
    const box = [left - 2, top, left + width + 2, top + line];
    const isInside = box[0] > 0 && box[2] < ofScreen;
    if (isInside && room.isFree(box)) {
      room.take(box);
      alsoIn?.take(box);
      return { node, x: left, y: top + line * 0.76, size };
    }
  }
  return null;
}

function drawLabels(pen, labels) {
  pen.textAlign = "left";
  pen.textBaseline = "alphabetic";
  pen.lineJoin = "round";
  for (const { node, x, y, size, isGreat } of labels) {
    pen.font = `${node.isFirst || isGreat ? "600 " : ""}${size}px ${FONT}`;
    pen.globalAlpha = Math.min(1, node.alpha * 1.1);
    pen.strokeStyle = palette.paper;
    pen.lineWidth = 3.5;
    pen.strokeText(node.entity.label, x, y);
    pen.fillStyle = node.alpha < 0.6 ? palette.soft : palette.ink;
    pen.fillText(node.entity.label, x, y);
  }
  pen.globalAlpha = 1;
}
