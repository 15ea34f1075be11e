// What the author has arranged in the picture: entities that stay where they were put, and entities that are not shown. Who reads
// the page is told who is not shown, and may look at them all the same.

let hiddenEntities = new Set(story.hidden);
let pinnedEntities = new Map((story.pins || []).map(([index, ...place]) => [index, place]));
renewals.push(() => {
  hiddenEntities = new Set(story.hidden);
  pinnedEntities = new Map((story.pins || []).map(([index, ...place]) => [index, place]));
});

/** Whether the author leaves an entity out of what is shown. */
function isHidden(index) {
  return !state.showsHidden && hiddenEntities.has(index);
}

/** The entities that are not shown now as the author hides them. */
function leftAside() {
  return state.showsHidden ? [] : [...hiddenEntities];
}

/** Who is not shown, in words. */
function leftAsideInWords() {
  return phrase("hidden.names", { names: leftAside().map(nameOf).join(", ") });
}

/** In the filter: who is not shown, and how they are. */
function hiddenChoice() {
  if (!hiddenEntities.size) return "";
  const names = [...hiddenEntities].map((index) => make("span", { class: "picked" }, entityLink(index), author.isHere
    ? [" ", button(phrase("author.show"), () => author.send({ act: "show", entity: idOf(index) }), { class: "link" })] : null));
  return make("fieldset", { class: "aside-names" }, make("legend", null, phrase("hidden.title")), names, make("label", { class: "switch" },
    make("input", { type: "checkbox", id: "filter-hidden", checked: state.showsHidden, on: { change: () => change({ showsHidden: !state.showsHidden,
      filters: { ...state.filters } }) } }), " ", phrase("hidden.show")));
}

/** Puts the pinned entities of a layout where they belong. */
function pinDown(nodes) {
  for (const node of nodes) {
    const place = pinnedEntities.get(node.entity.index);
    if (place) [node.x, node.y, node.fx, node.fy] = [...place, ...place];
  }
}

/** For its author: a mark at what is pinned. */
function drawPins(pen) {
  if (!author.isHere || pen !== graph.pen) return;
  for (const node of graph.nodes) {
    if (!pinnedEntities.has(node.entity.index) || node.alpha < 0.1) continue;
    pen.fillStyle = palette.paper;
    pen.strokeStyle = palette.ink;
    pen.lineWidth = 1.5;
    pen.beginPath();
    circle(pen, node.x + node.r * 0.75, node.y - node.r * 0.75, 3.5);
    pen.fill();
    pen.stroke();
  }
}

/** The place of an entity under a pointer, while it is dragged by its author. */
function dragEntity(entity, { x, y }) {
  const { camera, width, height } = graph;
  [entity.x, entity.y] = [camera.x + (x - width / 2) / camera.scale, camera.y + (y - height / 2) / camera.scale];
  graph.aims += 1;
  redraw();
}

let nudged = 0;

/** Moves an entity by a key; when no other key follows, it is pinned where it is. */
function nudgeEntity(entity, [dx, dy]) {
  entity.x += dx * NUDGE / graph.camera.scale;
  entity.y += dy * NUDGE / graph.camera.scale;
  graph.aims += 1;
  redraw();
  clearTimeout(nudged);
  nudged = setTimeout(() => pinEntity(entity), 700);
}

/** In a dossier, for its author: stay here, go, hide. */
function arrangeTools(entity) {
  if (!author.isHere || !entity.isNode) return null;
  const isPinned = pinnedEntities.has(entity.index);
  const isAside = hiddenEntities.has(entity.index);
  return make("div", { class: "tools-of-step" },
    button(phrase(isPinned ? "author.free" : "author.keep"), () => (isPinned ? author.send({ act: "unpin", entity: entity.id }) : pinEntity(entity)),
      { class: "link", id: "arrange-pin" }),
    button(phrase(isAside ? "author.show" : "author.hide"), () => author.send({ act: isAside ? "show" : "hide", entity: entity.id }), { class: "link", id: "arrange-hide" }));
}

function pinEntity(entity) {
  const [x, y] = turned([entity.x, entity.y]).map((it) => Number(it.toFixed(1)));
  return author.send({ act: "pin", entity: entity.id, x, y });
}
