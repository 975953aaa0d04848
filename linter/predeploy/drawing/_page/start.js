/* Fills the page and listens to it. */

function tell() {
  const {summary} = data, unpriced = summary.unpriced ? `, ${summary.unpriced.toLocaleString("en-US")} not priced` : "";
  const figures = [["applications", data.applications.length], ["nodes", data.nodes.length], ["edges", map.edges.length],
    [`${summary.faulty ? "⚠ " : ""}faulty edges`, summary.faulty],
    [`idle a month${unpriced}`, usd(summary.idle_usd_month).replace("/month", "") || "not known"]];
  byId("summary").replaceChildren(...figures.map(([name, value]) => html("div", {class: name.startsWith("⚠") ? "faulty" : ""},
    html("dt", {}, name), html("dd", {}, value.toLocaleString("en-US")))));
  byId("version").textContent = data.tool.version;
}

/* Boxes to tick for each application and each kind of edge. */
function menus() {
  menu("applications", data.applications.map(one => [one.id, one.title]), shown.hiddenApplications);
  menu("kinds", [...new Set(map.edges.map(edge => edge.kind))].sort().map(kind => [kind, kind]), shown.hiddenKinds);
}

function menu(id, names, hidden) {
  const rows = names.map(([key, name]) => {
    const box = html("input", {type: "checkbox", checked: true});
    box.addEventListener("change", () => {
      if (box.checked) hidden.delete(key);
      else hidden.add(key);
      byId(id).previousElementSibling.classList.toggle("on", hidden.size > 0);
      draw();
    });
    return html("label", {}, box, named(name));
  });
  byId(id).append(...rows);
  byId(id).parentElement.hidden = rows.length < 2;
}

function legend() {
  const path = {shape: "way", points: [[1, 7], [31, 7]]};
  const frame = {class: "sign", width: 34, height: 14, viewBox: "0 0 34 14", "aria-hidden": true};
  const line = (edge, text) => html("li", {}, svg("svg", frame, drawEdge({id: "", mode: "sync", ...edge}, path, "")), text);
  const words = (name, meaning) => html("span", {}, html("b", {}, name), ` ${meaning}`);
  const verdict = ([name, [, meaning]]) => html("li", {}, picture(badge(name, 1, 1), 16), words(name, meaning));
  byId("legend").append(
    html("ul", {}, ...Object.entries(VERDICTS).map(verdict)),
    html("ul", {}, line({faulty: true}, "⚠ faulty: a finding stands on it"), line({}, "is waited for"),
      line({mode: "async"}, "is delivered"), line({evidence: "named"}, "seen in a name or a permission only"),
      html("li", {}, "29 s / 60 s: caller waits / callee may work")));
}

function turn(tab) {
  for (const name of ["map", "table"]) {
    byId(name).hidden = name !== tab;
    byId(`to-${name}`).setAttribute("aria-pressed", name === tab);
  }
  byId("tools").hidden = tab !== "map";
  if (tab === "table") fillTables();
}

function fillTables() {
  if (!byId("table").childElementCount) byId("table").append(...tables(map));
}

function toggle(button, key) {
  shown[key] = !shown[key];
  button.setAttribute("aria-pressed", shown[key]);
  draw();
}

const [closer, further, whole] = [() => view.zoom(1.25), () => view.zoom(0.8), () => view.fit()];
const KEYS = {"+": closer, "=": closer, "-": further, "0": whole, "/": () => byId("search").focus()};

function pressed(event) {
  if (event.key === "Escape") return dismiss();
  if (event.target.matches("input") || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const id = frame.contains(event.target) ? event.target.dataset.id : undefined;
  if (id && event.key.startsWith("Arrow")) focusOn(neighbour(id, event.key));
  else if (id && (event.key === "Enter" || event.key === " ")) pick(id);
  else if (Object.hasOwn(KEYS, event.key)) KEYS[event.key]();
  else return undefined;
  return event.preventDefault();
}

function dismiss() {
  for (const menu of document.querySelectorAll("details.menu[open]")) menu.open = false;
  if (document.activeElement === byId("search")) { byId("search").value = ""; search(); }
  shut();
}

function listenToPage() {
  byId("plus").addEventListener("click", closer);
  byId("minus").addEventListener("click", further);
  byId("fit").addEventListener("click", whole);
  byId("close").addEventListener("click", shut);
  byId("faulty").addEventListener("click", event => toggle(event.currentTarget, "faulty"));
  byId("here").addEventListener("click", event => toggle(event.currentTarget, "here"));
  for (const tab of ["map", "table"]) byId(`to-${tab}`).addEventListener("click", () => turn(tab));
  byId("theme").addEventListener("click", () => {
    const {dataset} = document.documentElement, night = matchMedia("(prefers-color-scheme: dark)").matches;
    dataset.theme = (dataset.theme || (night ? "dark" : "light")) === "dark" ? "light" : "dark";
  });
  let next = 0;
  byId("search").addEventListener("input", () => { next = 0; search(); });
  byId("search").addEventListener("keydown", event => {
    const hits = event.key === "Enter" ? search() : [];
    if (hits.length) view.reveal(spotOf(hits[next++ % hits.length].id));
  });
  frame.addEventListener("click", event => {
    const thing = event.target.closest("[data-id]");
    if (view.dragged) return;
    if (thing && !thing.matches(".box")) pick(thing.dataset.id);
    else shut();
  });
  document.addEventListener("keydown", pressed);
  document.addEventListener("click", event => {
    for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
  });
  new ResizeObserver(() => { if (!picked && !view.moved && frame.clientWidth > 720) view.fit(); }).observe(frame);
  addEventListener("beforeprint", () => { fillTables(); toPaper(); });
  addEventListener("afterprint", () => { byId("drawing").removeAttribute("viewBox"); view.show(true); });
}

/* On paper the whole map is as wide as the sheet. */
function toPaper() {
  byId("scene").removeAttribute("transform");
  frame.classList.remove("far");
  byId("drawing").setAttribute("viewBox", `-10 -10 ${view.width + 20} ${view.height + 20}`);
}

tell();
menus();
legend();
listenToPage();
draw();
