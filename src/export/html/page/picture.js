// Pictures that leave the page: the current view as one SVG, with its title, the view in words, dates and a key, so that it
// says what the page says.

const MARGIN = 24;

/** Appends elements to a picture from top to bottom. */
class Sheet {
  constructor(width) {
    Object.assign(this, { width, y: MARGIN, parts: [] });
  }

  /** A text in as many lines as it needs. */
  text(words, size, fill, attributes) {
    for (const line of Sheet.lines(words, size, this.width - 2 * MARGIN)) {
      this.y += size * 1.35;
      this.parts.push(draw("text", { x: MARGIN, y: this.y - size * 0.3, "font-size": size, fill: palette[fill],
        "font-family": FONT, ...attributes }, line));
    }
  }

  put(element, x, height) {
    element.setAttribute("x", x);
    element.setAttribute("y", this.y);
    this.parts.push(element);
    this.y += height;
  }

  /** Small pictures with their words: [[element, words]]. */
  key(entries) {
    if (!entries.length) return;
    let x = MARGIN;
    this.y += 8;
    for (const [element, words] of entries) {
      const [wide, high] = ["width", "height"].map((name) => Number(element.getAttribute(name)));
      const room = wide + 8 + Sheet.measure(words, 12) + 20;
      if (x > MARGIN && x + room > this.width - MARGIN) [x, this.y] = [MARGIN, this.y + 20];
      element.setAttribute("x", x);
      element.setAttribute("y", this.y + 9 - high / 2);
      this.parts.push(element, draw("text", { x: x + wide + 8, y: this.y + 13, "font-size": 12, fill: palette.soft,
        "font-family": FONT }, words));
      x += room;
    }
    this.y += 22;
  }

  element(title, words) {
    const [width, height] = [this.width, Math.ceil(this.y + MARGIN)];
    return draw("svg", { xmlns: SVG, viewBox: `0 0 ${width} ${height}`, width, height, role: "img" },
      draw("title", null, title), words ? draw("desc", null, words) : null, draw("rect", { width, height, fill: palette.paper }), this.parts);
  }

  static measure(words, size) {
    graph.pen.font = `${size}px ${FONT}`;
    return graph.pen.measureText(words).width;
  }

  static lines(words, size, room) {
    const lines = [];
    for (const word of words.split(/\s+/).filter(Boolean)) {
      const longer = lines.length ? `${lines[lines.length - 1]} ${word}` : word;
      if (lines.length && Sheet.measure(longer, size) <= room) lines[lines.length - 1] = longer; else lines.push(word);
    }
    return lines;
  }
}

/** The head of every picture: title, view, filter, and what is left out. */
function headed(width, words) {
  const sheet = new Sheet(width);
  sheet.text(story.title, 20, "ink", { "font-weight": 600 });
  if (story.standfirst) sheet.text(story.standfirst, 14, "ink");
  if (story.byline) sheet.text(story.byline, 12, "soft");
  sheet.text(story.caption, 12, "soft");
  sheet.text(words, 13, "ink");
  if (isFiltered()) sheet.text(phrase("filtered", { filter: filterInWords() }), 12, "soft");
  if (story.left_out) sheet.text(leftOutInWords(), 12, "soft");
  sheet.y += 10;
  return sheet;
}

/** What is said about the data and their use. */
function colophonInWords() {
  return [["colophon.source", story.source_line], ["colophon.data", story.data_date], ["colophon.credit", story.credit],
    ["colophon.licence", story.licence]].filter(([, words]) => words).map(([key, words]) => phrase(key, { words }));
}

/** The foot of every picture: where its data come from, and its terms. */
function footed(sheet, title, words) {
  sheet.y += 6;
  for (const words of colophonInWords()) sheet.text(words, 11, "soft");
  return sheet.element(title, words);
}

/** The filter in words. */
function filterInWords() {
  const { hiddenKinds, hiddenPolarities, verbs, topics, sources, isDefinite } = state.filters;
  const all = (set, name) => [...set].map(name).reduce((names, last) => phrase("list.or", { names, last }));
  return [
    hiddenKinds.size && phrase("filtered.without", { words: [...hiddenKinds].map((it) => phrase(`kind.${it}`)).join(", ") }),
    hiddenPolarities.size && phrase("filtered.without", { words: [...hiddenPolarities].map((it) => WORDS[it]).join(", ") }),
    verbs.size && phrase("filtered.verbs", { words: all(verbs, (it) => story.verbs[it].label) }),
    topics.size && phrase("filtered.topics", { words: all(topics, nameOf) }),
    sources.size && phrase("filtered.sources", { words: all(sources, sourceName) }),
    isDefinite && phrase("filtered.certain"),
    leftAside().length && leftAsideInWords(),
  ].filter(Boolean).join(`${phrase("semicolon")} `);
}

/** The ties of a day in words: how many stand, and how many of them may not. */
function tiesInWords(day) {
  return `${dayInWords(day)} · ${standingInWords(shownTies(day))}`;
}

