// Adds to the log what its task writes, and keeps to its end while that is wished.

const log = document.getElementById("log");
const follow = document.querySelector("#log-follow input");
const MOST = 1_000_000;

if (log && document.body.dataset.live) {
  document.getElementById("log-follow").hidden = false;
  log.scrollTop = log.scrollHeight;
  log.addEventListener("scroll", () => {
    follow.checked = log.scrollTop + log.clientHeight >= log.scrollHeight - 8;
  });
  follow.addEventListener("change", () => {
    if (follow.checked) log.scrollTop = log.scrollHeight;
  });
  document.body.addEventListener("live:log", ({ detail }) => {
    const following = follow.checked;
    log.append(detail.text);
    document.getElementById("log-empty")?.remove();
    // the page would grow with a task that never stops talking; the file has all of it
    while (log.textContent.length > MOST && log.childNodes.length > 1) log.firstChild.remove();
    if (following) log.scrollTop = log.scrollHeight;
  });
  document.body.addEventListener("live:over", () => {
    document.getElementById("log-over").hidden = false;
  });
}
