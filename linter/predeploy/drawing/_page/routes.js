/* The way of each edge: from a port on the right of the caller, through the gaps of the columns between, to a port on
   the left of the callee. No edge runs over a node; labels stand in the channels between columns and not on each other. */

const CHANNEL = {least: 64, most: 250, line: 2.2, pad: 16};
const LINE = 9;  // between two edges that pass through the same gap

/* [{x, channel}]: a channel lies right of its column and is as wide as what passes needs. */
function setColumns(part) {
  const columns = range(0, most(part.items.map(item => item.column))).map(() => ({x: 0, passing: 0, label: 0, items: []}));
  for (const item of part.items) columns[item.column].items.push(item);
  for (const arc of part.arcs) {
    for (let i = arc.from.column; i < arc.to.column; i++) columns[i].passing++;
    const first = columns[arc.from.column];
    first.label = Math.max(first.label, labelWidth(arc.edge) + 30);
  }
  let x = 0;
  for (const column of columns) {
    const wanted = Math.min(CHANNEL.least + column.passing * CHANNEL.line, CHANNEL.most);
    column.channel = Math.max(wanted, column.label);
    column.x = x;
    for (const item of column.items) item.x = x;
    x += NODE.width + column.channel;
  }
  return columns;
}

function shortLabel(edge) {
  return (edge.faulty ? "⚠ " : "") + (edge.label.length > 24 ? edge.label.slice(0, 23) + "…" : edge.label);
}

function labelWidth(edge) {
  if (!edge.label && !edge.faulty) return 0;
  return width(shortLabel(edge), LABEL_FONT) + CHANNEL.pad;
}

function route(part, columns) {
  const gaps = columns.map(column => gapsOf(column, part.boxes));
  const paths = new Map();
  const length = arc => Math.abs(arc.to.y - arc.from.y) / 400 + arc.to.column - arc.from.column;
  const arcs = [...part.arcs].sort((a, b) => b.edge.faulty - a.edge.faulty || length(a) - length(b));
  for (const arc of arcs) arc.way = wayOf(arc, columns, gaps);
  setPorts(part);
  for (const arc of arcs) paths.set(arc.edge.id, pathOf(arc));
  for (const {edge, from} of part.loops) paths.set(edge.id, {shape: "loop", points: [[from.x + NODE.width, from.y]], label: null});
  const taken = new Map();
  for (const arc of arcs) setLabel(arc.edge, paths.get(arc.edge.id), taken);
  return paths;
}

/* Edges leave and reach a node side by side, in the order of where they go. */
function setPorts(part) {
  const sides = new Map(part.items.map(item => [item, {left: [], right: []}]));
  for (const arc of part.arcs) {
    const level = arc.from.column === arc.to.column, [first, last] = [arc.way[0], arc.way.at(-1)];
    sides.get(arc.from).right.push({arc, port: "start", far: first ? first[1] : centre(arc.to)});
    sides.get(arc.to)[level ? "right" : "left"].push({arc, port: "end", far: last ? last[1] : centre(arc.from)});
  }
  for (const [item, side] of sides) {
    for (const ends of [side.left, side.right]) {
      const step = Math.min(10, (NODE.height - 14) / Math.max(1, ends.length - 1));
      ends.sort((a, b) => a.far - b.far);
      ends.forEach(({arc, port}, i) => { arc[port] = centre(item) + (i - (ends.length - 1) / 2) * step; });
    }
  }
}

function centre(item) {
  return item.y + NODE.height / 2;
}

/* What is free of nodes and of titles of boxes in a column, from top to bottom. */
function gapsOf(column, boxes) {
  const blocked = column.items.map(item => [item.y - 7, item.y + NODE.height + 7]);
  for (const box of boxes) {
    if (box.x + GAP.side === column.x) blocked.push([box.y, box.y + GAP.title - 8]);
  }
  blocked.sort((a, b) => a[0] - b[0]);
  const gaps = [];
  let top = -Infinity;
  for (const [start, end] of blocked) {
    if (start >= top) gaps.push({top, bottom: start, lines: []});
    top = Math.max(top, end);
  }
  return [...gaps, {top, bottom: Infinity, lines: []}];
}

/* Through each column between the two: where it enters, where it leaves. */
function wayOf(arc, columns, gaps) {
  const way = [];
  let y = centre(arc.from);
  for (let i = arc.from.column + 1; i < arc.to.column; i++) {
    y = passage(gaps[i], y + (centre(arc.to) - y) / (arc.to.column - i + 1));
    way.push([columns[i].x, y], [columns[i].x + NODE.width, y]);
  }
  return way;
}

