// Ties and statements as tables: the content of the pictures, also for screen readers.

function fillTies() {
  if (state.view !== "ties") return;
  byId("view-ties").replaceChildren(...tiesTable());
}

function tiesTable() {
  const ties = [...standingTies()].sort((a, b) => POLARITIES.indexOf(a.spell.polarity)
    - POLARITIES.indexOf(b.spell.polarity) || rankOfName(a.tie.holder) - rankOfName(b.tie.holder));
  return [make("p", { class: "lead" }, phrased(isFiltered()
    ? "lists.ties-filtered" : "lists.ties", { ties: make("b", null, standingInWords(ties)), day: dayInWords(state.day) })),
  table("ties", ["who", "stance", "towards", "since", "quote"],
    ties, tieCells, tieWords)];
}

function tieCells({ tie, spell }) {
  const lead = story.statements[spell.deciding[0]];
  return [entityLink(tie.holder), [button(signed(spell.polarity, actsOf(spell)),
    () => change({ chosen: { tie } }), { class: "link verb" }), polarityWord(spell.polarity)], entityLink(tie.target),
  [make("span", { class: "date" }, lead ? dateInWords(lead.date) : ""), spell.isDefinite ? null : make("small", null, ` ${phrase("possible")}`)],
  lead?.quote ? make("q", { dir: "auto", lang: languageOf(lead) }, lead.quote) : ""];
}

/** What a row of a tie is found by. */
function tieWords({ tie, spell }) {
  const lead = story.statements[spell.deciding[0]];
  return [nameOf(tie.holder), actsOf(spell), nameOf(tie.target), lead ? dateInWords(lead.date) : "",
    lead?.quote].join(" ");
}

function fillStatements() {
  if (state.view !== "statements") return;
  byId("view-statements").replaceChildren(...statementsTable());
}

function statementsTable() {
  const statements = story.statements.filter(isStatementShown);
  return [make("p", { class: "lead" }, phrased(isFiltered() ? "lists.statements-filtered"
    : "lists.statements", { statements: make("b", null, phrase("n.statements", { n: statements.length })) }), " ", phrase("lists.paler")),
  table("statements", ["date", "who", "stance", "towards", "quote", "source"], statements, statementCells, statementWords)];
}

function statementCells(statement) {
  return [make("span", { class: "date" }, dateInWords(statement.date)), entityLink(statement.holder), [button(signed(statement.polarity, statement.word),
    () => change({ chosen: { statement } }), { class: "link verb" }), polarityWord(statement.polarity)], entityLink(statement.target),
  statement.quote ? make("q", { dir: "auto", lang: languageOf(statement) }, statement.quote) : "",
  evidenceLink(`source.${story.sources[statement.source].id}`, sourceTitle(statement.source))];
}

/** What a row of a statement is found by. */
function statementWords(statement) {
  return [dateInWords(statement.date), nameOf(statement.holder), statement.word, nameOf(statement.target), statement.quote,
    sourceName(statement.source)].join(" ");
}

/** On paper, where colours may be lost: the polarity in a word. */
function polarityWord(polarity) {
  return make("small", { class: "polarity-word" }, ` (${WORDS[polarity]})`);
}
