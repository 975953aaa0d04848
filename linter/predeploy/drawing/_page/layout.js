/* Where everything stands: callers left, callees right, a box around each application. Knows nothing of the page.
   Each application is drawn in layers by itself (ranks.js), the boxes are laid on one grid of columns so that the edges
   between them find their way (routes.js). Parts that have nothing to do with each other stand side by side. */

const NODE = {width: 180, height: 48};
const GAP = {node: 26, lane: 30, side: 16, title: 30, part: 90, column: 110};
const PITCH = {x: NODE.width + GAP.column, y: NODE.height + GAP.node};

/* {nodes: Map id → {x, y}, boxes: [{id, x, y, width, height}], paths: Map id → route, width, height} */
/* `aspect`: how wide the place for it is, divided by how high. */
function layout(nodes, edges, aspect = 1.7) {
  const parts = components(nodes, edges).map(part => placed(part, aspect));
  const whole = {nodes: new Map(), boxes: [], paths: new Map(), width: 0, height: 0};
  pack(parts, aspect);
  for (const part of parts) {
    for (const one of part.items) whole.nodes.set(one.id, {x: one.x + part.x, y: one.y + part.y});
    for (const box of part.boxes) whole.boxes.push({...box, x: box.x + part.x, y: box.y + part.y});
    for (const [id, path] of part.paths) whole.paths.set(id, moved(path, part.x, part.y));
    whole.width = Math.max(whole.width, part.x + part.width);
    whole.height = Math.max(whole.height, part.y + part.height);
  }
  return whole;
}

/* What hangs together by calls or by its application. */
function components(nodes, edges) {
  const parent = new Map();
  const root = key => {
    while (parent.get(key) !== key) { parent.set(key, parent.get(parent.get(key))); key = parent.get(key); }
    return key;
  };
  const join = (one, other) => parent.set(root(one), root(other));
  for (const node of nodes) {
    parent.set(node.id, node.id);
    if (node.application) {
      if (!parent.has("of " + node.application)) parent.set("of " + node.application, "of " + node.application);
      join(node.id, "of " + node.application);
    }
  }
  for (const edge of edges) join(edge.caller, edge.callee);
  const parts = new Map();
  const part = id => parts.get(root(id)) || parts.set(root(id), {items: [], arcs: [], loops: []}).get(root(id));
  const items = new Map();
  for (const node of nodes) {
    items.set(node.id, {id: node.id, lane: node.application || "", out: [], into: [], rank: 0, column: 0, y: 0});
    part(node.id).items.push(items.get(node.id));
  }
  for (const edge of edges) {
    const arc = {edge, from: items.get(edge.caller), to: items.get(edge.callee), back: false};
    if (arc.from === arc.to) { part(edge.caller).loops.push(arc); continue; }
    part(edge.caller).arcs.push(arc);
    arc.from.out.push(arc);
    arc.to.into.push(arc);
  }
  return [...parts.values()];
}

function placed(part, aspect) {
  const lanes = lanesOf(part);
  for (const arc of part.arcs) if (arc.from.home === arc.to.home) arc.from.home.arcs.push(arc);
  lanes.forEach(setRanks);
  arrange(lanes, part, aspect);
  setHeights(lanes);
  for (const arc of part.arcs) {
    arc.back = arc.to.column < arc.from.column;
    if (arc.back) [arc.from, arc.to] = [arc.to, arc.from];
  }
  const columns = setColumns(part);
  part.boxes = lanes.filter(lane => lane.id).map(lane => boxAround(lane, columns));
  part.paths = route(part, columns);
  return trim(part);
}

/* One lane an application, one for each node that belongs to none. */
function lanesOf(part) {
  const lanes = new Map();
  for (const item of part.items) {
    const key = item.lane || item;
    if (!lanes.has(key)) lanes.set(key, {id: item.lane, items: [], arcs: [], first: 0, top: 0});
    item.home = lanes.get(key);
    item.home.items.push(item);
  }
  return [...lanes.values()];
}

