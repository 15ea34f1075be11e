// Search with completion: entities by name or alias; sources; and words in quotes.

let searchIndex = null;
renewals.push(() => { searchIndex = null; });

function indexForSearch() {
  const entities = story.entities.filter((it) => it.out.length || it.into.length || it.isNode).map((entity) => ({
    entity, words: folded([entity.name, ...(entity.aliases || [])].join("\n")), weight: entity.weight }));
  const sources = story.sources.map((source) => ({ source, words: folded(source.name) }));
  const quotes = story.statements.filter((it) => it.quote).map((statement) => ({ statement,
    words: folded(statement.quote) }));
  return { entities, sources, quotes };
}

/** The best matches: at the start of a name before inside it, the weightier first. */
function find(text) {
  searchIndex = searchIndex || indexForSearch();
  const typed = folded(text.trim());
  if (!typed) return [];
  const rank = (words) => (words.startsWith(typed) ? 0 : words.includes(`\n${typed}`) ? 1
    : words.includes(` ${typed}`) ? 2 : words.includes(typed) ? 3 : 9);
  const entities = searchIndex.entities.map((it) => ({ ...it, rank: rank(it.words) })).filter((it) => it.rank < 9)
    .sort((a, b) => a.rank - b.rank || b.weight - a.weight || a.entity.index - b.entity.index).slice(0, 8);
  const inside = (list, most) => (typed.length < 2 ? [] : list.filter((it) => it.words.includes(typed)).slice(0, most));
  return [...entities, ...inside(searchIndex.quotes, 6), ...inside(searchIndex.sources, 3)];
}

function optionOf(found) {
  if (found.entity) {
    return [pictureOfKind(found.entity.kind), make("span", null, bdi(found.entity.name)),
      make("small", null, `${phrase(`kind.${found.entity.kind}`)} · ${phrase("n.ties", { n: found.entity.weight })}`)];
  }
  if (found.statement) {
    const { holder, word, target, quote } = found.statement;
    return [make("span", { class: "sign", "aria-hidden": "true" }, listed("quote-marks")[0].trim()), make("span", { dir: "auto", lang: languageOf(found.statement) },
      quote.length > 90 ? `${quote.slice(0, 90)}…` : quote), make("small", null, bdi(nameOf(holder)), ` ${word} `,
      bdi(nameOf(target)))];
  }
  return [make("span", { class: "sign", "aria-hidden": "true" }, "¶"), make("span", null,
    sourceTitle(found.source.index)), make("small", null, phrase(`source-kind.${found.source.kind}`))];
}

function choose(found) {
  if (found.entity) {
    change({ chosen: { entity: found.entity } });
    bringIntoView(found.entity);
  } else if (found.statement) change({ chosen: { statement: found.statement } });
  else change({ chosen: { evidence: `source.${found.source.id}` } });
  const input = byId("search");
  input.value = "";
  input.blur();
  showFound([]);
  byId("panel").focus({ preventScroll: true });
}

let foundNow = [];
let foundAt = -1;

function showFound(found) {
  foundNow = found;
  foundAt = found.length ? 0 : -1;
  const input = byId("search");
  const list = byId("found");
  const isNone = !found.length && input.value.trim() !== "" && document.activeElement === input;
  list.replaceChildren(...found.map((it, index) => make("li", { role: "option", id: `found-${index}`,
    on: { pointerdown: (event) => { event.preventDefault(); choose(it); } } }, optionOf(it))));
  if (isNone) list.append(make("li", { class: "none" }, phrase("search.none")));
  list.hidden = !found.length && !isNone;
  input.setAttribute("aria-expanded", String(found.length > 0));
  markFound();
}

function markFound() {
  [...byId("found").children].forEach((item, index) => item.setAttribute("aria-selected", String(index === foundAt)));
  const input = byId("search");
  if (foundAt >= 0) input.setAttribute("aria-activedescendant", `found-${foundAt}`);
  else input.removeAttribute("aria-activedescendant");
  byId("found").children[foundAt]?.scrollIntoView({ block: "nearest" });
}

function readSearch() {
  const input = byId("search");
  if (innerWidth < 560) input.placeholder = phrase("search.short");
  input.addEventListener("input", () => showFound(find(input.value)));
  input.addEventListener("focus", () => showFound(find(input.value)));
  input.addEventListener("blur", () => showFound([]));
  input.addEventListener("keydown", (event) => {
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (way && foundNow.length) {
      foundAt = (foundAt + way + foundNow.length) % foundNow.length;
      markFound();
    } else if (event.key === "Enter" && foundNow[foundAt]) choose(foundNow[foundAt]);
    else if (event.key === "Escape") {
      input.value = "";
      input.blur();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
}
