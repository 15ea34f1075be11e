// The form of a statement. What is typed is kept in this browser until it is saved.

/** What is being written: the place of its quote, and the statement that is changed, if one is. */
let draft = null;
/** Entities that the corpus does not have yet. */
let newEntities = [];
let lastKind = "person";
let lastHolder = null;

function buildForm() {
  const plain = (name, label, attributes) => {
    const id = `field-${name}`;
    const note = make("p", { class: "field-note", id: `${id}-note` });
    const input = make(name === "note" ? "textarea" : "input", { id, name, "aria-describedby": note.id, dir: "auto", ...attributes });
    input.addEventListener("input", () => { noteOf(fields[name], ""); keepDraft(); hintsSoon(); });
    fields[name] = { name, input, note, isPlain: true };
    return make("div", { class: "field" }, make("label", { for: id }, label), input, note);
  };
  byId("form").append(
    make("h2", { id: "form-title" }, "New statement"),
    make("blockquote", { id: "quote", dir: "auto" }),
    make("p", { class: "field-note", id: "field-quote-note" }),
    combobox("holder", "Holder", { isRequired: true, hint: "who" }),
    combobox("stance", "Verb", { isVerb: true, isRequired: true, hint: "criticizes, slams, …" }),
    make("p", { class: "codebook-link" }, button("Codebook", showCodebook, { class: "link", "aria-keyshortcuts": "F2" })),
    combobox("target", "Target", { isRequired: true, hint: "towards whom or what" }),
    plain("on", "Date", { placeholder: "when it was said" }),
    plain("published", "Published", { placeholder: "when the source was published" }),
    combobox("about", "About", { isMany: true, hint: "topics" }),
    make("details", { id: "more" }, make("summary", null, "Claim, confidence, note"),
      combobox("claimed_by", "Claimed by", { hint: "who says so of the holder" }),
      plain("confidence", "Confidence", { placeholder: "0 to 1", inputmode: "decimal" }),
      plain("note", "Note", { rows: 2 })),
    make("ul", { id: "hints", "aria-live": "polite", "aria-label": "Hints" }),
    make("div", { class: "buttons" },
      make("button", { type: "submit", id: "save", class: "main", "aria-keyshortcuts": "Control+Enter" }, "Save"),
      button("Cancel", cancel, { id: "cancel", "aria-keyshortcuts": "Escape" }),
      button("Remove", () => removeStatement(draft?.id), { id: "remove", class: "grave" })),
  );
  fields.quote = { note: byId("field-quote-note"), input: byId("quote"), isPlain: true };
  fields.entities = fields.holder;
  byId("form").addEventListener("submit", (event) => { event.preventDefault(); save(); });
  byId("form").addEventListener("keydown", (event) => {
    if (event.key === "Escape") { event.preventDefault(); cancel(); }
    if (event.key === "F2") { event.preventDefault(); showCodebook(); }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); save(); }
    if (event.key === "Enter" && event.target.matches("#field-on, #field-published, #field-confidence")) {
      event.preventDefault();
      focusNext(fields[event.target.name]);
    }
  });
}

/** Focuses the next required field that is empty, else the button that saves. */
function focusNext() {
  const empty = ["holder", "stance", "target"].map((name) => fields[name]).find((field) => !valueOf(field));
  (empty ? empty.input : byId("save")).focus();
}

function clearForm() {
  for (const field of Object.values(fields)) {
    if (field.note) noteOf(field, "");
    if (field.input.value !== undefined) field.input.value = "";
    field.taken = null;
    if (field.isMany) { field.many = []; showChips(field); }
  }
  newEntities = [];
  byId("hints").replaceChildren();
}

/** Opens the form for the chosen words. */
function beginStatement() {
  if (!chosen) return;
  clearForm();
  draft = { span: [chosen.start, chosen.end], words: wordsOf(chosen), id: null, seen: null };
  if (lastHolder) setTaken(fields.holder, lastHolder);
  openForm("New statement");
  keepDraft();
  focusNext();
}

