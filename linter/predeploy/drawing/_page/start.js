/* Fills the page and listens to it. */

function tell() {
  const {summary} = data, unpriced = summary.unpriced ? `, ${summary.unpriced.toLocaleString("en-US")} not priced` : "";
  const figures = [["applications", data.applications.length], ["nodes", data.nodes.length], ["edges", map.edges.length],
    [`${summary.faulty ? "⚠ " : ""}faulty edges`, summary.faulty], [`idle a month${unpriced}`, usd(summary.idle_usd_month).replace("/month", "") || "not known"]];
  byId("summary").replaceChildren(...figures.map(([name, value]) =>
    html("div", {class: name.startsWith("⚠") ? "faulty" : ""}, html("dt", {}, name), html("dd", {}, typeof value === "number" ? value.toLocaleString("en-US") : value))));
  byId("version").textContent = data.tool.version;
}

/* Boxes to tick for each application and each kind of edge. */
function menus() {
  const kinds = [...new Set(map.edges.map(edge => edge.kind))].sort();
  for (const [id, names, hidden] of [["applications", [...map.applications.values()].map(one => [one.id, one.name]), shown.hiddenApplications],
    ["kinds", kinds.map(kind => [kind, kind]), shown.hiddenKinds]]) {
    const rows = names.map(([key, name]) => {
      const box = html("input", {type: "checkbox", checked: true});
      box.addEventListener("change", () => { if (box.checked) hidden.delete(key); else hidden.add(key); mood(id, hidden); draw(); });
      return html("label", {}, box, named(name));
    });
    byId(id).append(...rows);
    byId(id).parentElement.hidden = rows.length < 2;
  }
}

function mood(id, hidden) {
  byId(id).previousElementSibling.classList.toggle("on", hidden.size > 0);
}

function legend() {
  const line = (classes, text) => html("li", {}, svg("svg", {class: "sign", width: 34, height: 14, viewBox: "0 0 34 14", "aria-hidden": true},
    drawEdge({id: "", mode: classes[1], faulty: classes[0] === "faulty", evidence: classes[0]}, {shape: "way", points: [[1, 7], [31, 7]]}, "")), text);
  byId("legend").append(
    html("ul", {}, ...Object.entries(VERDICTS).map(([name, [, words]]) => html("li", {}, picture(badge(name, 1, 1), 16), html("span", {}, html("b", {}, name), ` ${words}`)))),
    html("ul", {}, line(["faulty", "sync"], "⚠ faulty: a finding stands on it"), line(["", "sync"], "is waited for"), line(["", "async"], "is delivered"),
      line(["named", "sync"], "seen in a name or a permission only"), html("li", {}, "29 s / 60 s: caller waits / callee may work")));
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

const KEYS = {"+": () => view.zoom(1.25), "=": () => view.zoom(1.25), "-": () => view.zoom(0.8), "0": () => view.fit(), "/": () => byId("search").focus()};

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
  byId("plus").addEventListener("click", () => view.zoom(1.25));
  byId("minus").addEventListener("click", () => view.zoom(0.8));
  byId("fit").addEventListener("click", () => view.fit());
  byId("close").addEventListener("click", shut);
  byId("faulty").addEventListener("click", event => toggle(event.currentTarget, "faulty"));
  byId("here").addEventListener("click", event => toggle(event.currentTarget, "here"));
  for (const tab of ["map", "table"]) byId(`to-${tab}`).addEventListener("click", () => turn(tab));
  byId("theme").addEventListener("click", () => {
    const {dataset} = document.documentElement, now = dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
    dataset.theme = now === "dark" ? "light" : "dark";
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
  new ResizeObserver(() => { if (!picked && frame.clientWidth > 720) view.fit(); }).observe(frame);
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
