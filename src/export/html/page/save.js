// Saves the current view as SVG, PNG or CSV, and the link that restores it.

/** Turns canvas calls into SVG. */
class Drawing {
  constructor(width, height) {
    Object.assign(this, { width, height, parts: [], path: "", globalAlpha: 1, fillStyle: "#000", strokeStyle: "#000",
      lineWidth: 1, lineCap: "butt", lineJoin: "miter", dash: [], font: "", textAlign: "left" });
  }

  beginPath() { this.path = ""; }
  moveTo(x, y) { this.path += `M${Drawing.short(x)} ${Drawing.short(y)}`; }
  lineTo(x, y) { this.path += `L${Drawing.short(x)} ${Drawing.short(y)}`; }
  quadraticCurveTo(a, b, x, y) { this.path += `Q${[a, b, x, y].map(Drawing.short).join(" ")}`; }
  closePath() { this.path += "Z"; }
  setLineDash(dash) { this.dash = dash; }
  clearRect() { this.parts = []; }

  /** A whole circle, the only arc that is used. */
  arc(x, y, r) {
    const [left, size] = [Drawing.short(x - r), Drawing.short(r)];
    this.path += `M${Drawing.short(x + r)} ${Drawing.short(y)}A${size} ${size} 0 1 1 ${left} ${Drawing.short(y)}A${size} ${
      size} 0 1 1 ${Drawing.short(x + r)} ${Drawing.short(y)}Z`;
  }

  fill() {
    this.add("path", { d: this.path, fill: this.fillStyle });
  }

  stroke() {
    this.add("path", { d: this.path, fill: "none", ...this.pen() });
  }

  fillText(text, x, y) {
    this.addText(text, x, y, { fill: this.fillStyle });
  }

  strokeText(text, x, y) {
    this.addText(text, x, y, { fill: "none", ...this.pen() });
  }

  measureText(text) {
    graph.pen.font = this.font;
    return graph.pen.measureText(text);
  }

  pen() {
    return { stroke: this.strokeStyle, "stroke-width": Drawing.short(this.lineWidth), "stroke-linecap": this.lineCap,
      "stroke-linejoin": this.lineJoin, "stroke-dasharray": this.dash.length ? this.dash.join(" ") : null };
  }

  addText(text, x, y, attributes) {
    const [, weight, size] = /^(600 )?([\d.]+)px/.exec(this.font) || [];
    this.add("text", { x: Drawing.short(x), y: Drawing.short(y), "font-size": size, "font-weight": weight ? 600 : null,
      "font-family": FONT, "text-anchor": this.textAlign === "center" ? "middle" : "start", ...attributes }, text);
  }

  add(tag, attributes, ...children) {
    const opacity = this.globalAlpha < 1 ? Drawing.short(this.globalAlpha) : null;
    this.parts.push(draw(tag, { ...attributes, opacity }, ...children));
  }

  element(...first) {
    const { width, height } = this;
    return draw("svg", { xmlns: SVG, viewBox: `0 0 ${width} ${height}`, width, height }, ...first, this.parts);
  }

  static short(number) {
    return Math.round(number * 100) / 100;
  }
}

/** The graph as shown, with title and legend. */
function graphAsSvg() {
  const [width, height, head, foot] = [graph.width, graph.height, 64, 40];
  const drawing = new Drawing(width, height);
  paint(drawing, width, height);
  const picture = drawing.element();
  picture.setAttribute("y", head);
  const text = (x, y, size, fill, words) => draw("text", { x, y, "font-size": size, fill, "font-family": FONT }, words);
  const title = document.querySelector("h1").textContent;
  const [ties, day] = [shownTies(state.day).length, dayInWords(state.day)];
  const whole = new Drawing(width, height + head + foot);
  const present = POLARITIES.filter((it) => story.ties.some((tie) => tie.spells.some((spell) => spell.polarity === it)));
  present.forEach((polarity, index) => {
    const x = 24 + index * 120;
    drawTie(whole, polarity, true, { start: { x, y: height + head + 16 }, middle: { x: x + 16, y: height + head + 16 },
      end: { x: x + 32, y: height + head + 16 }, isBent: false }, lineWidth(polarity, 0.6), 6);
  });
  return whole.element(draw("title", null, `${title}, ${day}`), draw("rect", { width, height: height + head + foot,
    fill: palette.paper }), text(24, 32, 20, palette.ink, title), text(24, 52, 12, palette.soft, `${day} · ${
    count(ties, "tie stands", "ties stand")}`), picture, present.map((polarity, index) => text(24 + index * 120 + 42,
    height + head + 20, 12, palette.soft, polarity)));
}

/** Charts and lanes with their style inlined. */
function asItLooks(element) {
  const copy = element.cloneNode(true);
  const looks = ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font-size", "font-weight",
    "font-family", "text-anchor"];
  const [from, to] = [[element, ...element.querySelectorAll("*")], [copy, ...copy.querySelectorAll("*")]];
  from.forEach((original, index) => {
    const style = getComputedStyle(original);
    for (const look of looks) to[index].setAttribute(look, style.getPropertyValue(look));
    for (const extra of ["class", "tabindex", "role", "aria-hidden"]) to[index].removeAttribute(extra);
  });
  return copy;
}

