/* Where everything stands: callers left, callees right, a box around each application. Knows nothing of the page.
   Steps: break cycles, rank (longest path, so many to a column), order lanes and columns, set heights, pack. */

const NODE = {width: 190, height: 48};
const GAP = {node: 26, lane: 26, side: 16, title: 30, part: 90};
const PITCH = NODE.height + GAP.node;

/* {nodes: Map id → {x, y}, boxes: [{id, x, y, width, height}], paths: Map id → route, width, height} */
function layout(nodes, edges) {
  const parts = components(nodes, edges).map(part => place(part));
  const whole = {nodes: new Map(), boxes: [], paths: new Map(), width: 0, height: 0};
  pack(parts);
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
    items.set(node.id, {id: node.id, lane: node.application || "", out: [], into: [], rank: 0, y: 0});
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

function place(part) {
  breakCycles(part);
  rank(part);
  const lanes = lanesOf(part);
  setHeights(part, lanes);
  const boxes = lanes.filter(lane => lane.id).map(lane => ({id: lane.id, lane}));
  const columns = setColumns(part, lanes);
  for (const box of boxes) boxAround(box, columns);
  part.boxes = boxes.map(({id, x, y, width, height}) => ({id, x, y, width, height}));
  part.paths = route(part, columns, part.boxes);
  return trim(part);
}

/* An arc that closes a cycle is drawn from right to left. Depth first from those whom nobody calls. */
function breakCycles(part) {
  const state = new Map();  // 1: on the way, 2: done
  const starts = [...part.items].sort((a, b) => a.into.length - b.into.length);
  for (const start of starts) {
    if (state.has(start)) continue;
    const stack = [[start, 0]];
    state.set(start, 1);
    while (stack.length) {
      const top = stack[stack.length - 1];
      const arc = top[0].out[top[1]++];
      if (!arc) { state.set(top[0], 2); stack.pop(); continue; }
      if (state.get(arc.to) === 1) arc.back = true;
      if (!state.has(arc.to)) { state.set(arc.to, 1); stack.push([arc.to, 0]); }
    }
  }
  for (const item of part.items) { item.out = []; item.into = []; }
  for (const arc of part.arcs) {
    if (arc.back) [arc.from, arc.to] = [arc.to, arc.from];
    arc.from.out.push(arc);
    arc.to.into.push(arc);
  }
}

/* Behind all its callers, but no more of a lane in one column than looks well: the rest moves on to the right. */
function rank(part) {
  const most = Math.ceil(1.5 * Math.sqrt(part.items.length));
  const sizes = counted(part.items, item => item.lane);
  const cap = lane => Math.max(4, Math.ceil(most * sizes.get(lane) / part.items.length));
  const held = new Map();
  const key = (item, column) => item.lane + " " + column;
  const take = (item, column) => {
    item.rank = column;
    held.set(key(item, column), (held.get(key(item, column)) || 0) + 1);
  };
  const free = (item, column) => (held.get(key(item, column)) || 0) < cap(item.lane);
  const linked = part.items.filter(item => item.out.length + item.into.length);
  const order = topological(linked);
  for (const item of [...order].reverse()) item.depth = 1 + Math.max(0, ...item.out.map(arc => arc.to.depth));
  for (const item of order) item.level = Math.max(0, ...item.into.map(arc => arc.from.level + 1));
  order.sort((a, b) => a.level - b.level || b.depth - a.depth);
  for (const item of order) {
    let column = Math.max(0, ...item.into.map(arc => arc.from.rank + 1));
    while (!free(item, column)) column++;
    take(item, column);
  }
  for (const item of order) {  // whom nobody calls stands beside what it calls
    const wanted = Math.min(...item.out.map(arc => arc.to.rank)) - 1;
    if (item.into.length || wanted <= item.rank || !isFinite(wanted) || !free(item, wanted)) continue;
    held.set(key(item, item.rank), held.get(key(item, item.rank)) - 1);
    take(item, wanted);
  }
  const first = Math.min(...order.map(item => item.rank));
  for (const item of order) item.rank -= first;
  fill(part.items.filter(item => !linked.includes(item)), order, cap);
}

function topological(items) {
  const waiting = new Map(items.map(item => [item, item.into.length]));
  const order = items.filter(item => !item.into.length);
  for (let i = 0; i < order.length; i++) {
    for (const arc of order[i].out) {
      waiting.set(arc.to, waiting.get(arc.to) - 1);
      if (!waiting.get(arc.to)) order.push(arc.to);
    }
  }
  return order;
}

/* Those without any call go where their application has room. */
function fill(loose, placed, cap) {
  for (const item of loose) {
    const mates = placed.filter(other => other.lane === item.lane);
    const held = counted(mates, other => other.rank);
    const columns = [...held.keys()];
    const first = columns.length ? Math.min(...columns) : 0;
    const last = columns.length ? Math.max(...columns) : 0;
    let best = first;
    for (let column = first; column <= last + 1; column++) {
      const weight = (held.get(column) || 0) + (column > last ? cap(item.lane) - 1 : 0);
      if (weight < (held.get(best) || 0)) best = column;
    }
    item.rank = best;
    placed.push(item);
  }
}

function counted(items, key) {
  const counts = new Map();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) || 0) + 1);
  return counts;
}

