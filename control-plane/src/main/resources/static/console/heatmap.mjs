// Draws the nodes as cells of a canvas, grouped by region, cluster and pool, from the page's own
// JSON. Colours of measures are cividis, which people see alike whatever their eyes; states have a
// sign in the cell beside their colour.

const heat = document.getElementById("heat");
const canvas = document.getElementById("heat-canvas");
const detail = document.getElementById("heat-detail");
const legend = document.getElementById("heat-legend");
const said = document.getElementById("heat-said");
const chooser = document.getElementById("heat-measure");

const SCALE = ["#00224e", "#123570", "#3b496c", "#575d6d", "#707173", "#8a8678", "#a59c74", "#c3b369", "#e1cc55", "#fee838"];
const STATES = {
  READY: ["#009e73", "none"], SUSPECT: ["#e69f00", "half"], LOST: ["#d55e00", "cross"],
  CORDONED: ["#56b4e9", "bar"], DRAINING: ["#cc79a7", "down"], QUARANTINED: ["#f0e442", "ring"],
};
const ZERO = "#".charCodeAt(0);
const BACKSLASH = 92;
const UNKNOWN = "!";

let map = null;
let cells = [];
let chosen = -1;

const measure = () => chooser.value;
const titles = () => Object.fromEntries([...chooser.options].map((option) => [option.value, option.text]));
const word = (state) => state[0] + state.slice(1).toLowerCase();

function part(character) {
  if (character === UNKNOWN) return null;
  const code = character.charCodeAt(0);
  return (code - ZERO - (code > BACKSLASH ? 1 : 0)) / map.levels;
}

