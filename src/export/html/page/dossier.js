// The panel: the statements of the day, the dossier of an entity, the evidence of a tie or a number.

function fillPanel() {
  const panel = byId("panel");
  const { chosen } = state;
  const focused = panel.contains(document.activeElement) || document.activeElement === document.body;
  panel.replaceChildren(...panelContent());
  panel.classList.toggle("open", Boolean(chosen));
  panel.scrollTop = 0;
  if (chosen && focused && panel.offsetParent) panel.focus({ preventScroll: true });
  fillNewsButton();
  graph.triangle = chosen?.evidence ? evidenceOf(chosen.evidence)?.triangle || null : null;
}

/** What is chosen, else the statements of the day. */
function panelContent() {
  const { chosen } = state;
  const content = chosen?.entity ? dossier(chosen.entity)
    : chosen?.tie ? tieDossier(chosen.tie)
      : chosen?.statement ? [heading([phrase("panel.statement")]), card(chosen.statement, decidesNow(chosen.statement))]
        : chosen?.evidence ? evidencePanel(chosen.evidence) : today();
  return [content].flat(Infinity).filter(Boolean);
}

function heading(title, under) {
  return make("header", { class: "panel-head" }, make("h2", null, title), under ? make("p", { class: "under" }, under)
    : null, state.chosen ? make("button", { type: "button", class: "close", "aria-label": phrase("close"),
    on: { click: () => change({ chosen: null }) } }, icon("close")) : null);
}

function section(title, ...content) {
  return make("section", null, make("h3", null, title), content);
}

/** Without a selection: the statements of the day, or of the last change before it. */
function today() {
  if (!story.days) return [heading(phrase("panel.no-dated")), cards(story.statements)];
  const on = (day) => saidOn(day).sort((a, b) => b.isCounted - a.isCounted || a.index - b.index);
  const stop = stopBefore(state.day) ?? firstDay;
  const before = on(stop).length ? null : saidBefore(stop);
  const day = before !== null && before >= firstDay ? before : stop;
  const said = on(day).filter((it) => it.isSure && it.isDefinite);
  const possible = on(day).filter((it) => !said.includes(it));
  const news = newsOf(stop);
  const changed = news.length ? section(phrase("panel.changed"), portions(news, 4, newsLine)) : null;
  const none = day === stop ? [] : [heading(dayInWords(stop), phrase("panel.none-of-day")), changed,
    make("p", { class: "facts" }, phrase("panel.before"))];
  return [
    ...none,
    day === stop ? heading(said.length ? phrase("panel.statements-on", { day: dayInWords(day) }) : dayInWords(day),
      [said.length ? phrase("n.statements", { n: said.length }) : phrase("panel.none-surely"),
        possible.length ? `${phrase("semicolon")} ${phrase("panel.n-possibly", { n: possible.length })}` : ""].join(""))
      : said.length ? make("h3", null, phrase("panel.statements-on", { day: dayInWords(day) })) : null,
    day === stop ? changed : null,
    said.length ? section(phrase("panel.said"), cards(said, decidesNow)) : null,
    possible.length ? section(phrase("panel.possibly-on", { day: dayInWords(day), n: possible.length }),
      cards(possible, decidesNow)) : null,
    story.shifts.length ? section(phrase("changed-sides"), portions(story.shifts, 8, shiftLine)) : null,
  ];
}

function decidesNow(statement) {
  const spell = statement.tie && spellOn(statement.tie, state.day);
  return spell?.deciding.includes(statement.index) ? [phrase("card.current")] : [];
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
    "aria-label": phrase("arrow.then") }, "→"), signed(to.polarity, to.word)),
  make("small", null, `${[from.date, ...(shift.through || []), to.date].map(dateInWords).join(" → ")}${
    shift.definite ? "" : ` · ${phrase("possible")}`}`));
}

