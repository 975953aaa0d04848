/* The page: what is shown of the estate, what is picked, and the keys. */

const byId = id => document.getElementById(id);
const data = JSON.parse(byId("data").textContent);
const names = counted(data.applications, one => one.name);
for (const one of data.applications) one.title = names.get(one.name) > 1 && one.path ? `${one.name} · ${one.path}` : one.name;
const map = {
  applications: new Map(data.applications.map(one => [one.id, one])),
  nodes: new Map(data.nodes.map(one => [one.id, one])),
  found: thing => thing.findings.map(number => data.findings[number]).filter(Boolean),
  ends: edge => [map.nodes.get(edge.caller), map.nodes.get(edge.callee)],
  pick: id => pick(id),
};
map.edges = data.edges.filter(edge => map.nodes.has(edge.caller) && map.nodes.has(edge.callee));
const edgesById = new Map(map.edges.map(edge => [edge.id, edge]));
const frame = byId("frame"), view = makeView(frame);
const shown = {faulty: false, here: false, hiddenApplications: new Set(), hiddenKinds: new Set()};
let drawn = {nodes: [], edges: [], elements: new Map(), spots: null}, picked = null, from = null;

/* What the filters leave. */
function visible() {
  let edges = map.edges.filter(edge => !shown.hiddenKinds.has(edge.kind) && (!shown.faulty || edge.faulty));
  let nodes = data.nodes.filter(node => !shown.hiddenApplications.has(node.application)
    && !(shown.here && node.presence !== "here"));
  const kept = new Set(nodes.map(node => node.id));
  edges = edges.filter(edge => kept.has(edge.caller) && kept.has(edge.callee));
  const linked = new Set(edges.flatMap(edge => [edge.caller, edge.callee]));
  const alone = node => shown.faulty || (shown.hiddenApplications.size && !node.application);
  nodes = nodes.filter(node => linked.has(node.id) || !alone(node));
  return {nodes, edges};
}

function draw() {
  const {nodes, edges} = visible(), spots = layout(nodes, edges, shape()), elements = new Map();
  const keep = (id, element) => { elements.set(id, [...(elements.get(id) || []), element]); return element; };
  byId("boxes").replaceChildren(...spots.boxes.map(box => drawBox(map.applications.get(box.id), box)));
  byId("edges").replaceChildren(...[...edges].sort((a, b) => a.faulty - b.faulty).map(edge =>
    keep(edge.id, drawEdge(edge, spots.paths.get(edge.id), ofEdge(edge, ...map.ends(edge))))));
  byId("labels").replaceChildren(...edges.filter(edge => spots.paths.get(edge.id).label).map(edge =>
    keep(edge.id, drawLabel(edge, spots.paths.get(edge.id).label))));
  byId("nodes").replaceChildren(...nodes.map(node =>
    keep(node.id, drawNode(node, spots.nodes.get(node.id), map.found(node), ofNode(node, map.found(node))))));
  drawn = {nodes, edges, elements, spots};
  byId("none").hidden = nodes.length > 0;
  Object.assign(view, {width: spots.width || 1, height: spots.height || 1});
  const first = nodes.find(node => node.role === "internet") || nodes[0];
  if (first) elements.get(first.id)[0].setAttribute("tabindex", 0);
  view.start(first ? spotOf(first.id) : [0, 0]);
  mark();
  search();
}

/* How wide the picture may be for its height. */
function shape() {
  return clamp(frame.clientWidth / Math.max(1, frame.clientHeight), 0.6, 2.2);
}

/* The picked one and what it touches stand out. */
function mark() {
  const near = new Set([picked]);
  for (const edge of drawn.edges) {
    if (edge.id === picked) [edge.caller, edge.callee].forEach(id => near.add(id));
    if (edge.caller === picked || edge.callee === picked) [edge.id, edge.caller, edge.callee].forEach(id => near.add(id));
  }
  frame.classList.toggle("picking", drawn.elements.has(picked));
  for (const [id, elements] of drawn.elements) {
    for (const element of elements) {
      element.classList.toggle("near", near.has(id));
      element.classList.toggle("picked", id === picked);
    }
  }
}

