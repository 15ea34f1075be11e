// A served page: it shows the findings about the corpus, follows the files (patch.js), and says when the server is gone.

let stream = null;
let goneTimer = 0;
let isGone = false;

function goLive() {
  if (!story.live) return;
  tellFindings();
  listen();
  addEventListener("pagehide", () => stream.close());
  // A page that Back brings back has missed what happened meanwhile.
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    listen();
    followFiles();
  });
}

function listen() {
  stream?.close();
  stream = new EventSource(`events?since=${story.live.version}`);
  stream.addEventListener("message", () => followFiles());
  stream.addEventListener("open", () => {
    clearTimeout(goneTimer);
    goneTimer = 0;
    if (!isGone) return;
    isGone = false;
    tellServer(phrase("server.back"));
    goneTimer = setTimeout(() => { byId("server").hidden = true; }, 6000);
    // Another server counts its versions from the start.
    followFiles();
  });
  stream.addEventListener("error", () => {
    // A connection may be lost for a moment only.
    if (!isGone && !goneTimer) goneTimer = setTimeout(tellGone, 1200);
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
  });
}

function tellGone() {
  goneTimer = 0;
  isGone = true;
  tellServer(...phrased("server.gone", { command: make("code", null, "stance serve") }));
}

function tellServer(...words) {
  const notice = byId("server");
  notice.hidden = false;
  notice.replaceChildren(...words);
}

/** Whether the findings are unfolded, once the reader has said so. */
let areUnfolded = null;

function tellFindings() {
  const { findings, errors } = story.live;
  const notice = byId("live");
  notice.hidden = !findings;
  if (!findings || notice.querySelector("pre")?.textContent === findings) return;
  const above = notice.querySelector("pre")?.scrollTop || 0;
  const details = make("details", { open: areUnfolded ?? errors > 0 }, make("summary", { on: { click: () => {
    areUnfolded = !details.open;
  } } }, make("strong", null, errors
    ? `${phrase("live.errors", { n: errors })} ` : `${phrase("live.warnings")} `), errors
    ? phrase("live.left-out") : ""), make("pre", { dir: "ltr", lang: "en" }, findings));
  notice.replaceChildren(details);
  notice.querySelector("pre").scrollTop = above;
}
