// Ties and statements as tables: the content of the pictures, also for screen readers.

function fillTies() {
  if (state.view !== "ties") return;
  byId("view-ties").replaceChildren(...tiesTable());
}

function tiesTable() {
  const ties = shownTies(state.day).sort((a, b) => POLARITIES.indexOf(a.spell.polarity)
    - POLARITIES.indexOf(b.spell.polarity) || nameOf(a.tie.holder).localeCompare(nameOf(b.tie.holder), story.language));
  return [make("p", { class: "lead" }, phrased(isFiltered()
    ? "lists.ties-filtered" : "lists.ties", { ties: make("b", null, phrase("n.standing", { n: ties.length })), day: dayInWords(state.day) })),
  table("ties", ["who", "stance", "towards", "since", "quote"],
    ties, tieCells)];
}

function tieCells({ tie, spell }) {
  const lead = story.statements[spell.deciding[0]];
  return [entityLink(tie.holder), [button(signed(spell.polarity, lead ? lead.word : WORDS[spell.polarity]),
    () => change({ chosen: { tie } }), { class: "link verb" }), polarityWord(spell.polarity)], entityLink(tie.target),
  [make("span", { class: "date" }, lead ? dateInWords(lead.date) : ""), spell.isDefinite ? null : make("small", null, ` ${phrase("possible")}`)],
  lead?.quote ? make("q", { dir: "auto", lang: languageOf(lead) }, lead.quote) : ""];
}

function fillStatements() {
  if (state.view !== "statements") return;
  byId("view-statements").replaceChildren(...statementsTable());
}

function statementsTable() {
  const statements = story.statements.filter(isStatementShown);
  return [make("p", { class: "lead" }, phrased(isFiltered() ? "lists.statements-filtered"
    : "lists.statements", { statements: make("b", null, phrase("n.statements", { n: statements.length })) }), " ", phrase("lists.paler")),
  table("statements", ["date", "who", "stance", "towards", "quote", "source"], statements, statementCells)];
}

function statementCells(statement) {
  return [make("span", { class: "date" }, dateInWords(statement.date)), entityLink(statement.holder), [button(signed(statement.polarity, statement.word),
    () => change({ chosen: { statement } }), { class: "link verb" }), polarityWord(statement.polarity)], entityLink(statement.target),
  statement.quote ? make("q", { dir: "auto", lang: languageOf(statement) }, statement.quote) : "",
  evidenceLink(`source.${story.sources[statement.source].id}`, sourceTitle(statement.source))];
}

/** On paper, where colours may be lost: the polarity in a word. */
function polarityWord(polarity) {
  return make("small", { class: "polarity-word" }, ` (${WORDS[polarity]})`);
}

/** A table that loads more rows on request. */
function table(name, headings, items, cells) {
  const body = make("tbody");
  let shown = 0;
  const more = button("", () => goOn(200), { class: "more" });
  const goOn = (number) => {
    body.append(...items.slice(shown, shown + number).map((item) => make("tr",
      { class: item.isCounted === false ? "aside" : null }, cells(item).map((cell, index) => make("td", { data: { is: headings[index] } }, cell)))));
    shown = Math.min(shown + number, items.length);
    more.hidden = shown >= items.length;
    more.textContent = phrase("more", { n: items.length - shown });
  };
  goOn(isWhole ? Infinity : 100);
  return make("div", { class: "table-scroll" }, make("table", { class: name }, make("thead", null, make("tr", null,
    headings.map((it) => make("th", { scope: "col" }, phrase(`column.${it}`))))), body), more);
}
