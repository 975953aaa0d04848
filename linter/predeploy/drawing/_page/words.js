/* How the map says things, and how much room that takes. */

function usd(amount) {
  if (typeof amount !== "number") return "";
  return "$" + amount.toLocaleString("en-US", {minimumFractionDigits: amount % 1 ? 2 : 0, maximumFractionDigits: 2}) + "/month";
}

function rounded(amount) {
  const digits = amount < 100 && amount % 1 ? 2 : 0;
  return amount ? "$" + amount.toLocaleString("en-US", {minimumFractionDigits: digits, maximumFractionDigits: digits}) : "";
}

/* Backticks mark names in texts; where there is no code face they go. */
function bare(text) {
  return text.replaceAll("`", "") || "(no name)";
}

/* A table's own entry: names of the estate must not reach what every object has. */
function own(table, key) {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

function place(thing) {
  return thing && thing.path ? thing.path + (thing.line ? ":" + thing.line : "") : "";
}

function plural(count, one, many = one + "s") {
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
}

function presence(node) {
  return {elsewhere: "not in this run", outside: "outside"}[node.presence] || "";
}

/* The second line of a node. */
function beneath(node) {
  const kind = node.kind.startsWith("AWS::") ? node.kind.replace(/^AWS::(Serverless::)?/, "").replaceAll("::", " ") : node.kind;
  return presence(node) || kind;
}

function ofNode(node, findings) {
  const verdict = own(VERDICTS, node.verdict);
  return [`${bare(node.name)}, ${node.kind}`, presence(node), verdict && `${node.verdict}: ${verdict[1]}`,
    findings.length && plural(findings.length, "finding")].filter(Boolean).join(", ");
}

function ofEdge(edge, caller, callee) {
  const ends = `${edge.faulty ? "⚠ faulty: " : ""}${bare(caller.name)} → ${bare(callee.name)}`;
  return [ends, edge.kind, edge.label].filter(Boolean).join(", ");
}

function replicas(node) {
  const ceiling = node.ceiling === "unlimited" ? "no limit" : node.ceiling;
  return {floor: node.floor === null ? "" : String(node.floor), ceiling: ceiling === null ? "" : String(ceiling)};
}

const FACE = 'system-ui, "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", sans-serif';
const [NAME_FONT, KIND_FONT] = [`600 13px ${FACE}`, `11px ${FACE}`];
const [LABEL_FONT, TITLE_FONT] = [`700 11px ${FACE}`, `700 13px ${FACE}`];
const ruler = document.createElement("canvas").getContext("2d"), segments = new Intl.Segmenter();
let ruling = "";

function width(text, font) {
  if (ruling !== font) ruler.font = ruling = font;
  return ruler.measureText(text).width;
}

/* Cut where names differ least, behind `head` of what is kept, and never through an emoji. */
function shortened(text, room, font, head = 0.6) {
  if (text.length < 200 && width(text, font) <= room) return text;
  const ends = text.length > 160 ? text.slice(0, 80) + text.slice(-80) : text;
  const parts = [...segments.segment(ends)].map(part => part.segment);
  const cut = keep => {
    const first = Math.ceil(keep * head);
    return parts.slice(0, first).join("") + "…" + parts.slice(parts.length - keep + first).join("");
  };
  let fits = 1, fails = parts.length;
  while (fails - fits > 1) {
    const middle = (fits + fails) >> 1;
    if (width(cut(middle), font) <= room) fits = middle;
    else fails = middle;
  }
  return cut(fits);
}

function counted(items, key) {
  const counts = new Map();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) || 0) + 1);
  return counts;
}
