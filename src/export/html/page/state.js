// The state of the page. All of it, and nothing else, is in the address after #, so that a link restores it.

const VIEWS = ["graph", "lanes", "charts", "ties", "statements", "matrix", "network"];

const state = {
  day: lastDay,
  view: "graph",
  /** What the panel shows: {entity}, {tie}, {statement} or {evidence: "key"}. */
  chosen: null,
  filters: { hiddenKinds: new Set(), hiddenPolarities: new Set(), verbs: new Set(), topics: new Set(),
    sources: new Set(), isDefinite: false },
  hasCamps: true,
  hasTense: false,
  /** Whether those are shown whom the author hides. */
  showsHidden: false,
  /** Whether every tie is drawn, also where these are very many. */
  hasAllLines: false,
  axis: null,
  /** The centre of the graph, in its own units, and the scale; null shows everything. */
  camera: null,
  theme: null,
  pace: 1,
  isPlaying: false,
  /** The author's step that was shown last, or null; and whether the steps are open. */
  step: null,
  isGuided: false,
  /** Whether the page stands in an article. */
  isEmbed: false,
};

const listeners = [];

/** Calls back with the names of the changed fields. */
function onChange(listener) {
  listeners.push(listener);
}

function change(changes) {
  const changed = new Set(Object.keys(changes).filter((name) => state[name] !== changes[name]));
  if (!changed.size) return;
  // What is looked at next is a step, from which Back returns; a day, a filter or the camera belongs to the same step.
  const isStep = !isRestoring && !state.isPlaying && ["view", "chosen"].some((it) => changed.has(it));
  if (isStep && addressTimer) writeAddress();
  Object.assign(state, changes);
  for (const listener of listeners) listener(changed);
  if (isStep) writeAddress("pushState"); else keepInAddress();
}

/** Changes filters; `edit` gets a copy of them. */
function changeFilters(edit) {
  const copy = Object.fromEntries(Object.entries(state.filters)
    .map(([name, value]) => [name, value instanceof Set ? new Set(value) : value]));
  edit(copy);
  change({ filters: copy });
}

function toggle(set, item) {
  if (!set.delete(item)) set.add(item);
}

function asAddress() {
  const words = new URLSearchParams();
  if (state.isEmbed) words.set("embed", "");
  if (state.isGuided && state.step !== null) words.set("step", state.step + 1);
  if (story.days) words.set("day", isoDay(state.day));
  if (state.view !== "graph") words.set("view", state.view);
  const { chosen, filters } = state;
  if (chosen?.entity) words.set("entity", chosen.entity.id);
  if (chosen?.tie) {
    words.set("holder", story.entities[chosen.tie.holder].id);
    words.set("target", story.entities[chosen.tie.target].id);
  }
  if (chosen?.statement) words.set("statement", chosen.statement.id);
  if (chosen?.evidence) words.set("evidence", chosen.evidence);
  for (const kind of filters.hiddenKinds) words.append("without", kind);
  for (const polarity of filters.hiddenPolarities) words.append("without", polarity);
  for (const verb of filters.verbs) words.append("verb", story.verbs[verb].word);
  for (const topic of filters.topics) words.append("about", story.entities[topic].id);
  for (const source of filters.sources) words.append("source", story.sources[source].id);
  if (filters.isDefinite) words.set("definite", "1");
  if (!state.hasCamps) words.set("camps", "0");
  if (state.hasTense) words.set("tense", "1");
  if (state.showsHidden) words.set("hidden", "1");
  if (state.hasAllLines) words.set("lines", "all");
  if (state.axis) words.set("axis", state.axis);
  if (state.theme) words.set("theme", state.theme);
  if (state.pace !== 1) words.set("pace", state.pace);
  if (state.camera) words.set("camera", [state.camera.x, state.camera.y, state.camera.scale]
    .map((number) => Number(number.toFixed(3))).join(","));
  return `#${words}`;
}

function fromAddress(address) {
  const words = new URLSearchParams(address.replace(/^#/, ""));
  const day = fromIso(words.get("day"));
  const positions = (name, list, key) => new Set(words.getAll(name)
    .map((word) => list.findIndex((item) => item[key] === word)).filter((index) => index >= 0));
  const without = new Set(words.getAll("without"));
  const camera = (words.get("camera") || "").split(",").map(Number);
  const frame = words.get("frame") ? frameIn(address) : null;
  return {
    day: day === null ? lastDay : Math.min(Math.max(day, firstDay), lastDay),
    view: VIEWS.includes(words.get("view")) ? words.get("view") : "graph",
    chosen: chosenIn(words),
    filters: {
      hiddenKinds: new Set(story.entities.map((entity) => entity.kind).filter((kind) => without.has(kind))),
      hiddenPolarities: new Set(POLARITIES.filter((polarity) => without.has(polarity))),
      verbs: positions("verb", story.verbs, "word"),
      topics: positions("about", story.entities, "id"),
      sources: positions("source", story.sources, "id"),
      isDefinite: words.get("definite") === "1",
    },
    hasCamps: words.get("camps") !== "0",
    hasTense: words.get("tense") === "1",
    showsHidden: words.get("hidden") === "1",
    hasAllLines: words.get("lines") === "all",
    axis: ["squeezed", "calendar"].includes(words.get("axis")) ? words.get("axis") : null,
    isEmbed: words.has("embed"),
    step: story.steps?.[words.get("step") - 1] ? words.get("step") - 1 : null,
    theme: ["light", "dark"].includes(words.get("theme")) ? words.get("theme") : null,
    pace: [0.5, 1, 2, 4].includes(Number(words.get("pace"))) ? Number(words.get("pace")) : 1,
    camera: frame ? framed(frame) : camera.length === 3 && camera.every(Number.isFinite) && camera[2] > 0
      ? { x: camera[0], y: camera[1], scale: camera[2] } : null,
  };
}

function chosenIn(words) {
  const entity = entityById.get(words.get("entity"));
  if (entity) return { entity };
  const [holder, target] = ["holder", "target"].map((end) => entityById.get(words.get(end)));
  const tie = holder && target && tieOf.get(`${holder.index}>${target.index}`);
  if (tie) return { tie };
  const statement = statementById.get(words.get("statement"));
  if (statement) return { statement };
  const evidence = words.get("evidence");
  return evidence && evidenceOf(evidence) ? { evidence } : null;
}

let lastAddress = "";
let addressTimer = 0;

let isRestoring = false;

function keepInAddress() {
  clearTimeout(addressTimer);
  addressTimer = setTimeout(writeAddress, state.isPlaying ? 1000 : 200, "replaceState");
}

function writeAddress(way = "replaceState") {
  clearTimeout(addressTimer);
  addressTimer = 0;
  const address = asAddress();
  if (address === lastAddress) return;
  lastAddress = address;
  history[way](null, "", address);
}

/** The link that restores the current view. */
function link() {
  return location.href.replace(/#.*$/s, "") + asAddress();
}

/** Shows what the address says, as Back and links do. */
function restoreFromAddress() {
  isRestoring = true;
  change(fromAddress(location.hash));
  isRestoring = false;
  clearTimeout(addressTimer);
  addressTimer = 0;
  lastAddress = location.hash;
}

addEventListener("hashchange", () => {
  if (location.hash !== lastAddress && !["#view-ties", "#thumb"].includes(location.hash)) restoreFromAddress();
});
