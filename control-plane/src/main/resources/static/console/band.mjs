// Draws a forecast with ECharts: the band, what was expected in it, and what came laid over it.
// When the part named by data-live-from was brought anew, it is read again.

const COLOURS = {
  light: { expected: "#0072b2", came: "#1f1f1f", ceiling: "#c24e00" },
  dark: { expected: "#56b4e9", came: "#f0f0f0", ceiling: "#f28b45" },
};
const SIZES = { MiB: ["MiB", "GiB", "TiB", "PiB"], "B/s": ["B/s", "KiB/s", "MiB/s", "GiB/s"] };

function words(value, unit) {
  if (value == null) return "–";
  let left = value;
  let name = unit;
  for (const size of SIZES[unit] || []) {
    name = size;
    if (Math.abs(left) < 1024) break;
    if (size !== SIZES[unit].at(-1)) left /= 1024;
  }
  return `${Number(left.toPrecision(3)).toLocaleString("en")} ${name}`;
}

class Band {
  constructor(element) {
    this.element = element;
    element.setAttribute("role", "img");
  }

  async load() {
    const answer = await fetch(this.element.dataset.src, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    this.data = await answer.json();
    this.element.hidden = false;
    this.plot ||= window.echarts.init(this.element, null, { renderer: "canvas" });
    this.resized ||= new ResizeObserver(() => this.plot.resize());
    this.resized.observe(this.element);
    this.draw();
  }

  draw() {
    const { unit, now, past, ahead } = this.data;
    const last = ahead.at(-1);
    this.element.setAttribute("aria-label", `What came and what is expected; in a day ${words(last?.[2], unit)}, nine of ten between ${words(last?.[1], unit)} and ${words(last?.[3], unit)}`);
    const colour = COLOURS[document.documentElement.dataset.bsTheme] || COLOURS.light;
    const style = getComputedStyle(document.body);
    const label = { color: style.color, fontSize: 11 };
    const said = [...past.map(([at, , low, middle, high]) => [at, low, middle, high]), ...ahead.map(([at, low, middle, high]) => [at, low, middle, high])];
    const line = (name, data, more) => ({ name, type: "line", showSymbol: false, data, ...more });
    this.plot.setOption(
      {
        animation: false,
        useUTC: true,
        textStyle: { fontFamily: style.fontFamily },
        grid: { left: 8, right: 16, top: 12, bottom: 32, containLabel: true },
        legend: { bottom: 0, type: "scroll", textStyle: label, pageTextStyle: label, data: ["p05 to p95", "expected", "provide for", "came"] },
        tooltip: { trigger: "axis", renderMode: "richText", confine: true, formatter: (all) => this.told(all[0]?.axisValue) },
        xAxis: { type: "time", axisLabel: { ...label, hideOverlap: true }, splitLine: { show: false } },
        yAxis: { type: "value", scale: true, axisLabel: { ...label, formatter: (value) => words(value, unit) }, splitLine: { lineStyle: { color: style.getPropertyValue("--tblr-border-color") } } },
        series: [
          line("low", said.map(([at, low]) => [at, low]), { stack: "band", stackStrategy: "all", lineStyle: { opacity: 0 }, itemStyle: { color: colour.expected } }),
          line("p05 to p95", said.map(([at, low, , high]) => [at, high == null ? null : high - low]), { stack: "band", stackStrategy: "all", lineStyle: { opacity: 0 }, areaStyle: { color: colour.expected, opacity: 0.22 }, itemStyle: { color: colour.expected } }),
          line("expected", said.map(([at, , middle]) => [at, middle]), { lineStyle: { width: 1.5, type: "dashed", color: colour.expected }, itemStyle: { color: colour.expected } }),
          line("provide for", ahead.map(([at, , , , ceiling]) => [at, ceiling]), { lineStyle: { width: 1, type: "dotted", color: colour.ceiling }, itemStyle: { color: colour.ceiling } }),
          line("came", past.map(([at, came]) => [at, came]), {
            lineStyle: { width: 2, color: colour.came },
            itemStyle: { color: colour.came },
            markLine: { silent: true, symbol: "none", lineStyle: { color: style.color, type: "dashed", opacity: 0.6 }, label: { formatter: "now", position: "insideEndTop", color: style.color, textBorderWidth: 0 }, data: [{ xAxis: now }] },
          }),
        ],
      },
      true,
    );
  }

  told(at) {
    const { unit, past, ahead } = this.data;
    const when = new Date(at).toISOString().replace("T", " ").replace(/:\d\d\.\d+Z/, " UTC");
    const before = past.find((one) => one[0] === at);
    if (before) {
      const [, came, low, middle, high] = before;
      return `${when}\ncame ${words(came, unit)}\nexpected ${words(middle, unit)}\np05 to p95 ${words(low, unit)} to ${words(high, unit)}`;
    }
    const after = ahead.find((one) => one[0] === at);
    if (!after) return when;
    const [, low, middle, high, ceiling] = after;
    return `${when}\nexpected ${words(middle, unit)}\np05 to p95 ${words(low, unit)} to ${words(high, unit)}\nprovide for ${words(ceiling, unit)}`;
  }
}

for (const element of document.querySelectorAll(".band-plot[data-src]")) {
  const band = new Band(element);
  band.load();
  document.body.addEventListener("htmx:afterSettle", (event) => event.detail.target?.id === element.dataset.liveFrom && band.load());
  new MutationObserver(() => band.data && band.draw()).observe(document.documentElement, { attributes: true, attributeFilter: ["data-bs-theme"] });
}
