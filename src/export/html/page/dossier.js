// The panel: the statements of the day, the dossier of an entity, the evidence of a tie or a number.

function fillPanel() {
  const panel = byId("panel");
  const { chosen } = state;
  const focused = panel.contains(document.activeElement) || document.activeElement === document.body;
  panel.replaceChildren(...panelContent());
  panel.classList.toggle("open", Boolean(chosen));
  panel.scrollTop = 0;
  if (chosen && focused && panel.offsetParent) panel.focus({ preventScroll: true });
  graph.triangle = chosen?.evidence ? evidenceOf(chosen.evidence)?.triangle || null : null;
}

/** What is chosen, else the statements of the day. */
function panelContent() {
  const { chosen } = state;
  const content = chosen?.entity ? dossier(chosen.entity)
    : chosen?.tie ? tieDossier(chosen.tie)
      : chosen?.statement ? [heading(["Statement"]), card(chosen.statement, decidesNow(chosen.statement))]
        : chosen?.evidence ? evidencePanel(chosen.evidence) : today();
  return [content].flat(Infinity).filter(Boolean);
}

function heading(title, under) {
  return make("header", { class: "panel-head" }, make("h2", null, title), under ? make("p", { class: "under" }, under)
    : null, state.chosen ? make("button", { type: "button", class: "close", "aria-label": "Close",
    on: { click: () => change({ chosen: null }) } }, icon("close")) : null);
}

function section(title, ...content) {
  return make("section", null, make("h3", null, title), content);
}

/** Without a selection: the statements of the day, or of the last change before it. */
function today() {
  if (!story.days) return [heading("No dated statements"), cards(story.statements)];
  const shown = story.statements.filter(isStatementShown);
  const on = (day) => shown.filter((it) => dayOf(it) === day)
    .sort((a, b) => b.isCounted - a.isCounted || a.index - b.index);
  const stop = stopBefore(state.day) ?? firstDay;
  const before = on(stop).length ? null : shown.filter((it) => dayOf(it) < stop).map(dayOf).reduce((a, b) => Math.max(a, b), -Infinity);
  const day = before !== null && before >= firstDay ? before : stop;
  const said = on(day).filter((it) => it.isSure && it.isDefinite);
  const possible = on(day).filter((it) => !said.includes(it));
  const news = newsOf(stop);
  const changed = news.length ? section("What changed", portions(news, 4, newsLine)) : null;
  const none = day === stop ? [] : [heading(dayInWords(stop), "No statement is of this day alone."), changed,
    make("p", { class: "facts" }, "The last statements before it:")];
  return [
    ...none,
    day === stop ? heading(said.length ? `Statements on ${dayInWords(day)}` : dayInWords(day),
      [said.length ? count(said.length, "statement", "statements") : "No statement is surely of this day",
        possible.length ? `; ${possible.length.toLocaleString("en")} possibly of this day` : ""].join(""))
      : said.length ? make("h3", null, `Statements on ${dayInWords(day)}`) : null,
    day === stop ? changed : null,
    said.length ? section("What was said", cards(said, decidesNow)) : null,
    possible.length ? section(`Possibly on ${dayInWords(day)} (${possible.length.toLocaleString("en")})`,
      cards(possible, decidesNow)) : null,
    story.shifts.length ? section("Changed sides", portions(story.shifts, 8, shiftLine)) : null,
  ];
}

function decidesNow(statement) {
  const spell = statement.tie && spellOn(statement.tie, state.day);
  return spell?.deciding.includes(statement.index) ? ["current"] : [];
}

/** A shift, as a line that leads to its tie. */
function shiftLine(shift) {
  const [tie, from, to] = [story.ties[shift.tie], shift.from, story.statements[shift.to]];
  return make("button", { type: "button", class: "shift", on: { click: () => {
    stop();
    change({ chosen: { tie }, ...(to.latest === undefined ? {} : { day: dayOf(to) }) });
  } } },
  make("span", { class: "pair" }, bdi(nameOf(tie.holder)), " → ", bdi(nameOf(tie.target))),
  make("span", { class: "turn" }, signed(from.polarity, from.label), make("span", { class: "arrow",
    "aria-label": "then" }, "→"), signed(to.polarity, to.word)),
  make("small", null, `${[from.date, ...(shift.through || []), to.date].map(dateInWords).join(" → ")}${
    shift.definite ? "" : " · possible"}`));
}