/* One lane an application, one for each node that belongs to none. */
function lanesOf(part) {
  const lanes = new Map();
  for (const item of part.items) {
    const id = item.lane || item;
    if (!lanes.has(id)) lanes.set(id, {id: item.lane, columns: new Map(), items: []});
    const lane = lanes.get(id);
    item.home = lane;
    lane.items.push(item);
    lane.columns.set(item.rank, [...(lane.columns.get(item.rank) || []), item]);
  }
  for (const lane of lanes.values()) {
    lane.first = Math.min(...lane.columns.keys());
    lane.last = Math.max(...lane.columns.keys());
    lane.height = Math.max(...[...lane.columns.values()].map(column => column.length)) * PITCH - GAP.node;
  }
  return inOrder([...lanes.values()]);
}

/* Applications that talk much stand near each other: each moves to where the way of its calls is shortest. */
function inOrder(lanes) {
  const named = lanes.filter(lane => lane.id).sort((a, b) => a.first - b.first || b.items.length - a.items.length);
  const pairs = named.map(lane => {
    const near = lane.items.flatMap(item => neighbours(item).map(other => other.home));
    return counted(near.filter(other => other !== lane && other.id), other => other);
  });
  const weights = new Map(named.map((lane, i) => [lane, pairs[i]]));
  const cost = order => {
    const at = new Map(order.map((lane, i) => [lane, i]));
    let sum = 0;
    for (const lane of order) for (const [other, n] of weights.get(lane)) sum += n * Math.abs(at.get(lane) - at.get(other));
    return sum;
  };
  let order = named, best = cost(named);
  for (let round = 0; round < (named.length > 40 ? 1 : 3); round++) {
    for (const lane of named) {
      const rest = order.filter(other => other !== lane);
      for (let i = 0; i <= rest.length; i++) {
        const tried = [...rest.slice(0, i), lane, ...rest.slice(i)];
        const price = cost(tried);
        if (price < best) { best = price; order = tried; }
      }
    }
  }
  return [...order, ...lanes.filter(lane => !lane.id)];
}

function neighbours(item) {
  return [...item.out.map(arc => arc.to), ...item.into.map(arc => arc.from)];
}

/* Lanes are stacked where their columns overlap; within a lane nodes move towards those they talk to. */
function setHeights(part, lanes) {
  const named = lanes.filter(lane => lane.id), strangers = lanes.filter(lane => !lane.id).map(lane => lane.items[0]);
  const floor = new Map();
  for (const lane of named) {
    const columns = range(lane.first, lane.last);
    lane.top = Math.max(...columns.map(column => floor.get(column) || 0)) + GAP.title;
    for (const column of columns) floor.set(column, lane.top + lane.height + GAP.side + GAP.lane);
    for (const column of lane.columns.values()) spread(column, lane, column.map((_, i) => lane.top + i * PITCH));
  }
  const columns = named.flatMap(lane => [...lane.columns].map(([rank, items]) => ({rank, items, lane})));
  columns.sort((a, b) => a.rank - b.rank);
  settle(strangers, named);
  for (let round = 0; round < 10; round++) {
    for (const {items, lane} of round % 2 ? [...columns].reverse() : columns) {
      const wanted = new Map(items.map(item => [item, wish(item, lane)]));
      if (round < 8) items.sort((a, b) => wanted.get(a) - wanted.get(b));
      spread(items, lane, items.map(item => wanted.get(item)));
    }
    settle(strangers, named);
  }
}

