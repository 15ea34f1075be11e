// Windows above the page: what differs, the keys, the graph.

function showWindow(title, ...content) {
  const dialog = byId("dialog");
  dialog.replaceChildren(make("h2", { id: "dialog-title", tabindex: "-1", autofocus: true }, title), ...content.filter(Boolean));
  dialog.setAttribute("aria-labelledby", "dialog-title");
  dialog.className = "";
  if (!dialog.open) dialog.showModal();
}

/** What somebody else changed meanwhile, beside what was seen. Nothing is written until one of them is chosen. */
function showDifference({ what, changes, id }) {
  const dialog = byId("dialog");
  const hasOwn = changes.some(({ yours }) => yours !== "");
  const head = ["", "as you saw it", "as it is now", hasOwn ? "yours" : null].filter((label) => label !== null);
  const table = make("table", null, make("thead", null, make("tr", null, head.map((label) => make("th", { scope: "col" }, label)))),
    make("tbody", null, changes.map(({ field, seen, now, yours }) => make("tr", null, make("th", { scope: "row" }, field),
      [seen, now, hasOwn ? yours : null].filter((text) => text !== null).map((text) => make("td", { dir: "auto" }, text || "–"))))));
  const theirs = button("Keep what is there", async () => {
    dialog.close();
    if (draft?.id) closeForm();
    await reload();
    byId("text").focus();
  }, { class: "main", id: "keep-theirs" });
  const mine = draft?.id && id ? button("Write mine over it", async () => {
    dialog.close();
    await reload();
    const now = state.text.statements.find((statement) => statement.id === id);
    if (!now?.record || !draft) return;
    draft.id = id;
    draft.seen = now.record;
    save();
  }, { id: "write-mine" }) : null;
  showWindow(`${what[0].toUpperCase()}${what.slice(1)} was changed meanwhile`,
    make("p", null, changes.length ? "Somebody else changed this in the file. Nothing of yours was written." : "It is no longer there. Nothing was written."),
    changes.length ? table : null, make("div", { class: "buttons" }, theirs, mine, button("Back", () => dialog.close())));
}

const KEYS = [
  ["In the text", [
    ["↓ ↑", "the next, the previous sentence"], ["→ ←", "the next, the previous word"], ["Shift with an arrow", "more or fewer words"],
    ["Enter", "code the chosen words"], ["n p", "the next, the previous statement"], ["e", "change the chosen statement"],
    ["m", "move the quote of the open form to the chosen words"], ["Delete", "remove the chosen statement"]]],
  ["Proposals", [
    ["a r", "accept, refuse"], ["e", "accept with changes"], ["1 … 9", "take a candidate as the target"], ["l b", "later, back"],
    ["A", "accept all complete ones on the screen"], ["o", "the proposal at hand"]]],
  ["In the form", [
    ["↓ ↑ Enter", "take a suggestion; a new name becomes an entity or an alias"], ["Ctrl+Enter", "save"], ["Escape", "cancel"]]],
  ["Everywhere", [
    ["Ctrl+Z", "undo"], ["Ctrl+Shift+Z, Ctrl+Y", "redo"], ["t", "the list of texts"], ["x", "the text"], ["s", "the next state of the text"],
    ["g", "the graph of what is coded"], ["c, in the form F2", "the codebook: verbs with examples"],
    ["R", "rename an entity or a verb everywhere, or make two of them one"], ["?", "this window"]]],
];

function showHelp() {
  const sample = (kind, word) => make("li", null, make("span", { class: `mark ${kind} l0` }, word));
  showWindow("Keys and marks", make("div", { class: "keys" }, KEYS.map(([title, rows]) => make("section", null, make("h3", null, title),
    make("dl", null, rows.map(([keys, meaning]) => [make("dt", null, make("kbd", null, keys)), make("dd", null, meaning)])))),
  make("section", null, make("h3", null, "Marks"), make("ul", { class: "samples" }, sample("positive", "positive"), sample("negative", "negative"),
    sample("neutral", "neutral"), sample("mixed", "mixed"), sample("ends", "ends a stance"), sample("negative claim", "a claim of somebody else"), sample("proposal open first last", "a proposal")))),
  make("div", { class: "buttons" }, button("Close", () => byId("dialog").close(), { class: "main" })));
  byId("dialog").className = "wide";
}

/** The verbs by what they do, with examples from the corpus; while a statement is written, one of them can be taken. */
async function showCodebook() {
  let entries;
  try {
    entries = await ask("codebook");
  } catch {
    isReached(false);
    return;
  }
  const effects = [...new Set(entries.map(({ effect }) => effect))];
  const example = ({ holder, target, quote }) => make("p", { class: "example", dir: "auto" }, quote ? make("q", null, quote) : null,
    make("small", null, " ", bdi(holder.name), " → ", bdi(target.name)));
  const row = (entry) => make("tr", { "data-verb": entry.id },
    make("th", { scope: "row" }, draft ? button(verb(entry.id, entry.effect), () => takeVerb(entry.id)) : verb(entry.id, entry.effect)),
    make("td", null, entry.effect === "ends" ? "" : entry.strength.toFixed(1)),
    make("td", null, entry.meaning ?? "", entry.examples.map(example)),
    make("td", null, entry.uses ? `${entry.uses} ×` : ""));
  showWindow("Codebook", make("div", { class: "codebook" }, effects.map((effect) => make("table", null,
    make("caption", null, effect === "ends" ? "ends a stance" : effect),
    make("tbody", null, entries.filter((entry) => entry.effect === effect).map(row))))),
  make("div", { class: "buttons" }, button("Close", () => byId("dialog").close(), { class: "main" })));
  byId("dialog").className = "wide";
}

function takeVerb(id) {
  byId("dialog").close();
  setTaken(fields.stance, { id, name: id });
  keepDraft();
  hintsSoon();
  focusNext();
}

/** The page of `export html`, of what is coded so far. */
function showGraph() {
  const graph = byId("graph");
  const frame = make("iframe", { src: "graph", title: "The graph of what is coded" });
  graph.replaceChildren(make("div", { class: "bar" }, make("strong", null, "What is coded so far"),
    button("Back to the text", hideGraph, { class: "main", id: "graph-close", "aria-keyshortcuts": "Escape" })), frame);
  graph.hidden = false;
  frame.addEventListener("load", () => {
    frame.contentWindow?.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented) hideGraph();
    });
  });
  byId("graph-close").focus();
}

function hideGraph() {
  byId("graph").hidden = true;
  byId("graph").replaceChildren();
  byId("text").focus({ preventScroll: true });
}
