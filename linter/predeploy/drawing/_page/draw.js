/* The layout as SVG. Texts of the estate get in as text and as attributes only, never as markup. */

const SVG = "http://www.w3.org/2000/svg";

const ICONS = {  // on a field of 20 × 20, by role
  gateway: "M3 17V9a7 7 0 0 1 14 0v8M7 17V9.5a3 3 0 0 1 6 0V17",
  queue: "M2 7h4v6H2zM8 7h4v6H8zM14 7h4v6h-4z",
  stream: "M2 7c3-4 5 4 8 0s5-4 8 0M2 13c3-4 5 4 8 0s5-4 8 0",
  topic: "M3 10h4l7-6M7 10h10M7 10l7 6",
  schedule: "M10 3a7 7 0 1 0 .01 0M10 6v4l3 2",
  function: "M5 4h3l5 12h2.5M9.5 8.5L5 16",
  workload: "M10 2.5l6.5 3.7v7.6L10 17.5l-6.5-3.7V6.2zM3.5 6.2L10 10l6.5-3.8M10 10v7.5",
  store: "M4 5.5c0-3 12-3 12 0v9c0 3-12 3-12 0zM4 5.5c0 3 12 3 12 0",
  workflow: "M3 3h6v5H3zM11 12h6v5h-6zM6 8v6.5h5",
  scaler: "M6 16V4M3 7l3-3 3 3M14 4v12M11 13l3 3 3-3",
  client: "M10 3a3.5 3.5 0 1 0 .01 0M3 17c1-6 13-6 14 0",
  internet: "M10 3a7 7 0 1 0 .01 0M3 10h14M10 3c-4 4-4 10 0 14c4-4 4-10 0-14",
  fixed: "M10 3a7 7 0 1 0 .01 0M12.5 7.5c-2-2-5-.5-4.5 1s4 1 4.3 3-3 2.5-4.8.600M10 5.5v9",
};
const VERDICTS = {  // shape on a field of 14 × 14, and what it means
  zero: ["M9.5 1A6.5 6.5 0 1 0 13 9.5 5.5 5.5 0 0 1 9.5 1z", "sleeps at zero when nobody calls"],
  ready: ["M9.5 1A6.5 6.5 0 1 0 13 9.5 5.5 5.5 0 0 1 9.5 1z", "could sleep at zero, but no scaler takes it there"],
  blocked: ["M4.3.5h5.4l3.8 3.8v5.4l-3.8 3.8H4.3L.5 9.7V4.3zM3.5 7h7", "is held up, although its platform can sleep"],
  unsuited: ["M7 .5L13.5 7 7 13.5.5 7z", "is meant to run all the time"],
  unknown: ["M7 1a6 6 0 1 0 .01 0M5 5.7a2 2 0 1 1 2.7 1.9q-.7.3-.7 1.1M7 10.3v.4", "not known before deployment"],
};
const SEVERITIES = ["critical", "high", "medium", "low", "info"];

/* A part of the drawing; `text` of the attributes becomes its content. */
function svg(name, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "text") element.textContent = value;
    else element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

function drawEdge(edge, path, words) {
  const classes = ["edge", edge.mode === "sync" ? "sync" : "async", edge.faulty ? "faulty" : "",
    ["named", "granted"].includes(edge.evidence) ? "inferred" : ""];
  const line = lineOf(path);
  return svg("g", {class: classes.join(" ").trim(), "data-id": edge.id, tabindex: -1, role: "button", "aria-label": words},
    svg("title", {text: words}), svg("path", {class: "hit", d: line}), svg("path", {class: "line", d: line}), arrow(edge, path));
}

function lineOf({shape, points}) {
  const [[x, y], end] = points;
  if (shape === "loop") return `M${x} ${y + 18}c34 6 34 -46 -20 -18`;
  if (shape === "bend") return `M${x} ${y}${curve(shape, points[0], end)}`;
  return `M${x} ${y}` + points.slice(1).map((point, i) => i % 2 ? `H${point[0]}` : curve(shape, points[i], point)).join("");
}

function curve(shape, [x1, y1], [x2, y2]) {
  const half = shape === "bend" ? x1 + bulge([x1, y1], [x2, y2]) : (x1 + x2) / 2;
  return `C${half} ${y1} ${half} ${y2} ${x2} ${y2}`;
}

