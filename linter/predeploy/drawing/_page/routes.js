/* The way of each edge: from a port on the right of the caller, through the gaps of the columns between, to a port on
   the left of the callee. No edge runs over a node; labels stand in the channels between columns and not on each other. */

const CHANNEL = {least: 84, most: 250, line: 2.2, letter: 6.3, pad: 14};
const LINE = 9;  // between two edges that pass through the same gap

/* [{x, channel}]: a channel lies right of its column and is as wide as what passes needs. */
function setColumns(part) {
  const last = Math.max(...part.items.map(item => item.rank));
  const columns = range(0, last).map(() => ({x: 0, channel: CHANNEL.least, passing: 0, items: []}));
  for (const item of part.items) columns[item.rank].items.push(item);
  for (const arc of part.arcs) {
    for (let i = arc.from.rank; i < arc.to.rank; i++) columns[i].passing++;
    const first = columns[arc.from.rank];
    first.channel = Math.max(first.channel, labelWidth(arc.edge) + 30);
  }
  let x = 0;
  for (const column of columns) {
    column.channel = clamp(CHANNEL.least + column.passing * CHANNEL.line, column.channel, Math.max(CHANNEL.most, column.channel));
    column.x = x;
    for (const item of column.items) item.x = x;
    column.items.sort((a, b) => a.y - b.y);
    x += NODE.width + column.channel;
  }
  return columns;
}

function shortLabel(edge) {
  return edge.label.length > 24 ? edge.label.slice(0, 23) + "…" : edge.label;
}

function labelWidth(edge) {
  if (!edge.label && !edge.faulty) return 0;
  return shortLabel(edge).length * CHANNEL.letter + CHANNEL.pad + (edge.faulty ? 15 : 0);
}

function route(part, columns, boxes) {
  setPorts(part);
  const gaps = columns.map(column => gapsOf(column, boxes));
  const paths = new Map();
  const length = arc => Math.abs(arc.to.y - arc.from.y) / 400 + arc.to.rank - arc.from.rank;
  const arcs = [...part.arcs].sort((a, b) => b.edge.faulty - a.edge.faulty || length(a) - length(b));
  for (const arc of arcs) paths.set(arc.edge.id, {points: pointsOf(arc, columns, gaps), back: arc.back});
  for (const arc of part.loops) paths.set(arc.edge.id, {loop: true, points: [[arc.from.x + NODE.width, arc.from.y]]});
  const taken = new Map();
  for (const arc of arcs) setLabel(arc.edge, paths.get(arc.edge.id), taken);
  return paths;
}

/* Edges leave and reach a node side by side, in the order of where they go. */
function setPorts(part) {
  for (const item of part.items) {
    for (const [arcs, far, port] of [[item.out, "to", "start"], [item.into, "from", "end"]]) {
      const step = Math.min(10, (NODE.height - 14) / Math.max(1, arcs.length - 1));
      [...arcs].sort((a, b) => a[far].y - b[far].y).forEach((arc, i) => {
        arc[port] = item.y + NODE.height / 2 + (i - (arcs.length - 1) / 2) * step;
      });
    }
  }
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

function pointsOf(arc, columns, gaps) {
  const points = [[arc.from.x + NODE.width, arc.start]];
  for (let i = arc.from.rank + 1; i < arc.to.rank; i++) {
    const y = points.at(-1)[1];
    const wanted = y + (arc.end - y) / (arc.to.rank - i + 1);
    const free = passage(gaps[i], wanted);
    points.push([columns[i].x, free], [columns[i].x + NODE.width, free]);
  }
  return [...points, [arc.to.x, arc.end]];
}

/* The height nearest to the wanted one at which no node stands and, if there is room, no other edge runs. */
function passage(gaps, wanted) {
  let best = null;
  for (const gap of gaps) {
    const nearest = clamp(wanted, gap.top, gap.bottom);
    if (best && Math.abs(nearest - wanted) >= best.cost) continue;
    for (let step = 0; step < 12; step++) {
      const y = clamp(nearest + (step % 2 ? 1 : -1) * Math.ceil(step / 2) * LINE, gap.top, gap.bottom);
      const crowd = gap.lines.filter(line => Math.abs(line - y) < LINE - 1).length;
      const cost = Math.abs(y - wanted) + 40 * crowd;
      if (!best || cost < best.cost) best = {y, cost, gap};
    }
  }
  best.gap.lines.push(best.y);
  return best.y;
}

/* On the curve in the first or the last channel where no other label stands; null where there is no room. */
function setLabel(edge, path, taken) {
  const width = labelWidth(edge);
  path.label = null;
  if (!width) return;
  const last = path.points.length - 2;
  let crowded = null;
  for (const at of last ? [0, last] : [0]) {
    const [start, end] = [path.points[at], path.points[at + 1]];
    const labels = taken.get(start[0]) || taken.set(start[0], []).get(start[0]);
    for (const t of [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82]) {
      const [x, y] = onCurve(start, end, t);
      const label = {x: clamp(x, start[0] + width / 2 + 4, Math.max(start[0] + width / 2 + 4, end[0] - width / 2 - 12)), y, width};
      const hits = labels.filter(other => Math.abs(other.y - y) < 19 && Math.abs(other.x - label.x) < (other.width + width) / 2 + 3);
      if (!hits.length) { labels.push(label); path.label = label; return; }
      if (!crowded || hits.length < crowded.hits) crowded = {label, hits: hits.length};
    }
  }
  path.label = {...crowded.label, crowded: !edge.faulty};
}

function onCurve([x1, y1], [x2, y2], t) {
  const mix = (a, b, c, d) => (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t ** 2 * c + t ** 3 * d;
  const middle = (x1 + x2) / 2;
  return [mix(x1, middle, middle, x2), mix(y1, y1, y2, y2)];
}

function moved(path, x, y) {
  const shift = point => [point[0] + x, point[1] + y];
  return {...path, points: path.points.map(shift), label: path.label && {...path.label, x: path.label.x + x, y: path.label.y + y}};
}

/* The part's own coordinates begin at zero. */
function trim(part) {
  const tops = [...part.items, ...part.boxes].map(one => one.y), lefts = [...part.items, ...part.boxes].map(one => one.x);
  for (const path of part.paths.values()) tops.push(...path.points.map(point => point[1]));
  const [left, top] = [Math.min(...lefts), Math.min(...tops)];
  for (const one of [...part.items, ...part.boxes]) { one.x -= left; one.y -= top; }
  for (const [id, path] of part.paths) part.paths.set(id, moved(path, -left, -top));
  const ends = [...part.items.map(item => ({x: item.x, y: item.y, ...NODE})), ...part.boxes];
  part.width = Math.max(...ends.map(one => one.x + one.width));
  part.height = Math.max(...ends.map(one => one.y + one.height));
  for (const path of part.paths.values()) part.height = Math.max(part.height, ...path.points.map(point => point[1]));
  return part;
}