/** Opens the form with a statement that stands; with other chosen words, its quote moves there. */
function editStatement(id) {
  const statement = state.text.statements.find((known) => known.id === id);
  if (!statement) return;
  if (!statement.record) {
    say("This statement stands in JSON lines: change it in an editor.", true);
    return;
  }
  clearForm();
  fillForm(statement);
  draft = { span: null, words: "", id, seen: statement.record };
  state.current = id;
  if (statement.span) chooseRange(span(statement));
  openForm("Change the statement");
  keepDraft();
  fields.holder.input.focus();
}

const span = (statement) => ({ start: statement.span[0], end: statement.span[1] });

function fillForm(statement) {
  setTaken(fields.holder, statement.holder);
  setTaken(fields.stance, { id: statement.stance, name: statement.stance });
  setTaken(fields.target, statement.target);
  fields.on.input.value = statement.has_date ? statement.date : "";
  fields.about.many = [...statement.about];
  showChips(fields.about);
  if (statement.claimed_by) setTaken(fields.claimed_by, statement.claimed_by);
  fields.confidence.input.value = statement.confidence ?? "";
  fields.note.input.value = statement.note ?? "";
}

/** The words that are chosen become the quote of what is being written. */
function moveQuote() {
  if (!draft || !chosen) return;
  draft.span = [chosen.start, chosen.end];
  draft.words = wordsOf(chosen);
  showQuote();
  keepDraft();
}

function openForm(title) {
  byId("form-title").textContent = title;
  byId("form").hidden = false;
  byId("remove").hidden = !draft.id;
  const { published, is_known: isKnown } = state.text;
  fields.on.input.placeholder = published ? `${published}, when it was published` : "when it was said";
  fields.published.input.closest(".field").hidden = isKnown;
  byId("more").open = ["claimed_by", "confidence", "note"].some((name) => fields[name].input.value);
  document.body.classList.add("is-writing");
  showQuote();
  showChosen();
  showCoded();
  hintsSoon();
  // The form may have taken room from the text.
  requestAnimationFrame(() => { if (chosen) reveal(chosen.start, chosen.end); });
}

function showQuote() {
  const statement = draft.id && state.text.statements.find(({ id }) => id === draft.id);
  const words = draft.span ? draft.words.trim().split(/\s+/).join(" ") : statement?.quote ?? "";
  byId("quote").replaceChildren(words ? bdi(words) : "no quote: select words of the text");
}

/** The draft as the server takes it. */
function written() {
  const confidence = fields.confidence.input.value.trim().replace(",", ".");
  return {
    span: draft.span, words: draft.words,
    holder: valueOf(fields.holder), stance: valueOf(fields.stance), target: valueOf(fields.target),
    on: fields.on.input.value, about: [...fields.about.many.map(({ id }) => id), valueOf(fields.about)].filter(Boolean),
    claimed_by: valueOf(fields.claimed_by), confidence: confidence === "" ? null : Number(confidence),
    note: fields.note.input.value, entities: newEntities, published: fields.published.input.value,
  };
}

async function save() {
  if (!draft || byId("save").disabled) return;
  const confidence = fields.confidence.input.value.trim();
  if (confidence && Number.isNaN(Number(confidence.replace(",", ".")))) {
    noteOf(fields.confidence, "confidence is a number from 0 to 1", true);
    return;
  }
  byId("save").disabled = true;
  const { id, seen } = draft;
  const body = { text: state.text.id, draft: written() };
  const { proposal } = draft;
  const outcome = id ? await act("change", { ...body, id, seen })
    : await (proposal ? act("accept", { ...body, proposal }) : act("save", body));
  if (!outcome || outcome.refused) {
    byId("save").disabled = false;
    if (outcome) showRefusal(outcome);
    return;
  }
  kept.set(draftKey(), null);
  state.current = proposal ? null : outcome.done.id;
  const next = proposal ? queue[queue.indexOf(proposal) + 1] ?? queue[0] : null;
  await reload();
  byId("save").disabled = false;
  closeForm();
  lastHolder = state.text.statements.find((statement) => statement.id === outcome.done.id)?.holder ?? lastHolder;
  const warnings = outcome.done.warnings;
  say([id ? "Changed." : proposal ? "Accepted." : "Saved.", ...warnings].join(" "), warnings.length > 0);
  showCoded();
  if (next && queue.includes(next)) goToProposal(next);
  byId("text").focus({ preventScroll: true });
}

