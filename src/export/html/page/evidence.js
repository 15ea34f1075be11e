// Statements as cards, and the evidence of every number, which a key names so that a link can lead there.

function sourceName(index) {
  return story.sources[index].name;
}

/** The name of a source, of which a title is in the language of the source. */
function sourceTitle(index) {
  const { name, title, language } = story.sources[index];
  return make("bdi", { lang: title ? language : null }, name);
}

/** The language of a quote: that of its source. */
function languageOf(statement) {
  return story.sources[statement.source].language;
}

/** An entity's name, which leads to its dossier. */
function entityLink(index, attributes) {
  const entity = story.entities[index];
  return button(bdi(entity.name), () => change({ chosen: { entity } }), { class: "link", ...attributes });
}

function outward(url, label) {
  const href = safeUrl(url);
  return href ? make("a", { href, target: "_blank", rel: "noreferrer noopener", class: "outward" }, label) : null;
}

/** The source of a statement, with a link if there is one. */
function sourceLine(statement) {
  const source = story.sources[statement.source];
  // One without a title is called by these.
  const facts = source.title ? [phrase(`source-kind.${source.kind}`), source.author !== undefined && phrased("source.by", { name: bdi(nameOf(source.author)) }),
    source.outlet !== undefined && phrased(source.kind === "post" ? "source.on" : "source.in", { name: bdi(nameOf(source.outlet)) }),
    source.published && dateInWords(source.published)].filter(Boolean) : [];
  const also = statement.reported_in.map((it) => [" ", evidenceLink(`source.${story.sources[it].id}`,
    sourceTitle(it))]);
  return make("p", { class: "source" },
    evidenceLink(`source.${source.id}`, sourceTitle(statement.source)),
    make("span", { class: "facts" }, facts.map((fact) => [" · ", fact])),
    source.url ? [" ", outward(source.url, phrase("source.open"))] : null,
    source.archived ? [" ", outward(source.archived, phrase("source.archived"))] : null,
    also.length ? make("span", { class: "facts" }, ` · ${phrase("source.also")}`, also) : null);
}

/** The days that a statement's date may denote, on the time line. */
function spanPicture(statement) {
  const [width, height] = [120, 10];
  const from = axis.at(Math.max(statement.earliest ?? firstDay, firstDay)) * width;
  const to = axis.at(Math.min(statement.latest ?? lastDay, lastDay) + 1) * width;
  const isOpen = statement.earliest === undefined || statement.latest === undefined;
  const end = (day) => (day === undefined ? phrase("card.any-day") : shortDay(day));
  const range = phrase("card.range", { from: end(statement.earliest), to: end(statement.latest) });
  return make("span", { class: "span", title: range }, draw("svg", { width, height, viewBox: `0 0 ${width} ${height}`,
    role: "img", "aria-label": phrase("card.some-day", { range }) },
  draw("rect", { x: 0, y: 4.5, width, height: 1, class: "track" }),
  draw("rect", { x: from, y: 2, width: Math.max(to - from, 2.5), height: 6, rx: 2,
    class: isOpen ? "range open" : "range" })), make("small", null, range));
}

