// The state of the page. All of it, and nothing else, is in the address after #, so that a link restores it.

const VIEWS = ["graph", "lanes", "charts", "ties", "statements"];

const state = {
  day: lastDay,
  view: "graph",
  /** What the panel shows: {entity}, {tie}, {statement} or {evidence: "key"}. */
  chosen: null,
  filters: { hiddenKinds: new Set(), hiddenPolarities: new Set(), verbs: new Set(), topics: new Set(),
    sources: new Set(), isDefinite: false },
  hasCamps: true,
  hasTense: false,
  axis: null,
  /** The centre of the graph, in its own units, and the scale; null shows everything. */
  camera: null,
  theme: null,
  pace: 1,
  isPlaying: false,
};

const listeners = [];

/** Calls back with the names of the changed fields. */
function onChange(listener) {
  listeners.push(listener);
}

function change(changes) {
  const changed = new Set(Object.keys(changes).filter((name) => state[name] !== changes[name]));
  if (!changed.size) return;
  Object.assign(state, changes);
  for (const listener of listeners) listener(changed);
  keepInAddress();
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
    axis: ["squeezed", "calendar"].includes(words.get("axis")) ? words.get("axis") : null,
    theme: ["light", "dark"].includes(words.get("theme")) ? words.get("theme") : null,
    pace: [0.5, 1, 2, 4].includes(Number(words.get("pace"))) ? Number(words.get("pace")) : 1,
    camera: camera.length === 3 && camera.every(Number.isFinite) && camera[2] > 0
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

function keepInAddress() {
  clearTimeout(addressTimer);
  addressTimer = setTimeout(() => {
    lastAddress = asAddress();
    history.replaceState(null, "", lastAddress);
  }, state.isPlaying ? 1000 : 200);
}

/** The link that restores the current view. */
function link() {
  return location.href.replace(/#.*$/s, "") + asAddress();
}

function restoreFromAddress() {
  change(fromAddress(location.hash));
}

addEventListener("hashchange", () => {
  if (location.hash !== lastAddress && location.hash !== "#ties") restoreFromAddress();
});
