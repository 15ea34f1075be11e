// What is known of the corpus, and what is asked of the server.

const state = { overview: null, text: null, current: null, proposal: null };

async function ask(path) {
  const answer = await fetch(path, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  isReached(true);
  return answer.json();
}

/** Carries an act out. Gives what came of it; nothing where the server does not answer. */
async function act(name, fields) {
  try {
    const answer = await fetch("act", {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ act: name, ...fields }),
    });
    if (!answer.ok) throw new Error(String(answer.status));
    isReached(true);
    return await answer.json();
  } catch {
    isReached(false);
    return null;
  }
}

const LOST = "The server does not answer. What you have typed is kept in this browser: start `stance code` again, and open the "
  + "address that it prints.";

function isReached(isSo) {
  const notice = byId("notice");
  if (isSo && notice.dataset.about === "server") notice.hidden = true;
  if (!isSo) {
    notice.dataset.about = "server";
    notice.hidden = false;
    notice.replaceChildren(LOST);
  }
}

/** Reads everything around the text again, and what is coded of it. */
async function reload() {
  try {
    state.overview = await ask("state");
    if (state.text) {
      const text = await ask(`text?id=${encodeURIComponent(state.text.id)}`);
      state.text = { ...text, text: state.text.text };
      orderProposals();
    }
  } catch {
    isReached(false);
    return;
  }
  showOverview();
  if (state.text) showMarks();
  showCoded();
}

function listen() {
  const events = new EventSource(`events?since=${state.overview.version}`);
  events.addEventListener("message", (event) => {
    if (Number(event.data) > state.overview.version) reload();
  });
  events.addEventListener("error", () => isReached(false));
  events.addEventListener("open", () => isReached(true));
  addEventListener("pagehide", () => events.close());
}