function pick(id) {
  const node = map.nodes.get(id), edge = edgesById.get(id);
  if (!node && !edge) return;
  if (!picked) from = document.activeElement;
  picked = id;
  const title = node ? [picture(icon(node.role, 0, 0), 20), named(node.name)] : [edge.faulty ? "⚠ Faulty edge" : "Edge"];
  const told = node ? aboutNode(map, node) : aboutEdge(map, edge);
  byId("about").replaceChildren(html("h2", {tabindex: -1}, ...title), ...told.filter(Boolean));
  byId("panel").hidden = false;
  byId("panel").scrollTop = 0;
  mark();
  if (!byId("map").hidden && drawn.elements.has(id)) view.reveal(spotOf(id), covered());
  byId("about").querySelector("h2").focus();
}

/* On a small screen the panel lies on the map. */
function covered() {
  return getComputedStyle(byId("panel")).position === "absolute" ? byId("panel").offsetHeight : 0;
}

function shut() {
  if (!picked) return;
  const back = drawn.elements.get(picked);
  picked = null;
  byId("panel").hidden = true;
  mark();
  if (!byId("map").hidden && back) back[0].focus({preventScroll: true});
  else if (from) from.focus();
}

function spotOf(id) {
  const node = drawn.spots.nodes.get(id);
  if (node) return [node.x, node.y, NODE.width, NODE.height];
  const {points, label} = drawn.spots.paths.get(id), [x, y] = label ? [label.x, label.y] : points[0];
  return [x - 60, y - 30, 120, 60];
}

/* Where an arrow key leads: along the edges sideways, up and down a column or among the edges of one node. */
function neighbour(id, key) {
  const spots = drawn.spots, edge = edgesById.get(id);
  const height = one => spots.paths.get(one.id).points.at(-1)[1];
  if (edge) {
    if (key === "ArrowRight") return edge.callee;
    if (key === "ArrowLeft") return edge.caller;
    const mates = drawn.edges.filter(one => one.caller === edge.caller).sort((a, b) => height(a) - height(b));
    return (mates[mates.indexOf(edge) + (key === "ArrowDown" ? 1 : -1)] || edge).id;
  }
  const [side, far] = {ArrowRight: ["caller", "callee"], ArrowLeft: ["callee", "caller"]}[key] || [];
  if (side) return (drawn.edges.find(one => one[side] === id && one[far] !== id) || {id}).id;
  const here = spots.nodes.get(id), sign = key === "ArrowDown" ? 1 : -1;
  const away = ([, spot]) => (spot.y - here.y) * sign + 3 * Math.abs(spot.x - here.x);
  const ahead = [...spots.nodes].filter(([, spot]) => (spot.y - here.y) * sign > 0);
  return ahead.reduce((best, one) => away(one) < away(best) ? one : best, ahead[0] || [id, here])[0];
}

function focusOn(id) {
  for (const element of frame.querySelectorAll("[tabindex='0']")) element.setAttribute("tabindex", -1);
  const [element] = drawn.elements.get(id);
  element.setAttribute("tabindex", 0);
  element.focus({preventScroll: true});
  view.reveal(spotOf(id));
}

function search() {
  const wanted = byId("search").value.trim().toLowerCase();
  const texts = node => [node.name, node.kind, node.platform, node.path].filter(Boolean);
  const matches = node => texts(node).some(text => text.toLowerCase().includes(wanted));
  const hits = wanted ? drawn.nodes.filter(matches) : [], ids = new Set(hits.map(node => node.id));
  frame.classList.toggle("searching", wanted !== "");
  for (const node of drawn.nodes) drawn.elements.get(node.id)[0].classList.toggle("hit", ids.has(node.id));
  byId("hits").textContent = wanted ? `${hits.length} of ${drawn.nodes.length}` : "";
  return hits;
}
