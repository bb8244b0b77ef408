// Makes the text area of a job spec an editor: numbers of lines, tabs, marks at what is wrong.
// Without it the text area is one, and checks on request.

const area = document.getElementById("spec");
const numbers = document.createElement("pre");
numbers.className = "editor-lines";
numbers.setAttribute("aria-hidden", "true");
area.before(numbers);
area.wrap = "off";

let wrong = new Set();

function number() {
  const count = area.value.split("\n").length;
  if (numbers.childElementCount !== count) {
    numbers.replaceChildren(...Array.from({ length: count }, (_, i) => {
      const line = document.createElement("span");
      line.textContent = i + 1;
      return line;
    }));
  }
  mark();
  follow();
}

function mark() {
  for (const [i, line] of [...numbers.children].entries()) line.classList.toggle("is-wrong", wrong.has(i + 1));
}

function follow() {
  numbers.scrollTop = area.scrollTop;
  numbers.style.height = area.offsetHeight + "px";
}

function read() {
  const lines = document.querySelectorAll("#check [data-line]");
  wrong = new Set([...lines].map((one) => Number(one.dataset.line)).filter(Boolean));
  area.setAttribute("aria-invalid", lines.length > 0);
  mark();
}

function go(line) {
  const before = area.value.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  const end = area.value.indexOf("\n", before);
  area.focus();
  area.setSelectionRange(before, end < 0 ? area.value.length : end);
  area.scrollTop = (line - 4) * parseFloat(getComputedStyle(area).lineHeight);
}

// by execCommand, for it alone keeps what can be undone
function type(text) {
  if (!document.execCommand("insertText", false, text)) {
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

// Escape lets the next Tab leave, so that nobody is caught by the keyboard
let leaving = false;
area.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    leaving = true;
  } else if (event.key === "Tab" && !leaving && !event.shiftKey) {
    event.preventDefault();
    type("  ");
  } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
    const line = area.value.slice(0, area.selectionStart).split("\n").pop();
    const indent = line.match(/^ */)[0] + (/:\s*$/.test(line) ? "  " : "");
    if (indent && area.selectionStart === area.selectionEnd) {
      event.preventDefault();
      type("\n" + indent);
    }
  } else if (event.key === "Enter") {
    area.form.requestSubmit(document.getElementById("send"));
  } else if (!["Shift", "Tab"].includes(event.key)) {
    leaving = false;
  }
});
area.addEventListener("blur", () => (leaving = false));
area.addEventListener("input", number);
area.addEventListener("scroll", follow);
new ResizeObserver(follow).observe(area);
document.addEventListener("htmx:afterSwap", (event) => event.target.id === "check" && read());
document.addEventListener("htmx:afterSettle", read);
document.addEventListener("click", (event) => {
  const link = event.target.closest("#check [data-line]");
  if (link) {
    event.preventDefault();
    go(Number(link.dataset.line));
  }
});

// a file is read here and put in, where the browser can
const file = document.getElementById("file");
file?.addEventListener("change", async () => {
  const text = document.getElementById("foreign");
  if (file.files[0] && text) {
    text.value = await file.files[0].text();
    document.getElementById("file-name").value = file.files[0].name;
    // the text counts now, and can be edited
    file.value = "";
  }
});

// one sending at a time; the server knows the second as the first anyway
area.form.addEventListener("submit", (event) => {
  if (event.submitter?.id === "send") setTimeout(() => (event.submitter.disabled = true));
});
addEventListener("pageshow", () => (document.getElementById("send").disabled = false));

number();
read();
