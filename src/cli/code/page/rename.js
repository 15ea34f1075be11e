// Renames an entity or a verb over the whole corpus, or makes two of them one: what would change is shown first.

/** So many places are shown. */
const MOST_PLACES = 60;

function showRename() {
  const field = (label, element, help) => make("div", { class: "field" }, make("label", { for: element.id }, label), element,
    help ? make("p", { class: "field-note" }, help) : null);
  const input = (id) => make("input", { id, type: "text", dir: "auto", autocomplete: "off", spellcheck: "false" });
  const kind = make("select", { id: "rename-kind" }, make("option", { value: "entity" }, "an entity"), make("option", { value: "verb" }, "a verb"));
  const merge = make("input", { id: "rename-merge", type: "checkbox" });
  const shown = make("div", { id: "rename-preview", "aria-live": "polite" });
  const write = button("Write it", () => carryOut(), { class: "main", id: "rename-write", disabled: true });
  const wish = () => ({
    is_verb: kind.value === "verb", is_merge: merge.checked, old: byId("rename-old").value, new: byId("rename-new").value,
    name: kind.value === "verb" || merge.checked ? "" : byId("rename-name").value,
  });
  let shownWish = null;
  const preview = async () => {
    const wanted = wish();
    const found = await previewOf(wanted);
    if (!found) return;
    const isPossible = !found.message && !found.findings.length;
    shownWish = isPossible ? JSON.stringify(wanted) : null;
    write.disabled = !isPossible;
    shown.replaceChildren(previewed(found));
    if (isPossible) write.focus();
  };
  const carryOut = async () => {
    // Only what was shown is written.
    if (JSON.stringify(wish()) !== shownWish) {
      preview();
      return;
    }
    const outcome = await act("rename", { wish: wish() });
    if (!outcome) return;
    if (outcome.refused) {
      write.disabled = true;
      shown.replaceChildren(make("p", { class: "grave" }, outcome.message));
      return;
    }
    byId("dialog").close();
    await reload();
    say(`Done: ${outcome.done.label}`);
  };
  const form = make("form", { id: "rename", on: { submit: (event) => { event.preventDefault(); preview(); }, input: () => { write.disabled = true; } } },
    field("What", kind),
    field("Which one", input("rename-old"), "its name, or its id"),
    field("Same as another", merge),
    field("New id", input("rename-new"), "or the one that it is the same as"),
    field("New name", input("rename-name"), "the old one becomes an alias"),
    make("div", { class: "buttons" }, make("button", { id: "rename-show", type: "submit" }, "Show what would change"), write, button("Close", () => byId("dialog").close())));
  showWindow("Rename everywhere", form, shown);
  byId("dialog").className = "wide";
  byId("rename-old").focus();
}

async function previewOf(wish) {
  try {
    const answer = await fetch("preview", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(wish) });
    if (!answer.ok) throw new Error(String(answer.status));
    isReached(true);
    return await answer.json();
  } catch {
    isReached(false);
    return null;
  }
}

function previewed({ message, label, places, others, findings }) {
  if (message) return make("p", { class: "grave" }, message);
  const row = ({ file, line, field, before, after }) => make("tr", null, make("th", { scope: "row" }, `${file}:${line}`), make("td", null, field),
    make("td", { dir: "auto" }, before), make("td", { dir: "auto" }, after ?? "(goes)"));
  return make("div", null,
    findings.length ? [make("p", { class: "grave" }, "This cannot be: the corpus would be faulty."), make("ul", null, findings.map((finding) => make("li", null, finding)))] : null,
    make("p", null, `${label}: ${count(places.length, "place", "places")}`, others.length ? `, and proposals in ${count(others.length, "file", "files")}` : null),
    make("table", null, make("thead", null, make("tr", null, ["place", "field", "now", "then"].map((head) => make("th", { scope: "col" }, head)))),
      make("tbody", null, places.slice(0, MOST_PLACES).map(row))),
    places.length > MOST_PLACES ? make("p", null, `and ${places.length - MOST_PLACES} more`) : null);
}
