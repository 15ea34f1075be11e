// A matrix of actors: who is for or against whom on the day. Rows and columns are in the order of camps, so that camps are
// blocks. A cell has a form for each polarity, whatever its colour. Only what is in sight is drawn.

const ACTORS = new Set(["person", "politician", "party", "organization", "outlet", "country", "group"]);

const matrix = { actors: [], place: new Map(), ties: new Map(), at: null, hovered: null, cell: 18, band: 150, top: 120, camps: new Map(),
  key: null, count: 0 };
renewals.push(() => Object.assign(matrix, { at: null, hovered: null }));

/** The actors that a tie of the day reaches, camp by camp, in each the ones with most ties first. */
function matrixActors(ties) {
  const isActor = (index) => ACTORS.has(story.entities[index].kind);
  const among = ties.filter(({ tie }) => isActor(tie.holder) && isActor(tie.target));
  const weights = weightsOf(among);
  const camps = campsOf(snapshotOn(state.day));
  const order = placeInCamps(camps);
  const actors = [...weights.keys()].sort((a, b) => order(a) - order(b) || weights.get(b) - weights.get(a) || a - b);
  return { actors, among, camps };
}

function prepareMatrix() {
  const { actors, among, camps } = matrixActors(standingTies());
  const place = new Map(actors.map((index, at) => [index, at]));
  const ties = new Map(among.map((it) => [place.get(it.tie.holder) * actors.length + place.get(it.tie.target), it]));
  const inside = matrix.at && matrix.at.every((it) => it < actors.length);
  Object.assign(matrix, { actors, place, ties, camps, count: among.length, at: inside ? matrix.at : null });
}

/** How large cells are: as large as fits, and never too small for a name. */
function sizeMatrix(room) {
  const isNarrow = room.width < 560;
  roomForNames(isNarrow ? 96 : 170, room.height < 320 ? 74 : isNarrow ? 92 : 140);
  const most = Math.min((room.width - matrix.band - 16) / matrix.actors.length, (room.height - matrix.top - 16) / matrix.actors.length);
  matrix.cell = Math.max(Math.min(Math.floor(most), 34), isNarrow ? 20 : 18);
}

/** The room of the names of rows and columns: as much as the longest needs, up to these. */
function roomForNames(band, top) {
  graph.pen.font = `12.5px ${FONT}`;
  const widest = Math.max(...matrix.actors.map((index) => graph.pen.measureText(labelOf(story.entities[index])).width));
  Object.assign(matrix, { band: Math.min(band, Math.ceil(widest) + 26), top: Math.min(top, Math.ceil(widest) + 26) });
}

function fillMatrix() {
  if (state.view !== "matrix") return;
  const view = byId("view-matrix");
  prepareMatrix();
  if (!byId("matrix")) {
    view.replaceChildren(make("p", { class: "lead", id: "matrix-lead" }), make("p", { class: "key matrix-key" }, POLARITIES.map((polarity) =>
      make("span", null, pictureOfCell(polarity, true), WORDS[polarity])), make("span", null, pictureOfCell("positive", false), phrase("possible"))),
    make("div", { id: "matrix", class: "matrix", role: "grid", tabindex: 0, "aria-describedby": "matrix-lead", on: { keydown: walkMatrix,
      scroll: onNextFrame(paintMatrix), focus: () => paintMatrix(), blur: () => paintMatrix() } },
    make("div", { class: "matrix-size" }, make("canvas", { id: "matrix-canvas", "aria-hidden": "true" })),
    make("div", { class: "quiet", role: "row", id: "matrix-row" }, make("div", { role: "gridcell", id: "matrix-cell" }))),
    make("div", { class: "tip", id: "matrix-tip", hidden: true }));
    readCells(byId("matrix-canvas"));
  }
  const n = matrix.actors.length;
  byId("matrix-lead").replaceChildren(...phrased(isFiltered() ? "matrix.lead-filtered" : "matrix.lead", { day: dayInWords(state.day),
    actors: make("b", null, phrase("matrix.actors", { n })), ties: phrase("n.ties", { n: matrix.count }) }));
  const grid = byId("matrix");
  grid.hidden = n === 0;
  grid.setAttribute("aria-label", phrase("matrix.label", { day: dayInWords(state.day) }));
  grid.setAttribute("aria-rowcount", n);
  grid.setAttribute("aria-colcount", n);
  if (!n) return;
  sizeMatrix({ width: grid.clientWidth, height: grid.clientHeight });
  grid.firstChild.style.width = `${matrix.band + n * matrix.cell + 8}px`;
  grid.firstChild.style.height = `${matrix.top + n * matrix.cell + 8}px`;
  paintMatrix();
}

