// What changed on a day: ties that appeared, turned or ended since the change before, each with the sentence that did it.

/** The kinds of change, in the order in which they are told. */
const NEWS = ["reversed", "changed", "ended", "appeared"];

/** The changes of a day since the last day before it on which something changed: {tie, kind, before, after}. */
function newsOf(day) {
  const earlier = stopBefore(day - 1);
  const found = [];
  for (const tie of earlier === null ? story.ties : changedBetween(earlier, day)) {
    const [before, after] = [earlier === null ? null : shownSpell(tie, earlier), shownSpell(tie, day)];
    if (before === after || before?.polarity === after?.polarity) continue;
    const signs = [before, after].map((spell) => spell?.polarity).sort().join();
    const kind = !before ? "appeared" : !after ? "ended" : signs === "negative,positive" ? "reversed" : "changed";
    found.push({ tie, kind, before, after });
  }
  const weight = ({ tie }) => story.entities[tie.holder].weight + story.entities[tie.target].weight;
  return found.sort((a, b) => NEWS.indexOf(a.kind) - NEWS.indexOf(b.kind) || weight(b) - weight(a) || a.tie.index - b.tie.index);
}

/** A change as a line that leads to its tie. */
function newsLine({ tie, kind, before, after }) {
  const spell = after || before;
  const lead = story.statements[spell.deciding[0]];
  const words = (it) => signed(it.polarity, actsOf(it));
  const ending = kind === "ended" ? tie.statements.map((it) => story.statements[it]).reverse()
    .find((it) => it.isCounted && it.polarity === "ends" && dayOf(it) <= state.day) : null;
  const quote = (ending || (after && lead))?.quote;
  return make("button", { type: "button", class: "news", data: { change: kind }, on: { click: () => change({ chosen: { tie } }) } },
    make("small", null, phrase(`news.${kind}`), after && !after.isDefinite ? `, ${phrase("possibly")}` : ""),
    make("span", { class: "sentence" }, bdi(nameOf(tie.holder)), " ", kind === "appeared" ? null : [words(before),
      after || ending ? make("span", { class: "arrow", "aria-label": phrase("arrow.then") }, "→") : null], after ? words(after)
      : ending ? signed("ends", ending.word) : make("span", { class: "stance" }, ` ${phrase("news.no-more")} `), " ", bdi(nameOf(tie.target))),
    quote ? make("q", { dir: "auto", lang: languageOf(ending || lead) }, quote.length > 160 ? `${quote.slice(0, 160)}…` : quote) : null);
}

/** Where the panel has no room: the first change of the day in a line, which opens the others. */
function fillNewsButton() {
  const open = byId("news-button");
  if (!open.checkVisibility()) return;
  const [first] = story.days ? newsOf(stopBefore(state.day) ?? firstDay) : [];
  const spell = first && (first.after || first.before);
  open.replaceChildren(make("strong", null, phrase("panel.changed")), ...(first ? [" ", bdi(nameOf(first.tie.holder)), " ",
    signed(spell.polarity, actsOf(spell)), first.after ? " " : ` ${phrase("news.no-more")} `, bdi(nameOf(first.tie.target))] : []));
}

function readNews() {
  byId("news-button").addEventListener("click", () => change({ chosen: { evidence: "changes" } }));
  new ResizeObserver(onNextFrame(fillNewsButton)).observe(byId("news-button"));
}

/** The invitation to play, until the reader does something. */
function invite() {
  const offer = byId("offer");
  const isOffered = !state.isGuided && story.stops.length > 2 && /^#?(embed=?&?)?$/.test(location.hash);
  offer.hidden = !isOffered;
  if (!isOffered) return;
  offer.replaceChildren(icon("play"), make("span", null, phrase("offer"), make("small", null, ` ${shortDay(firstDay)} – ${shortDay(lastDay)}`)));
  offer.addEventListener("click", () => {
    offer.hidden = true;
    play();
    byId("play").focus({ preventScroll: true });
  });
  onChange((changed) => {
    if (["day", "view", "chosen", "camera", "isPlaying", "isGuided"].some((it) => changed.has(it))) offer.hidden = true;
    else return;
    seeCovered();
  });
  seeCovered();
}
