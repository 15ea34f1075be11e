// Filters choose which ties and statements of the view are shown. They do not recompute ties: a tie is shown when it
// passes together with one of its deciding statements. For a page of these statements only, the sheet of a served page
// shows the command `stance export html --where …`.

function isFiltered() {
  return isNarrowed() || leftAside().length > 0;
}

/** Whether the reader filters. */
function isNarrowed() {
  const { hiddenKinds, hiddenPolarities, isDefinite } = state.filters;
  return hiddenKinds.size + hiddenPolarities.size > 0 || isDefinite || choosesStatements();
}

function choosesStatements() {
  const { verbs, topics, sources } = state.filters;
  return verbs.size + topics.size + sources.size > 0;
}

function isKindShown(entity) {
  return !isHidden(entity) && !state.filters.hiddenKinds.has(story.entities[entity].kind);
}

/** Whether a statement and its source pass the filter. */
function isAskedFor(statement) {
  const { verbs, topics, sources } = state.filters;
  return (!verbs.size || verbs.has(statement.verb))
    && (!topics.size || statement.about.some((topic) => topics.has(topic)))
    && (!sources.size || sources.has(statement.source));
}

function isStatementShown(statement) {
  const { hiddenPolarities, isDefinite } = state.filters;
  return isKindShown(statement.holder) && isKindShown(statement.target)
    && !hiddenPolarities.has(statement.polarity)
    && (!isDefinite || statement.isDefinite) && isAskedFor(statement);
}

/** The spell of a tie on a day, if it stands and passes the filter. */
function shownSpell(tie, day) {
  const spell = spellOn(tie, day);
  return spell && isSpellShown(tie, spell) ? spell : null;
}

function isSpellShown(tie, spell) {
  const { hiddenPolarities, isDefinite } = state.filters;
  return isKindShown(tie.holder) && isKindShown(tie.target) && !hiddenPolarities.has(spell.polarity)
    && (!isDefinite || spell.isDefinite)
    && (!choosesStatements() || spell.deciding.some((it) => isAskedFor(story.statements[it])));
}

/** The ties that are shown on a day, each with its spell. */
function shownTies(day) {
  if (day === state.day) return standingTies();
  const shown = [];
  for (const tie of story.ties) {
    const spell = shownSpell(tie, day);
    if (spell) shown.push({ tie, spell });
  }
  return shown;
}

/** The same filter for the command line, where it chooses statements before ties are decided. */
function asCommand() {
  const { hiddenKinds, hiddenPolarities, verbs, topics, sources, isDefinite } = state.filters;
  const word = (key, value) => `${key}:${/^[\p{L}\p{N}_.-]+$/u.test(value) ? value : JSON.stringify(value)}`;
  const anyOf = (words) => (words.length > 1 ? `(${words.join(" or ")})` : words[0]);
  const terms = [
    ...[...hiddenKinds].map((kind) => `not ${word("kind", kind)}`),
    ...[...hiddenPolarities].map((polarity) => `not ${word("polarity", polarity)}`),
    anyOf([...verbs].map((verb) => word("verb", story.verbs[verb].word))),
    anyOf([...topics].map((topic) => word("about", story.entities[topic].id))),
    anyOf([...sources].map((source) => word("source", story.sources[source].id))),
  ].filter(Boolean);
  const quoted = terms.length ? ` --where '${terms.join(" ").replaceAll("'", "'\\''")}'` : "";
  return `stance export html${quoted}${isDefinite ? " --definite" : ""} -o narrower.html`;
}

function chips(title, items, isOn, flip) {
  return make("fieldset", null, make("legend", null, title), items.map(([value, label, number]) => make("label",
    { class: "chip" }, make("input", { type: "checkbox", checked: isOn(value), on: { change: () => flip(value) } }),
    make("span", null, label, make("small", null, inDigits(number))))));
}

/** A choice of several from a long list. */
function choices(title, id, set, items, label) {
  const numbers = new Map();
  for (const item of items) numbers.set(item, (numbers.get(item) || 0) + 1);
  const sorted = [...numbers].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  if (!sorted.length) return null;
  const pick = make("select", { id, on: { change: () => changeFilters((it) => it[set].add(Number(pick.value))) } },
    make("option", { value: "" }, phrase(state.filters[set].size ? "filter.add" : "filter.any")),
    sorted.filter(([item]) => !state.filters[set].has(item))
      .map(([item, number]) => make("option", { value: item }, `${label(item)} (${inDigits(number)})`)));
  const picked = [...state.filters[set]].map((item) => button([bdi(label(item)), " ×"],
    () => changeFilters((it) => it[set].delete(item)), { class: "picked", "aria-label": phrase("filter.remove", { name: label(item) }) }));
  return make("div", { class: "choice" }, make("label", { for: id }, title), pick, picked);
}

function countBy(items) {
  const numbers = new Map();
  for (const item of items) numbers.set(item, (numbers.get(item) || 0) + 1);
  return numbers;
}

function fillFilters() {
  const sheet = byId("filters");
  const { hiddenKinds, hiddenPolarities } = state.filters;
  const kinds = [...countBy(story.entities.filter((it) => it.isNode).map((it) => it.kind))];
  const polarities = countBy(story.statements.map((it) => it.polarity));
  const number = document.activeElement?.id;
  sheet.replaceChildren(
    make("h2", null, phrase("filter")),
    chips(phrase("filter.kinds"), kinds.map(([kind, n]) => [kind, phrase(`kind.${kind}`), n]), (kind) => !hiddenKinds.has(kind),
      (kind) => changeFilters((it) => toggle(it.hiddenKinds, kind))),
    chips(phrase("filter.stances"), POLARITIES.filter((it) => polarities.has(it))
      .map((it) => [it, [SIGNS[it], " ", WORDS[it]], polarities.get(it)]), (it) => !hiddenPolarities.has(it),
    (polarity) => changeFilters((it) => toggle(it.hiddenPolarities, polarity))),
    choices(phrase("filter.verbs"), "filter-verb", "verbs", story.statements.map((it) => it.verb), (it) => story.verbs[it].label),
    choices(phrase("filter.topics"), "filter-topic", "topics", story.statements.flatMap((it) => it.about), nameOf),
    choices(phrase("filter.sources"), "filter-source", "sources", story.statements.map((it) => it.source), sourceName),
    make("label", { class: "switch" }, make("input", { type: "checkbox", id: "filter-definite",
      checked: state.filters.isDefinite,
      on: { change: () => changeFilters((it) => { it.isDefinite = !it.isDefinite; }) } }), ` ${phrase("filter.certain")}`),
    hiddenChoice(),
    make("p", { class: "hint" }, phrase("filter.hint"),
      story.live && isNarrowed() ? ` ${phrase("filter.command")}` : ""),
    story.live && isNarrowed() ? make("code", { class: "command" }, asCommand()) : "",
    make("div", { class: "row" }, button(phrase("filter.clear"), () => changeFilters((it) => {
      for (const value of Object.values(it)) if (value instanceof Set) value.clear();
      it.isDefinite = false;
    }), { disabled: !isNarrowed() }), button(phrase("close"), closeSheets)),
  );
  if (number) byId(number)?.focus();
}

function tellFilters() {
  const { hiddenKinds, hiddenPolarities, verbs, topics, sources, isDefinite } = state.filters;
  const number = hiddenKinds.size + hiddenPolarities.size + verbs.size + topics.size + sources.size
    + (isDefinite ? 1 : 0);
  byId("filter-count").hidden = number === 0;
  byId("filter-count").textContent = number;
}
