// Long tables: of any number of rows, only those in sight are in the page. Each tells its place to screen readers, the one
// with the focus stays, and a field finds rows that are not there. On paper there are all.

/** Rows beyond those in sight. */
const BEYOND = 12;
/** With no more rows than this, all are there. */
const MOST_ROWS = 60;

const virtual = new Map();

/** A table of items, of which each has `cells` and is found by its `words`. */
function table(name, headings, items, cells, words) {
  const rowOf = (item, index) => make("tr", { class: item.isCounted === false ? "aside" : null, "aria-rowindex": index + 2 },
    cells(item).map((cell, column) => make("td", { data: { is: headings[column] } }, cell)));
  const body = make("tbody");
  const head = make("thead", null, make("tr", { "aria-rowindex": 1 }, headings.map((it) => make("th", { scope: "col" }, phrase(`column.${it}`)))));
  const element = make("table", { class: name, "aria-rowcount": items.length + 1 }, head, body);
  const whole = make("div", { class: "table-scroll" }, element);
  if (isWhole || items.length <= MOST_ROWS) {
    body.append(...items.map(rowOf));
    return whole;
  }
  const before = virtual.get(name);
  const list = { name, items, rowOf, words, body, element, rows: new Map(), heights: new Float64Array(items.length), usual: before?.usual || 38,
    measured: 0, total: 0, folded: null, found: before?.found || "", at: -1, isDue: false };
  virtual.set(name, list);
  whole.prepend(findField(list));
  // As high as the whole at once, so that the place to which one has scrolled stays.
  placeRows(list, []);
  requestAnimationFrame(() => fillRows(list));
  return whole;
}

/** The scrolling element around a list, when it is in the page. */
const scrollerOf = (list) => list.element.closest(".view");

/** The height of a row: as it was, else as usual. */
const heightOf = (list, index) => list.heights[index] || list.usual;

/** How far below the first row a row begins. */
function topOf(list, index) {
  let top = 0;
  for (let at = 0; at < index; at += 1) top += list.heights[at] || list.usual;
  return top;
}

/** Puts the rows in sight into the table, between rows that are as high as what is left out. */
function fillRows(list) {
  const scroller = scrollerOf(list);
  if (!scroller || !scroller.clientHeight) return;
  const above = list.body.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
  let [first, top] = [0, above];
  while (first < list.items.length - 1 && top + heightOf(list, first) < 0) {
    top += heightOf(list, first);
    first += 1;
  }
  let [end, bottom] = [first, top];
  while (end < list.items.length && bottom < scroller.clientHeight) {
    bottom += heightOf(list, end);
    end += 1;
  }
  const wanted = new Set();
  for (let at = Math.max(first - BEYOND, 0); at < Math.min(end + BEYOND, list.items.length); at += 1) wanted.add(at);
  const focused = document.activeElement?.closest?.("tr");
  for (const [index, row] of list.rows) if (row === focused || index === list.at) wanted.add(index);
  if (wanted.size === list.rows.size && [...wanted].every((index) => list.rows.has(index))) return;
  for (const [index, row] of list.rows) {
    if (wanted.has(index)) continue;
    row.remove();
    list.rows.delete(index);
  }
  for (const index of wanted) if (!list.rows.has(index)) list.rows.set(index, list.rowOf(list.items[index], index));
  placeRows(list, [...wanted].sort((a, b) => a - b));
  measureRows(list);
}

/** Brings the rows of a table into order without moving those that are in it, so that the focus stays. */
function placeRows(list, order) {
  for (const gap of list.body.querySelectorAll(".gap")) gap.remove();
  let [next, last] = [list.body.firstChild, 0];
  const gapBefore = (from, to, before) => {
    let height = 0;
    for (let at = from; at < to; at += 1) height += heightOf(list, at);
    if (height) list.body.insertBefore(make("tr", { class: "gap", "aria-hidden": "true", style: { height: `${height}px` } }), before);
  };
  for (const index of order) {
    const row = list.rows.get(index);
    if (row === next) next = next.nextSibling; else list.body.insertBefore(row, next);
    gapBefore(last, index, row);
    row.classList.toggle("found", index === list.at);
    last = index + 1;
  }
  gapBefore(last, list.items.length, null);
}

/** Notes how high rows are, and what is usual. */
function measureRows(list) {
  let [sum, number] = [0, 0];
  for (const [index, row] of list.rows) {
    const { height } = row.getBoundingClientRect();
    if (!height) continue;
    list.heights[index] = height;
    sum += height;
    number += 1;
  }
  if (number && !list.measured) list.usual = sum / number;
  list.measured += number;
}

/** The field that finds rows; Enter goes to the next one. */
function findField(list) {
  const told = make("span", { class: "facts", role: "status" });
  const field = make("input", { type: "search", class: "find", value: list.found, "aria-label": phrase("find.label"), placeholder:
    phrase("find.label"), autocomplete: "off", spellcheck: "false", on: {
    input: () => { list.found = field.value; find(0, true); },
    keydown: (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      find(event.shiftKey ? -1 : 1, false);
    } } });
  const find = (way, isNew) => {
    const typed = folded(field.value.trim());
    if (!typed) {
      list.at = -1;
      told.textContent = "";
      for (const row of list.rows.values()) row.classList.remove("found");
      return;
    }
    list.folded = list.folded || list.items.map((item) => folded(list.words(item)));
    const hits = [];
    for (const [index, words] of list.folded.entries()) if (words.includes(typed)) hits.push(index);
    const now = hits.indexOf(list.at);
    const to = isNew || now < 0 ? 0 : (now + way + hits.length) % hits.length;
    told.textContent = hits.length ? phrase("find.of", { n: to + 1, all: hits.length }) : phrase("find.none");
    list.at = hits.length ? hits[to] : -1;
    if (hits.length) scrollToRow(list, list.at);
  };
  return make("p", { class: "finding" }, field, " ", told);
}

/** Scrolls to a row. What is above it is measured only when it is in sight, so it is looked at again. */
function scrollToRow(list, index, tries = 4) {
  const scroller = scrollerOf(list);
  const row = list.rows.get(index);
  const [room, { top }] = [scroller.clientHeight, scroller.getBoundingClientRect()];
  if (row?.isConnected) {
    const place = row.getBoundingClientRect();
    scroller.scrollTop += place.top - top - room / 3;
    row.classList.add("found");
  } else scroller.scrollTop += list.body.getBoundingClientRect().top - top + topOf(list, index) - room / 3;
  fillRows(list);
  for (const [at, other] of list.rows) other.classList.toggle("found", at === index);
  if (tries) requestAnimationFrame(() => scrollToRow(list, index, tries - 1));
}

/** Follows scrolling, and takes Ctrl+F where most rows are not in the page. Pressed again, it is the browser's. */
function readLists() {
  for (const view of ["ties", "statements"]) {
    const fill = onNextFrame(() => { if (virtual.has(view) && state.view === view) fillRows(virtual.get(view)); });
    byId(`view-${view}`).addEventListener("scroll", fill, { passive: true });
    new ResizeObserver(fill).observe(byId(`view-${view}`));
  }
  addEventListener("keydown", (event) => {
    const field = document.querySelector(".view:not([hidden]) .find");
    if (event.key !== "f" || !(event.ctrlKey || event.metaKey) || !field || document.activeElement === field) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
}