function roleLine(role) {
  const span = [role.from && `from ${dateInWords(role.from)}`, role.until && `until ${dateInWords(role.until)}`]
    .filter(Boolean).join(" ");
  return make("li", null, bdi(role.role), ", ", entityLink(role.of), span ? make("small", null, ` ${span}`) : null);
}

function dossier(entity) {
  const standing = (ties) => ties.map((tie) => ({ tie, spell: shownSpell(tie, state.day) })).filter((it) => it.spell)
    .sort((a, b) => POLARITIES.indexOf(a.spell.polarity) - POLARITIES.indexOf(b.spell.polarity));
  const [out, into] = [standing(entity.out), standing(entity.into)];
  const ties = [...new Set([...entity.out, ...entity.into])];
  const shifts = story.shifts.filter((shift) => ties.includes(story.ties[shift.tie]));
  const statements = ties.flatMap((tie) => tie.statements).sort((a, b) => a - b).map((it) => story.statements[it]);
  const snapshot = snapshotOn(state.day);
  const camp = campsOf(snapshot).get(entity.index);
  const tense = tenseOf(snapshot).filter((it) => it.nodes.includes(entity.index));
  const wikidata = /^Q\d+$/.test(entity.wikidata || "") ? `https://www.wikidata.org/wiki/${entity.wikidata}` : null;
  return [
    heading([pictureOfKind(entity.kind), bdi(entity.name)], [entity.kind,
      camp ? [" · in the camp of ", evidenceLink(`snapshot.${snapshot.day}.camp.${camp.key}`, camp.name),
        snapshot.elsewhere.includes(entity.index) ? ", could stand elsewhere" : ""] : null,
      wikidata ? [" · ", outward(wikidata, "Wikidata")] : null]),
    entity.aliases?.length ? make("p", { class: "facts" }, "also known as ", entity.aliases.map((alias, index) =>
      [index ? ", " : "", bdi(alias)])) : null,
    entity.attributes ? make("p", { class: "facts" }, Object.entries(entity.attributes).map(([name, value], index) =>
      [index ? " · " : "", bdi(name), ": ", bdi(value)])) : null,
    entity.note ? make("p", { class: "facts", dir: "auto" }, entity.note) : null,
    entity.roles?.length ? section("Roles", make("ul", { class: "roles" }, entity.roles.map(roleLine))) : null,
    section(`For and against whom, ${dayInWords(state.day)}`, out.length ? tieRows(out, "target")
      : make("p", { class: "facts" }, "None on this day.")),
    section("Who is for and against", into.length ? tieRows(into, "holder")
      : make("p", { class: "facts" }, "None on this day.")),
    shifts.length ? section("Changed sides", shifts.map(shiftLine)) : null,
    tense.length ? section("Trios at odds", portions(tense, 5, triangleLine)) : null,
    ties.length ? section("Timeline", laneList(ties.filter((tie) => tie.statements.length).slice(0, 12), 332, entity))
      : null,
    section(count(statements.length, "statement", "statements"), cards(statements, decidesNow)),
  ];
}

/** Standing ties as lines that lead to their statements. */
function tieRows(ties, end) {
  return portions(ties, 40, ({ tie, spell }) => {
    const lead = story.statements[spell.deciding[0]];
    return make("button", { type: "button", class: "tie-row", on: { click: () => change({ chosen: { tie } }) } },
      pictureOfTie(spell.polarity, spell.isDefinite),
      make("span", { class: "other" }, bdi(nameOf(tie[end]))),
      make("span", { class: `stance ${spell.polarity}` }, lead ? lead.word : WORDS[spell.polarity]),
      make("small", null, lead ? dateInWords(lead.date) : "", spell.isDefinite ? "" : " · possible"));
  });
}

function triangleLine(triangle) {
  const place = story.triangles.indexOf(triangle);
  return make("button", { type: "button", class: "shift",
    on: { click: () => change({ chosen: { evidence: `triangle.${place}` }, hasTense: true }) } },
  make("span", { class: "pair" }, triangle.nodes.map((it, index) => [index ? " · " : "", bdi(nameOf(it))])),
  make("small", null, TRIANGLES[triangle.positive]));
}

