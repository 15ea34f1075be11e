// Statements as cards, and the evidence of every number, which a key names so that a link can lead there.

function sourceName(index) {
  return story.sources[index].name;
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
  const facts = source.title ? [source.kind, source.author !== undefined && ["by ", bdi(nameOf(source.author))],
    source.outlet !== undefined && [source.kind === "post" ? "on " : "in ", bdi(nameOf(source.outlet))],
    source.published && dateInWords(source.published)].filter(Boolean) : [];
  const also = statement.reported_in.map((it) => [" ", evidenceLink(`source.${story.sources[it].id}`,
    bdi(sourceName(it)))]);
  return make("p", { class: "source" },
    evidenceLink(`source.${source.id}`, bdi(sourceName(statement.source))),
    make("span", { class: "facts" }, facts.map((fact) => [" · ", fact])),
    source.url ? [" ", outward(source.url, "Open source")] : null,
    source.archived ? [" ", outward(source.archived, "Archived copy")] : null,
    also.length ? make("span", { class: "facts" }, " · also in", also) : null);
}

/** The days that a statement's date may denote, on the time line. */
function spanPicture(statement) {
  const [width, height] = [120, 10];
  const from = axis.at(Math.max(statement.earliest ?? firstDay, firstDay)) * width;
  const to = axis.at(Math.min(statement.latest ?? lastDay, lastDay) + 1) * width;
  const isOpen = statement.earliest === undefined || statement.latest === undefined;
  const range = `${statement.earliest === undefined ? "any day" : shortDay(statement.earliest)} to ${
    statement.latest === undefined ? "any day" : shortDay(statement.latest)}`;
  return make("span", { class: "span", title: range }, draw("svg", { width, height, viewBox: `0 0 ${width} ${height}`,
    role: "img", "aria-label": `Some day from ${range}` },
  draw("rect", { x: 0, y: 4.5, width, height: 1, class: "track" }),
  draw("rect", { x: from, y: 2, width: Math.max(to - from, 2.5), height: 6, rx: 2,
    class: isOpen ? "range open" : "range" })), make("small", null, range));
}

/** A statement with its quote, date and source. `marks` are words such as "current". */
function card(statement, marks = []) {
  const notes = [
    ...marks,
    statement.claimed_by !== undefined && ["as ", bdi(nameOf(statement.claimed_by)), " claims, makes no tie"],
    statement.superseded && "corrected since",
    statement.confidence !== undefined && `${Math.round(statement.confidence * 100)} % sure`,
    !statement.isDefinite && "perhaps outside the period",
  ].filter(Boolean);
  const openTie = () => change({ chosen: statement.tie ? { tie: statement.tie } : { statement } });
  return make("article", { class: `card ${statement.polarity}${statement.isCounted ? "" : " aside"}`,
    data: { statement: statement.id } },
  make("header", null, make("time", null, dateInWords(statement.date)),
    statement.isSure ? null : spanPicture(statement)),
  make("p", { class: "act" }, entityLink(statement.holder), " ", button(signed(statement.polarity, statement.word),
    openTie, { class: "link verb", "aria-label": `${statement.word}: all statements of this tie` }), polarityWord(statement.polarity), " ",
  entityLink(statement.target)),
  statement.quote ? make("blockquote", { dir: "auto", lang: story.sources[statement.source].language }, statement.quote) : null,
  notes.length ? make("p", { class: "marks" }, notes.map((mark) => make("span", { class: "mark" }, mark))) : null,
  statement.about.length ? make("p", { class: "facts" }, "about ", statement.about.map((it, index) =>
    [index ? ", " : "", entityLink(it)])) : null,
  sourceLine(statement),
  statement.note ? make("p", { class: "facts", dir: "auto" }, statement.note) : null,
  make("p", { class: "alone" }, button("Only this statement", () => change({ chosen: { statement } }), { class: "link" }),
    statement.coder ? [" · read by ", bdi(statement.coder)] : null));
}

/** Cards, a number at a time. */
function cards(statements, marksOf = () => []) {
  return portions(statements, 30, (statement) => card(statement, marksOf(statement)));
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
    more.textContent = `Show more (${(items.length - shown).toLocaleString("en")} left)`;
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
    case "shifts": return { title: "Changed sides", ties: story.ties.filter((tie) => tie.shifts.length),
      note: "Who was for somebody or something, and then against, or the other way round." };
    case "source": return ofSource(story.sources.find((it) => it.id === rest.join(".")));
    default: return null;
  }
}

