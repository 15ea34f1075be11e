// The author's way through the story: steps, each a state of the page and a sentence. They play by scrolling, by swiping and
// by keys, and the reader may leave the way and return to it at any time.

const guide = {
  /** The step to which the list is being scrolled, which passes over others. */
  aimed: null, aimTimer: 0,
  /** Until when scrolling is not the reader's; whether it surely is. */
  quietUntil: 0, isScrolling: false,
  /** Whether a step is being shown. */
  isShowing: false,
  /** Whether the reader has gone from the step. */
  isAway: false,
  /** Whether what a step has chosen is unfolded where there is little room. */
  isUnfolded: false,
  /** What is shown of the graph in a step: its box as on a landscape screen. */
  frame: null,
};

function hasSteps() {
  return Boolean(story.steps?.length);
}

/** The state of a step; the reader's theme and speed are kept. */
function stepState(index) {
  const { at } = story.steps[index];
  const words = new URLSearchParams(at.replace(/^#/, ""));
  const next = fromAddress(at);
  for (const own of ["theme", "pace", "axis"]) if (!words.has(own)) next[own] = state[own];
  return { ...next, step: index, isEmbed: state.isEmbed, isPlaying: false, isGuided: true };
}

/** Shows a step as its author saw it. */
function showStep(index, isScrolled = false) {
  if (!hasSteps()) return;
  const at = Math.min(Math.max(index, 0), story.steps.length - 1);
  guide.isShowing = isRestoring = true;
  change({ isGuided: true });
  const next = stepState(at);
  guide.frame = frameIn(story.steps[at].at);
  if (graph.isReady) graph.cameraAim = next.camera ? { ...next.camera } : fitted();
  change(next);
  guide.isShowing = isRestoring = guide.isAway = guide.isUnfolded = false;
  markStep();
  if (!isScrolled) scrollToStep(at);
  redraw();
  say(`${phrase("steps.of", { at: at + 1, n: story.steps.length })}: ${story.steps[at].say}`);
}

function nextStep(way) {
  if (guide.isAway && state.step !== null) showStep(state.step);
  else showStep(state.step === null ? 0 : state.step + way);
}

/** The box of the graph that an address asks for. */
function frameIn(address) {
  const box = (new URLSearchParams(address.replace(/^#/, "")).get("frame") || "").split(",").map(Number);
  return box.length === 4 && box.every(Number.isFinite) && box[2] > box[0] && box[3] > box[1] ? box : null;
}

/** The camera that shows a box, on any screen. */
function framed([left, top, right, bottom]) {
  if (!graph.width) sizeGraph();
  if (!graph.width) return null;
  const [wide, high] = turned([right - left, bottom - top]);
  const [x, y] = turned([(left + right) / 2, (top + bottom) / 2]);
  return { x, y, scale: Math.min(graph.width / wide, graph.height / high) };
}

/** The box that is shown now. */
function frameNow() {
  const { x, y, scale } = state.camera;
  const [middle, half] = [turned([x, y]), turned([graph.width / scale / 2, graph.height / scale / 2])];
  return [middle[0] - half[0], middle[1] - half[1], middle[0] + half[0], middle[1] + half[1]].map((it) => Number(it.toFixed(1)));
}

/** Keeps what a step shows in view when the window has another size. */
function keepFrame() {
  if (!guide.frame || guide.isAway || state.step === null || !graph.isReady) return;
  const camera = framed(guide.frame);
  if (!camera) return;
  Object.assign(graph, { camera: { ...camera }, cameraAim: null });
  state.camera = camera;
}

function scrollToStep(index, behavior = isStill.matches ? "instant" : "smooth") {
  const list = byId("step-list");
  const card = list.children[index];
  if (!card || byId("steps").hidden) return;
  guide.aimed = index;
  clearTimeout(guide.aimTimer);
  guide.aimTimer = setTimeout(() => { guide.aimed = null; }, 1500);
  const [top, left] = [card.offsetTop - (list.clientHeight - card.offsetHeight) / 2, card.offsetLeft - (list.clientWidth - card.offsetWidth) / 2];
  list.scrollTo({ top, left, behavior });
}

/** The step in the middle of the list. */
function stepInMiddle() {
  const list = byId("step-list");
  const [x, y] = [list.scrollLeft + list.clientWidth / 2, list.scrollTop + list.clientHeight / 2];
  const away = (card) => Math.abs(card.offsetLeft + card.offsetWidth / 2 - x) + Math.abs(card.offsetTop + card.offsetHeight / 2 - y);
  const cards = [...list.children];
  return cards.indexOf(cards.reduce((a, b) => (away(b) < away(a) ? b : a), cards[0]));
}

function followScroll() {
  if (!hasSteps() || byId("steps").hidden || author.editing) return;
  const index = stepInMiddle();
  // A list of another size scrolls by itself, and so does one of which a part is hidden.
  if (performance.now() < guide.quietUntil) return;
  if (guide.aimed !== null) {
    if (index === guide.aimed) guide.aimed = null;
    return;
  }
  const isAway = guide.isAway || state.step === null;
  // Who looks for the step that is to take this moment keeps the moment.
  if (isAway && author.isHere) return;
  if (isAway ? guide.isScrolling : index !== state.step) showStep(index, true);
}

/** Fills the list of steps. */
function fillSteps() {
  byId("step-list").replaceChildren(...(story.steps || []).map(stepCard));
  author.fill();
  markStep();
}

function stepCard({ say: sentence, absent }, index) {
  const paragraphs = sentence.split(/\n\n+/).map((it) => make("p", { dir: "auto" }, it));
  return make("li", { class: "step", data: { step: index }, on: { click: (event) => {
    if (!event.target.closest("button, textarea") && String(getSelection()) === "") showStep(index);
  } } }, make("span", { class: "number", "aria-hidden": "true" }, inDigits(index + 1)), make("div", { class: "say" }, paragraphs,
    absent ? make("small", null, phrase("steps.absent", { name: absent })) : null), author.tools(index));
}

/** Shows which step it is, and whether the reader has gone from it. */
function markStep() {
  const isOpen = state.isGuided && (hasSteps() || author.isHere);
  byId("steps").hidden = !isOpen;
  document.documentElement.dataset.guided = isOpen ? "yes" : "no";
  const open = byId("steps-button");
  open.hidden = !hasSteps() && !author.isHere;
  open.setAttribute("aria-expanded", String(isOpen));
  for (const [index, card] of [...byId("step-list").children].entries()) {
    if (index === state.step) card.setAttribute("aria-current", "step"); else card.removeAttribute("aria-current");
  }
  const n = story.steps?.length || 0;
  byId("step-at").textContent = n ? phrase("steps.of", { at: (state.step ?? 0) + 1, n }) : phrase("steps");
  byId("step-back").disabled = !n || (state.step ?? 0) === 0 && !guide.isAway;
  byId("step-forth").disabled = !n || state.step === n - 1 && !guide.isAway;
  const details = byId("step-details");
  details.hidden = !state.chosen || guide.isAway;
  details.setAttribute("aria-expanded", String(guide.isUnfolded));
  document.documentElement.dataset.unfolded = guide.isUnfolded || guide.isAway || state.step === null ? "yes" : "no";
  byId("step-return").hidden = !n || !(guide.isAway || state.step === null);
}

function openSteps() {
  if (!hasSteps()) change({ isGuided: true });
  else showStep(state.step ?? 0);
}

function closeSteps() {
  const isWithin = byId("steps").contains(document.activeElement);
  change({ isGuided: false });
  if (isWithin) byId("steps-button").focus({ preventScroll: true });
}

/** The state that the page opens with: that of the first step, where the address says nothing else. */
function openWithSteps() {
  if (!hasSteps()) return;
  const words = new URLSearchParams(location.hash.replace(/^#/, ""));
  const others = [...words.keys()].filter((key) => !["embed", "step", "theme"].includes(key));
  if (others.length) {
    state.isGuided = state.step !== null;
    guide.isAway = false;
    return;
  }
  Object.assign(state, stepState(Math.min(state.step ?? 0, story.steps.length - 1)));
  guide.frame = frameIn(story.steps[state.step].at);
}

/** After the data have changed: the same step, wherever it is now. */
function takeSteps(before) {
  const known = before?.[state.step];
  const isKnown = (it) => it.at === known.at && it.say === known.say;
  if (known && !(story.steps?.[state.step] && isKnown(story.steps[state.step]))) {
    const found = (story.steps || []).findIndex(isKnown);
    const at = found >= 0 ? found : Math.min(state.step, (story.steps?.length || 0) - 1);
    state.step = at >= 0 ? at : null;
  }
  if (JSON.stringify(before) !== JSON.stringify(story.steps)) fillSteps();
  if (state.step !== null) scrollToStep(state.step);
  markStep();
}

const STEP_KEYS = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 };

function readSteps() {
  fillSteps();
  byId("step-back").addEventListener("click", () => nextStep(-1));
  byId("step-forth").addEventListener("click", () => nextStep(1));
  byId("step-return").addEventListener("click", () => showStep(state.step ?? 0));
  byId("step-close").addEventListener("click", closeSteps);
  byId("step-details").addEventListener("click", () => {
    guide.isUnfolded = !guide.isUnfolded;
    markStep();
  });
  byId("steps-button").addEventListener("click", () => (state.isGuided ? closeSteps() : openSteps()));
  const list = byId("step-list");
  list.addEventListener("scroll", onNextFrame(followScroll));
  for (const event of ["wheel", "pointerdown", "touchmove"]) {
    list.addEventListener(event, () => Object.assign(guide, { aimed: null, isScrolling: true, quietUntil: 0 }), { passive: true });
  }
  list.addEventListener("scrollend", () => {
    guide.aimed = null;
    followScroll();
    guide.isScrolling = false;
  });
  new ResizeObserver(() => {
    if (guide.isScrolling) return;
    guide.quietUntil = performance.now() + 300;
    if (state.step !== null) scrollToStep(state.step, "instant");
  }).observe(list);
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || !state.isGuided || !hasSteps()) return;
    const isHere = event.target === document.body || byId("steps").contains(event.target) && !event.target.matches("textarea");
    const to = { Home: 0, End: story.steps.length - 1 }[event.key];
    if (!isHere || !(event.key in STEP_KEYS) && to === undefined) return;
    event.preventDefault();
    if (to !== undefined) showStep(to); else nextStep(STEP_KEYS[event.key]);
  });
  onChange((changed) => {
    if (!guide.isShowing && !isRestoring && state.step !== null
      && ["day", "view", "chosen", "filters", "camera", "hasCamps", "hasTense", "showsHidden", "isPlaying"].some((it) => changed.has(it))) {
      if (!guide.isAway) guide.isAway = true; else if (!changed.has("isGuided")) return;
    }
    if (["step", "isGuided", "day", "view", "chosen", "filters", "camera", "hasCamps", "hasTense", "showsHidden", "isPlaying"].some((it) => changed.has(it))) markStep();
    if (changed.has("step") && isRestoring && !guide.isShowing && state.step !== null) scrollToStep(state.step);
  });
  if (state.step !== null) scrollToStep(state.step);
}

/** The steps with their sentences, for paper. */
function stepsOnPaper() {
  return hasSteps() ? make("section", { class: "told" }, make("h2", null, phrase("steps")), make("ol", null, story.steps.map(({ at, say: sentence }) => {
    const day = fromIso(new URLSearchParams(at.replace(/^#/, "")).get("day"));
    return make("li", { dir: "auto" }, sentence, day === null ? null : make("small", null, ` ${dayInWords(day)}`));
  }))) : null;
}
