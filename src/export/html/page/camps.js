// Draws camps as hulls, and tense triangles. Both were computed when the page was written.

/** The hulls of a snapshot's camps around their visible members: {camp, size, points}. */
function hullsOf(snapshot, nodeOf) {
  if (!isCrowd()) return allHulls(snapshot, nodeOf);
  // In a crowd a hull is found anew when the picture moves or other camps are shown, and now and then.
  const { camera, width, height } = graph;
  const key = [snapshot?.day, camera.x, camera.y, camera.scale, width, height].join();
  const now = performance.now();
  if (hulls.key !== key || now - hulls.time > 500) Object.assign(hulls, { key, time: now, found: allHulls(snapshot, nodeOf) });
  return hulls.found;
}

const hulls = { key: null, time: 0, found: [] };
renewals.push(() => { hulls.key = null; });

function allHulls(snapshot, nodeOf) {
  return campList(snapshot).map((camp) => {
    const points = [];
    for (const member of camp.members) {
      const node = nodeOf(member);
      if (!node || node.alpha < 0.3) continue;
      const reach = node.r + 16;
      const corners = camp.members.length > 100 ? 6 : 12;
      for (let turn = 0; turn < corners; turn += 1) {
        const angle = turn * 2 * Math.PI / corners;
        points.push([node.x + Math.cos(angle) * reach, node.y + Math.sin(angle) * reach]);
      }
    }
    return { camp, size: camp.members.length, points: points.length > 12 ? d3.polygonHull(points) : null };
  }).filter((hull) => hull.points);
}

function drawHulls(pen, hulls) {
  for (const { camp, points } of hulls) {
    const color = palette[camp.color];
    pen.beginPath();
    points.forEach(([x, y], index) => pen[index ? "lineTo" : "moveTo"](x, y));
    pen.closePath();
    pen.fillStyle = color;
    pen.strokeStyle = color;
    pen.lineJoin = "round";
    pen.globalAlpha = 0.1;
    pen.fill();
    pen.globalAlpha = 0.55;
    pen.lineWidth = 1.5;
    pen.setLineDash(camp.number % 2 ? [] : [2, 4]);
    pen.stroke();
    pen.setLineDash([]);
    pen.globalAlpha = 1;
  }
}

/** Draws the names of hulls at one of their ends where there is room. */
function drawHullNames(pen, hulls, room, width, height) {
  for (const { camp, size, points } of hulls) {
    if (size < 3 && hulls.length > 2) continue;
    const end = (part, way) => points.reduce((a, b) => (b[part] * way > a[part] * way ? b : a));
    const [north, west, east, south] = [end(1, -1), end(0, -1), end(0, 1), end(1, 1)];
    const spots = [north, [west[0] - 28, west[1] + 9], [east[0] + 28, east[1] + 9], [south[0], south[1] + 18]];
    pen.font = `600 11px ${FONT}`;
    const boxOf = (name, [x, y]) => {
      const half = pen.measureText(name).width / 2 + 4;
      return [x - half, y - 17, x + half, y - 2];
    };
    const isRoom = ([left, above, right, below]) => left > 0 && right < width && above > 0 && below < height
      && room.isFree([left, above, right, below]);
    const found = [camp.name, camp.short].flatMap((name) => spots.map((spot) => ({ name, top: spot })))
      .find(({ name, top: spot }) => isRoom(boxOf(name, spot)));
    if (!found) continue;
    const { name, top } = found;
    room.take(boxOf(name, top));
    pen.textAlign = "center";
    pen.textBaseline = "alphabetic";
    pen.lineJoin = "round";
    pen.strokeStyle = palette.paper;
    pen.lineWidth = 4;
    pen.strokeText(name, top[0], top[1] - 5);
    pen.fillStyle = palette[camp.color];
    pen.fillText(name, top[0], top[1] - 5);
  }
}

/** The unbalanced triangles of a snapshot. */
function tenseOf(snapshot) {
  return snapshot ? snapshot.triangles.map((it) => story.triangles[it]).filter((it) => it.positive % 2 === 0) : [];
}

function drawTense(pen, triangles, nodeOf, chosen) {
  for (const triangle of triangles) {
    const nodes = triangle.nodes.map(nodeOf);
    if (nodes.some((node) => !node || node.alpha < 0.1)) continue;
    const isChosen = triangle === chosen;
    pen.beginPath();
    nodes.forEach((node, index) => pen[index ? "lineTo" : "moveTo"](node.x, node.y));
    pen.closePath();
    pen.fillStyle = palette.tense;
    pen.globalAlpha = isChosen ? 0.45 : Math.max(0.04, 0.22 / Math.sqrt(triangles.length));
    pen.fill();
    pen.strokeStyle = palette.tense;
    pen.globalAlpha = isChosen ? 1 : 0.5;
    pen.lineWidth = isChosen ? 3 : 1;
    pen.stroke();
  }
  pen.globalAlpha = 1;
}