function pathOf(arc) {
  const right = arc.from.x + NODE.width;
  if (arc.from.column === arc.to.column) return {shape: "bend", points: [[right, arc.start], [right, arc.end]]};
  return {shape: arc.back ? "back" : "way", points: [[right, arc.start], ...arc.way, [arc.to.x, arc.end]]};
}

/* The height nearest to the wanted one at which no node stands and, if there is room, no other edge runs. */
function passage(gaps, wanted) {
  let best = {cost: Infinity};
  const away = gap => Math.abs(clamp(wanted, gap.top, gap.bottom) - wanted);
  const start = gaps.findIndex(gap => gap.bottom >= wanted);
  for (const [first, step] of [[start, 1], [start - 1, -1]]) {
    for (let i = first; gaps[i] && away(gaps[i]) < best.cost; i += step) {
      const spot = spotIn(gaps[i], wanted);
      if (spot.cost < best.cost) best = spot;
    }
  }
  best.gap.lines.push(best.y);
  return best.y;
}

function spotIn(gap, wanted) {
  const nearest = clamp(wanted, gap.top, gap.bottom);
  let best = {cost: Infinity};
  for (let step = 0; step < 12 && best.cost > Math.abs(nearest - wanted); step++) {
    const y = clamp(nearest + (step % 2 ? 1 : -1) * Math.ceil(step / 2) * LINE, gap.top, gap.bottom);
    const crowd = gap.lines.filter(line => Math.abs(line - y) < LINE - 1).length;
    const cost = Math.abs(y - wanted) + 40 * crowd;
    if (cost < best.cost) best = {y, cost, gap};
  }
  return best;
}

/* On the curve in its first or last channel where no other label stands; `crowded` where there is no room. */
function setLabel(edge, path, taken) {
  const wide = labelWidth(edge), last = path.points.length - 2;
  path.label = null;
  let best = null;
  for (const at of !wide ? [] : last ? [0, last] : [0]) {
    const [start, end] = [path.points[at], path.points[at + 1]];
    const labels = taken.get(start[0]) || taken.set(start[0], []).get(start[0]);
    for (const t of [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82]) {
      const [x, y] = onCurve(path.shape, start, end, t), room = start[0] + wide / 2 + 4;
      const label = {x: clamp(x, room, Math.max(room, end[0] - wide / 2 - 12)), y, width: wide};
      const near = labels.filter(other => Math.abs(other.y - y) < 19
        && Math.abs(other.x - label.x) < (other.width + wide) / 2 + 3);
      if (!best || near.length < best.hits) best = {label, hits: near.length, labels};
      if (!best.hits) break;
    }
    if (!best.hits) break;
  }
  if (!best) return;
  path.label = {...best.label, crowded: best.hits > 0 && !edge.faulty};
  if (!path.label.crowded) best.labels.push(path.label);
}

/* How far a line between two nodes of one column bulges to the right. */
function bulge([, y1], [, y2]) {
  return 30 + Math.min(50, Math.abs(y2 - y1) / 8);
}

function onCurve(shape, [x1, y1], [x2, y2], t) {
  const mix = (a, b, c, d) => (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t ** 2 * c + t ** 3 * d;
  const half = shape === "bend" ? x1 + bulge([x1, y1], [x2, y2]) : (x1 + x2) / 2;
  return [mix(x1, half, half, x2), mix(y1, y1, y2, y2)];
}

function moved(path, x, y) {
  const shift = point => [point[0] + x, point[1] + y];
  const label = path.label && {...path.label, x: path.label.x + x, y: path.label.y + y};
  return {...path, points: path.points.map(shift), label};
}

/* The part's own coordinates begin at zero. */
function trim(part) {
  const tops = [...part.items, ...part.boxes].map(one => one.y), lefts = [...part.items, ...part.boxes].map(one => one.x);
  for (const path of part.paths.values()) tops.push(...path.points.map(point => point[1]));
  const [left, top] = [least(lefts), least(tops)];
  for (const one of [...part.items, ...part.boxes]) { one.x -= left; one.y -= top; }
  for (const [id, path] of part.paths) part.paths.set(id, moved(path, -left, -top));
  const ends = [...part.items.map(item => ({x: item.x, y: item.y, ...NODE})), ...part.boxes];
  part.width = most(ends.map(one => one.x + one.width));
  part.height = most(ends.map(one => one.y + one.height));
  for (const path of part.paths.values()) part.height = most([part.height, ...path.points.map(point => point[1])]);
  return part;
}