/** The lines and shapes that occur, with their words. */
function legendEntries() {
  const isThere = (passes) => story.ties.some((tie) => tie.spells.some(passes));
  return [
    ...POLARITIES.filter((it) => isThere((spell) => spell.polarity === it)).map((it) => [pictureOfTie(it, true), WORDS[it]]),
    ...(isThere((spell) => !spell.isDefinite) ? [[pictureOfTie("positive", false), phrase("possible")]] : []),
    ...[...new Set(story.nodes.map((it) => story.entities[it].kind))].map((kind) => [pictureOfKind(kind), phrase(`kind.${kind}`)]),
  ];
}

/** The graph as shown. */
function graphAsSvg() {
  const { width, height } = graph;
  const sheet = headed(width, tiesInWords(state.day));
  const drawing = new Drawing(width, height);
  paint(drawing, width, height);
  sheet.put(drawing.element(), 0, height);
  const note = byId("graph-note");
  if (!note.hidden) sheet.text(note.textContent, 12, "soft");
  sheet.key(legendEntries());
  return footed(sheet, `${story.title}, ${dayInWords(state.day)}`, graphInWords(shownTies(state.day)));
}

const LOOKS = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "stroke-linecap",
  "opacity", "font-size", "font-weight", "font-family", "text-anchor"];

/** A drawing with the style of the page written into it. One that is not in the page is put there for a moment. */
function asItLooks(element) {
  const isInPage = element.isConnected;
  const place = make("div", { class: "quiet" });
  if (!isInPage) {
    document.body.append(place);
    place.append(element);
  }
  const copy = element.cloneNode(true);
  const [from, to] = [[element, ...element.querySelectorAll("*")], [copy, ...copy.querySelectorAll("*")]];
  from.forEach((original, index) => {
    const style = getComputedStyle(original);
    for (const look of LOOKS) to[index].setAttribute(look, style.getPropertyValue(look));
    for (const extra of ["class", "tabindex", "role", "aria-hidden"]) to[index].removeAttribute(extra);
  });
  place.remove();
  return copy;
}

/** All lanes, also those out of sight. */
function lanesAsSvg() {
  const [label, width] = [300, 900];
  const ties = laneTies();
  const shifted = ties.filter((tie) => tie.shifts.length).length;
  const sheet = headed(width + label + 2 * MARGIN, `${phrase("n.pairs", { n: ties.length })}, ${
    phrase("picture.shifted", { n: shifted })}. ${phrase("lanes.means")}.`);
  const dates = () => sheet.put(asItLooks(laneAxis(width)), MARGIN + label, 18);
  dates();
  for (const tie of ties) {
    const name = (words, y, fill) => draw("text", { x: MARGIN, y: sheet.y + y, "font-size": 12, fill: palette[fill],
      "font-family": FONT }, cutToFit(words, label - 12));
    sheet.parts.push(name(nameOf(tie.holder), 19, "ink"), name(`→ ${nameOf(tie.target)}`, 34, "soft"));
    sheet.put(asItLooks(lanePicture(tie, width)), MARGIN + label, LANE);
  }
  dates();
  sheet.key(laneKey().map(([picture, words]) => [asItLooks(picture), words]));
  return footed(sheet, phrase("picture.lanes", { title: story.title }));
}

/** A text that is cut where it does not fit. */
function cutToFit(words, room) {
  let cut = words;
  while (cut.length > 1 && Sheet.measure(cut === words ? words : `${cut}…`, 12) > room) cut = cut.slice(0, -1);
  return cut === words ? words : `${cut}…`;
}

/** Which periods charts have, and which of them is marked. */
function chartsInWords() {
  return phrase("picture.each", { each: phrase(`each.${story.every || "period"}`), day: dayInWords(state.day) });
}

/** The charts, each with its value, explanation and key. */
function chartsAsSvg() {
  const figures = [...document.querySelectorAll("figure.chart")];
  const widths = figures.map((it) => Number(it.querySelector(":scope > svg")?.getAttribute("width")) || 0);
  const sheet = headed(Math.max(480, ...widths) + 2 * MARGIN, chartsInWords());
  for (const figure of figures) {
    const words = (selector, size, fill, attributes) => {
      const found = figure.querySelector(selector)?.textContent;
      if (found) sheet.text(found, size, fill, attributes);
    };
    sheet.y += 14;
    words("h2", 15, "ink", { "font-weight": 600 });
    words(".value", 13, "ink");
    words(".facts", 12, "soft");
    const chart = figure.querySelector(":scope > svg");
    if (chart) sheet.put(asItLooks(chart), MARGIN, Number(chart.getAttribute("height")));
    sheet.key([...figure.querySelectorAll(".key > span")].map((it) => [asItLooks(it.querySelector("svg")), it.textContent]));
  }
  return footed(sheet, phrase("picture.charts", { title: story.title }));
}

/** The current view as one SVG. */
function shownAsSvg() {
  return { matrix: matrixAsSvg, network: networkAsSvg, lanes: lanesAsSvg, charts: chartsAsSvg }[state.view]?.() || graphAsSvg();
}

function svgText() {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(shownAsSvg())}\n`;
}
