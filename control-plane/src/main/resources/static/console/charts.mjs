// Plots series of the page's own JSON with ECharts. A `[data-src]` holds plots, each with the
// metrics that it shows; when the part named by data-live-from was brought anew, what is new is
// fetched and appended.

// told from each other and from their ground, by day and by night
const COLOURS = {
  light: ["#0072b2", "#c77700", "#00805d", "#b0528a", "#3a8fc4", "#c24e00", "#857800", "#6f6f6f"],
  dark: ["#56b4e9", "#f0ad30", "#2bbf94", "#e39fc6", "#8fc7ee", "#f28b45", "#d8c93a", "#b0b0b0"],
};
const SHAPES = ["solid", "dashed", "dotted"];
const LENGTHS = { "15m": 900, "1h": 3600, "6h": 21600, "24h": 86400, "7d": 604800, "30d": 2592000 };
const NAMES = { "net.rx": "received", "net.tx": "sent", "disk.read": "read", "disk.write": "written", "memory.used": "used", "memory.peak": "peak" };

const digits = (value) => Number(value.toPrecision(3)).toLocaleString("en");

function scaled(value, units, step) {
  let left = value;
  let unit = 0;
  while (Math.abs(left) >= step && unit < units.length - 1) {
    left /= step;
    unit++;
  }
  return `${digits(left)} ${units[unit]}`;
}

const UNITS = {
  cores: digits,
  mebibytes: (value) => scaled(value, ["MiB", "GiB", "TiB", "PiB"], 1024),
  "bytes per second": (value) => scaled(value, ["B/s", "KiB/s", "MiB/s", "GiB/s"], 1024),
  part: (value) => `${Math.round(value * 100)} %`,
  degrees: (value) => `${digits(value)} °C`,
  watts: (value) => `${digits(value)} W`,
};

class Plots {
  constructor(element) {
    this.element = element;
    this.length = LENGTHS[element.dataset.range] * 1000;
    this.lines = new Map();
    this.step = 0;
    this.to = 0;
  }

  async load() {
    this.take(await this.ask({ range: this.element.dataset.range }), true);
    this.element.hidden = false;
    this.charts = [...this.element.querySelectorAll("[data-metrics]")].map((at) => new Chart(at, this));
    this.show();
    new ResizeObserver(() => this.charts.forEach((chart) => chart.plot?.resize())).observe(this.element);
  }

  // the last steps were not over when they were read
  async append() {
    if (!this.charts) return;
    const from = this.to - 2 * this.step;
    this.take(await this.ask({ from: new Date(from).toISOString(), step: `${this.step / 1000}s` }), false);
    this.show();
  }

  async ask(what) {
    const answer = await fetch(`${this.element.dataset.src}?${new URLSearchParams(what)}`, { headers: { Accept: "application/json" } });
    return answer.ok ? answer.json() : null;
  }

  take(answer, whole) {
    if (!answer) return;
    const from = Date.parse(answer.from);
    this.to = Date.parse(answer.to);
    if (whole) this.step = answer.stepSeconds * 1000;
    for (const line of answer.lines) {
      const key = `${line.metric} ${line.device}`;
      const before = this.lines.get(key)?.points.filter(([at]) => at < from && at >= this.to - this.length) || [];
      const points = line.steps.map((step, i) => [from + step * answer.stepSeconds * 1000, line.average[i], line.max[i]]);
      this.lines.set(key, { ...line, points: [...before, ...points] });
    }
  }

  show() {
    this.charts.forEach((chart) => chart.draw());
  }
}

class Chart {
  constructor(element, plots) {
    this.element = element;
    this.plots = plots;
    this.metrics = element.dataset.metrics.split(" ");
    this.word = UNITS[element.dataset.unit];
    this.title = element.parentElement.querySelector(".plot-title").textContent;
    element.setAttribute("role", "img");
  }