async function load() {
  const answer = await fetch(heat.dataset.src + location.search, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  map = await answer.json();
  heat.hidden = map.pools.length === 0;
  lay();
  greet();
}

// where each cell stands: regions below each other, their clusters side by side
function lay() {
  if (!map || heat.hidden) return;
  const width = canvas.parentElement.clientWidth;
  const count = map.pools.reduce((sum, pool) => sum + pool.names.length, 0);
  const size = count <= 60 ? 32 : count <= 400 ? 20 : count <= 1500 ? 14 : count <= 4000 ? 11 : 9;
  const columns = Math.max(1, Math.min(4, Math.floor(width / 300)));
  const blockWidth = Math.floor(width / columns) - 12;
  const across = Math.max(1, Math.floor(blockWidth / size));
  cells = [];
  const texts = [];
  let y = 0;
  for (const [region, clusters] of byRegion()) {
    texts.push({ x: 0, y: y + 14, text: region, strong: true });
    y += 22;
    let column = 0;
    let lowest = y;
    for (const [cluster, pools] of clusters) {
      if (column === columns) {
        column = 0;
        y = lowest + 8;
      }
      const x = column * (blockWidth + 12);
      let at = y;
      for (const pool of pools) {
        texts.push({ x, y: at + 11, text: `${cluster} › ${pool.pool} (${pool.names.length})`, most: blockWidth });
        at += 16;
        pool.names.forEach((_, i) => cells.push({ x: x + (i % across) * size, y: at + Math.floor(i / across) * size, size, pool, i }));
        at += Math.ceil(pool.names.length / across) * size + 6;
      }
      lowest = Math.max(lowest, at);
      column++;
    }
    y = lowest + 8;
  }
  const scale = devicePixelRatio || 1;
  canvas.width = width * scale;
  canvas.height = y * scale;
  canvas.style.height = `${y}px`;
  draw(texts);
  explain();
}

function byRegion() {
  const regions = new Map();
  for (const pool of map.pools) {
    const clusters = regions.get(pool.region) || regions.set(pool.region, new Map()).get(pool.region);
    (clusters.get(pool.cluster) || clusters.set(pool.cluster, []).get(pool.cluster)).push(pool);
  }
  return regions;
}

let lastTexts = [];

function draw(texts = lastTexts) {
  lastTexts = texts;
  const pen = canvas.getContext("2d");
  const scale = devicePixelRatio || 1;
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  pen.clearRect(0, 0, canvas.width, canvas.height);
  const style = getComputedStyle(document.body);
  pen.fillStyle = style.color;
  for (const one of texts) {
    pen.font = `${one.strong ? "600 13px" : "11px"} ${style.fontFamily}`;
    pen.fillText(one.text, one.x, one.y, one.most);
  }
  const by = measure();
  for (const cell of cells) paint(pen, cell.x, cell.y, cell.size, state(cell), by === "state" ? undefined : part(cell.pool.measures[by][cell.i]), style.color);
  if (chosen >= 0 && cells[chosen]) {
    const cell = cells[chosen];
    pen.lineWidth = 2;
    pen.strokeStyle = style.color;
    pen.strokeRect(cell.x - 1, cell.y - 1, cell.size + 1, cell.size + 1);
  }
}

const state = (cell) => map.states[cell.pool.state.charCodeAt(cell.i) - 48];

// value: undefined shows the state, null is not known
function paint(pen, x, y, size, state, value, ink) {
  const inner = size - Math.max(1, size / 10);
  if (value === null) {
    pen.lineWidth = 1;
    pen.strokeStyle = "#8a8a8a";
    pen.strokeRect(x + 0.5, y + 0.5, inner - 1, inner - 1);
  } else {
    pen.fillStyle = value === undefined ? STATES[state][0] : SCALE[Math.min(SCALE.length - 1, Math.floor(value * SCALE.length))];
    pen.fillRect(x, y, inner, inner);
  }
  mark(pen, x, y, inner, STATES[state][1], value === undefined ? "#000" : value === null ? ink : value > 0.45 ? "#000" : "#fff");
}

function mark(pen, x, y, size, sign, colour) {
  if (sign === "none") return;
  const a = size * 0.2;
  const b = size * 0.8;
  pen.strokeStyle = pen.fillStyle = colour;
  pen.lineWidth = Math.max(1, size / 8);
  pen.beginPath();
  if (sign === "cross") {
    pen.moveTo(x + a, y + a); pen.lineTo(x + b, y + b); pen.moveTo(x + b, y + a); pen.lineTo(x + a, y + b);
  } else if (sign === "bar") {
    pen.moveTo(x + a, y + size / 2); pen.lineTo(x + b, y + size / 2);
  } else if (sign === "ring") {
    pen.rect(x + a, y + a, b - a, b - a);
  } else if (sign === "half") {
    pen.moveTo(x + a, y + b); pen.lineTo(x + b, y + b); pen.lineTo(x + b, y + a); pen.closePath(); pen.fill();
    return;
  } else {
    pen.moveTo(x + a, y + a); pen.lineTo(x + b, y + a); pen.lineTo(x + size / 2, y + b); pen.closePath(); pen.fill();
    return;
  }
  pen.stroke();
}

// what the colours and signs mean, in words
function explain() {
  const counts = {};
  for (const cell of cells) counts[state(cell)] = (counts[state(cell)] || 0) + 1;
  const items = [];
  if (measure() !== "state") {
    for (const value of [0.05, 0.25, 0.5, 0.75, 0.95]) {
      const low = Math.floor(value * SCALE.length) * 10;
      items.push([`${low} to ${low + 10} %`, "READY", value]);
    }
    items.push(["not known, or none", "READY", null]);
  }
  for (const name of map.states) {
    if (counts[name] && (measure() === "state" || name !== "READY")) items.push([`${word(name)}: ${counts[name].toLocaleString("en")}`, name, measure() === "state" ? undefined : null]);
  }
  legend.replaceChildren(...items.map(([text, name, value]) => {
    const item = document.createElement("li");
    const swatch = document.createElement("canvas");
    swatch.width = swatch.height = 32;
    swatch.setAttribute("aria-hidden", "true");
    paint(swatch.getContext("2d"), 0, 0, 32, name, value, getComputedStyle(document.body).color);
    item.append(swatch, text);
    return item;
  }));
  canvas.setAttribute("aria-label", `Heat map of ${cells.length.toLocaleString("en")} nodes by ${titles()[measure()]}`);
}

const name = (cell) => cell.pool.prefix + cell.pool.names[cell.i];

function facts(cell) {
  const all = titles();
  return [["State", word(state(cell))], ...Object.entries(cell.pool.measures).map(([key, text]) => {
    const value = part(text[cell.i]);
    return [all[key] || key, value === null ? "–" : `${Math.round(value * 100)} %`];
  })];
}

function choose(index, speak) {
  if (index === chosen) return;
  chosen = index;
  draw();
  const cell = cells[index];
  detail.hidden = !cell;
  if (!cell) return;
  const title = document.createElement("strong");
  title.textContent = name(cell);
  const place = document.createElement("div");
  place.textContent = `${cell.pool.region} › ${cell.pool.cluster} › ${cell.pool.pool}`;
  const list = document.createElement("dl");
  for (const [key, value] of facts(cell)) {
    const term = document.createElement("dt");
    const is = document.createElement("dd");
    term.textContent = key;
    is.textContent = value;
    list.append(term, is);
  }
  detail.replaceChildren(title, place, list);
  const stage = canvas.parentElement.clientWidth;
  detail.style.left = `${Math.max(0, Math.min(cell.x + cell.size + 8, stage - detail.offsetWidth - 8))}px`;
  detail.style.top = `${cell.y + cell.size + 8}px`;
  if (speak) said.textContent = `${name(cell)}, ${place.textContent}, ${facts(cell).map(([key, value]) => `${key} ${value}`).join(", ")}`;
}

// who comes by keyboard stands on the first node, also who was here before the nodes were
function greet() {
  if (chosen < 0 && cells.length && canvas.matches(":focus-visible")) choose(0, true);
}

function open(cell) {
  location.assign(`/nodes/named?${new URLSearchParams({ cluster: cell.pool.clusterId, name: name(cell) })}`);
}

function under(event) {
  const box = canvas.getBoundingClientRect();
  const x = event.clientX - box.left;
  const y = event.clientY - box.top;
  return cells.findIndex((cell) => x >= cell.x && x < cell.x + cell.size && y >= cell.y && y < cell.y + cell.size);
}

// the nearest cell above or below
function beyond(direction) {
  const from = cells[chosen];
  let best = chosen;
  let least = Infinity;
  cells.forEach((cell, i) => {
    const away = (cell.y - from.y) * direction;
    const far = away * 4 + Math.abs(cell.x - from.x);
    if (away > 0 && far < least) {
      least = far;
      best = i;
    }
  });
  return best;
}

function pool(direction) {
  let i = chosen;
  while (cells[i + direction] && cells[i].pool === cells[chosen].pool) i += direction;
  if (direction < 0) while (cells[i - 1] && cells[i - 1].pool === cells[i].pool) i--;
  return i;
}

const KEYS = {
  ArrowRight: () => Math.min(chosen + 1, cells.length - 1), ArrowLeft: () => Math.max(chosen - 1, 0),
  ArrowDown: () => beyond(1), ArrowUp: () => beyond(-1), Home: () => 0, End: () => cells.length - 1,
  PageDown: () => pool(1), PageUp: () => pool(-1),
};

canvas.addEventListener("pointermove", (event) => choose(under(event), false));
canvas.addEventListener("pointerleave", () => choose(-1, false));
canvas.addEventListener("click", (event) => {
  const at = under(event);
  if (at >= 0) open(cells[at]);
});
canvas.addEventListener("focus", greet);
canvas.addEventListener("blur", () => choose(-1, false));
canvas.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && cells[chosen]) return open(cells[chosen]);
  if (event.key === "Escape") return choose(-1, false);
  if (!KEYS[event.key] || !cells.length) return;
  event.preventDefault();
  choose(chosen < 0 ? 0 : KEYS[event.key](), true);
  const box = canvas.getBoundingClientRect();
  const y = box.top + cells[chosen].y;
  if (y < 80 || y > innerHeight - 160) scrollBy({ top: y - innerHeight / 2 });
});
chooser.addEventListener("change", () => {
  if (!map) return;
  draw();
  explain();
});
// the table was asked for anew, with other filters perhaps, or because something changed
document.body.addEventListener("htmx:afterSettle", (event) => event.detail.target?.id === "list" && load());
new ResizeObserver(lay).observe(canvas.parentElement);
new MutationObserver(() => map && lay()).observe(document.documentElement, { attributes: true, attributeFilter: ["data-bs-theme"] });
heat.hidden = false;
load();