/** What stands in a row and column: {tie, spell}, or nothing. */
function cellAt(row, column) {
  return matrix.ties.get(row * matrix.actors.length + column);
}

/** Draws a cell of size `c`: full with a plus, with a bar, a diamond, a ring. What is only possible is hollow. */
function drawCell(pen, x, y, c, polarity, isDefinite) {
  const color = palette[polarity];
  const [m, middle, centre] = [Math.max(1, c * 0.08), x + c / 2, y + c / 2];
  const half = c / 2 - m;
  Object.assign(pen, { fillStyle: color, strokeStyle: color, lineWidth: Math.max(1.2, c * 0.09) });
  const shape = () => {
    pen.beginPath();
    if (polarity === "mixed") polygon(pen, middle, centre, half, 4, 0);
    else if (polarity === "neutral") circle(pen, middle, centre, half * 0.5);
    else box(pen, middle, centre, half, half);
  };
  shape();
  if (polarity === "neutral" || !isDefinite) {
    if (!isDefinite) pen.setLineDash([2.5, 2]);
    pen.stroke();
    pen.setLineDash([]);
  } else pen.fill();
  if (!["positive", "negative"].includes(polarity)) return;
  pen.strokeStyle = isDefinite ? palette.paper : color;
  pen.beginPath();
  pen.moveTo(middle - half * 0.55, centre);
  pen.lineTo(middle + half * 0.55, centre);
  if (polarity === "positive") {
    pen.moveTo(middle, centre - half * 0.55);
    pen.lineTo(middle, centre + half * 0.55);
  }
  pen.stroke();
}

function pictureOfCell(polarity, isDefinite) {
  return picture(16, 16, (pen) => drawCell(pen, 0, 0, 16, polarity, isDefinite));
}

function paintMatrix() {
  const grid = byId("matrix");
  const canvas = byId("matrix-canvas");
  if (!canvas || state.view !== "matrix" || grid.hidden) return;
  const ratio = Math.min(devicePixelRatio || 1, 2);
  const [width, height] = [grid.clientWidth, grid.clientHeight];
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    Object.assign(canvas, { width: Math.round(width * ratio), height: Math.round(height * ratio) });
    Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
  }
  const pen = canvas.getContext("2d");
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
  drawMatrix(pen, width, height, grid.scrollLeft, grid.scrollTop, document.activeElement === grid);
}

/** Draws the part of the matrix from a place on. */
function drawMatrix(pen, width, height, left, above, hasFocus) {
  const { actors, cell, band, top, ties, camps } = matrix;
  const n = actors.length;
  const x = (column) => band + column * cell - left;
  const y = (row) => top + row * cell - above;
  const seen = (from, room) => [Math.max(0, Math.floor(from / cell)), Math.min(n, Math.ceil((from + room) / cell))];
  const [[firstRow, lastRow], [firstColumn, lastColumn]] = [seen(above, height - top), seen(left, width - band)];
  const [right, bottom] = [Math.min(x(n), width), Math.min(y(n), height)];
  const blank = (fill, a, b, w, h) => {
    pen.fillStyle = palette[fill];
    pen.beginPath();
    box(pen, a + w / 2, b + h / 2, w / 2, h / 2);
    pen.fill();
  };
  const lines = (color, rows, columns) => {
    pen.strokeStyle = palette[color];
    pen.lineWidth = 1;
    pen.beginPath();
    for (const row of rows) { pen.moveTo(Math.max(band, x(0)), y(row)); pen.lineTo(right, y(row)); }
    for (const column of columns) { pen.moveTo(x(column), Math.max(top, y(0))); pen.lineTo(x(column), bottom); }
    pen.stroke();
  };
  const range = (from, to) => Array.from({ length: Math.max(to - from + 1, 0) }, (_, at) => from + at);
  lines("line", range(firstRow, lastRow), range(firstColumn, lastColumn));
  for (let row = firstRow; row < lastRow; row += 1) {
    if (row >= firstColumn && row < lastColumn) blank("line", x(row), y(row), cell, cell);
    for (let column = firstColumn; column < lastColumn; column += 1) {
      const it = ties.get(row * n + column);
      if (it) drawCell(pen, x(column), y(row), cell, it.spell.polarity, it.spell.isDefinite);
    }
  }
  const campAt = (at) => camps.get(actors[at]);
  const edges = range(1, n - 1).filter((at) => campAt(at)?.key !== campAt(at - 1)?.key);
  lines("soft", edges.filter((at) => at >= firstRow && at <= lastRow), edges.filter((at) => at >= firstColumn && at <= lastColumn));
  // The heads lie over what is scrolled beneath them.
  blank("paper", 0, 0, width, top);
  blank("paper", 0, 0, band, height);
  const marked = matrix.hovered || (hasFocus || matrix.at ? matrix.at : null);
  drawHeads(pen, { x, y, firstRow, lastRow, firstColumn, lastColumn, marked, campAt });
  blank("paper", 0, 0, band - 1, top - 1);
  if (!marked || x(marked[1]) < band - 1 || y(marked[0]) < top - 1) return;
  pen.strokeStyle = palette.ink;
  pen.lineWidth = 2.5;
  pen.beginPath();
  box(pen, x(marked[1]) + cell / 2, y(marked[0]) + cell / 2, cell / 2, cell / 2);
  pen.stroke();
}

