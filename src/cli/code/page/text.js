// The text in paragraphs, and the marks of what is coded. A paragraph that is out of sight is not laid out (style
// `content-visibility`), and only paragraphs whose marks have changed are built again.

/** No block is longer, in characters: a text without paragraphs is cut at sentences. */
const LONGEST = 3000;

let blocks = [];

function cutIntoBlocks(text) {
  const found = [];
  let start = 0;
  for (const line of text.split("\n")) {
    let from = start;
    const end = start + line.length;
    while (end - from > LONGEST) {
      const part = text.slice(from, from + LONGEST);
      const at = Math.max(part.lastIndexOf(". ") + 2, part.lastIndexOf(" ") + 1);
      const next = from + (at > LONGEST / 2 ? at : wholeCharacters(part));
      found.push({ start: from, end: next, isCut: true });
      from = next;
    }
    if (line.trim()) found.push({ start: from, end, isCut: false });
    start = end + 1;
  }
  return found;
}

function wholeCharacters(part) {
  const last = part.charCodeAt(part.length - 1);
  return last >= 0xd800 && last < 0xdc00 ? part.length - 1 : part.length;
}

function showText() {
  const { text } = state.text;
  blocks = cutIntoBlocks(text);
  const paragraphs = blocks.map((block, at) => {
    block.element = make("p", { "data-block": at, dir: "auto", class: block.isCut ? "cut" : null });
    block.key = null;
    return block.element;
  });
  byId("text").replaceChildren(...paragraphs);
  showMarks();
}

/** What is marked: statements that stand in the text, and proposals. */
function allMarks() {
  const coded = state.text.statements.filter((statement) => statement.span);
  const proposed = state.text.proposals.map((proposal) => ({
    id: `proposal ${proposal.id}`, start: proposal.span[0], end: proposal.span[1],
    kind: `proposal ${proposal.effect ?? "open"}`, title: "a proposal",
  }));
  return coded.map((statement) => ({
    id: statement.id, start: statement.span[0], end: statement.span[1],
    kind: `${statement.effect}${statement.claimed_by ? " claim" : ""}`,
    title: `${statement.holder.name} ${statement.stance} ${statement.target.name}`,
  })).concat(proposed);
}

/** Lanes for marks that overlap: the first that is free. */
function laid(marks) {
  const sorted = [...marks].sort((a, b) => a.start - b.start || b.end - a.end);
  const lanes = [];
  for (const mark of sorted) {
    mark.lane = 0;
    // A proposal is an outline around everything else.
    if (mark.kind.startsWith("proposal")) continue;
    let lane = lanes.findIndex((end) => end <= mark.start);
    if (lane < 0) lane = lanes.length;
    lanes[lane] = mark.end;
    mark.lane = Math.min(lane, 5);
  }
  return sorted;
}

function showMarks() {
  const marks = laid(allMarks());
  const of = blocks.map(() => []);
  for (const mark of marks) {
    for (let at = blockAt(mark.start); at < blocks.length && blocks[at].start < mark.end; at += 1) of[at].push(mark);
  }
  blocks.forEach((block, at) => {
    const key = of[at].map((mark) => `${mark.id} ${mark.start} ${mark.end} ${mark.kind} ${mark.lane} ${mark.title}`).join("\n");
    if (key === block.key) return;
    block.key = key;
    block.element.replaceChildren(...pieces(block, of[at]));
    block.element.classList.toggle("deep", of[at].some((mark) => mark.lane > 1));
  });
  showCurrent();
  showChosen();
}

/** The words of a block: plain, or within one span for each mark, the deepest lane outside. */
function pieces(block, marks) {
  const { text } = state.text;
  const bounds = new Set([block.start, block.end]);
  for (const mark of marks) {
    if (mark.start > block.start) bounds.add(mark.start);
    if (mark.end < block.end) bounds.add(mark.end);
  }
  const places = [...bounds].sort((a, b) => a - b);
  return places.slice(0, -1).map((start, at) => {
    const end = places[at + 1];
    const depth = (mark) => (mark.kind.startsWith("proposal") ? 9 : mark.lane);
    const here = marks.filter((mark) => mark.start < end && mark.end > start).sort((a, b) => depth(a) - depth(b));
    const ends = (mark) => `${mark.start === start ? " first" : ""}${mark.end === end ? " last" : ""}`;
    return here.reduce((inner, mark) => make("span", {
      class: `mark ${mark.kind} l${mark.lane}${ends(mark)}`, "data-id": mark.id, title: mark.title,
    }, inner), document.createTextNode(text.slice(start, end)));
  });
}

/** The block that holds a place, or the next one. */
function blockAt(place) {
  let [low, high] = [0, blocks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (blocks[middle].end <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The place in the text of a point of the document; nothing outside. */
function placeOf(node, offset) {
  const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  const paragraph = element?.closest?.("[data-block]");
  if (!paragraph || !byId("text").contains(paragraph)) return null;
  const range = document.createRange();
  range.selectNodeContents(paragraph);
  range.setEnd(node, offset);
  return blocks[Number(paragraph.dataset.block)].start + range.toString().length;
}

/** The point of the document at a place. */
function pointAt(place, isEnd) {
  let at = blockAt(isEnd ? place - 1 : place);
  if (at >= blocks.length) at = blocks.length - 1;
  const block = blocks[at];
  let rest = Math.max(0, Math.min(place, block.end) - block.start);
  const walker = document.createTreeWalker(block.element, NodeFilter.SHOW_TEXT);
  let node = walker.nextNode();
  while (node) {
    if (rest < node.length || (rest === node.length && isEnd)) return [node, rest];
    rest -= node.length;
    const next = walker.nextNode();
    if (!next) return [node, node.length];
    node = next;
  }
  return [block.element, 0];
}

function rangeOf(start, end) {
  const range = document.createRange();
  range.setStart(...pointAt(start, false));
  range.setEnd(...pointAt(end, true));
  return range;
}

/** Scrolls so that a place can be seen. */
function reveal(start, end) {
  const block = blocks[Math.min(blockAt(start), blocks.length - 1)];
  if (!block) return;
  const pane = byId("text-pane");
  const isSeen = () => {
    const box = rangeOf(start, end).getBoundingClientRect();
    const frame = pane.getBoundingClientRect();
    return box.top >= frame.top + 8 && Math.min(box.bottom, box.top + frame.height / 2) <= frame.bottom - 8;
  };
  if (isSeen()) return;
  block.element.scrollIntoView({ block: "center" });
  if (!isSeen()) {
    const box = rangeOf(start, end).getBoundingClientRect();
    const frame = pane.getBoundingClientRect();
    pane.scrollTop += box.top - frame.top - frame.height / 3;
  }
}

/** The marks of the statement that is chosen stand out. */
function showCurrent() {
  document.querySelectorAll(".mark.current").forEach((mark) => mark.classList.remove("current"));
  const id = state.current ?? (state.proposal && `proposal ${state.proposal}`);
  if (!id) return;
  document.querySelectorAll(`.mark[data-id="${CSS.escape(id)}"]`)
    .forEach((mark) => mark.classList.add("current"));
}
