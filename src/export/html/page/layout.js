// The layout. d3-force places the entities once for the whole story: friends near, foes apart, camps on separate
// sides. Its random numbers are seeded, so the same story always has the same layout, and nothing moves over time.

/** Whether there are too many entities to distinguish each of them. */
function isCrowd() {
  return story.nodes.length > 150;
}

/** Whether the places were turned for a portrait screen. */
let isUpright = false;

/** A place as it is on this screen, or back. */
function turned([x, y]) {
  return isUpright ? [y, x] : [x, y];
}

function sizeEntities() {
  for (const index of story.nodes) {
    const entity = story.entities[index];
    entity.r = isCrowd() ? 2.5 + 0.8 * Math.sqrt(entity.weight) : 5 + 2.1 * Math.sqrt(entity.weight);
  }
}

/** Calls `done` when all entities are placed, and `progress` with a share meanwhile. Those with a place in `kept` stay about there. */
function layOut(done, progress, kept = new Map()) {
  sizeEntities();
  const nodes = story.nodes.map((index) => ({ entity: story.entities[index], camp: 0 }));
  for (const node of nodes) {
    const place = kept.get(node.entity.id);
    if (place) [node.x, node.y] = place;
  }
  pinDown(nodes);
  const place = new Map(nodes.map((node, position) => [node.entity.index, position]));
  const links = story.ties.filter((tie) => tie.spells.length).map((tie) => ({ source: place.get(tie.holder),
    target: place.get(tie.target), polarity: tie.spells[tie.spells.length - 1].polarity }));
  for (const [member, camp] of campsOf(story.snapshots[story.snapshots.length - 1])) {
    const node = nodes[place.get(member)];
    if (node) node.camp = camp.number;
  }
  run(simulation(nodes, links), kept.size > 0, nodes, () => {
    packParts(nodes, links);
    settle(nodes);
    done();
  }, progress);
}

function simulation(nodes, links) {
  const crowd = isCrowd();
  const spread = (crowd ? 42 : 55) * Math.sqrt(nodes.length + 6);
  const towards = (node) => ({ 1: -0.42, 2: 0.42 }[node.camp] || 0) * spread * (crowd ? 1.5 : 1);
  const distance = { positive: 75, negative: 170, mixed: 120, neutral: 120 };
  const pull = { positive: 0.5, negative: 0.06, mixed: 0.15, neutral: 0.15 };
  const degree = (link) => Math.min(link.source.entity.weight, link.target.entity.weight);
  return d3.forceSimulation(nodes)
    .force("link", d3.forceLink(links).distance((link) => distance[link.polarity])
      .strength((link) => pull[link.polarity] / Math.max(1, degree(link) ** 0.7)))
    .force("charge", d3.forceManyBody().strength(crowd ? -190 : -420).distanceMax(spread * 2))
    .force("collide", d3.forceCollide((node) => node.entity.r + (crowd ? 4 : 22)).iterations(2))
    .force("x", d3.forceX(towards).strength((node) => (node.camp ? (crowd ? 0.22 : 0.09) : 0.03)))
    .force("y", d3.forceY(0).strength(0.085))
    .stop();
}

/** How many layouts were begun; another one ends the one before. */
let layouts = 0;

/** Runs the forces until they settle; only briefly when most entities already have a position. */
function run(moving, isKept, nodes, done, progress) {
  const TICKS = isKept ? 40 : isCrowd() ? 220 : 320;
  if (isKept) moving.alpha(0.08);
  let ticks = 0;
  layouts += 1;
  const turn = layouts;
  moving.alphaDecay(1 - (0.001 / moving.alpha()) ** (1 / TICKS));
  const goOn = () => {
    if (turn !== layouts) return;
    const start = performance.now();
    while (ticks < TICKS && performance.now() - start < 24) {
      moving.tick();
      ticks += 1;
    }
    progress(ticks / TICKS);
    if (ticks < TICKS) {
      setTimeout(goOn);
      return;
    }
    done();
  };
  goOn();
}

/** The connected parts of the layout, the greatest first. */
function partsOf(nodes, links) {
  const root = nodes.map((_, at) => at);
  const find = (at) => { while (root[at] !== at) at = root[at] = root[root[at]]; return at; };
  for (const { source, target } of links) root[find(source.index ?? source)] = find(target.index ?? target);
  const parts = new Map();
  nodes.forEach((node, at) => {
    const top = find(at);
    if (!parts.has(top)) parts.set(top, []);
    parts.get(top).push(node);
  });
  return [...parts.values()].sort((a, b) => b.length - a.length || a[0].entity.index - b[0].entity.index);
}

/** Puts connected parts side by side in rows, so that all together have the shape of the window. */
function packParts(nodes, links) {
  const parts = partsOf(nodes, links);
  if (parts.length < 2) return;
  const GAP = isCrowd() ? 26 : 58;
  const shape = Math.max(innerWidth, innerHeight) / Math.max(Math.min(innerWidth, innerHeight), 1);
  const boxes = parts.map((part) => {
    const ends = (name) => [Math.min(...part.map((it) => it[name] - it.entity.r)), Math.max(...part.map((it) => it[name] + it.entity.r))];
    const [[left, right], [top, bottom]] = [ends("x"), ends("y")];
    return { part, left, top, width: right - left + GAP, height: bottom - top + GAP };
  });
  const area = boxes.reduce((sum, box) => sum + box.width * box.height, 0);
  const wide = Math.max(boxes[0].width, Math.sqrt(area * shape) * 1.08);
  // The greatest part stands first; smaller ones fill rows of what is left of the width.
  let [x, y, row] = [0, 0, 0];
  for (const box of boxes) {
    if (x > 0 && x + box.width > wide) [x, y, row] = [0, y + row, 0];
    for (const node of box.part) {
      node.x += x - box.left;
      node.y += y - box.top;
    }
    x += box.width;
    row = Math.max(row, box.height);
  }
}

/** On a portrait screen the camps are above each other. */
function settle(nodes) {
  isUpright = innerHeight > innerWidth;
  for (const { entity, x, y } of nodes) [entity.x, entity.y] = turned([x, y]);
}