function ofPeriod(period, polarity, which) {
  if (!period) return null;
  if (polarity === "possible") {
    return { title: `${which ? countOf(period.may[which], which) : "Statements"} that may be of ${periodInWords(period.begin, story.every)}`,
      total: which ? period.may[which] : period.possible, note: "Their dates leave open whether they were said in this period.",
      statements: period.open.map((it) => story.statements[it]).filter((it) => !which || it.polarity === which) };
  }
  const all = period.statements.map((it) => story.statements[it]);
  const statements = polarity ? all.filter((it) => it.polarity === polarity) : all;
  return { title: `${polarity ? countOf(period.counts[polarity], polarity) : "Statements"}, ${periodInWords(period.begin, story.every)}`,
    statements, total: polarity ? period.counts[polarity] : undefined };
}

function ofBalance(period, what, which) {
  if (!period) return null;
  const when = `by all that was surely said up to the end of ${periodInWords(period.begin, story.every)}`;
  if (what === "frustrated") {
    return { title: `Ties that do not fit, ${when}`, day: period.last, ties: period.balance.frustrated.map((it) => story.ties[it]),
      note: "Ties for somebody of the other camp, or against somebody of one's own, where camps are split as well as they can be." };
  }
  const positive = Number(which);
  if (what !== "triangles" || !TRIANGLES[positive]) return null;
  return { title: `Trios: ${TRIANGLES[positive]}, ${when}`, day: period.last, triangles: period.balance.triangles
    .map((it) => story.triangles[it]).filter((it) => it.positive === positive), total: period.balance.census[3 - positive] };
}

function ofPolarization(period) {
  const found = period?.polarization;
  if (!found) return null;
  return { title: `Polarization at the end of ${periodInWords(period.begin, story.every)}`,
    note: `${count(found.actors, "person or group says", "people and groups say")} something about what others speak of, too. The camps of the best split have ${
      found.camps.map(([, , members]) => members.length).join(", ")} of them.${
      found.camps.some(([part]) => part !== found.camps[0][0]) ? " Camps of parts that speak of nothing together are not compared." : ""}`,
    members: found.camps.map(([, , members]) => members), statements: found.statements.map((it) => story.statements[it]), total: found.n_statements };
}

function ofSnapshot(snapshot, what, which) {
  if (!snapshot) return null;
  const when = dayInWords(snapshot.day);
  if (what === "frustrated") {
    return { title: `Ties that do not fit, ${when}`, day: snapshot.day, ties: snapshot.frustrated.map((it) => story.ties[it]),
      note: "Ties for somebody of the other camp, or against somebody of one's own, where camps are split as well as they can be." };
  }
  if (what === "edges") {
    return { title: `Ties for and against, ${when}`, day: snapshot.day, ties: story.ties.filter((tie) =>
      ["positive", "negative"].includes(spellOn(tie, snapshot.day)?.polarity)),
    note: `${count(snapshot.edges, "pair is", "pairs are")} for each other or against each other. Pairs with both, ${
      snapshot.ambivalent} here, count neither way.` };
  }
  if (what === "camp") {
    const camp = campList(snapshot).find(({ key }) => key === which);
    const elsewhere = camp ? camp.members.filter((it) => snapshot.elsewhere.includes(it)) : [];
    return camp ? { title: `${camp.name}, ${when}`, members: [camp.members], note: "A camp of the split of actors that"
      + " the fewest ties contradict." + (elsewhere.length ? ` Other camps fit as well: ${elsewhere.map(nameOf).join(", ")
      } could stand elsewhere.` : snapshot.unique === false ? " Other camps fit as well." : "") } : null;
  }
  if (what === "triangles") {
    const positive = Number(which);
    return { title: `Trios: ${TRIANGLES[positive]}, ${when}`, day: snapshot.day, triangles: snapshot.triangles
      .map((it) => story.triangles[it]).filter((it) => it.positive === positive), total: snapshot.census[3 - positive] };
  }
  return null;
}

function ofTriangle(triangle) {
  return triangle ? { title: `Trio: ${TRIANGLES[triangle.positive]}`, triangle,
    ties: triangle.ties.map((it) => story.ties[it]), members: [triangle.nodes],
    note: triangle.positive % 2 ? "It fits: friends agree about the third." : "It does not fit: somebody will have to choose." } : null;
}

function ofSource(source) {
  if (!source) return null;
  const facts = source.title ? [source.kind, source.author !== undefined && `by ${nameOf(source.author)}`,
    source.outlet !== undefined && `${source.kind === "post" ? "on" : "in"} ${nameOf(source.outlet)}`,
    source.published && `published ${dateInWords(source.published)}`].filter(Boolean) : [];
  return { title: source.name, note: [facts.join(" · "), source.note].filter(Boolean).join(". "),
    url: source.url, archived: source.archived, statements: story.statements
      .filter((it) => it.source === source.index || it.reported_in.includes(source.index)) };
}
