// Timers of the page between two of its looks: data-left runs down to nothing, data-since grows; both
// are milliseconds of the moment at which the part came. The words are those of Show.duration.

const came = new WeakMap();

function words(millis) {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return two(Math.floor(seconds / 60), "min", seconds % 60, "s");
  if (seconds < 86400) return two(Math.floor(seconds / 3600), "h", Math.floor((seconds % 3600) / 60), "min");
  return two(Math.floor(seconds / 86400), "d", Math.floor((seconds % 86400) / 3600), "h");
}

function two(great, unit, small, smaller) {
  return `${great} ${unit}${small === 0 ? "" : ` ${small} ${smaller}`}`;
}

function tick() {
  const now = performance.now();
  for (const timer of document.querySelectorAll("[data-left], [data-since]")) {
    if (!came.has(timer)) came.set(timer, now);
    const passed = now - came.get(timer);
    const { left, since } = timer.dataset;
    const text = left === undefined ? words(Number(since) + passed) : words(Number(left) - passed);
    if (timer.textContent !== text) timer.textContent = text;
  }
}

tick();
setInterval(tick, 500);
