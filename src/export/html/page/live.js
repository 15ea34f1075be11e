// A served page: it shows the findings about the corpus, and reloads itself when the corpus changes. The state is in
// the address and survives; entities keep their positions.

const PLACES = "stance places";

function goLive() {
  if (!story.live) return;
  tellFindings();
  const events = new EventSource(`events?since=${story.live.version}`);
  events.addEventListener("message", () => {
    keepPlaces();
    clearTimeout(addressTimer);
    // At the end of the story, follow the new end.
    const address = asAddress();
    history.replaceState(null, "", state.day === lastDay ? address.replace(/day=[^&]*&?/, "") : address);
    location.reload();
  });
  addEventListener("pagehide", () => events.close());
}

function tellFindings() {
  const { findings, errors } = story.live;
  const notice = byId("live");
  if (!findings) return;
  notice.hidden = false;
  notice.replaceChildren(make("details", { open: errors > 0 }, make("summary", null, make("strong", null, errors
    ? `${phrase("live.errors", { n: errors })} ` : `${phrase("live.warnings")} `), errors
    ? phrase("live.left-out") : ""), make("pre", { dir: "ltr", lang: "en" }, findings)));
}

function keepPlaces() {
  const places = story.nodes.map((index) => story.entities[index])
    .map((entity) => [entity.id, Math.round(entity.x * 10) / 10, Math.round(entity.y * 10) / 10]);
  try {
    sessionStorage.setItem(PLACES, JSON.stringify({ isUpright: innerHeight > innerWidth, places }));
  } catch {
    // Without storage the layout starts afresh.
  }
}

/** The positions of entities before the reload, by id; none for a page from disk. */
function keptPlaces() {
  if (!story.live) return new Map();
  try {
    const kept = JSON.parse(sessionStorage.getItem(PLACES));
    const turn = ([id, x, y]) => [id, kept.isUpright ? [y, x] : [x, y]];
    return new Map(kept.places.map(turn));
  } catch {
    return new Map();
  }
}
