// The chosen words: with the mouse, word by word or sentence by sentence. The server has the last word on where a
// word ends; what is seen here is nearly always the same.

/** The chosen words, as places in the text; `anchor` and `focus` are the words where it begins and grows. */
let chosen = null;

const LETTERS = /[\p{L}\p{N}\p{M}]/u;
const APOSTROPHES = "'’";
/** Scripts that are written without spaces between words. */
const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f]/u;

const isLetter = (c) => c !== "" && LETTERS.test(c) && !UNSPACED.test(c) && (c.codePointAt(0) < 0x20000);

function characterBefore(text, at) {
  if (at <= 0) return "";
  const low = text.charCodeAt(at - 1);
  return low >= 0xdc00 && low < 0xe000 && at > 1 ? text.slice(at - 2, at) : text[at - 1];
}

function characterAt(text, at) {
  return at < text.length ? String.fromCodePoint(text.codePointAt(at)) : "";
}

function isWithinWord(text, at) {
  const left = characterBefore(text, at);
  const right = characterAt(text, at);
  if (left === "" || right === "") return false;
  if (/\p{M}/u.test(right)) return true;
  return (isLetter(left) && isLetter(right))
    || (isLetter(left) && APOSTROPHES.includes(right) && isLetter(characterAt(text, at + 1)))
    || (APOSTROPHES.includes(left) && isLetter(right) && isLetter(characterBefore(text, at - 1)));
}

/** Whole words without white space around them; nothing where there is no word. */
function snapped(start, end) {
  const { text } = state.text;
  while (start < end && /\s/.test(text[start])) start += 1;
  while (end > start && /\s/.test(text[end - 1])) end -= 1;
  if (start >= end) return null;
  while (isWithinWord(text, start)) start -= characterBefore(text, start).length;
  while (isWithinWord(text, end)) end += characterAt(text, end).length;
  return { start, end };
}

/** The run of characters without white space that begins at a place or behind it. */
function wordFrom(at) {
  const { text } = state.text;
  const found = /\S+/g;
  found.lastIndex = Math.max(0, at);
  const match = found.exec(text);
  return match && { start: match.index, end: match.index + match[0].length };
}

/** The one that ends at a place or before it. */
function wordBefore(at) {
  const { text } = state.text;
  let end = Math.min(at, text.length);
  while (end > 0 && /\s/.test(text[end - 1])) end -= 1;
  if (end === 0) return null;
  let start = end;
  while (start > 0 && !/\s/.test(text[start - 1])) start -= 1;
  return { start, end };
}

const splitter = Intl.Segmenter && new Intl.Segmenter("en", { granularity: "sentence" });

/** The sentences of a block. */
function sentencesOf(block) {
  const part = state.text.text.slice(block.start, block.end);
  const parts = splitter ? [...splitter.segment(part)].map(({ index, segment }) => [index, segment])
    : [...part.matchAll(/[^.!?]+[.!?]*["”’)]*\s*/g)].map((match) => [match.index, match[0]]);
  return parts.map(([index, segment]) => snapped(block.start + index, block.start + index + segment.length))
    .filter(Boolean);
}

function sentenceBehind(place) {
  for (let at = blockAt(place); at < blocks.length; at += 1) {
    const found = sentencesOf(blocks[at]).find((sentence) => sentence.start >= place);
    if (found) return found;
  }
  return null;
}

function sentenceBefore(place) {
  for (let at = Math.min(blockAt(place), blocks.length - 1); at >= 0; at -= 1) {
    const found = sentencesOf(blocks[at]).reverse().find((sentence) => sentence.end <= place);
    if (found) return found;
  }
  return null;
}

/** Chooses words from one to another, and shows where they end. */
function choose(anchor, focus) {
  chosen = { anchor, focus, start: Math.min(anchor.start, focus.start), end: Math.max(anchor.end, focus.end) };
  showChosen();
  reveal(focus.start, focus.end);
  byId("announcement").textContent = wordsOf(chosen);
}

/** Chooses everything from a place to another. */
function chooseRange({ start, end }) {
  const anchor = { start, end: Math.min(end, wordFrom(start)?.end ?? end) };
  const focus = { start: Math.max(start, wordBefore(end)?.start ?? start), end };
  chosen = { anchor, focus, start, end };
  showChosen();
}

const wordsOf = ({ start, end }) => state.text.text.slice(start, end);

/** What an arrow key does: the next word or sentence, or with Shift, the words up to it. */
function moveBy(key, isExtending) {
  const from = chosen ?? { start: firstSeen(), end: firstSeen(), anchor: null, focus: { start: firstSeen(), end: firstSeen() } };
  const { anchor, focus } = from;
  const isBack = key === "ArrowLeft" || key === "ArrowUp";
  const place = (isExtending && focus) || from;
  const isWord = key === "ArrowLeft" || key === "ArrowRight";
  const find = isWord ? [wordFrom, wordBefore] : [sentenceBehind, sentenceBefore];
  const next = isBack ? find[1](place.start) : find[0](place.end);
  if (!next) return;
  if (!isExtending || !anchor) {
    chooseRange(next);
    choose(chosen.anchor, chosen.focus);
    return;
  }
  // Of a sentence, the word that is farther from where it began.
  const isBefore = next.start < anchor.start;
  choose(anchor, isBefore ? { start: next.start, end: wordFrom(next.start)?.end ?? next.end }
    : { start: wordBefore(next.end)?.start ?? next.start, end: next.end });
}

/** The first place that can be seen. */
function firstSeen() {
  const top = byId("text-pane").getBoundingClientRect().top;
  const block = blocks.find(({ element }) => element.getBoundingClientRect().bottom > top + 4);
  return block ? block.start : 0;
}

function showChosen() {
  if (!window.CSS?.highlights) return;
  CSS.highlights.delete("chosen");
  if (chosen && blocks.length) CSS.highlights.set("chosen", new Highlight(rangeOf(chosen.start, chosen.end)));
}

function chooseNothing() {
  chosen = null;
  showChosen();
}

/** Takes what the mouse has selected. Gives whether there are words. */
function takeSelection() {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return false;
  const range = selection.getRangeAt(0);
  let [start, end] = [placeOf(range.startContainer, range.startOffset), placeOf(range.endContainer, range.endOffset)];
  if (start === null) return false;
  // A selection that ends at the beginning of the next element ends with the words before it.
  if (end === null) end = range.endContainer === byId("text") ? blocks[range.endOffset - 1]?.end ?? null : null;
  if (end === null) return false;
  const words = snapped(start, end);
  if (!words) return false;
  selection.removeAllRanges();
  chooseRange(words);
  return true;
}