/** The names of rows and columns, each with a bar of its camp's colour. */
function drawHeads(pen, { x, y, firstRow, lastRow, firstColumn, lastColumn, marked, campAt }) {
  const { actors, cell, band, top } = matrix;
  const size = Math.min(12.5, Math.max(10.5, cell * 0.62));
  const nameAt = (at, room) => {
    pen.font = `${size}px ${FONT}`;
    let name = labelOf(story.entities[actors[at]]);
    if (pen.measureText(name).width <= room) return name;
    while (name.length > 1 && pen.measureText(`${name}…`).width > room) name = name.slice(0, -1);
    return `${name}…`;
  };
  const write = (at, isMarked, place, room) => {
    pen.fillStyle = isMarked ? palette.ink : palette.soft;
    pen.font = `${isMarked ? "600 " : ""}${size}px ${FONT}`;
    pen.textAlign = "left";
    pen.textBaseline = "alphabetic";
    place(nameAt(at, room));
  };
  const mark = (at, a, b, w, h) => {
    const camp = campAt(at);
    if (!camp) return;
    pen.fillStyle = palette[camp.color];
    pen.beginPath();
    box(pen, a + w / 2, b + h / 2, w / 2, h / 2);
    pen.fill();
  };
  for (let row = firstRow; row < lastRow; row += 1) {
    if (y(row) + cell / 2 < top) continue;
    write(row, marked?.[0] === row, (name) => pen.fillText(name, 8, y(row) + cell / 2 + size * 0.36), band - 22);
    mark(row, band - 8, y(row) + 1, 4, cell - 2);
  }
  for (let column = firstColumn; column < lastColumn; column += 1) {
    if (x(column) + cell / 2 < band) continue;
    write(column, marked?.[1] === column, (name) => turnedText(pen, name, x(column) + cell / 2 + size * 0.36, top - 14), top - 22);
    mark(column, x(column) + 1, top - 8, cell - 2, 4);
  }
}

/** A text that goes upwards from a point. */
function turnedText(pen, text, x, y) {
  if (pen instanceof Drawing) {
    pen.fillText(text, x, y);
    pen.parts[pen.parts.length - 1].setAttribute("transform", `rotate(-90 ${Drawing.short(x)} ${Drawing.short(y)})`);
    return;
  }
  pen.save();
  pen.translate(x, y);
  pen.rotate(-Math.PI / 2);
  pen.fillText(text, 0, 0);
  pen.restore();
}

/** What a cell says. */
function cellInWords(row, column) {
  const [holder, target] = [matrix.actors[row], matrix.actors[column]].map(nameOf);
  const it = cellAt(row, column);
  const lead = it && story.statements[it.spell.deciding[0]];
  const words = it ? [WORDS[it.spell.polarity], lead && actsOf(it.spell), lead && dateInWords(lead.date), !it.spell.isDefinite && phrase("possible")]
    : [phrase("matrix.none")];
  return phrase("matrix.cell", { holder, target, words: words.filter(Boolean).join(", ") });
}

/** The row and column at a point of the canvas. */
function cellUnder(event) {
  const grid = byId("matrix");
  const { cell, band, top, actors } = matrix;
  if (event.offsetX < band || event.offsetY < top) return null;
  const at = [Math.floor((event.offsetY - top + grid.scrollTop) / cell), Math.floor((event.offsetX - band + grid.scrollLeft) / cell)];
  return at.every((it) => it < actors.length) ? at : null;
}

function readCells(canvas) {
  canvas.addEventListener("pointermove", (event) => {
    const at = event.pointerType === "touch" ? null : cellUnder(event);
    const isSame = at?.join() === matrix.hovered?.join();
    matrix.hovered = at;
    const it = at && cellAt(...at);
    canvas.style.cursor = it ? "pointer" : "";
    const tip = byId("matrix-tip");
    tip.hidden = !it;
    if (it) {
      if (!isSame) tip.replaceChildren(...tieTip(it.tie));
      putTip(tip, byId("view-matrix"), event);
    }
    if (!isSame) paintMatrix();
  });
  canvas.addEventListener("pointerleave", () => {
    matrix.hovered = null;
    byId("matrix-tip").hidden = true;
    paintMatrix();
  });
  canvas.addEventListener("click", (event) => {
    const at = cellUnder(event);
    if (!at) return;
    markCell(at);
    openCell(at);
  });
}

