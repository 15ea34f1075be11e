// A served page takes other data without being loaded again: what plays goes on, and what is chosen, selected, unfolded and typed
// stays, and so does the place of everything on the screen.

let isFollowing = false;
let isOutdated = false;

/** Fetches the page as it is now and takes over what differs. */
async function followFiles() {
  isOutdated = true;
  if (isFollowing) return;
  isFollowing = true;
  while (isOutdated) {
    isOutdated = false;
    try {
      const answer = await fetch(location.pathname, { cache: "no-store" });
      if (answer.ok) takePage(parsed(await answer.text()));
    } catch {
      // The server is gone; its return is followed by another look.
    }
  }
  isFollowing = false;
}

/** A page as a document, without its sheet, which the policy of this page does not know. */
function parsed(text) {
  return new DOMParser().parseFromString(text.replace(/<style>.*?<\/style>/s, ""), "text/html");
}

/** The scripts of a page by their hash, and its language. */
function makingOf(page) {
  const policy = page.querySelector("meta[http-equiv]")?.content || "";
  return `${/script-src '([^']*)'/.exec(policy)?.[1]} ${page.documentElement.lang}`;
}

const making = makingOf(document);

/** Takes the data and the words of another state of this page. */
function takePage(page) {
  const data = page.getElementById("story");
  if (!data) return;
  if (makingOf(page) !== making) {
    tellServer(`${phrase("server.other")} `, button(phrase("server.load"), () => location.reload(), { class: "link" }));
    return;
  }
  const fresh = JSON.parse(data.textContent);
  const restore = [keepScrolls(), keepSelection(), keepFocus()];
  const isAtEnd = state.day === lastDay;
  const address = isAtEnd ? asAddress().replace(/day=[^&]*&?/, "") : asAddress();
  keepPlaces();
  const wasDrawn = drawnNow();
  const before = shownNow();
  const steps = story.steps;
  takeWords(page);
  takeHouse(fresh.house || "");
  takeStory(fresh);
  Object.assign(graph, { isReady: false, nodes: [], ties: [], nodeByEntity: new Map() });
  const reached = entityById.get(graph.hovered?.entity?.id);
  hover(null);
  graph.hovered = reached ? { entity: reached } : null;
  const { isEmbed, step } = state;
  Object.assign(state, fromAddress(address), { isEmbed, step });
  setAxis();
  if (state.isPlaying) playing.x = middleOf(state.day);
  const isOffered = !byId("offer").hidden;
  isRestoring = true;
  for (const listener of listeners) listener(new Set(Object.keys(state)));
  isRestoring = false;
  byId("offer").hidden = !isOffered;
  setTheme();
  tellLeftOut();
  tellFindings();
  keepInAddress();
  guide.quietUntil = performance.now() + 300;
  takeSteps(steps);
  for (const it of restore) it();
  author.takeAdded();
  say(phrase("server.followed"));
  const done = () => {
    prepareGraph();
    fadeFrom(before);
    tellSnapshot();
    seeCovered();
    document.documentElement.dataset.ready = "yes";
  };
  if (wasDrawn === drawnNow() && story.nodes.every((index) => places.has(idOf(index)))) {
    sizeEntities();
    for (const index of story.nodes) [story.entities[index].x, story.entities[index].y] = turned(places.get(idOf(index)));
    done();
  } else layOut(done, () => {}, places);
}

/** What the layout depends on. */
function drawnNow() {
  const ties = story.ties.filter((tie) => tie.spells.length)
    .map((tie) => [idOf(tie.holder), idOf(tie.target), tie.spells[tie.spells.length - 1].polarity]);
  const camps = [...campsOf(story.snapshots[story.snapshots.length - 1])].map(([member, camp]) => [idOf(member), camp.number]);
  return JSON.stringify([story.nodes.map(idOf), ties, camps, story.pins]);
}

/** The places that entities have or had, by id, as on a landscape screen. */
const places = new Map();

function keepPlaces() {
  for (const { id, x, y } of story.nodes.map((index) => story.entities[index])) if (x !== undefined) places.set(id, turned([x, y]));
}

/** How much of each node and tie is to be seen, by ids. */
function shownNow() {
  const keyOf = (it) => (it.tie ? `${idOf(it.tie.holder)} > ${idOf(it.tie.target)}` : it.entity.id);
  return new Map([...graph.nodes, ...graph.ties].map((it) => [keyOf(it), it.alpha]));
}