/* Boxes and strangers get their columns and heights on the grid: the width is tried that gives the largest picture. */
function arrange(lanes, part, aspect) {
  const {callers, callees} = links(part.items, part.arcs.map(arc => [arc.from, arc.to]));
  const near = distances(part.items, callers, callees);
  const flow = new Map(lanes.map(lane => [lane, least(lane.items.map(item => near.get(item)))]));
  const boxes = lanes.filter(lane => lane.id).sort((a, b) => flow.get(a) - flow.get(b) || b.items.length - a.items.length);
  const strangers = lanes.filter(lane => !lane.id).sort((a, b) => neighbours(b.items[0]).length - neighbours(a.items[0]).length);
  const area = boxes.reduce((sum, lane) => sum + lane.width * PITCH.x * (lane.height + GAP.title + GAP.side + GAP.lane), 0);
  const widest = most([1, ...boxes.map(lane => lane.width)]), ideal = Math.round(Math.sqrt(area * aspect * 1.2) / PITCH.x);
  let best = null;
  for (let columns = Math.max(widest, ideal - 2); columns <= Math.max(widest, ideal + 2); columns++) {
    stack(boxes, columns);
    for (const lane of strangers) settle(lane, boxes, strangers);
    const tried = {score: score(lanes, part.arcs, aspect), spots: lanes.map(lane => [lane.first, lane.top])};
    if (!best || tried.score < best.score) best = tried;
    for (const lane of lanes) lane.placed = false;
  }
  lanes.forEach((lane, i) => { [lane.first, lane.top] = best.spots[i]; });
  const left = least(lanes.map(lane => lane.first));
  for (const lane of lanes) for (const item of lane.items) item.column = item.rank + lane.first - left;
  for (const lane of lanes) lane.first -= left;
}

/* One after the other where it is high up and near those that it talks to. */
function stack(boxes, columns) {
  const floor = Array(columns).fill(0);
  for (const lane of boxes) {
    let best = null;
    for (let first = 0; first + lane.width <= columns; first++) {
      const top = most(floor.slice(first, first + lane.width)) + GAP.title;
      const cost = 1.5 * (top + lane.height) + distance(lane, first, top);
      if (!best || cost < best.cost) best = {first, top, cost};
    }
    Object.assign(lane, best, {placed: true});
    floor.fill(lane.top + lane.height + GAP.side + GAP.lane, lane.first, lane.first + lane.width);
  }
}

/* The mean way to those already placed with whom it talks; to call leftwards is dearer. */
function distance(lane, first, top) {
  let sum = 0, count = 0;
  for (const item of lane.items) {
    for (const [others, sign] of [[item.out.map(arc => arc.to), 1], [item.into.map(arc => arc.from), -1]]) {
      for (const other of others) {
        if (!other.home.placed || other.home === lane) continue;
        const ahead = (other.home.first + other.rank - first - item.rank) * sign;
        sum += (ahead > 0 ? ahead : 1.5 - 2 * ahead) * PITCH.x + Math.abs(middle(other.home) - top - lane.height / 2);
        count++;
      }
    }
  }
  return count ? sum / count : 0;
}

function middle(lane) {
  return lane.top + lane.height / 2;
}

/* Who belongs to no application stands beside the boxes, near those it talks to. */
function settle(lane, boxes, strangers) {
  const others = [...boxes, ...strangers.filter(other => other.placed && other !== lane)];
  const last = most([0, ...boxes.map(box => box.first + box.width)]);
  const {into, out} = lane.items[0], entry = !into.length && out.length > 1;  // who calls many stands before them all
  let best = null;
  for (let column = -1; column <= (entry ? -1 : last); column++) {
    const taken = others.filter(other => other.first <= column && column < other.first + other.width).map(other => {
      const [above, below] = other.id ? [GAP.title + GAP.lane, GAP.side + GAP.lane] : [GAP.node, GAP.node];
      return [other.top - above - NODE.height, other.top + other.height + below];
    });
    const near = neighbours(lane.items[0]).filter(item => item.home.placed);
    const wanted = near.length ? near.reduce((sum, item) => sum + middle(item.home), 0) / near.length - NODE.height / 2 : 0;
    for (const top of [wanted, ...taken.flat()]) {
      if (taken.some(([from, to]) => top > from && top < to)) continue;
      const cost = distance(lane, column, top);
      if (!best || cost < best.cost) best = {first: column, top, cost};
    }
  }
  Object.assign(lane, best, {placed: true});
}