function closeForm() {
  draft = null;
  kept.set(draftKey(), null);
  clearForm();
  byId("form").hidden = true;
  document.body.classList.remove("is-writing");
}

function cancel() {
  if (!draft) return;
  closeForm();
  showCoded();
  byId("text").focus({ preventScroll: true });
}

async function removeStatement(id) {
  const statement = state.text.statements.find((known) => known.id === id);
  if (!statement) return;
  const outcome = await act("remove", { text: state.text.id, id, seen: statement.record ?? {} });
  if (!outcome) return;
  if (outcome.refused) {
    showRefusal(outcome);
    return;
  }
  state.current = null;
  if (draft) closeForm();
  await reload();
  say("Removed. Undo brings it back.");
  byId("text").focus({ preventScroll: true });
}

/** Says where the server will not have it: at the field, or in a window with what differs. */
function showRefusal({ refused, message }) {
  if (refused.kind === "field" && draft && fields[refused.field]) {
    const field = fields[refused.field];
    noteOf(field, refused.why, true);
    byId("announcement").textContent = refused.why;
    if (field.input.closest("details")) byId("more").open = true;
    field.input.focus?.();
    return;
  }
  if (refused.kind === "changed") {
    showDifference(refused);
    return;
  }
  if (draft && refused.kind === "faulty") {
    byId("hints").replaceChildren(...refused.findings.map((finding) => make("li", { class: "grave" }, finding)));
    byId("announcement").textContent = message;
    return;
  }
  say(message, true);
}

const draftKey = () => `draft ${state.overview.corpus} ${state.text.id}`;

/** Keeps what is typed, so that a reload loses nothing. */
function keepDraft() {
  if (!draft || !state.text) return;
  const typed = {};
  for (const field of Object.values(fields)) {
    if (field.name) typed[field.name] = { value: field.input.value, taken: field.taken ?? null, many: field.many ?? [] };
  }
  kept.set(draftKey(), { draft, typed, newEntities });
}

/** Opens the form as it was when the page was left. */
function restoreDraft() {
  const saved = kept.get(draftKey());
  if (!saved?.draft) return;
  clearForm();
  draft = saved.draft;
  newEntities = saved.newEntities ?? [];
  for (const [name, { value, taken, many }] of Object.entries(saved.typed ?? {})) {
    const field = fields[name];
    if (!field) continue;
    field.input.value = value ?? "";
    field.taken = taken;
    if (field.isMany) { field.many = many; showChips(field); }
  }
  const { span: place, words } = draft;
  if (place && state.text.text.slice(place[0], place[1]) === words) {
    chooseRange({ start: place[0], end: place[1] });
    reveal(...place);
  }
  openForm(draft.id ? "Change the statement" : "New statement");
}

let hintTimer = 0;

/** Asks for hints about what is being written, a moment after the last key. */
function hintsSoon() {
  clearTimeout(hintTimer);
  if (draft) hintTimer = setTimeout(showHints, 180);
}

async function showHints() {
  if (!draft) return;
  const asked = JSON.stringify({ text: state.text.id, id: draft.id, draft: { ...written(), confidence: null } });
  let hints;
  try {
    const answer = await fetch("hints", { method: "POST", headers: { "Content-Type": "application/json" }, body: asked });
    if (!answer.ok) return;
    hints = await answer.json();
  } catch {
    isReached(false);
    return;
  }
  if (!draft) return;
  byId("hints").replaceChildren(...hints.map(({ kind, text }) => make("li", { class: kind, dir: "auto" },
    make("span", { class: "hint-sign", "aria-hidden": "true" }, kind === "after_publication" || kind === "opposite_sign" ? "!" : "·"), text)));
}