/** A statement with its quote, date and source. `marks` are words such as "current". */
function card(statement, marks = []) {
  const notes = [
    ...marks,
    statement.claimed_by !== undefined && phrased("card.claimed", { name: bdi(nameOf(statement.claimed_by)) }),
    statement.superseded && phrase("card.corrected"),
    statement.confidence !== undefined && phrase("card.sure", { percent: Math.round(statement.confidence * 100) }),
    !statement.isDefinite && phrase("card.outside"),
  ].filter(Boolean);
  const openTie = () => change({ chosen: statement.tie ? { tie: statement.tie } : { statement } });
  return make("article", { class: `card ${statement.polarity}${statement.isCounted ? "" : " aside"}`,
    data: { statement: statement.id } },
  make("header", null, make("time", null, dateInWords(statement.date)),
    statement.isSure ? null : spanPicture(statement)),
  make("p", { class: "act" }, entityLink(statement.holder), " ", button(signed(statement.polarity, statement.word),
    openTie, { class: "link verb", "aria-label": phrase("card.all-of-tie", { verb: statement.word }) }), polarityWord(statement.polarity), " ",
  entityLink(statement.target)),
  statement.quote ? make("blockquote", { dir: "auto", lang: languageOf(statement) }, statement.quote) : null,
  notes.length ? make("p", { class: "marks" }, notes.map((mark) => make("span", { class: "mark" }, mark))) : null,
  statement.about.length ? make("p", { class: "facts" }, phrase("card.about"), " ", statement.about.map((it, index) =>
    [index ? ", " : "", entityLink(it)])) : null,
  sourceLine(statement),
  statement.note ? make("p", { class: "facts", dir: "auto" }, statement.note) : null,
  make("p", { class: "alone" }, button(phrase("card.only"), () => change({ chosen: { statement } }), { class: "link" }),
    statement.coder ? [" · ", phrased("card.coder", { name: bdi(statement.coder) })] : null));
}

/** Cards, a number at a time. */
function cards(statements, marksOf = () => []) {
  // While the story plays there is no time to read more.
  return portions(statements, state.isPlaying ? 5 : 30, (statement) => card(statement, marksOf(statement)));
}

/** The first of many items, and a button for more. */
function portions(items, size, show) {
  const list = make("div", { class: "portion" });
  let shown = 0;
  const more = button("", () => goOn(), { class: "more" });
  const goOn = () => {
    const next = isWhole ? items.length : Math.min(shown + size, items.length);
    list.append(...items.slice(shown, next).map(show));
    shown = next;
    more.textContent = phrase("more", { n: items.length - shown });
    more.hidden = shown >= items.length;
  };
  goOn();
  return [list, more];
}

function evidenceLink(key, label, attributes) {
  return button(label, () => change({ chosen: { evidence: key } }), { class: "link", ...attributes });
}

/** The evidence of a key: {title, note, statements, ties, triangles}, or null. */
function evidenceOf(key) {
  const [kind, ...rest] = key.split(".");
  switch (kind) {
    case "period": return ofPeriod(story.periods[rest[0]], rest[1], rest[2]);
    case "balance": return ofBalance(story.periods[rest[0]], rest[1], rest[2]);
    case "polarization": return ofPolarization(story.periods[rest[0]]);
    case "snapshot": return ofSnapshot(story.snapshots.find((it) => it.day === Number(rest[0])), rest[1], rest[2]);
    case "triangle": return ofTriangle(story.triangles[rest[0]]);
    case "shifts": return { title: phrase("changed-sides"), ties: story.ties.filter((tie) => tie.shifts.length),
      note: phrase("changed-sides.means") };
    case "changes": return { title: phrase("panel.changed") };
    case "source": return ofSource(story.sources.find((it) => it.id === rest.join(".")));
    default: return null;
  }
}

function ofPeriod(period, polarity, which) {
  if (!period) return null;
  if (polarity === "possible") {
    return { title: phrase("evidence.may-be-of", { statements: which ? countOf(period.may[which], which) : phrase("statements"),
      period: periodInWords(period.begin, story.every) }),
      total: which ? period.may[which] : period.possible, note: phrase("evidence.open-dates"),
      statements: period.open.map((it) => story.statements[it]).filter((it) => !which || it.polarity === which) };
  }
  const all = period.statements.map((it) => story.statements[it]);
  const statements = polarity ? all.filter((it) => it.polarity === polarity) : all;
  return { title: `${polarity ? countOf(period.counts[polarity], polarity) : phrase("statements")}, ${periodInWords(period.begin, story.every)}`,
    statements, total: polarity ? period.counts[polarity] : undefined };
}

