// One language at a time, a map that moves, and a search. Without this the page has all languages, one after the other.
(() => {
"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const by = id => document.getElementById(id);
const root = document.documentElement, app = by("app"), map = by("map"), svg = map.querySelector("svg");
const panel = by("panel"), field = by("find"), results = by("results"), said = by("said");
const district = new Map(data.districts.map(d => [d.district, d]));
let lang = "", chosen = 0, place = null;

// Words.
const at = () => data.languages.indexOf(lang);
const word = key => data.words[at()][key];
const name = n => typeof n === "string" ? n : n[at()];
const numbered = n => word("number") + n;
const make = (tag, text, className) => {
  const e = document.createElement(tag);
  if (text !== undefined) e.textContent = text;
  if (className) e.className = className;
  return e;
};

function speak(to) {
  if (lang === to) return;
  lang = root.lang = app.lang = to;
  for (const s of document.querySelectorAll("section.language")) {
    s.classList.toggle("on", s.id === lang);
    if (s.id !== lang) continue;
    s.querySelector(".here").append(app);
    document.title = s.querySelector("h1").textContent;
  }
  for (const a of document.querySelectorAll("#languages a")) {
    if (a.hreflang === lang) a.setAttribute("aria-current", "true");
    else a.removeAttribute("aria-current");
  }
  for (const e of app.querySelectorAll("[data-word]")) e.textContent = word(e.dataset.word);
  for (const e of app.querySelectorAll("[data-label]")) {
    e.setAttribute("aria-label", word(e.dataset.label));
    if (e.tagName === "BUTTON") e.title = word(e.dataset.label);
  }
  field.placeholder = word("hint");
  for (const [n, d] of district) {
    const a = by("d" + n);
    if (!a) continue;
    a.setAttribute("aria-label", numbered(n) + ". " + name(d.names));
    a.setAttribute("href", "#" + lang + "-d" + n);
  }
  close();
  tell();
  if (svg) draw();
}

// The map: its middle, and how many units of it a pixel shows.
let wide = 1, high = 1, x = 0, y = 0, u = 1, all = 1, asked = false, seen = false;
const box = svg ? svg.viewBox.baseVal : null, W = box && box.width, H = box && box.height;
const finest = 1.5, room = 9;
const within = (v, low, most) => Math.min(Math.max(v, low), most);

function measure() {
  const whole = u >= all || !seen;
  seen = true;
  wide = map.clientWidth || 1;
  const least = wide > 600 ? 440 : 280;
  svg.style.height = Math.round(within(wide * H / W * 1.05, least, Math.max(least, innerHeight * 0.7))) + "px";
  high = svg.getBoundingClientRect().height || 1;
  all = Math.max(W / wide, H / high) * 1.04;
  if (whole) [x, y, u] = [W / 2, H / 2, all];
  draw();
}

function draw() {
  u = within(u, finest, all);
  x = within(x, 0, W);
  y = within(y, 0, H);
  if (u >= all) [x, y] = [W / 2, H / 2];
  if (asked) return;
  asked = true;
  requestAnimationFrame(paint);
}

function paint() {
  asked = false;
  svg.setAttribute("viewBox", [x - wide * u / 2, y - high * u / 2, wide * u, high * u].map(Math.round).join(" "));
  svg.style.setProperty("--u", u);
  svg.classList.toggle("whole", u >= all);
  const tiny = new Map(); // by number
  for (const g of by("numbers").children) {
    const is = g.dataset.room / u < room;
    g.classList.toggle("tiny", is);
    if (is) tiny.set(+g.textContent, g);
  }
  const taken = [];
  for (const b of by("badges").children) badge(b, tiny, taken);
  label();
}

// badge shows which of its districts have no room for their numbers, at the one with most or beside it, unless others
// leave it no place.
function badge(b, tiny, taken) {
  const list = b.dataset.districts.split(" ").map(Number).filter(n => tiny.has(n));
  b.classList.toggle("tiny", !list.length);
  if (!list.length) return;
  b.shows = list;
  const g = list.map(n => tiny.get(n)).reduce((a, c) => +c.dataset.room > +a.dataset.room ? c : a);
  const m = g.transform.baseVal[0].matrix, text = b.querySelector("text"), rect = b.querySelector("rect");
  text.textContent = numbers(list);
  const half = Math.max(11, 4 * text.textContent.length + 5);
  const spot = [[0, 0], [half, 0], [0, -20], [0, 20], [-half, 0]].map(o => [m.e / u + o[0], m.f / u + o[1], half])
    .find(s => taken.every(t => Math.abs(t[0] - s[0]) >= t[2] + half || Math.abs(t[1] - s[1]) >= 22));
  b.classList.toggle("tiny", !spot);
  if (!spot) return;
  taken.push(spot);
  b.setAttribute("transform", `translate(${spot[0] * u} ${spot[1] * u})`);
  rect.setAttribute("x", -half);
  rect.setAttribute("width", 2 * half);
}

// numbers writes ascending numbers in short: 3–5, 9.
function numbers(list) {
  const runs = [];
  for (const n of list) {
    const last = runs[runs.length - 1];
    if (last && last[1] === n - 1) last[1] = n;
    else runs.push([n, n]);
  }
  return runs.map(r => r[0] < r[1] ? r.join("–") : r[0]).join(", ");
}

// label names settlements as far as there is room, seats and centres before others, the largest first: in any of eight
// places around their points, or around the number that stands there.
function label() {
  const taken = [], names = by("names");
  names.replaceChildren();
  const free = b => taken.every(t => b[0] > t[2] || b[2] < t[0] || b[1] > t[3] || b[3] < t[1]);
  for (const g of [...by("numbers").children, ...by("badges").children]) {
    if (g.classList.contains("tiny")) continue;
    const m = g.transform.baseVal[0].matrix, px = (m.e - x) / u, py = (m.f - y) / u;
    taken.push([px - 16, py - 12, px + 16, py + 12]);
  }
  let n = 0;
  const pinned = place && place.length > 6;
  const inside = b => b[0] >= -wide / 2 && b[2] <= wide / 2 && b[1] >= -high / 2 && b[3] <= high / 2;
  const order = [...data.found.filter(f => f[7]), ...data.found.filter(f => f.length > 6 && !f[7])];
  for (const f of pinned ? [place, ...order.filter(f => f !== place)] : order) {
    const px = (f[5] - x) / u, py = (f[6] - y) / u, text = name(f[0]), w = 3 + 7 * text.length;
    const box = s => [px + s[0], py + s[1] - 8, px + s[0] + w, py + s[1] + 8];
    const around = (r, d) => [[r, 0], [r - 1, -d], [r - 1, d], [-r - w, 0], [1 - r - w, -d], [1 - r - w, d], [-w / 2, -d - 4],
      [-w / 2, d + 4]];
    const under = !free([px - 2, py - 2, px + 2, py + 2]);
    const spot = (!under ? around(5, 9) : f[7] ? around(20, 14) : []).find(s => inside(box(s)) && free(box(s)));
    if (f === place) taken.push([px - 12, py - 30, px + 12, py + 4]); // its sign
    if (!spot) continue;
    taken.push([px - 4, py - 4, px + 4, py + 4], box(spot));
    const ns = "http://www.w3.org/2000/svg", g = document.createElementNS(ns, "g"), k = document.createElementNS(ns, "g");
    g.setAttribute("transform", `translate(${f[5]} ${f[6]})`);
    k.setAttribute("class", "fixed");
    const dot = document.createElementNS(ns, "circle"), t = document.createElementNS(ns, "text");
    dot.setAttribute("r", 2.4);
    t.setAttribute("x", spot[0]);
    t.setAttribute("y", spot[1]);
    t.setAttribute("dy", ".35em");
    t.textContent = text;
    k.append(dot, t);
    g.append(k);
    names.append(g);
    if (++n >= wide * high / 12000) break;
  }
}

function zoom(by, px = 0, py = 0) {
  const next = within(u * by, finest, all);
  x += px * (u - next);
  y += py * (u - next);
  u = next;
  draw();
}

function fit(boxes) {
  const w = Math.min(...boxes.map(b => b[0])), n = Math.min(...boxes.map(b => b[1]));
  const e = Math.max(...boxes.map(b => b[2])), s = Math.max(...boxes.map(b => b[3]));
  [x, y] = [(w + e) / 2, (n + s) / 2];
  u = Math.max((e - w) / wide, (s - n) / high) * 1.5;
  draw();
}

if (svg) {
  const down = new Map();
  let moved = 0, apart = 0, from = null, slop = 5; // a finger that taps moves more than a mouse that clicks
  const spot = e => {
    const r = svg.getBoundingClientRect();
    return [e.clientX - r.left - r.width / 2, e.clientY - r.top - r.height / 2];
  };
  svg.addEventListener("dragstart", e => e.preventDefault());
  svg.addEventListener("wheel", e => {
    if (e.deltaY > 0 && u >= all) return; // the page scrolls on
    e.preventDefault();
    zoom(Math.exp(within(e.deltaY * (e.deltaMode ? 30 : 1), -200, 200) / 350), ...spot(e));
  }, {passive: false});
  svg.addEventListener("pointerdown", e => {
    if (e.button) return;
    if (!down.size) [moved, from, slop] = [0, spot(e), e.pointerType === "touch" ? 12 : 5];
    down.set(e.pointerId, spot(e));
    apart = 0;
  });
  svg.addEventListener("pointermove", e => {
    if (!down.has(e.pointerId)) return;
    const was = down.get(e.pointerId), is = spot(e);
    down.set(e.pointerId, is);
    moved = Math.max(moved, Math.hypot(is[0] - from[0], is[1] - from[1]));
    if (down.size > 1) {
      const [a, b] = [...down.values()], now = Math.hypot(a[0] - b[0], a[1] - b[1]);
      if (apart && now) zoom(apart / now, (a[0] + b[0]) / 2, (a[1] + b[1]) / 2);
      apart = now;
      moved = 99;
    }
    if (moved < slop) return;
    if (!svg.hasPointerCapture(e.pointerId)) svg.setPointerCapture(e.pointerId);
    x -= (is[0] - was[0]) * u / down.size;
    y -= (is[1] - was[1]) * u / down.size;
    draw();
  });
  for (const end of ["pointerup", "pointercancel"]) svg.addEventListener(end, e => {
    down.delete(e.pointerId);
    apart = 0;
  });
  svg.addEventListener("click", e => {
    if (moved < slop) return;
    e.preventDefault();
    e.stopPropagation();
    moved = 0;
  }, true);
  svg.addEventListener("click", e => {
    const group = e.target.closest("#badges a"), a = e.target.closest("a.district");
    if (!group && !a) return;
    e.preventDefault();
    if (group) return fit(group.shows.map(n => district.get(n).box));
    const d = district.get(+a.id.slice(1));
    place = null;
    choose(d.district, Math.min(d.box[2] - d.box[0], d.box[3] - d.box[1]) / u < 90);
  });
  map.addEventListener("keydown", e => {
    const step = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]}[e.key];
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (step) {
      x += step[0] * wide * u / 6;
      y += step[1] * high * u / 6;
      draw();
    } else if (e.key === "+" || e.key === "=") zoom(1 / 1.5);
    else if (e.key === "-" || e.key === "−") zoom(1.5);
    else if (e.key === "0" || e.key === "Home") zoom(1e9);
    else return;
    e.preventDefault();
  });
  svg.addEventListener("focusin", e => {
    const a = e.target.closest("a.district");
    if (!a || !a.matches(":focus-visible")) return;
    const b = district.get(+a.id.slice(1)).box, w = wide * u / 2, h = high * u / 2;
    if (b[0] > x + w || b[2] < x - w || b[1] > y + h || b[3] < y - h) {
      [x, y] = [(b[0] + b[2]) / 2, (b[1] + b[3]) / 2];
      draw();
    }
  });
  by("zoom").addEventListener("click", e => {
    const how = e.target.dataset.zoom;
    if (how) zoom({in: 1 / 1.8, out: 1.8, whole: 1e9}[how]);
  });
}

