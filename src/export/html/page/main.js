// Starts the page and redraws it when the state changes.

function showView() {
  for (const view of VIEWS) {
    const isShown = view === state.view;
    byId(`view-${view}`).hidden = !isShown;
    byId(`tab-${view}`).setAttribute("aria-selected", String(isShown));
    byId(`tab-${view}`).tabIndex = isShown ? 0 : -1;
    if (isShown) byId(`tab-${view}`).scrollIntoView({ block: "nearest", inline: "nearest" });
  }
  if (state.view === "graph" && graph.isReady && graph.width !== graph.canvas.clientWidth) resize();
}

function fillView() {
  fillLanes();
  fillCharts();
  fillTies();
  fillStatements();
  fillMatrix();
  fillNetwork();
}

/** The note under the graph: the day of the camps, if another. */
function tellSnapshot() {
  byId("show-camps").checked = state.hasCamps;
  byId("show-tense").checked = state.hasTense;
  const snapshot = snapshotOn(state.day);
  const tense = state.hasTense ? tenseOf(snapshot) : [];
  const all = snapshot ? snapshot.census[1] + snapshot.census[3] : 0;
  const words = [thinnedInWords()].filter(Boolean);
  if (snapshot && snapshot.day !== state.day && (state.hasCamps || state.hasTense)) {
    words.push(phrase("note.as-of", { day: dayInWords(snapshot.day) }));
  }
  if (state.hasCamps && snapshot?.unique === false) words.push(phrase("camps.others"));
  if (state.hasTense) {
    words.push(all > tense.length ? phrase("note.some-trios", { n: all, shown: tense.length }) : phrase("note.trios", { n: all }));
  }
  const note = byId("graph-note");
  note.classList.toggle("thinned", Boolean(thinnedInWords()) || state.hasAllLines);
  note.replaceChildren(words.join(" "), ...lineChoice(), ...(state.hasTense && snapshot ? [2, 0].filter((it) => snapshot.census[3 - it]).map((it) =>
    [" ", evidenceLink(`snapshot.${snapshot.day}.triangles.${it}`, phrase("note.list", { trio: TRIANGLES[it] }))]).flat() : []));
  note.hidden = !note.textContent;
}

/** A button that draws all ties, or the strongest again. */
function linesButton(attributes) {
  return button(state.hasAllLines ? phrase("lines.few", { most: MOST_LINES }) : phrase("lines.all"),
    () => change({ hasAllLines: !state.hasAllLines }), { class: "link", ...attributes });
}

/** That button where it would make a difference. */
function lineChoice() {
  if (standingTies().length <= MOST_LINES) return [];
  return [" ", linesButton({ id: "all-lines" })];
}

/** How much of the view is not on the page. */
function leftOutInWords() {
  const left = story.left_out;
  return phrase("left-out", { n: left.statements, all: left.of_statements });
}

function tellLeftOut() {
  const left = story.left_out;
  const notice = byId("left-out");
  notice.hidden = !left;
  if (!left) return;
  notice.replaceChildren(make("strong", null, leftOutInWords()), ` ${phrase("left-out.means", {
    statements: left.most_statements, names: left.most_entities, pairs: phrase("n.pairs", { n: left.pairs }),
    left_names: phrase("n.names", { n: left.entities }) })}`,
  ...(story.live ? [` ${phrase("left-out.narrow")} `, make("code", null, "--period 2018"), ", ", make("code", null, "--where 'about:…'"),
    ", ", make("code", null, "--focus ENTITY"), "."] : []));
}

function resize() {
  sizeGraph();
  if (!state.camera && graph.isReady) Object.assign(graph, { camera: fitted(), cameraAim: null });
  keepFrame();
  redraw();
  sizeTimeline();
  fillLanes();
  fillCharts();
  fillMatrix();
  fillNetwork();
}

