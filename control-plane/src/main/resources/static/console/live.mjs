// Keeps the page up to date: its one stream names the parts that changed, and each of those is
// asked for again at the page's own address. A part is an element with data-live-part and an id.

const body = document.body;
const sign = document.getElementById("live-sign");
const searchAtFirst = location.search;
let source = null;
let last = new URL(body.dataset.live, location.href).searchParams.get("seen");

function open() {
  if (source || document.hidden) return;
  const url = address();
  if (last) url.searchParams.set("seen", last);
  source = new EventSource(url);
  source.addEventListener("open", () => show("live"));
  source.addEventListener("error", () => {
    if (source && source.readyState === EventSource.CLOSED) {
      close();
      again();
    } else {
      show("waiting");
    }
  });
  source.addEventListener("changed", (event) => {
    last = event.lastEventId;
    JSON.parse(event.data).forEach(refresh);
  });
  // whatever else a page sends goes to its own script
  for (const name of (document.getElementById("main").dataset.liveEvents || "").split(" ").filter(Boolean)) {
    source.addEventListener(name, (event) => {
      last = event.lastEventId || last;
      body.dispatchEvent(new CustomEvent("live:" + name, { detail: JSON.parse(event.data) }));
    });
  }
}

// with the filters of now, which may be others than those the page came with; what else the page put there stays
function address() {
  const url = new URL(body.dataset.live, location.href);
  if (location.search !== searchAtFirst) {
    for (const name of new URLSearchParams(searchAtFirst).keys()) url.searchParams.delete(name);
    for (const [name, value] of new URLSearchParams(location.search)) url.searchParams.append(name, value);
  }
  return url;
}

// refused: who is signed out meanwhile is led to the door; else look again, not too often
async function again() {
  show("stopped");
  try {
    const answer = await fetch(location.href, { headers: { "HX-Request": "true" }, redirect: "manual" });
    if (answer.status === 401) return show("signed out");
  } catch {
    // the control plane is away
  }
  setTimeout(open, 5000);
}

// a browser keeps six connections to one server: a page that nobody sees needs none
function close() {
  source?.close();
  source = null;
}

function show(word) {
  if (!sign) return;
  sign.hidden = false;
  sign.dataset.state = word;
  sign.querySelector(".live-word").textContent = word;
}

const due = new Set();

// nothing is changed from under somebody's hands
function isInHands(part) {
  return part.querySelector("dialog[open], input:focus, select:focus, textarea:focus, :checked:not(option)") !== null;
}

function refresh(id) {
  const part = document.getElementById(id);
  if (!part) return;
  if (isInHands(part)) {
    due.add(id);
    return;
  }
  due.delete(id);
  window.htmx.ajax("GET", location.pathname + location.search, { source: part, target: part, swap: "outerHTML" });
}

document.addEventListener("focusout", () => setTimeout(() => [...due].forEach(refresh), 100));
document.addEventListener("change", () => setTimeout(() => [...due].forEach(refresh), 100));
// what somebody has opened or closed stays so
let unfolded = [];
document.addEventListener("htmx:beforeSwap", (event) => {
  const part = event.detail.target;
  // taken into somebody's hands while the answer was on its way
  if (event.detail.requestConfig?.elt === part && part.matches("[data-live-part]") && isInHands(part)) {
    event.detail.shouldSwap = false;
    due.add(part.id);
    return;
  }
  unfolded = [...part.querySelectorAll("details[id]")].map(({ id, open }) => [id, open]);
});
document.addEventListener("htmx:afterSwap", (event) => {
  for (const [id, open] of unfolded) {
    const part = document.getElementById(id);
    if (part) part.open = open;
  }
  const asOf = event.detail.xhr?.getResponseHeader("X-As-Of");
  const time = document.querySelector("#as-of time");
  if (asOf && time) {
    time.dateTime = asOf;
    time.textContent = asOf.replace("T", " ").replace("Z", " UTC");
  }
});
document.addEventListener("htmx:pushedIntoHistory", () => {
  last = null;
  close();
  open();
});
document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
addEventListener("pagehide", close);
addEventListener("pageshow", open);
open();
