// Keyboard shortcuts, the sheets that open from the header, and the legend.

const SHEETS = ["filters", "save", "help", "about"];
const KEYS = [[phrase("keys.space"), phrase("keys.play")], [", .", phrase("keys.step")], ["n p", phrase("keys.steps")], ["/", phrase("keys.search")],
  ["1 – 7", phrase("keys.views")], ["f", phrase("keys.filter")], ["s", phrase("keys.save")], [phrase("keys.control-f"), phrase("keys.find")], ["c", phrase("keys.camps")],
  ["t", phrase("keys.trios")], ["+ − 0", phrase("keys.zoom")], [phrase("keys.arrows"), phrase("keys.walk")], ["v", phrase("keys.speed")],
  ["g", phrase("keys.axis")], ["d", phrase("keys.theme")], ["Esc", phrase("keys.close")]];

function openSheet(name) {
  const isOpen = !byId(name).hidden;
  closeSheets();
  if (isOpen) return;
  ({ filters: fillFilters, save: fillSave, help: fillHelp, about: fillAbout })[name]();
  byId(name).hidden = false;
  buttonOf(name).setAttribute("aria-expanded", "true");
  byId(name).querySelector("input, button, select")?.focus({ preventScroll: true });
}

function buttonOf(name) {
  return byId({ filters: "filter-button", save: "save-button", help: "help-button", about: "about-button" }[name]);
}

function closeSheets() {
  for (const name of SHEETS) {
    const sheet = byId(name);
    if (sheet.hidden) continue;
    if (sheet.contains(document.activeElement)) buttonOf(name).focus({ preventScroll: true });
    sheet.hidden = true;
    buttonOf(name).setAttribute("aria-expanded", "false");
  }
}

/** The words around the page are there already; a button closes them. */
function fillAbout() {
  if (!byId("about").querySelector("button")) byId("about").append(make("div", { class: "row" }, button(phrase("close"), closeSheets)));
}

/** The words of the page that are not everybody's. */
const GLOSSARY = ["statement", "tie", "possible", "camp", "shift", "trio", "fit", "polarization"]
  .map((it) => [phrase(`glossary.${it}`), phrase(`glossary.${it}.means`)]);

function fillHelp() {
  const entries = (list, term) => list.map(([word, meaning]) => [make("dt", null, term(word)), make("dd", null, meaning)]);
  byId("help").replaceChildren(make("h2", null, phrase("help.picture")), make("div", { class: "legend-list" }, legend()),
    make("h3", null, phrase("help.words")), make("dl", { class: "glossary" }, entries(GLOSSARY, (word) => word)), make("h3", null, phrase("help.keys")),
    make("dl", { class: "keys" }, entries([...KEYS, [phrase("keys.shift-arrows"), phrase(author.isHere ? "author.move" : "keys.move")]], (key) => make("kbd", null, key))), make("div", { class: "row" },
      button(phrase("close"), closeSheets)));
}

/** The meaning of the lines and shapes that occur. */
function legend() {
  const polarities = POLARITIES.filter((it) => story.ties.some((tie) => tie.spells.some((spell) => spell.polarity === it)));
  const isPossible = story.ties.some((tie) => tie.spells.some((spell) => !spell.isDefinite));
  const kinds = [...new Set(story.nodes.map((it) => story.entities[it].kind))];
  return [
    make("ul", { class: "lines" }, polarities.map((it) => make("li", null, pictureOfTie(it, true), WORDS[it])), isPossible ? make("li", null, pictureOfTie("positive", false), phrase("possible")) : null),
    make("ul", { class: "kinds" }, kinds.map((kind) => make("li", null, pictureOfKind(kind), phrase(`kind.${kind}`)))),
  ];
}

function setTheme() {
  const isDark = state.theme ? state.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = isDark ? "dark" : "light";
  setIcon(byId("theme-button"), isDark ? "light" : "dark");
  readPalette();
  byId("legend").replaceChildren(...legend());
  drawDensity();
  redraw();
}

function flipTheme() {
  change({ theme: document.documentElement.dataset.theme === "dark" ? "light" : "dark" });
}

const COMMANDS = {
  " ": () => (state.isPlaying ? stop() : play()),
  ",": () => step(-1),
  ".": () => step(1),
  n: () => hasSteps() && nextStep(1),
  p: () => hasSteps() && nextStep(-1),
  "/": () => byId("search").focus(),
  f: () => openSheet("filters"),
  s: () => openSheet("save"),
  "?": () => openSheet("help"),
  c: () => change({ hasCamps: !state.hasCamps }),
  t: () => change({ hasTense: !state.hasTense }),
  d: flipTheme,
  v: changePace,
  g: flipAxis,
  "+": () => zoom(1.4),
  "=": () => zoom(1.4),
  "-": () => zoom(1 / 1.4),
  0: showAll,
  ...Object.fromEntries(VIEWS.map((view, index) => [index + 1, () => change({ view })])),
};

function readKeys() {
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      if (SHEETS.some((name) => !byId(name).hidden)) closeSheets();
      else if (state.chosen) change({ chosen: null });
      return;
    }
    const isTyping = event.target.matches?.("input:not([type=checkbox]), select, textarea");
    const isPressing = event.key === " " && event.target.matches?.("button, a, input, [role=button]");
    const command = COMMANDS[event.key];
    if (!command || isTyping || isPressing) return;
    event.preventDefault();
    command();
  });
  for (const name of SHEETS) buttonOf(name).addEventListener("click", () => openSheet(name));
  addEventListener("pointerdown", (event) => {
    const isInside = SHEETS.some((name) => byId(name).contains(event.target) || buttonOf(name).contains(event.target));
    if (!isInside && !byId("search").parentElement.contains(event.target)) closeSheets();
  });
  byId("theme-button").addEventListener("click", flipTheme);
  byId("zoom-in").addEventListener("click", () => zoom(1.5));
  byId("zoom-out").addEventListener("click", () => zoom(1 / 1.5));
  byId("zoom-fit").addEventListener("click", showAll);
  byId("show-camps").addEventListener("change", () => change({ hasCamps: byId("show-camps").checked }));
  byId("show-tense").addEventListener("change", () => change({ hasTense: byId("show-tense").checked }));
  readTabs();
}

function readTabs() {
  const tabs = [...document.querySelectorAll("[role=tab]")];
  for (const [index, tab] of tabs.entries()) {
    tab.addEventListener("click", () => change({ view: tab.dataset.view }));
    tab.addEventListener("keydown", (event) => {
      const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!way) return;
      event.preventDefault();
      const next = tabs[(index + way + tabs.length) % tabs.length];
      change({ view: next.dataset.view });
      next.focus();
    });
  }
}