function ofBalance(period, what, which) {
  if (!period) return null;
  const when = phrase("evidence.up-to", { period: periodInWords(period.begin, story.every) });
  if (what === "frustrated") {
    return { title: phrase("evidence.misfits", { when }), day: period.last, ties: period.balance.frustrated.map((it) => story.ties[it]),
      note: phrase("evidence.misfits.means") };
  }
  const positive = Number(which);
  if (what !== "triangles" || !TRIANGLES[positive]) return null;
  return { title: phrase("evidence.trios", { trio: TRIANGLES[positive], when }), day: period.last, triangles: period.balance.triangles
    .map((it) => story.triangles[it]).filter((it) => it.positive === positive), total: period.balance.census[3 - positive] };
}

function ofPolarization(period) {
  const found = period?.polarization;
  if (!found) return null;
  const sizes = found.camps.map(([, , members]) => members.length).join(", ");
  return { title: phrase("evidence.polarization", { period: periodInWords(period.begin, story.every) }),
    note: `${phrase("evidence.polarization.means", { n: found.actors, sizes })}${
      found.camps.some(([part]) => part !== found.camps[0][0]) ? ` ${phrase("evidence.polarization.parts")}` : ""}`,
    members: found.camps.map(([, , members]) => members), statements: statementsBehind(found), total: found.n_statements };
}

/** The statements of a list, or of runs: the first and the last of many that follow each other. */
function statementsBehind({ statements, runs }) {
  return statements ? statements.map((it) => story.statements[it]) : runs.flatMap(([first, last]) => story.statements.slice(first, last + 1));
}

function ofSnapshot(snapshot, what, which) {
  if (!snapshot) return null;
  const when = dayInWords(snapshot.day);
  if (what === "frustrated") {
    return { title: phrase("evidence.misfits", { when }), day: snapshot.day, ties: snapshot.frustrated.map((it) => story.ties[it]),
      note: phrase("evidence.misfits.means") };
  }
  if (what === "edges") {
    return { title: phrase("evidence.edges", { when }), day: snapshot.day, ties: story.ties.filter((tie) =>
      ["positive", "negative"].includes(spellOn(tie, snapshot.day)?.polarity)),
    note: `${phrase("evidence.edges.means", { n: snapshot.edges })} ${phrase("evidence.edges.both", { n: snapshot.ambivalent })}` };
  }
  if (what === "camp") {
    const camp = campList(snapshot).find(({ key }) => key === which);
    const elsewhere = camp ? camp.members.filter((it) => snapshot.elsewhere.includes(it)) : [];
    return camp ? { title: `${camp.name}, ${when}`, members: [camp.members], note: phrase("evidence.camp")
      + (elsewhere.length ? ` ${phrase("evidence.elsewhere", { names: elsewhere.map(nameOf).join(", ") })}`
        : snapshot.unique === false ? ` ${phrase("camps.others")}` : "") } : null;
  }
  if (what === "triangles") {
    const positive = Number(which);
    return { title: phrase("evidence.trios", { trio: TRIANGLES[positive], when }), day: snapshot.day, triangles: snapshot.triangles
      .map((it) => story.triangles[it]).filter((it) => it.positive === positive), total: snapshot.census[3 - positive] };
  }
  return null;
}

function ofTriangle(triangle) {
  return triangle ? { title: phrase("evidence.trio", { trio: TRIANGLES[triangle.positive] }), triangle,
    ties: triangle.ties.map((it) => story.ties[it]), members: [triangle.nodes],
    note: phrase(triangle.positive % 2 ? "evidence.trio-fits" : "evidence.trio-at-odds") } : null;
}

function ofSource(source) {
  if (!source) return null;
  const facts = source.title ? [phrase(`source-kind.${source.kind}`), source.author !== undefined && phrase("source.by", { name: nameOf(source.author) }),
    source.outlet !== undefined && phrase(source.kind === "post" ? "source.on" : "source.in", { name: nameOf(source.outlet) }),
    source.published && datePhrase("source.published", source.published)].filter(Boolean) : [];
  return { title: source.name, language: source.title ? source.language : null, note: [facts.join(" · "), source.note].filter(Boolean).join(". "),
    url: source.url, archived: source.archived, statements: story.statements
      .filter((it) => it.source === source.index || it.reported_in.includes(source.index)) };
}
