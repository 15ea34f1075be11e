// Opens the text that the address names, else the first that is not finished.

async function openText(id) {
  let text;
  try {
    text = await ask(`text?words=1&id=${encodeURIComponent(id)}`);
  } catch {
    isReached(false);
    return;
  }
  keepDraft();
  if (draft) {
    draft = null;
    clearForm();
    byId("form").hidden = true;
    document.body.classList.remove("is-writing");
  }
  state.text = text;
  state.current = null;
  state.proposal = null;
  queue = [];
  shownBefore = [];
  orderProposals();
  cards = [];
  byId("cards").replaceChildren();
  chosen = null;
  history.replaceState(null, "", `#${encodeURIComponent(id)}`);
  hideTexts();
  showText();
  byId("text-pane").scrollTop = 0;
  showOverview();
  showCoded();
  restoreDraft();
  byId("hint").replaceChildren(make("kbd", null, "↓"), " sentence  ", make("kbd", null, "→"), " word  ", make("kbd", null, "Shift"), " more  ",
    make("kbd", null, "Enter"), " code  ", make("kbd", null, "?"), " all keys");
  if (draft) focusNext();
  else byId("text").focus({ preventScroll: true });
}

/** The text that the address names. */
function named() {
  let id = null;
  try { id = decodeURIComponent(location.hash.slice(1)); } catch { /* No text is called so. */ }
  return state.overview.texts.find((text) => text.id === id);
}

async function start() {
  buildForm();
  listenToKeys();
  listenToMouse();
  try {
    state.overview = await ask("state");
  } catch {
    isReached(false);
    return;
  }
  showOverview();
  const { texts } = state.overview;
  const first = named() ?? texts.find(({ state: is }) => is === "open" || is === "in-work") ?? texts[0];
  await openText(first.id);
  addEventListener("hashchange", () => { if (named() && named().id !== state.text.id) openText(named().id); });
  listen();
  document.documentElement.dataset.ready = "yes";
}

start();
