/* The columns of one application: cycles are broken, then each node stands right of all its callers (longest path). */

/* Sets each item's `rank`, the lane's `columns` (rank → items), `width` in columns and `height`. */
function setRanks(lane) {
  const pairs = lane.arcs.map(arc => [arc.from, arc.to]);
  const {callers, callees} = links(lane.items, forward(lane.items, pairs));
  const rows = Math.max(4, Math.ceil(1.5 * Math.sqrt(lane.items.length)));
  const held = rank(lane.items, callers, callees, rows);
  lane.columns = new Map();
  for (const item of lane.items) lane.columns.set(item.rank, [...(lane.columns.get(item.rank) || []), item]);
  lane.width = most(lane.columns.keys()) + 1;
  lane.height = most(held.values()) * PITCH.y - GAP.node;
}

/* No more in one column than looks well, the rest moves on to the right; returns how many stand in each. */
function rank(items, callers, callees, rows) {
  const held = new Map(), count = column => held.get(column) || 0;
  const take = (item, column) => { item.rank = column; held.set(column, count(column) + 1); };
  const linked = items.filter(item => callers.get(item).length + callees.get(item).length);
  const order = topological(linked, callers, callees), level = new Map(), depth = new Map();
  for (const item of order) level.set(item, 1 + most([-1, ...callers.get(item).map(one => level.get(one))]));
  for (const item of [...order].reverse()) depth.set(item, 1 + most([-1, ...callees.get(item).map(one => depth.get(one))]));
  order.sort((a, b) => level.get(a) - level.get(b) || depth.get(b) - depth.get(a));
  for (const item of order) {
    let column = 1 + most([-1, ...callers.get(item).map(one => one.rank)]);
    while (count(column) >= rows) column++;
    take(item, column);
  }
  for (const item of order) {  // whom nobody calls stands beside what it calls
    const column = least(callees.get(item).map(one => one.rank)) - 1;
    if (callers.get(item).length || column <= item.rank || count(column) >= rows) continue;
    held.set(item.rank, count(item.rank) - 1);
    take(item, column);
  }
  const used = Math.max(1, linked.length ? most(order.map(item => item.rank)) + 1 : 0);
  const loose = items.filter(item => !callers.get(item).length && !callees.get(item).length);
  const width = Math.max(used, Math.ceil((linked.length + loose.length) / rows));
  for (const item of loose) take(item, range(0, width - 1).reduce((best, column) => count(column) < count(best) ? column : best));
  return held;
}

function topological(items, callers, callees) {
  const waiting = new Map(items.map(item => [item, callers.get(item).length]));
  const order = items.filter(item => !waiting.get(item));
  for (let i = 0; i < order.length; i++) {
    for (const to of callees.get(order[i])) {
      waiting.set(to, waiting.get(to) - 1);
      if (!waiting.get(to)) order.push(to);
    }
  }
  return order;
}

function links(items, pairs) {
  const callers = new Map(items.map(item => [item, []])), callees = new Map(items.map(item => [item, []]));
  for (const [from, to] of pairs) {
    callers.get(to).push(from);
    callees.get(from).push(to);
  }
  return {callers, callees};
}

/* Among nodes that call each other in a circle, a call towards where requests come in is turned round. */
function forward(items, pairs) {
  const {callers, callees} = links(items, pairs);
  const circle = circles(items, callers, callees), near = distances(items, callers, callees);
  const at = new Map(items.map((item, i) => [item, near.get(item) * items.length + i]));
  const turned = ([from, to]) => circle.get(from) === circle.get(to) && at.get(to) < at.get(from);
  return pairs.map(pair => turned(pair) ? [pair[1], pair[0]] : pair);
}

/* Node → its strongly connected component (Kosaraju: leaving order, then backwards). */
function circles(items, callers, callees) {
  const left = [], circle = new Map(), seen = new Set();
  for (const item of items) left.push(...reached(item, callees, seen));
  seen.clear();
  for (const item of left.reverse()) for (const one of reached(item, callers, seen)) circle.set(one, item);
  return circle;
}

/* What can be reached and was not seen before, in the order in which a depth-first walk leaves it. */
function reached(start, next, seen) {
  const left = [], stack = seen.has(start) ? [] : [[start, 0]];
  seen.add(start);
  while (stack.length) {
    const top = stack.at(-1), other = next.get(top[0])[top[1]++];
    if (!other) left.push(stack.pop()[0]);
    else if (!seen.has(other)) { seen.add(other); stack.push([other, 0]); }
  }
  return left;
}

/* How many calls away from those whom nobody calls. */
function distances(items, callers, callees) {
  const near = new Map();
  let queue = items.filter(item => !callers.get(item).length);
  for (const item of queue) near.set(item, 0);
  for (const start of [null, ...items]) {  // a circle that nobody calls begins anywhere
    if (start && near.has(start)) continue;
    if (start) { near.set(start, 0); queue = [start]; }
    for (let i = 0; i < queue.length; i++) {
      for (const to of callees.get(queue[i])) {
        if (near.has(to)) continue;
        near.set(to, near.get(queue[i]) + 1);
        queue.push(to);
      }
    }
  }
  return near;
}