// The district that is chosen.
function choose(n, near) {
  chosen = n;
  tell();
  if (svg && near) fit([district.get(n).box]);
  const hash = "#" + lang + "-d" + n;
  if (location.hash !== hash) history.pushState(null, "", hash);
}

function tell() {
  for (const a of document.querySelectorAll("a.district[aria-current]")) a.removeAttribute("aria-current");
  panel.hidden = !chosen && !place;
  panel.replaceChildren();
  if (svg) {
    by("place").toggleAttribute("hidden", !place || place.length < 7);
    if (place && place.length > 6) by("place").setAttribute("transform", `translate(${place[5]} ${place[6]})`);
    by("mark").setAttribute("d", chosen ? by("p" + chosen).getAttribute("d") : "");
  }
  if (place) {
    const p = make("p");
    p.append(make("b", called(place)), ", " + whereabouts(place));
    panel.append(p);
  }
  if (!chosen) {
    if (place) panel.append(destinations(place));
    return;
  }
  const d = district.get(chosen), a = by("d" + chosen), own = by(lang + "-d" + chosen);
  if (a) a.setAttribute("aria-current", "true");
  const head = make("h3", numbered(chosen) + ". ");
  head.append(make("bdi", name(d.names)));
  panel.append(head, ...[...own.children].map(e => e.cloneNode(true)));
  panel.scrollTop = 0;
}

