// The position of a day on the time line, from 0 to 1. A calendar axis gives every day the same room. A compressed
// axis gives room to the days of change and little to the gaps between them; breaks mark the gaps.

let axis = null;

function makeAxis(kind) {
  const end = lastDay + 1;
  if (kind === "calendar" || !story.days) {
    const length = Math.max(end - firstDay, 1);
    return { kind: "calendar", at: (day) => (day - firstDay) / length, dayAt: (x) => firstDay + x * length, breaks: [] };
  }
  const knots = [{ day: firstDay, room: 0 }];
  const narrow = (gap) => Math.min(gap, 1.6 * Math.log2(1 + gap));
  const gaps = story.stops.slice(1).reduce((sum, stop, index) => sum + narrow(stop - story.stops[index] - 1), 0);
  // Where changes are few, their days take at least half of the room.
  const ofStop = Math.max(1, gaps / story.stops.length);
  let room = 0;
  const goOn = (day, more) => {
    if (day <= knots[knots.length - 1].day) return;
    room += more;
    knots.push({ day, room });
  };
  for (const stop of story.stops) {
    const gap = stop - knots[knots.length - 1].day;
    if (gap > 0) goOn(stop, narrow(gap));
    goOn(Math.min(stop + 1, end), ofStop);
  }
  goOn(end, 1);
  return { kind: "squeezed", breaks: breaks(knots, room), ...between(knots, room) };
}

function between(knots, room) {
  const interpolate = (from, to) => (value) => {
    let [low, high] = [0, knots.length - 1];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (from(knots[middle]) <= value) low = middle; else high = middle;
    }
    const [a, b] = [knots[low], knots[Math.min(high, knots.length - 1)]];
    const span = from(b) - from(a);
    return to(a) + (span ? (value - from(a)) / span : 0) * (to(b) - to(a));
  };
  const at = interpolate((knot) => knot.day, (knot) => knot.room / room);
  const dayAt = interpolate((knot) => knot.room / room, (knot) => knot.day);
  return { at, dayAt };
}

/** The middles of compressed gaps. */
function breaks(knots, room) {
  const found = [];
  const days = knots[knots.length - 1].day - knots[0].day;
  for (let next = 1; next < knots.length; next += 1) {
    const [a, b] = [knots[next - 1], knots[next]];
    if (b.day - a.day > 25 && (b.room - a.room) / room < 0.5 * (b.day - a.day) / days) {
      found.push({ x: (a.room + b.room) / 2 / room, from: a.day, to: b.day });
    }
  }
  return found;
}

/** Compressed when one gap would take more than a quarter of the calendar. */
function usualAxis() {
  const gaps = story.stops.slice(1).map((stop, index) => stop - story.stops[index]);
  return Math.max(0, ...gaps.slice(0, 100000)) > 0.25 * (lastDay + 1 - firstDay) && story.stops.length > 2
    ? "squeezed" : "calendar";
}

function setAxis() {
  axis = makeAxis(state.axis || usualAxis());
}

/** The middle of a day. */
function middleOf(day) {
  return (axis.at(day) + axis.at(day + 1)) / 2;
}

/** The day at a position, within the time line. */
function dayAt(x) {
  return Math.min(Math.max(Math.floor(axis.dayAt(Math.min(Math.max(x, 0), 1))), firstDay), lastDay);
}

/** The labelled days of an axis of this width in pixels: years before months before days. */
function ticks(width) {
  const [first, last] = [civil(firstDay), civil(lastDay)];
  const years = last.year - first.year;
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10000, 100000, 1000000].find((it) => years / it < 40);
  const candidates = [];
  for (let year = Math.ceil(first.year / step) * step; year <= last.year; year += step) {
    candidates.push({ day: dayNumber(year, 1, 1), label: String(year), rank: 0 });
  }
  if (years < 12) {
    const months = (last.year - first.year) * 12 + last.month - first.month;
    for (let month = 0; month <= months; month += 1) {
      const day = dayNumber(first.year, first.month + month, 1);
      const { year, month: number } = civil(day);
      if (number === 1) continue;
      candidates.push({ day, label: phrase("date.short-month", { month: shortMonth(number), year: String(year) }), rank: number % 3 === 1 ? 1 : 2 });
    }
  }
  if (lastDay - firstDay < 1500) {
    for (const stop of story.stops) candidates.push({ day: stop, label: shortDay(stop), rank: 3 });
  }
  return spaced(candidates.filter((it) => it.day >= firstDay && it.day <= lastDay), width);
}

function spaced(candidates, width) {
  const taken = [];
  for (const tick of candidates.sort((a, b) => a.rank - b.rank || a.day - b.day)) {
    const half = tick.label.length * 3.3 + 10;
    const x = Math.min(Math.max(middleOf(tick.day) * width, half - 8), width - half + 8);
    if (taken.every((other) => Math.abs(other.x - x) > half + other.half)) taken.push({ ...tick, x, half });
  }
  return taken.sort((a, b) => a.x - b.x);
}
