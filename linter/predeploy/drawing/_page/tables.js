/* The same as tables, faulty edges first: for who cannot use the drawing, and for paper. */

function tables(map) {
  const edges = [...map.edges].sort((a, b) => b.faulty - a.faulty);
  const link = thing => html("button", {class: "link", click: () => map.pick(thing.id)}, named(thing.name));
  const ofEdge = edge => [link(map.nodes.get(edge.caller)), link(map.nodes.get(edge.callee)),
    html("button", {class: "link", click: () => map.pick(edge.id)}, edge.kind), edge.label, findingsOf(map.found(edge)) || "", at(edge)];
  const ofNode = node => [link(node), node.kind, named((map.applications.get(node.application) || {name: presence(node)}).name),
    node.verdict || "", Object.values(replicas(node)).filter(Boolean).join(" – "), usd(node.idle_usd_month), findingsOf(map.found(node)) || "", at(node)];
  const calls = ["Caller", "Callee", "Kind", "Waits / works", "Findings", "Place"];
  return [
    table("Faulty edges", calls, edges.filter(edge => edge.faulty).map(ofEdge), "No edge is faulty."),
    table("Nodes", ["Name", "Kind", "Application", "Verdict", "Floor – ceiling", "Idle", "Findings", "Place"], [...map.nodes.values()].map(ofNode), "No node."),
    table("Other edges", calls, edges.filter(edge => !edge.faulty).map(ofEdge), "No other edge."),
  ];
}

function table(title, heads, rows, none) {
  const body = rows.map(cells => html("tr", {}, ...cells.map(cell => html("td", {}, cell))));
  const head = html("thead", {}, html("tr", {}, ...heads.map(name => html("th", {scope: "col"}, name))));
  const whole = rows.length ? html("table", {"aria-label": title}, head, html("tbody", {}, ...body)) : html("p", {}, none);
  return html("section", {}, html("h2", {}, `${title} (${rows.length})`), whole);
}