// The search. An entry has names, kind, region, unit it lies in, districts, and a place on the map.
const fold = s => [...s.toLowerCase().normalize("NFD")].map(c => c in data.alike ? data.alike[c] : c).join("")
  .replace(/\p{M}/gu, "");
const parts = s => fold(s).split(/[^\p{L}\p{N}]+/u).filter(p => p);
const listed = n => typeof n === "string" ? [n] : n;
let index = null, shown = [], active = -1;

function learn() {
  index = data.found.map(f => ({
    f,
    whole: listed(f[0]).map(fold),
    own: listed(f[0]).flatMap(parts),
    other: [data.kinds[f[1]], f[2] < 0 ? "" : data.regions[f[2]], f[3] < 0 ? "" : data.units[f[3]]].flatMap(listed).flatMap(parts),
  }));
}

const kind = f => name(data.kinds[f[1]]);
const called = f => kind(f).includes("{}") ? kind(f).replace("{}", () => name(f[0])) : name(f[0]);

function whereabouts(f) {
  const list = kind(f).includes("{}") || !kind(f) ? [] : [kind(f)];
  if (f[3] >= 0 && name(data.units[f[3]]) !== name(f[0])) list.push(name(data.units[f[3]]));
  if (f[2] >= 0) list.push(name(data.regions[f[2]]));
  return list.join(", ");
}

