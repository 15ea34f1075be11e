// Printing: the whole of the view in light colours, with what is chosen. Nothing is cut off by the window or waits for a button.

/** Whether lists show all of their items. */
let isWhole = false;

/** The graph as it is shown, with its key and note. */
function graphOnPaper() {
  const { width, height, camera } = graph;
  const drawing = new Drawing(...(state.camera ? [width, height] : [760, 540]));
  Object.assign(graph, { width: drawing.width, height: drawing.height });
  if (!state.camera) graph.camera = fitted();
  paint(drawing, drawing.width, drawing.height);
  Object.assign(graph, { width, height, camera });
  redraw();
  return [make("div", { class: "drawn" }, drawing.element()), byId("graph-note").hidden ? null : make("p", { class: "facts" },
    byId("graph-note").textContent), make("div", { class: "legend" }, legend())];
}

/** All lanes, with the dates above them. */
function lanesOnPaper() {
  const WIDTH = 560;
  const names = (...lines) => make("span", { class: "names" }, lines.map((it) => make("span", null, it)));
  return [make("p", { class: "key" }, laneKey().map(([picture, words]) => make("span", null, picture, words))),
    make("div", { class: "row-of-lane" }, names(), laneAxis(WIDTH)),
    laneTies().map((tie) => make("div", { class: "row-of-lane" }, names(bdi(nameOf(tie.holder)), ["→ ", bdi(nameOf(tie.target))]),
      lanePicture(tie, WIDTH)))];
}

function chartsOnPaper() {
  return story.periods.length ? make("div", { class: "charts" }, [saidChart, balanceChart, polarizationChart, triangleChart]
    .map((chart) => chart(500))) : make("p", null, phrase("charts.none"));
}

/** The view in words, above it. */
function viewOnPaper() {
  if (!story.days) return "";
  return { charts: chartsInWords(), statements: phrase("table.caption"), lanes: phrase("lanes.means") }[state.view]
    || tiesInWords(state.day);
}

function fillPaper() {
  isWhole = true;
  const content = { graph: graphOnPaper, matrix: matrixOnPaper, network: networkOnPaper, lanes: lanesOnPaper, charts: chartsOnPaper, ties: tiesTable, statements: statementsTable }[state.view]();
  byId("paper").replaceChildren(...[make("h2", null, viewOnPaper()), isFiltered() ? make("p", { class: "facts" },
    phrase("filtered", { filter: filterInWords() })) : null, content, stepsOnPaper(), state.chosen ? make("section", { class: "chosen" }, panelContent()) : null]
    .flat(Infinity).filter(Boolean));
  isWhole = false;
}

function readPrinting() {
  const root = document.documentElement;
  addEventListener("beforeprint", () => {
    root.dataset.shown = root.dataset.theme;
    root.dataset.theme = "light";
    readPalette();
    fillPaper();
  });
  addEventListener("afterprint", () => {
    byId("paper").replaceChildren();
    setTheme();
  });
}