/* How small the whole becomes on a screen, and how long its edges are. */
function score(lanes, arcs, aspect) {
  const width = most(lanes.map(lane => lane.first + lane.width)) - least(lanes.map(lane => lane.first));
  const height = most(lanes.map(lane => lane.top + lane.height)) - least(lanes.map(lane => lane.top));
  const length = arcs.reduce((sum, {from, to}) => sum + Math.abs(middle(from.home) - middle(to.home))
    + PITCH.x * Math.abs(from.home.first + from.rank - to.home.first - to.rank), 0);
  return Math.max(width * PITCH.x / aspect, height) + length / Math.max(1, arcs.length);
}

/* Within its lane a node moves towards those it talks to. */
function setHeights(lanes) {
  for (const lane of lanes) {
    for (const column of lane.columns.values()) spread(column, lane, column.map((_, i) => lane.top + i * PITCH.y));
  }
  const columns = lanes.filter(lane => lane.id).flatMap(lane => [...lane.columns.values()].map(items => ({items, lane})));
  columns.sort((a, b) => a.items[0].column - b.items[0].column);
  for (let round = 0; round < 12; round++) {
    for (const {items, lane} of round % 2 ? [...columns].reverse() : columns) {
      const wanted = new Map(items.map(item => [item, wish(item, lane, round > 8)]));
      if (round < 9) items.sort((a, b) => wanted.get(a) - wanted.get(b));
      spread(items, lane, items.map(item => wanted.get(item)));
    }
  }
}

function neighbours(item) {
  return [...item.out.map(arc => arc.to), ...item.into.map(arc => arc.from)];
}

/* The mean height of those it talks to, in the end the height of one of them: its edge is straight then.
   What lies elsewhere pulls no further than to the edge of the lane. */
function wish(item, lane, straight) {
  const bound = other => clamp(other.y, lane.top, lane.top + lane.height - NODE.height);
  const mates = straight ? neighbours(item).filter(other => other.home === lane) : [];
  const near = (mates.length ? mates : neighbours(item)).map(bound).sort((a, b) => a - b);
  if (!near.length) return lane.top + lane.height;
  return straight ? near[(near.length - 1) >> 1] : near.reduce((sum, y) => sum + y, 0) / near.length;
}

/* Nearest to the wanted heights in this order, none over another, all within the lane (least squares, by merging). */
function spread(items, lane, wanted) {
  const blocks = [];
  wanted.forEach((y, i) => {
    let block = {sum: y - i * PITCH.y, size: 1};
    while (blocks.length && blocks.at(-1).sum / blocks.at(-1).size >= block.sum / block.size) {
      const above = blocks.pop();
      block = {sum: above.sum + block.sum, size: above.size + block.size};
    }
    blocks.push(block);
  });
  const room = lane.top + lane.height + GAP.node - items.length * PITCH.y;
  let i = 0;
  for (const block of blocks) {
    const start = clamp(block.sum / block.size, lane.top, Math.max(lane.top, room));
    for (let k = 0; k < block.size; k++, i++) items[i].y = start + i * PITCH.y;
  }
}

function boxAround(lane, columns) {
  const x = columns[lane.first].x - GAP.side, y = lane.top - GAP.title;
  const width = columns[lane.first + lane.width - 1].x + NODE.width + GAP.side - x;
  return {id: lane.id, x, y, width, height: lane.height + GAP.title + GAP.side};
}

/* Shelves about as wide as a screen is for their height. */
function pack(parts, aspect) {
  parts.sort((a, b) => b.items.length - a.items.length || b.height - a.height);
  const area = parts.reduce((sum, part) => sum + (part.width + GAP.part) * (part.height + GAP.part), 0);
  const width = most([...parts.map(part => part.width), Math.sqrt(area * aspect)]);
  let x = 0, y = 0, shelf = 0;
  for (const part of parts) {
    if (x && x + part.width > width) { x = 0; y += shelf; shelf = 0; }
    [part.x, part.y] = [x, y];
    x += part.width + GAP.part / 2;
    shelf = Math.max(shelf, part.height + GAP.part / 2);
  }
}

function least(values) {
  let best = Infinity;
  for (const value of values) if (value < best) best = value;
  return best;
}

function most(values) {
  let best = -Infinity;
  for (const value of values) if (value > best) best = value;
  return best;
}

function range(first, last) {
  return Array.from({length: last - first + 1}, (_, i) => first + i);
}

function clamp(value, least, most) {
  return Math.min(Math.max(value, least), most);
}