// destinations says which districts an entry is in, or may be in, as links.
function destinations(f) {
  const p = make("p", f[4].length ? f[4].length > 1 ? word("several") + ": " : "" : word("none"), "to");
  f[4].forEach((n, i) => {
    const a = make("a", numbered(n) + (f[4].length > 1 ? "" : ". " + name(district.get(n).names)));
    a.href = "#" + lang + "-d" + n;
    p.append(i ? ", " : "", a);
  });
  return p;
}

function search() {
  if (!index) learn();
  const asked = parts(field.value), whole = fold(field.value).trim();
  const begins = (words, q) => words.some(w => w.startsWith(q));
  let hits = [];
  if (asked.length) {
    hits = index.filter(e => asked.some(q => begins(e.own, q)) && asked.every(q => begins(e.own, q) || begins(e.other, q)));
    hits = [...hits.filter(e => e.whole.some(w => w.startsWith(whole))), ...hits.filter(e => !e.whole.some(w => w.startsWith(whole)))];
  }
  shown = hits.slice(0, 12).map(e => e.f);
  active = -1;
  results.replaceChildren(...shown.map((f, i) => {
    const li = make("li");
    li.id = "r" + i;
    li.setAttribute("role", "option");
    li.setAttribute("aria-selected", "false");
    const to = make("span", destinations(f).textContent, "to");
    li.append(make("bdi", called(f)), make("small", whereabouts(f)), to);
    return li;
  }));
  results.hidden = !shown.length;
  field.setAttribute("aria-expanded", String(!results.hidden));
  field.removeAttribute("aria-activedescendant");
  said.textContent = !asked.length ? "" : hits.length ? word("found") + ": " + hits.length : word("notFound");
}