/** The statements of a pair that count on a day: the deciding ones, then the others, the latest first. */
function evidenceOn(tie, day) {
  const deciding = spellOn(tie, day)?.deciding || [];
  const others = tie.statements.filter((it) => !deciding.includes(it) && story.statements[it].isCounted
    && (story.statements[it].earliest ?? firstDay) <= day).reverse();
  return [...deciding, ...others].map((it) => story.statements[it]);
}

/** A tie and its evidence, deciding statements first. */
function tieDossier(tie) {
  const spell = spellOn(tie, state.day);
  const evidence = evidenceOn(tie, state.day);
  const first = evidence.slice(0, spell?.deciding.length || 0);
  const others = evidence.slice(first.length);
  const rest = tie.statements.map((it) => story.statements[it]).filter((it) => !evidence.includes(it));
  const [later, aside] = [rest.filter((it) => it.isCounted), rest.filter((it) => !it.isCounted)];
  const verdict = spell ? [signed(spell.polarity, WORDS[spell.polarity]), spell.isDefinite ? "" : ", possibly",
    ` on ${dayInWords(state.day)}`] : `No tie on ${dayInWords(state.day)}`;
  return [
    heading([entityLink(tie.holder), make("span", { class: "arrow", "aria-label": "towards" }, "→"),
      entityLink(tie.target)], verdict),
    laneList([tie, tie.reverse].filter((it, index) => it?.statements.length && (!index || it !== tie)), 332, null),
    tie.reverse?.statements.length && tie.reverse !== tie ? make("p", { class: "facts" }, button("The opposite direction",
      () => change({ chosen: { tie: tie.reverse } }), { class: "link" })) : null,
    tie.shifts.length ? section("Changed sides", tie.shifts.map(shiftLine)) : null,
    first.length ? section("What the tie rests on",
      cards(first, () => ["current"])) : null,
    others.length ? section(first.length ? "Other statements" : "Statements", cards(others)) : null,
    later.length ? section("Said later", cards(later)) : null,
    aside.length ? section("Claims by others and corrected statements", cards(aside)) : null,
  ];
}

function evidencePanel(key) {
  const found = evidenceOf(key);
  if (!found) return today();
  const { statements, ties, triangles, members, total } = found;
  const number = statements?.length ?? triangles?.length ?? ties?.length;
  const things = statements ? ["statement", "statements"] : triangles ? ["trio", "trios"] : ["tie", "ties"];
  const standing = (ties || []).map((tie) => ({ tie, spell: spellOn(tie, found.day ?? state.day)
    || tie.spells[tie.spells.length - 1] })).filter((it) => it.spell);
  return [
    heading(bdi(found.title), number === undefined ? null : count(number, ...things)
      + (total > number ? ` of ${total.toLocaleString("en")}; the others are not on this page` : "")),
    found.note ? make("p", { class: "facts", dir: "auto" }, found.note) : null,
    found.url || found.archived ? make("p", null, outward(found.url, "Open source"), " ",
      outward(found.archived, "Archived copy")) : null,
    (members || []).map((camp) => make("p", { class: "members" }, camp.map((it) => entityLink(it, { class: "member" })))),
    ties ? make("div", { class: "ties" }, pairRows(standing)) : null,
    triangles ? portions(triangles, 20, triangleLine) : null,
    statements ? cards(statements, decidesNow) : null,
  ];
}

/** Ties with holder and target. */
function pairRows(ties) {
  return portions(ties, 40, ({ tie, spell }) => {
    const lead = story.statements[spell.deciding[0]];
    return make("button", { type: "button", class: "tie-row pairs", on: { click: () => change({ chosen: { tie } }) } },
      make("span", { class: "other" }, bdi(nameOf(tie.holder))), pictureOfTie(spell.polarity, spell.isDefinite),
      make("span", { class: "other" }, bdi(nameOf(tie.target))),
      make("small", null, lead ? `${lead.word}, ${dateInWords(lead.date)}` : ""));
  });
}