function roleLine(role) {
  const span = [role.from && datePhrase("date.from", role.from), role.until && datePhrase("date.until", role.until)]
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
    heading([pictureOfKind(entity.kind), bdi(entity.name)], [phrase(`kind.${entity.kind}`),
      camp ? [" · ", phrased("dossier.camp", { camp: evidenceLink(`snapshot.${snapshot.day}.camp.${camp.key}`, camp.name) }),
        snapshot.elsewhere.includes(entity.index) ? `, ${phrase("dossier.elsewhere")}` : ""] : null,
      wikidata ? [" · ", outward(wikidata, phrase("dossier.wikidata"))] : null]),
    arrangeTools(entity),
    entity.aliases?.length ? make("p", { class: "facts" }, phrase("dossier.aliases"), " ", entity.aliases.map((alias, index) =>
      [index ? ", " : "", bdi(alias)])) : null,
    entity.attributes ? make("p", { class: "facts" }, Object.entries(entity.attributes).map(([name, value], index) =>
      [index ? " · " : "", bdi(name), `${phrase("colon")} `, bdi(value)])) : null,
    entity.note ? make("p", { class: "facts", dir: "auto" }, entity.note) : null,
    entity.roles?.length ? section(phrase("dossier.roles"), make("ul", { class: "roles" }, entity.roles.map(roleLine))) : null,
    section(phrase("dossier.out", { day: dayInWords(state.day) }), out.length ? tieRows(out, "target")
      : make("p", { class: "facts" }, phrase("dossier.none"))),
    section(phrase("dossier.into"), into.length ? tieRows(into, "holder")
      : make("p", { class: "facts" }, phrase("dossier.none"))),
    shifts.length ? section(phrase("changed-sides"), shifts.map(shiftLine)) : null,
    tense.length ? section(phrase("trios-at-odds"), portions(tense, 5, triangleLine)) : null,
    ties.length ? section(phrase("dossier.timeline"), laneList(ties.filter((tie) => tie.statements.length).slice(0, 12), 332, entity))
      : null,
    section(phrase("n.statements", { n: statements.length }), cards(statements, decidesNow)),
  ];
}

/** Standing ties as lines that lead to their statements. */
function tieRows(ties, end) {
  return portions(ties, 40, ({ tie, spell }) => {
    const lead = story.statements[spell.deciding[0]];
    return make("button", { type: "button", class: "tie-row", on: { click: () => change({ chosen: { tie } }) } },
      pictureOfTie(spell.polarity, spell.isDefinite),
      make("span", { class: "other" }, bdi(nameOf(tie[end]))),
      make("span", { class: `stance ${spell.polarity}` }, actsOf(spell)),
      make("small", null, lead ? dateInWords(lead.date) : "", spell.isDefinite ? "" : ` · ${phrase("possible")}`));
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
  const [later, aside] = [rest.filter((it) => it.isCounted), rest.filter((it) => !it.isCounted).reverse()];
  const verdict = spell ? phrased(spell.isDefinite ? "tie.on" : "tie.possibly-on", { stance: signed(spell.polarity, WORDS[spell.polarity]),
    day: dayInWords(state.day) }) : phrase("tie.none-on", { day: dayInWords(state.day) });
  return [
    heading([entityLink(tie.holder), make("span", { class: "arrow", "aria-label": phrase("arrow.towards") }, "→"),
      entityLink(tie.target)], verdict),
    laneList([tie, tie.reverse].filter((it, index) => it?.statements.length && (!index || it !== tie)), 332, null),
    tie.reverse?.statements.length && tie.reverse !== tie ? make("p", { class: "facts" }, button(phrase("tie.reverse"),
      () => change({ chosen: { tie: tie.reverse } }), { class: "link" })) : null,
    tie.shifts.length ? section(phrase("changed-sides"), tie.shifts.map(shiftLine)) : null,
    first.length ? section(phrase("tie.rests-on"),
      cards(first, () => [phrase("card.current")])) : null,
    others.length ? section(phrase(first.length ? "tie.others" : "statements"), cards(others)) : null,
    later.length ? section(phrase("tie.later"), cards(later)) : null,
    aside.length ? section(phrase("tie.aside"), cards(aside)) : null,
  ];
}

function evidencePanel(key) {
  const found = key === "changes" ? null : evidenceOf(key);
  if (!found) return today();
  const { statements, ties, triangles, members, total } = found;
  const number = statements?.length ?? triangles?.length ?? ties?.length;
  const things = statements ? "n.statements" : triangles ? "n.trios" : "n.ties";
  const standing = (ties || []).map((tie) => ({ tie, spell: spellOn(tie, found.day ?? state.day)
    || tie.spells[tie.spells.length - 1] })).filter((it) => it.spell);
  return [
    heading(make("bdi", { lang: found.language }, found.title), number === undefined ? null : phrase(things, { n: number })
      + (total > number ? ` ${phrase("evidence.of-all", { n: total })}` : "")),
    found.note ? make("p", { class: "facts", dir: "auto" }, found.note) : null,
    found.url || found.archived ? make("p", null, outward(found.url, phrase("source.open")), " ",
      outward(found.archived, phrase("source.archived"))) : null,
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
      make("small", null, lead ? `${actsOf(spell)}, ${dateInWords(lead.date)}${spell.isDefinite ? "" : ` · ${phrase("possible")}`}` : ""));
  });
}