function close() {
  results.hidden = true;
  results.replaceChildren();
  shown = [];
  active = -1;
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}

function point(to) {
  if (!shown.length) return;
  active = (to + shown.length) % shown.length;
  for (const [i, li] of [...results.children].entries()) li.setAttribute("aria-selected", String(i === active));
  results.children[active].scrollIntoView({block: "nearest"});
  field.setAttribute("aria-activedescendant", "r" + active);
}

function pick(f) {
  place = f;
  chosen = 0;
  field.value = called(f);
  close();
  said.textContent = whereabouts(f) + ". " + destinations(f).textContent;
  if (f[4].length === 1) return choose(f[4][0], true);
  tell();
  if (svg && f[4].length) fit(f[4].map(n => district.get(n).box));
}

field.addEventListener("input", search);
field.addEventListener("focus", () => field.value && search());
field.addEventListener("blur", close);
field.addEventListener("keydown", e => {
  if (e.key === "ArrowDown" || e.key === "ArrowUp") {
    if (!shown.length) search();
    point(e.key === "ArrowDown" ? active + 1 : active < 0 ? -1 : active - 1);
  } else if (e.key === "Enter") {
    if (!shown.length) search();
    if (shown.length) pick(shown[Math.max(active, 0)]);
  } else if (e.key === "Escape" && shown.length) close();
  else return;
  e.preventDefault();
});
results.addEventListener("mousedown", e => e.preventDefault()); // the field keeps the focus
results.addEventListener("click", e => {
  const li = e.target.closest("li");
  if (li) pick(shown[+li.id.slice(1)]);
});

// settle goes to a place of the page, and again where the browser goes to its own once all is loaded.
function settle(to) {
  to();
  if (document.readyState !== "complete") addEventListener("load", () => setTimeout(to), {once: true});
}

// The address: #d12, #ru, #ru-d12, or a part of a language's section.
function go() {
  const [, to, , n] = /^#([a-z]+(?![a-z0-9]))?(-?d(\d+))?/.exec(location.hash) || [];
  if (to && data.languages.includes(to)) speak(to);
  if (!lang) {
    const wanted = (navigator.languages || []).map(l => l.split("-")[0]);
    speak(wanted.find(l => data.languages.includes(l)) || data.languages[0]);
  }
  if (svg && !seen) measure();
  if (n && district.has(+n)) {
    if (+n !== chosen) place = null;
    choose(+n, true);
    settle(() => app.scrollIntoView({block: "start"}));
  } else if (location.hash === "#" + lang) settle(() => scrollTo(0, 0)); // the links to other languages are to be seen
  else if (location.hash) {
    const e = document.getElementById(location.hash.slice(1));
    if (e) e.scrollIntoView();
  }
}
addEventListener("hashchange", go);
document.addEventListener("click", e => { // a link to the district that is chosen already changes no address
  const a = e.target.closest && e.target.closest("a[href^='#']");
  if (a && a.getAttribute("href") === location.hash) go();
});

// On paper the map is whole and every district is open.
let before = null;
addEventListener("beforeprint", () => {
  before = [x, y, u, wide, high];
  for (const d of document.querySelectorAll("section.on details:not([open])")) {
    d.open = true;
    d.dataset.closed = "";
  }
  if (!svg) return;
  svg.style.height = "";
  [wide, high] = [680, 680 * H / W];
  all = W / wide * 1.02;
  [x, y, u] = [W / 2, H / 2, all];
  paint();
});
addEventListener("afterprint", () => {
  for (const d of document.querySelectorAll("details[data-closed]")) {
    d.open = false;
    delete d.dataset.closed;
  }
  if (!svg) return;
  [x, y, u] = before;
  measure();
});

go();
if (svg) new ResizeObserver(measure).observe(map);
})();
