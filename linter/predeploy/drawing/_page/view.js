/* Moving about: drag, wheel, pinch, buttons and keys. */

function makeView(frame) {
  const view = {x: 0, y: 0, k: 1, width: 0, height: 0, dragged: false, moved: false};
  const [sheet, drawing, scene] = ["sheet", "drawing", "scene"].map(id => frame.querySelector("#" + id));
  let waiting = 0, scaled = "";
  const least = () => Math.min(0.2, fitting(view, frame) * 0.8);

  /* To move the sheet is cheap; to draw anew is done at most once a frame, and only for another scale. */
  view.show = (anew = false) => {
    if (anew) scaled = "";
    waiting ||= requestAnimationFrame(() => {
      waiting = 0;
      sheet.style.transform = `translate(${view.x}px, ${view.y}px)`;
      const scale = [view.k, view.width, view.height].join();
      if (scale === scaled) return;
      scaled = scale;
      scene.setAttribute("transform", `scale(${view.k})`);
      drawing.setAttribute("width", view.width * view.k);
      drawing.setAttribute("height", view.height * view.k);
      scene.firstElementChild.style.setProperty("--k", view.k);
      frame.classList.toggle("far", view.k < 0.5);
    });
  };
  view.zoom = (factor, x = frame.clientWidth / 2, y = frame.clientHeight / 2) => {
    const k = clamp(view.k * factor, least(), 4);
    view.x = x - (x - view.x) * k / view.k;
    view.y = y - (y - view.y) * k / view.k;
    view.k = k;
    view.moved = true;
    view.show();
  };
  view.move = (right, down) => {
    view.x += right;
    view.y += down;
    view.moved ||= right !== 0 || down !== 0;
    view.show();
  };
  view.fit = () => {
    view.moved = false;
    view.k = fitting(view, frame);
    view.x = (frame.clientWidth - view.width * view.k) / 2;
    view.y = (frame.clientHeight - view.height * view.k) / 2;
    view.show();
  };
  view.start = ([x, y]) => {  // what does not fit on a small screen begins readable, where requests come in
    view.fit();
    if (frame.clientWidth > 720 || view.k > 0.5) return;
    view.k = 0.6;
    [view.x, view.y] = [24 - x * view.k, frame.clientHeight / 2 - y * view.k];
    view.show();
  };
  view.reveal = ([x, y, width, height], covered = 0) => {  // only as far as needed
    view.k = Math.max(view.k, 0.7);
    const [left, top] = [x * view.k + view.x, y * view.k + view.y], edge = 30;
    const right = clamp(0, edge - left, frame.clientWidth - edge - left - width * view.k);
    const down = clamp(0, edge - top, frame.clientHeight - covered - edge - top - height * view.k);
    view.move(right, down);
  };
  listen(view, frame);
  return view;
}

function fitting(view, frame) {
  return Math.max(0.02, Math.min((frame.clientWidth - 48) / view.width, (frame.clientHeight - 48) / view.height, 1.25));
}

function listen(view, frame) {
  const held = new Map();
  const at = event => [event.clientX - frame.getBoundingClientRect().left, event.clientY - frame.getBoundingClientRect().top];
  frame.addEventListener("wheel", event => {
    event.preventDefault();
    const lines = event.deltaMode ? 16 : 1;
    view.zoom(Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.0015)), ...at(event));
  }, {passive: false});
  frame.addEventListener("pointerdown", event => {
    if (!held.size) view.dragged = false;
    if (event.button === 0) held.set(event.pointerId, at(event));
  });
  frame.addEventListener("pointermove", event => {
    if (!held.has(event.pointerId)) return;
    const before = held.get(event.pointerId), now = at(event);
    if (!view.dragged && held.size === 1 && Math.hypot(now[0] - before[0], now[1] - before[1]) < 4) return;
    view.dragged = true;
    if (!frame.hasPointerCapture(event.pointerId)) frame.setPointerCapture(event.pointerId);
    const other = [...held].find(([id]) => id !== event.pointerId);
    if (other) pinch(view, other[1], before, now);
    else view.move(now[0] - before[0], now[1] - before[1]);
    held.set(event.pointerId, now);
  });
  for (const end of ["pointerup", "pointercancel"]) frame.addEventListener(end, event => held.delete(event.pointerId));
}

function pinch(view, still, before, now) {
  const far = point => Math.max(1, Math.hypot(point[0] - still[0], point[1] - still[1]));
  view.move((now[0] - before[0]) / 2, (now[1] - before[1]) / 2);
  view.zoom(far(now) / far(before), (still[0] + now[0]) / 2, (still[1] + now[1]) / 2);
}
