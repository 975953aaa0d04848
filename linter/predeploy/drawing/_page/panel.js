/* What is known of one node or one edge, beside the map. */

/* An element of the page; strings become text, never markup. */
function html(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "click") element.addEventListener("click", value);
    else if (value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter(child => child !== null && child !== ""));
  return element;
}

/* A text of the estate, whatever its direction; what stands between two backticks is a name. */
function named(text) {
  const parts = (text || "(no name)").split("`");
  return html("bdi", {}, ...parts.length % 2 ? parts.map((part, i) => i % 2 ? html("code", {}, part) : part) : [text]);
}

function section(title, ...children) {
  const there = children.filter(Boolean);
  return there.length ? html("section", {}, html("h3", {}, title), ...there) : "";
}

function facts(pairs) {
  const rows = pairs.filter(([, value]) => value !== "" && value !== null && value !== undefined);
  const cell = value => html("dd", {}, typeof value === "string" ? named(value) : value);
  return rows.length ? html("dl", {}, ...rows.flatMap(([key, value]) => [html("dt", {}, key), cell(value)])) : null;
}

function list(items, className = "") {
  return items.length ? html("ul", {class: className}, ...items.map(item => html("li", {}, ...[item].flat()))) : null;
}

function at(thing) {
  return place(thing) ? html("code", {class: "place"}, place(thing)) : "";
}

function rule(name) {
  return name ? html("span", {class: "rule"}, name) : "";
}

function findingsOf(findings) {
  return list(findings.map(finding => [html("span", {class: `severity s-${finding.severity}`}, finding.severity), " ",
    rule(finding.rule), html("p", {}, named(finding.message)), at(finding)]), "findings");
}

function aboutNode(map, node) {
  const verdict = own(VERDICTS, node.verdict), {floor, ceiling} = replicas(node);
  const application = map.applications.get(node.application);
  const held = node.held_by.map(hold => [named(hold.reason), " ", at(hold), " ", rule(hold.rule)]);
  return [
    html("p", {class: "lead"}, named([node.kind, node.platform, presence(node)].filter(Boolean).join(" · "))),
    html("p", {}, at(node)),
    verdict ? html("p", {class: `verdict v-${node.verdict}`}, picture(badge(node.verdict, 1, 1), 16),
      html("span", {}, html("b", {}, node.verdict), `: ${verdict[1]}`)) : "",
    section("Held up by", list(held)),
    section("Findings", findingsOf(map.found(node))),
    section("Scale and money", facts([["floor", floor], ["ceiling", ceiling], ["scaled by", node.scaled_by],
      ["woken by", list(node.woken_by.map(named))], ["idle", usd(node.idle_usd_month)]])),
    application ? section("Application", facts([["name", application.name], ["path", application.path],
      ["intent", application.intent], ["idle", usd(application.idle_usd_month)],
      ["not priced", application.unpriced ? plural(application.unpriced, "node") : ""]])) : "",
    section("Settings", facts(Object.entries(node.settings))),
    section("Called by", connections(map, map.edges.filter(edge => edge.callee === node.id), edge => map.nodes.get(edge.caller))),
    section("Calls", connections(map, map.edges.filter(edge => edge.caller === node.id), edge => map.nodes.get(edge.callee))),
  ];
}

function connections(map, edges, far) {
  return list(edges.map(edge => html("button", {class: edge.faulty ? "jump faulty" : "jump", click: () => map.pick(edge.id)},
    html("span", {}, edge.faulty ? "⚠ " : "", named(far(edge).name)),
    html("small", {}, [edge.kind, edge.label].filter(Boolean).join(" · ")))), "jumps");
}

function aboutEdge(map, edge) {
  const ends = map.ends(edge).map(node => html("button", {class: "jump", click: () => map.pick(node.id)}, named(node.name)));
  const slack = typeof edge.slack === "number" ? `${edge.slack.toLocaleString("en-US")} s`.replace("-", "−") : "";
  return [
    html("p", {class: "ends"}, ends[0], " → ", ends[1]),
    html("p", {class: "lead"}, [edge.kind, edge.mode, edge.evidence].filter(Boolean).join(" · ")),
    html("p", {}, at(edge)),
    section("Findings", findingsOf(map.found(edge))),
    section("Times", bars(edge), facts([["slack", slack], ["attempts", edge.attempts === null ? "" : String(edge.attempts)],
      ["batching window", edge.window ? `${edge.window} s` : ""], ["period", edge.period ? `${edge.period} s` : ""]])),
  ];
}

/* Two bars to one scale: how long one side waits, how long the other may work. */
function bars(edge) {
  const sides = [["caller waits", edge.waits], ["callee may work", edge.works]];
  const longest = most([1, ...sides.map(([, side]) => side && typeof side.seconds === "number" ? side.seconds : 0)]);
  const rows = sides.map(([title, side], i) => {
    const share = !side ? 0 : side.seconds === "unlimited" ? 1 : side.seconds / longest;
    const bar = html("span", {class: i && edge.faulty ? "bar faulty" : "bar"});
    bar.style.width = `${share * 100}%`;
    return html("div", {class: "time"}, html("span", {}, title), html("b", {}, side ? side.text : "not known"),
      html("span", {class: "track"}, bar), at(side));
  });
  return html("div", {class: "times"}, ...rows);
}

function picture(drawing, size) {
  return svg("svg", {class: "sign", width: size, height: size, viewBox: `0 0 ${size} ${size}`, "aria-hidden": true}, drawing);
}
