// A field that completes what is typed (ARIA: combobox with a list).

/** Every field by its name. */
const fields = {};

/**
 * A combobox. Its value is what is typed, with the id where a suggestion was taken. `isMany`: several, each as a chip.
 */
function combobox(name, label, { isVerb = false, isMany = false, isRequired = false, hint = "" } = {}) {
  const id = `field-${name}`;
  const input = make("input", {
    id, name, role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": `${id}-list`,
    "aria-required": isRequired ? "true" : null, "aria-describedby": `${id}-note`, spellcheck: "false", placeholder: hint,
    dir: "auto",
  });
  const list = make("ul", { id: `${id}-list`, role: "listbox", "aria-label": label, hidden: true });
  const chips = isMany ? make("span", { class: "chips" }) : null;
  const note = make("p", { class: "field-note", id: `${id}-note` });
  const element = make("div", { class: "field" }, make("label", { for: id }, label), chips, input, list, note);
  const field = { name, input, list, note, chips, isVerb, isMany, isRequired, element, taken: null, many: [], options: [], at: -1 };
  fields[name] = field;
  input.addEventListener("input", () => {
    field.taken = null;
    noteOf(field, "");
    suggest(field);
    keepDraft();
    hintsSoon();
  });
  input.addEventListener("focus", () => { if (!input.value) suggest(field); });
  input.addEventListener("blur", () => setTimeout(() => close(field), 120));
  input.addEventListener("keydown", (event) => fieldKey(field, event));
  return element;
}

function noteOf(field, text, isGrave) {
  field.note.textContent = text;
  field.note.classList.toggle("grave", Boolean(isGrave));
  field.input.setAttribute("aria-invalid", isGrave ? "true" : "false");
}

async function suggest(field) {
  const typed = field.input.value.trim();
  field.asked = typed;
  let found;
  try {
    found = await ask(`complete?field=${field.isVerb ? "stance" : "entity"}&typed=${encodeURIComponent(typed)}`);
  } catch {
    isReached(false);
    return;
  }
  // Another letter was typed, or the field was left.
  if (field.asked !== typed || document.activeElement !== field.input) return;
  const isNew = (option) => option.kind === "new" && newEntities.some(({ name }) => name === typed);
  const own = newEntities.filter(({ name }) => typed && name.toLowerCase().startsWith(typed.toLowerCase()) && !field.isVerb)
    .map(({ name, kind }) => ({ kind: "entity", id: name, name, of: `new ${kind}`, is_exact: name === typed }));
  open(field, [...own, ...found.filter((option) => !isNew(option))]);
}

function open(field, options) {
  field.options = options;
  const typed = field.input.value.trim();
  field.list.replaceChildren(...options.map((option, at) => make("li", {
    role: "option", id: `${field.list.id}-${at}`, class: option.kind,
    on: { mousedown: (event) => { event.preventDefault(); take(field, at); } },
  }, optionContent(option, typed))));
  field.list.hidden = options.length === 0;
  field.input.setAttribute("aria-expanded", String(options.length > 0));
  // Nothing is new by accident: a new name has to be chosen with the arrow key.
  const first = options[0];
  point(field, typed && first && (first.kind === "entity" || first.kind === "verb" || first.kind === "entity-kind") ? 0 : -1);
}

function optionContent(option, typed) {
  switch (option.kind) {
    case "verb": return [verb(option.id, option.effect), make("small", null, option.meaning ?? ""),
    make("small", { class: "strength", title: "strength" }, option.strength.toFixed(1))];
    case "entity": return [bdi(option.name), make("small", null, option.alias ? bdi(option.alias) : null, option.alias ? " · " : null, option.of)];
    case "alias": return [make("span", null, "another name of ", bdi(option.name)), make("small", null, "saved at once")];
    case "new": return [make("span", null, "new: ", bdi(typed)), option.alike
      ? make("small", { class: "grave" }, "looks like ", bdi(option.alike)) : make("small", null, "choose its kind next")];
    default: return [make("span", null, option.id), make("small", null, "kind of entity")];
  }
}

function point(field, at) {
  field.at = at;
  [...field.list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === at)));
  const item = field.list.children[at];
  if (item) {
    field.input.setAttribute("aria-activedescendant", item.id);
    item.scrollIntoView({ block: "nearest" });
  } else field.input.removeAttribute("aria-activedescendant");
}

function close(field) {
  field.list.hidden = true;
  field.options = [];
  field.at = -1;
  field.input.setAttribute("aria-expanded", "false");
  field.input.removeAttribute("aria-activedescendant");
}

/** Takes a suggestion. */
async function take(field, at) {
  const option = field.options[at];
  const typed = field.input.value.trim();
  if (option.kind === "new") {
    field.newName = typed;
    open(field, state.overview.kinds.map((kind) => ({ kind: "entity-kind", id: kind })));
    const first = state.overview.kinds.indexOf(field.name === "about" ? "topic" : lastKind);
    point(field, Math.max(0, first));
    noteOf(field, `What is “${typed}”?`);
    return;
  }
  if (option.kind === "entity-kind") {
    lastKind = option.id;
    newEntities.push({ name: field.newName, kind: option.id });
    noteOf(field, "");
    setTaken(field, { id: field.newName, name: field.newName });
  } else if (option.kind === "alias") {
    const outcome = await act("alias", { entity: option.id, alias: typed });
    if (!outcome) return;
    if (outcome.refused) {
      noteOf(field, outcome.message, true);
      return;
    }
    say(`“${typed}” is another name of ${option.name} now`);
    reload();
    setTaken(field, option);
  } else setTaken(field, { id: option.id, name: option.name ?? option.id });
  close(field);
  keepDraft();
  hintsSoon();
  if (!field.isMany) focusNext(field);
}

function setTaken(field, value) {
  if (field.isMany) {
    if (!field.many.some(({ id }) => id === value.id)) field.many.push(value);
    field.input.value = "";
    showChips(field);
    return;
  }
  field.taken = value;
  field.input.value = value.name;
}

function showChips(field) {
  field.chips.replaceChildren(...field.many.map((value) => button([bdi(value.name), " ×"], () => {
    field.many = field.many.filter((other) => other !== value);
    showChips(field);
    keepDraft();
  }, { class: "chip", "aria-label": `remove ${value.name}` })));
}

/** What the field says: an id where one was taken, else what is typed. */
const valueOf = (field) => field.taken?.id ?? field.input.value.trim();

function fieldKey(field, event) {
  const isOpen = !field.list.hidden;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (!isOpen) suggest(field);
    else {
      const n = field.options.length;
      point(field, event.key === "ArrowDown" ? (field.at + 1) % n : (field.at <= 0 ? n : field.at) - 1);
    }
  } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    if (isOpen && field.at >= 0) take(field, field.at);
    else if (field.asked !== field.input.value.trim()) suggest(field);
    else if (isOpen && !field.taken && field.input.value.trim()) point(field, 0);
    else focusNext(field);
  } else if (event.key === "Escape" && isOpen) {
    event.preventDefault();
    event.stopPropagation();
    close(field);
  } else if (event.key === "Backspace" && field.isMany && !field.input.value) {
    field.many.pop();
    showChips(field);
    keepDraft();
  }
}
