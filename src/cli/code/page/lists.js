// The list of texts, and the statements of the one at hand.

const STATES = { open: ["○", "open"], "in-work": ["◐", "in work"], coded: ["●", "coded"], checked: ["✔", "checked"] };

function showOverview() {
  const { overview } = state;
  const titled = (text) => text.title || text.id;
  byId("texts").replaceChildren(...overview.texts.map((text) => {
    const [sign, word] = STATES[text.state];
    const isHere = text.id === state.text?.id;
    return make("li", null, button([
      make("span", { class: `state ${text.state}`, role: "img", "aria-label": word, title: word }, sign),
      make("span", { class: "text-title" }, bdi(titled(text))),
      make("small", null, [text.published, text.n_statements ? count(text.n_statements, "statement", "statements") : null,
        text.n_proposals ? count(text.n_proposals, "proposal", "proposals") : null]
        .filter(Boolean).join(" · ")),
    ], () => openText(text.id), { "aria-current": isHere ? "true" : null }));
  }));
  for (const [id, label] of [["undo", overview.undo], ["redo", overview.redo]]) {
    byId(id).disabled = !label;
    byId(id).title = label ? `${id === "undo" ? "take back" : "do again"}: ${label}` : "nothing";
  }
  showFindings();
  if (state.text) {
    const listed = overview.texts.find(({ id }) => id === state.text.id) ?? state.text;
    byId("title").replaceChildren(bdi(titled(listed)));
    document.title = `${titled(listed)} · coding`;
    const [sign, word] = STATES[listed.state];
    byId("caption").replaceChildren(
      [listed.published, overview.coder ? `coder ${overview.coder}` : null].filter(Boolean).join(" · "), " ",
      button(`${sign} ${word}`, nextState, { class: `state-button ${listed.state}`, id: "state", title: "the next state of the text (s)" }));
  }
}

function showFindings() {
  const notice = byId("notice");
  const { findings, errors } = state.overview;
  if (notice.dataset.about === "server" && !notice.hidden) return;
  notice.dataset.about = "findings";
  notice.hidden = errors === 0;
  if (errors === 0) return;
  notice.replaceChildren(make("details", null, make("summary", null,
    `${count(errors, "error", "errors")} in the corpus: faulty items are left out. `), make("pre", { dir: "ltr" }, findings)));
}

async function nextState() {
  const listed = state.overview.texts.find(({ id }) => id === state.text.id);
  const next = { open: "coded", "in-work": "coded", coded: "checked", checked: "in-work" }[listed.state];
  const outcome = await act("state", { text: state.text.id, state: next });
  if (outcome?.refused) say(outcome.message, true);
  else if (outcome) {
    await reload();
    say(`The text is ${STATES[next][1]}.`);
  }
}

/** The statements in the order of the text; those that do not stand in it at the end. */
function inOrder() {
  const place = (statement) => statement.span?.[0] ?? Infinity;
  return [...(state.text?.statements ?? [])].sort((a, b) => place(a) - place(b));
}

/** The cards as they are shown: the statement that each was made of, and whether it was chosen. */
let cards = [];

function showCoded() {
  if (!state.text) return;
  const statements = inOrder();
  const { unreadable } = state.text;
  const n = statements.length;
  byId("at-hand").replaceChildren(unreadable ? make("p", { class: "grave" }, unreadable) : draft ? "" : proposalCard(),
    make("h2", null, n ? count(n, "statement", "statements") : "No statements yet"),
    n ? "" : make("p", { class: "empty" }, "Select words of the text, with the mouse or the arrow keys, and press Enter."));
  showCards(statements);
}

/** Makes only those cards anew that have changed: there may be thousands. */
function showCards(statements) {
  const known = new Map(cards.map((shown) => [shown.statement.id, shown]));
  const next = statements.map((statement) => {
    const isCurrent = statement.id === state.current;
    const shown = known.get(statement.id);
    const isSame = shown && shown.isCurrent === isCurrent
      && (shown.statement === statement || JSON.stringify(shown.statement) === JSON.stringify(statement));
    return { statement, isCurrent, element: isSame ? shown.element : card(statement) };
  });
  const isInPlace = next.length === cards.length && next.every(({ statement }, at) => statement.id === cards[at].statement.id);
  if (isInPlace) {
    next.forEach(({ element }, at) => { if (element !== cards[at].element) cards[at].element.replaceWith(element); });
  } else byId("cards").replaceChildren(...next.map(({ element }) => element));
  cards = next;
}

function card(statement) {
  const isCurrent = statement.id === state.current;
  const { holder, target, claimed_by: claimant, found } = statement;
  const summary = make("button", {
    type: "button", class: "summary", "aria-expanded": String(isCurrent), on: { click: () => goTo(isCurrent ? null : statement.id) },
  }, bdi(holder.name), " ", verb(statement.stance, statement.effect), " ", bdi(target.name));
  const facts = [statement.date, claimant ? ["claimed by ", bdi(claimant.name)] : null, statement.coder,
    statement.about.length ? ["about ", ...statement.about.flatMap(({ name }, at) => [at ? ", " : null, bdi(name)])] : null,
    statement.confidence === null ? null : `confidence ${statement.confidence}`].filter(Boolean);
  const isLost = statement.quote && found !== "verbatim";
  return make("li", { class: `card ${statement.effect}${isCurrent ? " current" : ""}`, "data-id": statement.id }, summary,
    make("small", { class: "facts" }, facts.flatMap((fact, at) => [at ? " · " : null, fact])),
    isLost ? make("small", { class: "grave" }, found === "missing" ? "the quote is not in the text" : `the quote is ${found}`) : null,
    isCurrent ? [
      statement.quote ? make("q", { dir: "auto" }, statement.quote) : null,
      statement.note ? make("p", { class: "note", dir: "auto" }, statement.note) : null,
      make("small", { class: "place" }, statement.place),
      make("div", { class: "buttons" }, button("Change", () => editStatement(statement.id), { "aria-keyshortcuts": "e" }),
        button("Remove", () => removeStatement(statement.id), { class: "grave", "aria-keyshortcuts": "Delete" }))] : null);
}

/** Chooses a statement, here and in the text. */
function goTo(id) {
  if (id?.startsWith("proposal ")) {
    goToProposal(id.slice("proposal ".length));
    return;
  }
  state.current = id;
  const statement = state.text.statements.find((known) => known.id === id);
  if (statement?.span) {
    chooseRange(span(statement));
    reveal(...statement.span);
  }
  showCurrent();
  showChosen();
  showCoded();
  document.querySelector(".card.current")?.scrollIntoView({ block: "nearest" });
}

/** The next or the previous statement in the text. */
function step(by) {
  const statements = inOrder();
  if (!statements.length) return;
  const at = statements.findIndex(({ id }) => id === state.current);
  const next = at < 0 ? (by > 0 ? 0 : statements.length - 1) : (at + by + statements.length) % statements.length;
  goTo(statements[next].id);
}
