// The keyboard, and the mouse in the text.

function isTyping(target) {
  return target.matches?.("input, textarea, select");
}

async function takeBack(name) {
  const outcome = await act(name);
  if (!outcome) return;
  if (outcome.refused) {
    showRefusal(outcome);
    return;
  }
  const { text, label } = outcome.done;
  if (text && text !== state.text?.id) await openText(text);
  await reload();
  say(name === "undo" ? `Taken back: ${label}` : `Done again: ${label}`);
}

/** Undo and redo; they belong to the text field while one types. */
function historyKey(event) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event.target)) return null;
  const key = event.key.toLowerCase();
  if (key === "z") return event.shiftKey ? "redo" : "undo";
  return key === "y" ? "redo" : null;
}

function textKey(event) {
  if (event.key.startsWith("Arrow")) return () => moveBy(event.key, event.shiftKey);
  switch (event.key) {
    case "Enter": return () => (draft ? focusNext() : beginStatement());
    case "m": return moveQuote;
    case "Escape": return draft ? cancel : () => { state.current = null; chooseNothing(); showCurrent(); showCoded(); };
    default: return null;
  }
}

function anyKey(event) {
  switch (event.key) {
    case "n": return () => step(1);
    case "p": return () => step(-1);
    case "e": return () => (state.current ? editStatement(state.current) : editProposal());
    case "Delete": return () => state.current && removeStatement(state.current);
    case "t": return showTexts;
    case "x": return () => byId("text").focus();
    case "s": return nextState;
    case "g": return showGraph;
    case "c": return showCodebook;
    case "R": return showRename;
    case "?": return showHelp;
    default: return null;
  }
}

function showTexts() {
  document.body.classList.add("shows-texts");
  byId("texts-button").setAttribute("aria-expanded", "true");
  (document.querySelector("#texts [aria-current]") ?? document.querySelector("#texts button"))?.focus();
}

function hideTexts() {
  document.body.classList.remove("shows-texts");
  byId("texts-button").setAttribute("aria-expanded", "false");
}

function listenToKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented) return;
    if (!byId("graph").hidden) {
      if (event.key === "Escape" || event.key === "g") { event.preventDefault(); hideGraph(); }
      return;
    }
    if (byId("dialog").open) return;
    const history = historyKey(event);
    if (history) {
      event.preventDefault();
      takeBack(history);
      return;
    }
    if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey || !state.text) return;
    if (event.target.closest?.("#texts-pane") && event.key.startsWith("Arrow")) {
      event.preventDefault();
      const items = [...document.querySelectorAll("#texts button")];
      const at = items.indexOf(document.activeElement);
      items[(at + (event.key === "ArrowDown" || event.key === "ArrowRight" ? 1 : items.length - 1)) % items.length].focus();
      return;
    }
    const isInText = event.target === byId("text") || event.target === document.body;
    const work = (isInText && textKey(event)) || proposalKey(event) || anyKey(event);
    if (!work) return;
    event.preventDefault();
    work();
  });
}

function listenToMouse() {
  const text = byId("text");
  text.addEventListener("mouseup", (event) => {
    // Behind the browser's own change of the selection.
    setTimeout(() => {
      if (takeSelection()) {
        if (draft) moveQuote();
        else beginStatement();
        return;
      }
      const marks = [];
      for (let mark = event.target.closest?.(".mark"); mark; mark = mark.parentElement.closest(".mark")) marks.push(mark.dataset.id);
      if (!marks.length) return;
      // Another click goes on to what lies below.
      const at = state.current ?? `proposal ${state.proposal}`;
      goTo(marks[(marks.indexOf(at) + 1) % marks.length]);
    });
  });
  byId("texts-button").addEventListener("click", () => {
    if (document.body.classList.contains("shows-texts")) hideTexts();
    else showTexts();
  });
  byId("undo").addEventListener("click", () => takeBack("undo"));
  byId("redo").addEventListener("click", () => takeBack("redo"));
  byId("graph-button").addEventListener("click", showGraph);
  byId("help-button").addEventListener("click", showHelp);
}