function follow() {
  let lastTold = state.day;
  onChange((changed) => {
    if (changed.has("axis")) setAxis();
    if (changed.has("view")) showView();
    if (["day", "filters", "hasAllLines"].some((it) => changed.has(it))) aim();
    if (["axis", "filters"].some((it) => changed.has(it))) drawDensity();
    if (["axis", "day"].some((it) => changed.has(it))) moveThumb();
    if (changed.has("day")) tellDay();
    if (["day", "filters", "isPlaying"].some((it) => changed.has(it))) tellCountsSoon();
    if (["chosen", "hasCamps", "hasTense", "view"].some((it) => changed.has(it))) redraw();
    if (["day", "hasCamps", "hasTense", "filters", "isPlaying", "hasAllLines"].some((it) => changed.has(it))) tellSnapshotSoon();
    if (["isPlaying", "pace", "axis"].some((it) => changed.has(it))) tellPlayer();
    if (changed.has("theme")) setTheme();
    if (changed.has("isEmbed")) showEmbedding();
    if (changed.has("camera") && !graph.cameraAim && state.camera) graph.camera = { ...state.camera };
    if (changed.has("filters")) {
      tellFilters();
      if (!byId("filters").hidden) fillFilters();
    }
    if (["chosen", "filters", "axis", "isPlaying"].some((it) => changed.has(it))) fillPanel();
    else if (changed.has("day") && !(state.isPlaying && state.chosen)) fillPanelSoon();
    if (["view", "filters", "axis", "isPlaying"].some((it) => changed.has(it))) fillView();
    else if (changed.has("day")) followDay();
    if (changed.has("chosen") && state.view === "lanes") drawLanes();
    if (changed.has("chosen") || changed.has("theme")) paintNetwork();
    if (changed.has("theme")) paintMatrix();
    if (changed.has("hasAllLines")) fillNetwork();
    if (changed.has("day") && !state.isPlaying) {
      sayChanges(lastTold, state.day);
      lastTold = state.day;
    }
    if (changed.has("chosen") && state.chosen?.entity && !guide.isShowing) bringIntoView(state.chosen.entity);
  });
}

/** During playback, texts are updated only a few times a second, so that they can be read. */
function readably(work) {
  let timer = 0;
  return () => {
    if (state.isPlaying) timer = timer || setTimeout(() => { timer = 0; work(); }, 400);
    else work();
  };
}

const fillPanelSoon = readably(fillPanel);
const fillListsSoon = readably(() => { fillCharts(); fillTies(); fillMatrix(); fillNetwork(); tellLanes(); });
const tellCountsSoon = readably(tellCounts);
const tellSnapshotSoon = readably(tellSnapshot);

/** Redraws what depends on the day. */
function followDay() {
  moveLaneDay();
  fillListsSoon();
}

function start() {
  document.documentElement.style.quotes = listed("quote-marks").map((it) => JSON.stringify(it)).join(" ");
  Object.assign(state, fromAddress(location.hash));
  openWithSteps();
  setAxis();
  setTheme();
  showView();
  for (const [id, name] of [["back", "back"], ["forth", "forth"]]) setIcon(byId(id), name);
  tellPlayer();
  tellFilters();
  tellLeftOut();
  goLive();
  tellDay();
  tellCounts();
  tellSnapshot();
  follow();
  readKeys();
  readPointers();
  readSearch();
  readTimeline();
  readPrinting();
  readStops();
  readLists();
  readMatrix();
  readNetwork();
  readEmbedding();
  for (const [id, name] of [["step-back", "back"], ["step-forth", "forth"], ["step-close", "close"]]) setIcon(byId(id), name);
  readSteps();
  invite();
  readNews();
  sizeTimeline();
  fillPanel();
  fillView();
  const note = byId("graph-note");
  layOut(() => {
    keepFrame();
    prepareGraph();
    tellSnapshot();
    document.documentElement.dataset.ready = "yes";
  }, (share) => {
    note.hidden = false;
    note.textContent = phrase("note.placing", { n: story.nodes.length, percent: Math.round(share * 100) });
  });
  new ResizeObserver(onNextFrame(resize)).observe(byId("stage"));
  for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) matchMedia(query).addEventListener("change", setTheme);
}

start();