/** Lets what was shown before begin as it was; what is new appears. */
function fadeFrom(before) {
  if (!before.size) return;
  const keys = [...shownNow().keys()];
  for (const [index, it] of [...graph.nodes, ...graph.ties].entries()) {
    const alpha = before.get(keys[index]);
    if (alpha === undefined && it.tie && it.aim) it.flash = 1;
    it.alpha = alpha ?? 0;
  }
  redraw();
}

let house = story.house || "";

/** The house style; the policy of the page allows no other sheet than its own, but rules that its script makes. */
function takeHouse(rules) {
  if (rules === house) return;
  house = rules;
  const sheet = new CSSStyleSheet();
  // What the sheet of the page has from the house before is taken back by what it says without it.
  sheet.replaceSync(`${ownRules}\n${rules}`);
  document.adoptedStyleSheets = [sheet];
}

/** The page's own colours and typefaces. */
const ownRules = [...document.styleSheets[0].cssRules].filter((it) => [":root", ":root[data-theme=\"dark\"]"].includes(it.selectorText))
  .slice(0, 2).map((it) => it.cssText).join("\n");

/** The words around the page, as the server has them now. */
function takeWords(page) {
  document.title = page.title;
  for (const selector of ["#head .heading", "#colophon .lines"]) {
    const [own, other] = [document, page].map((it) => it.querySelector(selector));
    if (own.innerHTML !== other.innerHTML) own.replaceChildren(...copies(other));
  }
  const about = byId("about");
  const row = about.querySelector(".row");
  about.replaceChildren(...copies(page.getElementById("about")), ...(row ? [row] : []));
}

function copies(element) {
  return [...element.childNodes].map((it) => document.importNode(it, true));
}

/** Where a node stands, so that it can be found again when what is around it was made anew: an id and the way from there. */
function wayTo(node) {
  const way = [];
  let at = node;
  while (at && !at.id && at.parentNode) {
    way.unshift([...at.parentNode.childNodes].indexOf(at));
    at = at.parentNode;
  }
  return { id: at?.id, way };
}

function foundBy({ id, way }) {
  return way.reduce((at, index) => at?.childNodes[index], id ? byId(id) : document);
}

/** Gives what sets all scrolled places again; a list of which more was shown shows more again. */
function keepScrolls() {
  const scrolled = [...document.querySelectorAll("body *")].filter((it) => it.scrollTop > 0 || it.scrollLeft > 0)
    .map((it) => ({ at: wayTo(it), top: it.scrollTop, left: it.scrollLeft }));
  return () => {
    for (const { at, top, left } of scrolled) {
      const it = foundBy(at);
      if (!(it instanceof Element)) continue;
      const more = () => it.querySelector("button.more:not([hidden])");
      for (let turns = 0; turns < 200 && it.scrollHeight - it.clientHeight < top && more(); turns += 1) more().click();
      Object.assign(it, { scrollTop: top, scrollLeft: left });
    }
  };
}

function keepFocus() {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return () => {};
  const words = (it) => `${it.tagName} ${it.getAttribute("aria-label") || it.textContent}`;
  const [at, saying, container] = [wayTo(focused), words(focused), focused.closest("[id]")?.id];
  const range = "selectionStart" in focused ? [focused.selectionStart, focused.selectionEnd] : null;
  return () => {
    if (document.activeElement === focused && focused.isConnected) return;
    const there = foundBy(at);
    const isSame = there instanceof Element && (focused.id || words(there) === saying);
    const alike = isSame ? there : [...(byId(container)?.querySelectorAll("*") || [])].find((it) => words(it) === saying);
    (alike || byId(container))?.focus({ preventScroll: true });
    if (alike && range && range[0] !== null) alike.setSelectionRange(...range);
  };
}

/** Gives what selects the same words again, where they still stand. */
function keepSelection() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return () => {};
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
  const words = String(selection);
  const ends = [anchorNode, focusNode].map(wayTo);
  return () => {
    if (String(getSelection()) === words) return;
    const [anchor, focus] = ends.map(foundBy);
    const holds = (node, offset) => node && offset <= (node.nodeType === Node.TEXT_NODE ? node.data.length : node.childNodes.length);
    if (!holds(anchor, anchorOffset) || !holds(focus, focusOffset)) return;
    getSelection().setBaseAndExtent(anchor, anchorOffset, focus, focusOffset);
    if (String(getSelection()) !== words) getSelection().removeAllRanges();
  };
}