/* Filled for a call that is waited for, open for a delivery; a faulty edge has a bar before its head. */
function arrow(edge, {shape, back, points}) {
  const end = shape === "back" || (shape === "bend" && back) ? points[0] : points.at(-1);
  const [x, y] = shape === "loop" ? [end[0] - 20, end[1]] : end;
  const turn = {back: "rotate(180)", bend: "rotate(180)", loop: "rotate(125)"}[shape] || "";
  const d = (edge.mode === "sync" ? "M0 0L-9 -4.5V4.5z" : "M-8 -4.5L0 0L-8 4.5") + (edge.faulty ? "M-13 -6V6" : "");
  return svg("path", {class: "head", d, transform: `translate(${x} ${y}) ${turn}`});
}

function drawLabel(edge, {x, y, width, crowded}) {
  const group = svg("g", {class: `label${edge.faulty ? " faulty" : ""}${crowded ? " crowded" : ""}`, "data-id": edge.id,
    transform: `translate(${x} ${y})`, "aria-hidden": true});
  group.append(svg("rect", {x: -width / 2, y: -9, width, height: 18, rx: 9}));
  group.append(svg("text", {y: 4, "text-anchor": "middle", text: shortLabel(edge)}));
  return group;
}

function drawNode(node, {x, y}, findings, words) {
  const verdict = own(VERDICTS, node.verdict) ? node.verdict : "none";
  const group = svg("g", {class: `node v-${verdict}${node.presence === "here" ? "" : " absent"}`,
    transform: `translate(${x} ${y})`, "data-id": node.id, tabindex: -1, role: "button", "aria-label": words});
  const signed = verdict !== "none", left = 45, right = NODE.width - (signed ? 28 : 10), money = rounded(node.idle_usd_month);
  const room = right - left - (money ? width(money, KIND_FONT) + 6 : 0);
  group.append(svg("title", {text: words}), svg("rect", {class: "card", ...NODE, rx: 9}),
    svg("rect", {class: "tile", x: 8, y: 9, width: 30, height: 30, rx: 7}), icon(node.role, 13, 14),
    svg("text", {class: "name", x: left, y: 21, text: shortened(bare(node.name), NODE.width - left - 10, NAME_FONT)}),
    svg("text", {class: "kind", x: left, y: 37, text: shortened(beneath(node), room, KIND_FONT, 1)}));
  if (money) group.append(svg("text", {class: "kind", x: right, y: 37, "text-anchor": "end", text: money}));
  if (signed) group.append(badge(verdict, NODE.width - 23, 27));
  if (findings.length) group.append(count(findings));
  return group;
}

function icon(role, x, y) {
  return svg("path", {class: "icon", d: own(ICONS, role) || ICONS.workload, transform: `translate(${x} ${y})`});
}

function badge(verdict, x, y) {
  return svg("path", {class: `badge v-${verdict}`, d: VERDICTS[verdict][0], transform: `translate(${x} ${y})`});
}

function count(findings) {
  const worst = SEVERITIES.find(severity => findings.some(finding => finding.severity === severity)) || "info";
  const width = findings.length > 9 ? 26 : 18;
  return svg("g", {class: `count s-${worst}`, transform: `translate(${NODE.width - 8} 0)`},
    svg("rect", {x: -width / 2, y: -9, width, height: 18, rx: 9}),
    svg("text", {y: 4, "text-anchor": "middle", text: findings.length > 99 ? "99+" : findings.length}));
}

function drawBox(application, box) {
  const group = svg("g", {class: "box", transform: `translate(${box.x} ${box.y})`, "data-id": application.id});
  const money = application.idle_usd_month ? `${usd(application.idle_usd_month)} idle` : "";
  const space = box.width - 40 - width(money, KIND_FONT), roomy = money && space > 90;
  group.style.setProperty("--most", `${Math.min(34, 13 * (box.width - 24) / width(application.title, TITLE_FONT))}px`);
  group.append(svg("title", {text: [application.name, application.path, application.intent].filter(Boolean).join("\n")}),
    svg("rect", {width: box.width, height: box.height, rx: 14}),
    svg("text", {class: "title", x: 16, y: 20, text: shortened(application.title, roomy ? space : box.width - 32, TITLE_FONT)}));
  if (roomy) group.append(svg("text", {class: "money", x: box.width - 16, y: 20, "text-anchor": "end", text: money}));
  return group;
}