  draw() {
    const lines = this.metrics.flatMap((metric) => [...this.plots.lines.values()].filter((line) => line.metric === metric && line.points.length));
    if (!lines.length) {
      this.plot?.dispose();
      this.plot = null;
      this.element.textContent = "Nothing was measured in this time.";
      this.element.setAttribute("aria-label", `${this.title}: nothing was measured`);
      return;
    }
    if (!this.plot) {
      this.element.textContent = "";
      this.plot = window.echarts.init(this.element, null, { renderer: "canvas" });
    }
    const last = lines[0].points.at(-1);
    this.element.setAttribute("aria-label", `${this.title}: ${lines.length} ${lines.length === 1 ? "line" : "lines"}, the first now at ${this.word(last[1])}`);
    this.plot.setOption(this.option(lines), true);
  }

  option(lines) {
    const style = getComputedStyle(document.body);
    const faint = style.getPropertyValue("--tblr-border-color");
    const { to, length } = this.plots;
    const label = { color: style.color, fontSize: 11 };
    return {
      animation: false,
      color: COLOURS[document.documentElement.dataset.bsTheme] || COLOURS.light,
      textStyle: { fontFamily: style.fontFamily },
      grid: { left: 8, right: 12, top: 8, bottom: lines.length > 1 ? 32 : 8, containLabel: true },
      legend: { show: lines.length > 1, bottom: 0, type: "scroll", textStyle: label, pageTextStyle: label },
      tooltip: { trigger: "axis", renderMode: "richText", confine: true, valueFormatter: (value) => (value == null ? "–" : this.word(value)) },
      xAxis: { type: "time", min: to - length, max: to, axisLabel: { ...label, hideOverlap: true }, splitLine: { show: false } },
      useUTC: true,
      yAxis: { type: "value", min: 0, max: this.top(lines), interval: this.interval(lines), axisLabel: { ...label, formatter: (value) => this.word(value) }, splitLine: { lineStyle: { color: faint } } },
      series: lines.map((line, i) => ({
        name: this.name(line, lines),
        type: "line",
        showSymbol: line.points.length < 3,
        sampling: "lttb",
        lineStyle: { width: 1.5, type: SHAPES[Math.floor(i / COLOURS.light.length) % SHAPES.length] },
        data: this.gaps(line.points),
        markLine: i === 0 ? this.marks(style.color) : undefined,
      })),
    };
  }

  // a step without a sample is a gap, not a line through it
  gaps(points) {
    const far = this.plots.step * 3;
    return points.flatMap(([at, average], i) => (i > 0 && at - points[i - 1][0] > far ? [[points[i - 1][0] + 1, null], [at, average]] : [[at, average]]));
  }

  top(lines) {
    const limit = Number(this.element.dataset.limit);
    const highest = Math.max(...lines.flatMap((line) => line.points.map((point) => point[1])));
    return limit && highest > limit / 20 ? Math.max(limit, highest) : undefined;
  }

  // binary units are counted in steps that are round in them
  interval(lines) {
    const binary = ["mebibytes", "bytes per second"].includes(this.element.dataset.unit);
    const top = this.top(lines) || Math.max(...lines.flatMap((line) => line.points.map((point) => point[1])));
    if (!binary || top <= 0) return undefined;
    const unit = 1024 ** Math.floor(Math.log(top) / Math.log(1024));
    const rough = top / unit / 4;
    const ten = 10 ** Math.floor(Math.log10(rough));
    return unit * ten * [1, 2, 5, 10].find((nice) => nice * ten >= rough);
  }

  marks(colour) {
    const all = [];
    if (this.element.dataset.given > 0) all.push({ yAxis: Number(this.element.dataset.given), name: "allocated" });
    return { silent: true, symbol: "none", lineStyle: { color: colour, type: "dashed", opacity: 0.6 }, label: { formatter: "{b}", position: "insideEndTop", color: colour, textBorderWidth: 0 }, data: all };
  }

  name(line, lines) {
    const what = NAMES[line.metric] || line.metric;
    const devices = new Set(lines.map((one) => one.device)).size;
    if (this.metrics.length === 1) return line.device || what;
    return devices > 1 ? `${line.device} ${what}` : what;
  }
}

for (const element of document.querySelectorAll(".plots[data-src]")) {
  const plots = new Plots(element);
  plots.load();
  document.body.addEventListener("htmx:afterSettle", (event) => event.detail.target?.id === element.dataset.liveFrom && plots.append());
  new MutationObserver(() => plots.charts && plots.show()).observe(document.documentElement, { attributes: true, attributeFilter: ["data-bs-theme"] });
}