/* The mean height of those it talks to; what lies in other lanes pulls no further than to the edge of its own. */
function wish(item, lane) {
  const near = neighbours(item);
  if (!near.length) return lane ? lane.top + lane.height : item.y;
  const heights = near.map(other => lane ? clamp(other.y, lane.top, lane.top + lane.height - NODE.height) : other.y);
  return heights.reduce((sum, y) => sum + y, 0) / heights.length;
}

/* Nearest to the wanted heights in this order, none over another, all within the lane (least squares, by merging). */
function spread(items, lane, wanted) {
  const blocks = [];
  wanted.forEach((y, i) => {
    let block = {sum: y - i * PITCH, size: 1};
    while (blocks.length && blocks.at(-1).sum / blocks.at(-1).size >= block.sum / block.size) {
      const above = blocks.pop();
      block = {sum: above.sum + block.sum, size: above.size + block.size};
    }
    blocks.push(block);
  });
  const room = lane.top + lane.height + GAP.node - items.length * PITCH;
  let i = 0;
  for (const block of blocks) {
    const start = clamp(block.sum / block.size, lane.top, Math.max(lane.top, room));
    for (let k = 0; k < block.size; k++, i++) items[i].y = start + i * PITCH;
  }
}

/* Who belongs to no application stands in its column at the nearest free height. */
function settle(strangers, named) {
  const taken = new Map();
  for (const lane of named) {
    for (const column of range(lane.first, lane.last)) {
      taken.set(column, [...(taken.get(column) || []), [lane.top - GAP.title - GAP.lane, lane.top + lane.height + GAP.side + GAP.lane]]);
    }
  }
  for (const item of [...strangers].sort((a, b) => neighbours(b).length - neighbours(a).length)) {
    const held = taken.get(item.rank) || [];
    const room = y => held.every(([top, bottom]) => y + NODE.height <= top || y >= bottom);
    const heights = [wish(item), ...held.flatMap(([top, bottom]) => [top - NODE.height, bottom])].filter(room);
    const wanted = wish(item);
    item.y = heights.reduce((best, y) => Math.abs(y - wanted) < Math.abs(best - wanted) ? y : best);
    taken.set(item.rank, [...held, [item.y - GAP.node, item.y + NODE.height + GAP.node]]);
  }
}

function boxAround(box, columns) {
  const lane = box.lane, last = columns[lane.last];
  box.x = columns[lane.first].x - GAP.side;
  box.y = lane.top - GAP.title;
  box.width = last.x + NODE.width + GAP.side - box.x;
  box.height = lane.height + GAP.title + GAP.side;
}

/* Shelves about as wide as a screen is for their height. */
function pack(parts) {
  parts.sort((a, b) => b.items.length - a.items.length || b.height - a.height);
  const area = parts.reduce((sum, part) => sum + (part.width + GAP.part) * (part.height + GAP.part), 0);
  const width = Math.max(...parts.map(part => part.width), Math.sqrt(area * 1.7));
  let x = 0, y = 0, shelf = 0;
  for (const part of parts) {
    if (x && x + part.width > width) { x = 0; y += shelf; shelf = 0; }
    [part.x, part.y] = [x, y];
    x += part.width + GAP.part / 2;
    shelf = Math.max(shelf, part.height + GAP.part / 2);
  }
}

function range(first, last) {
  return Array.from({length: last - first + 1}, (_, i) => first + i);
}

function clamp(value, least, most) {
  return Math.min(Math.max(value, least), most);
}