/** The current view as one SVG. */
function shownAsSvg() {
  if (state.view !== "lanes" && state.view !== "charts") return graphAsSvg();
  const isLanes = state.view === "lanes";
  const items = isLanes ? [...document.querySelectorAll("#lane-body .lane")] : [...document.querySelectorAll("figure.chart")];
  const label = isLanes ? 320 : 0;
  let y = 60;
  const rows = items.map((item) => {
    const svg = item.querySelector("svg");
    const words = isLanes ? item.querySelector(".names").textContent : item.querySelector("h3").textContent;
    const part = asItLooks(svg);
    part.setAttribute("x", 24 + label);
    part.setAttribute("y", isLanes ? y : y + 12);
    const text = draw("text", { x: 24, y: isLanes ? y + 26 : y, "font-size": 13, fill: palette.ink, "font-family": FONT },
      words);
    y += Number(svg.getAttribute("height")) + (isLanes ? 0 : 40);
    return [text, part];
  });
  const width = 48 + label + Math.max(300, ...items.map((item) => Number(item.querySelector("svg").getAttribute("width"))));
  return draw("svg", { xmlns: SVG, viewBox: `0 0 ${width} ${y + 20}`, width, height: y + 20 },
    draw("rect", { width, height: y + 20, fill: palette.paper }), draw("text", { x: 24, y: 32, "font-size": 20,
      fill: palette.ink, "font-family": FONT }, document.querySelector("h1").textContent), rows);
}

function svgText() {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(shownAsSvg())}\n`;
}

/** The current view as rows: ties or statements. */
function csvText() {
  const cell = (value) => (/[",\r\n]/.test(value) ? `"${value.replaceAll("\"", "\"\"")}"` : value);
  const row = (values) => values.map((value) => cell(String(value ?? ""))).join(",");
  const id = (index) => story.entities[index].id;
  const fieldsOf = (statement) => [statement.id, id(statement.holder), nameOf(statement.holder), statement.word,
    statement.polarity, id(statement.target), nameOf(statement.target), statement.date,
    story.sources[statement.source].id, story.sources[statement.source].url, statement.quote];
  if (state.view === "statements" || state.view === "lanes") {
    return [row(["statement", "holder", "holder_name", "verb", "polarity", "target", "target_name", "date", "source",
      "url", "quote"]), ...story.statements.filter(isStatementShown).map((it) => row(fieldsOf(it)))].join("\r\n");
  }
  if (state.view === "charts") return chartRows().map(row).join("\r\n");
  return [row(["holder", "holder_name", "target", "target_name", "polarity", "certainty", "verb", "date", "source", "url",
    "quote", "statements"]), ...shownTies(state.day).map(({ tie, spell }) => {
    const lead = story.statements[spell.deciding[0]];
    const source = lead && story.sources[lead.source];
    return row([id(tie.holder), nameOf(tie.holder), id(tie.target), nameOf(tie.target), spell.polarity,
      spell.isDefinite ? "definite" : "possible", lead?.word, lead?.date, source?.id, source?.url, lead?.quote,
      spell.deciding.map((it) => story.statements[it].id).join(" ")]);
  })].join("\r\n");
}

function chartRows() {
  const polarities = ["positive", "negative", "mixed", "neutral", "ends"];
  return [["begin", "last", ...polarities, "possible", "strong_balance", "strong_balance_least", "strong_balance_greatest",
    "frustration_lower", "frustration_upper", "normalized", "normalized_least", "normalized_greatest",
    "polarization", "polarization_upper", "polarization_least", "polarization_greatest", "fit", "fit_upper", "conflict_share", "+++", "++-", "+--", "---"], ...story.periods.map((period) => {
    const { balance } = period;
    return [isoDay(period.begin), isoDay(period.last), ...polarities.map((it) => period.counts[it] || 0), period.possible, balance.strong, balance.strong_least, balance.strong_greatest,
      balance.lower, balance.upper, balance.normalized, balance.normalized_least, balance.normalized_greatest, period.polarization?.value, period.polarization?.upper, period.polarization?.least, period.polarization?.greatest,
      period.polarization?.fit, period.polarization?.fit_upper, period.polarization?.conflict_share, ...balance.census];
  })];
}

function fileName(ending) {
  const words = folded(document.querySelector("h1").textContent).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return `${words || "story"}-${isoDay(state.day)}.${ending}`;
}

function download(blob, ending) {
  const href = URL.createObjectURL(blob);
  make("a", { href, download: fileName(ending) }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10000);
}

function saveSvg() {
  download(new Blob([svgText()], { type: "image/svg+xml" }), "svg");
}

/** The same picture in pixels, at twice the size. */
function savePng() {
  const svg = shownAsSvg();
  const image = new Image();
  const href = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" }));
  image.onload = () => {
    const canvas = make("canvas", { width: image.width * 2, height: image.height * 2 });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(href);
    canvas.toBlob((blob) => download(blob, "png"), "image/png");
  };
  image.src = href;
}

function saveCsv() {
  download(new Blob([`\ufeff${csvText()}\r\n`], { type: "text/csv" }), "csv");
}

function fillSave() {
  const address = make("input", { type: "text", readonly: true, value: link(), "aria-label": "Link to this view",
    id: "save-link", on: { focus: () => address.select() } });
  const copy = button("Copy link", () => {
    address.select();
    const isCopied = document.execCommand("copy");
    copy.textContent = isCopied ? "Copied" : "Press Ctrl+C";
  });
  const rows = { lanes: "statements", statements: "statements", charts: "periods" }[state.view] || "ties";
  const hasPicture = !["ties", "statements"].includes(state.view);
  byId("save").replaceChildren(make("h2", null, "Save this view"), make("div", { class: "row" },
    button(hasPicture ? "SVG picture" : "SVG of the graph", saveSvg, { id: "save-svg" }),
    button(hasPicture ? "PNG picture" : "PNG of the graph", savePng, { id: "save-png" }),
    button(`CSV of the ${rows}`, saveCsv, { id: "save-csv" })),
  make("h3", null, "Link"), make("p", { class: "hint" }, "Opens the same file with this day, view and selection."),
  make("div", { class: "row" }, address, copy), make("div", { class: "row" }, button("Close", closeSheets)));
}