/** Puts a tip beside the pointer, inside its view. */
function putTip(tip, view, event) {
  const { left, top, width, height } = view.getBoundingClientRect();
  const [x, y] = [event.clientX - left, event.clientY - top];
  const under = y + 18 + tip.offsetHeight > height ? y - tip.offsetHeight - 12 : y + 18;
  Object.assign(tip.style, { left: `${Math.max(Math.min(x + 14, width - tip.offsetWidth - 8), 8)}px`, top: `${Math.max(under, 8) + view.scrollTop}px` });
}

function openCell([row, column]) {
  const it = cellAt(row, column);
  if (it) change({ chosen: { tie: it.tie } });
}

/** Makes a cell the current one, and says it to screen readers. */
function markCell([row, column]) {
  matrix.at = [row, column];
  const cell = byId("matrix-cell");
  byId("matrix-row").setAttribute("aria-rowindex", row + 1);
  cell.setAttribute("aria-colindex", column + 1);
  cell.textContent = cellInWords(row, column);
  byId("matrix").setAttribute("aria-activedescendant", "matrix-cell");
  say(cell.textContent);
  paintMatrix();
}

/** Arrow keys go from cell to cell, with Ctrl to the next tie in that direction; Enter opens the evidence. */
function walkMatrix(event) {
  const way = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[event.key];
  const last = matrix.actors.length - 1;
  const [row, column] = matrix.at || [0, -1];
  let to = null;
  if (event.key === "Enter" && matrix.at) {
    event.preventDefault();
    openCell(matrix.at);
    if (cellAt(...matrix.at)) byId("panel").focus({ preventScroll: true });
    return;
  }
  if (event.key === "Home") to = [event.ctrlKey ? 0 : row, 0];
  else if (event.key === "End") to = [event.ctrlKey ? last : row, last];
  else if (way) {
    to = [row + way[0], column + way[1]];
    const isInside = () => to.every((it) => it >= 0 && it <= last);
    while (event.ctrlKey && isInside() && !cellAt(...to)) to = [to[0] + way[0], to[1] + way[1]];
    if (!isInside()) to = null;
  }
  if (!way && !to) return;
  event.preventDefault();
  event.stopPropagation();
  if (!to) return;
  const grid = byId("matrix");
  const keep = (scroll, at, room, head) => Math.min(Math.max(scroll, (at + 1) * matrix.cell - (room - head) + 4), at * matrix.cell);
  grid.scrollTop = keep(grid.scrollTop, to[0], grid.clientHeight, matrix.top);
  grid.scrollLeft = keep(grid.scrollLeft, to[1], grid.clientWidth, matrix.band);
  markCell(to);
}

function readMatrix() {
  if (state.view === "matrix") fillMatrix();
}

/** The whole matrix, also what is out of sight. */
function matrixDrawing() {
  prepareMatrix();
  const before = { cell: matrix.cell, band: matrix.band, top: matrix.top, at: matrix.at, hovered: matrix.hovered };
  roomForNames(170, 140);
  Object.assign(matrix, { cell: 18, at: null, hovered: null });
  const n = matrix.actors.length;
  const [width, height] = [matrix.band + n * matrix.cell + 8, matrix.top + n * matrix.cell + 8];
  const drawing = new Drawing(width, height);
  drawMatrix(drawing, width, height, 0, 0, false);
  Object.assign(matrix, before);
  return drawing;
}

function matrixKey() {
  return POLARITIES.map((polarity) => [pictureOfCell(polarity, true), WORDS[polarity]]);
}

function matrixAsSvg() {
  const drawing = matrixDrawing();
  const sheet = headed(Math.max(drawing.width + 2 * MARGIN, 480), phrase("matrix.picture", { day: dayInWords(state.day),
    ties: phrase("n.ties", { n: matrix.count }), actors: phrase("matrix.actors", { n: matrix.actors.length }) }));
  sheet.put(drawing.element(), MARGIN, drawing.height);
  sheet.key(matrixKey());
  return footed(sheet, phrase("title.matrix", { title: story.title }));
}

function matrixOnPaper() {
  return [make("p", { class: "key" }, matrixKey().map(([picture, words]) => make("span", null, picture, words))),
    make("div", { class: "drawn" }, matrixDrawing().element())];
}
