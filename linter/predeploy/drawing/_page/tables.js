/* The same as tables, faulty edges first: for who cannot use the drawing, and for paper. */

function tables(map) {
  const {edges} = map;
  const link = thing => html("button", {class: "link", click: () => map.pick(thing.id)}, named(thing.name));
  const last = thing => [findingsOf(map.found(thing)) || "", at(thing)];
  const edgeRow = edge => [...map.ends(edge).map(link), html("button", {class: "link", click: () => map.pick(edge.id)}, edge.kind),
    edge.label, ...last(edge)];
  const home = node => (map.applications.get(node.application) || {title: presence(node)}).title;
  const nodeRow = node => [link(node), node.kind, named(home(node)), node.verdict || "",
    Object.values(replicas(node)).filter(Boolean).join(" – "), usd(node.idle_usd_month), ...last(node)];
  const calls = ["Caller", "Callee", "Kind", "Waits / works", "Findings", "Place"];
  const things = ["Name", "Kind", "Application", "Verdict", "Floor – ceiling", "Idle", "Findings", "Place"];
  return [
    table("Faulty edges", calls, edges.filter(edge => edge.faulty).map(edgeRow), "No edge is faulty."),
    table("Nodes", things, [...map.nodes.values()].map(nodeRow), "No node."),
    table("Other edges", calls, edges.filter(edge => !edge.faulty).map(edgeRow), "No other edge."),
  ];
}

function table(title, heads, rows, none) {
  const body = rows.map(cells => html("tr", {}, ...cells.map(cell => html("td", {}, cell))));
  const head = html("thead", {}, html("tr", {}, ...heads.map(name => html("th", {scope: "col"}, name))));
  const whole = rows.length ? html("table", {"aria-label": title}, head, html("tbody", {}, ...body)) : html("p", {}, none);
  return html("section", {}, html("h2", {}, `${title} (${rows.length})`), whole);
}
