// What every page needs: forms that prove where they come from, copying, dialogs.

document.addEventListener("htmx:configRequest", (event) => {
  const csrf = document.querySelector("meta[name=csrf]");
  if (csrf) event.detail.headers[csrf.dataset.header] = csrf.content;
});

// on a phone the list comes first, and its filters open when they are wanted
if (matchMedia("(max-width: 767.98px)").matches) document.getElementById("facet-list")?.removeAttribute("open");

// a problem is gone once something works again
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.requestConfig.verb !== "get" || !event.detail.elt.closest("[data-live-part]")) {
    document.getElementById("problem").replaceChildren();
  }
});

document.addEventListener("htmx:sendError", () => say("The control plane does not answer."));

function say(sentence) {
  const alert = document.createElement("div");
  alert.className = "alert alert-danger";
  alert.textContent = sentence;
  document.getElementById("problem").replaceChildren(alert);
}

document.addEventListener("click", (event) => {
  const copy = event.target.closest("[data-copy]");
  if (copy) return copied(copy);
  const opener = event.target.closest("[data-dialog]");
  if (opener) return document.getElementById(opener.dataset.dialog).showModal();
  const closer = event.target.closest("[data-close]");
  if (closer) closer.closest("dialog").close();
});

async function copied(button) {
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
  } catch {
    // no clipboard on plain HTTP beyond loopback: select it, so that one key copies it
    const text = button.parentElement.querySelector("code");
    if (text) getSelection().selectAllChildren(text);
    return;
  }
  document.getElementById("copied").textContent = "Copied";
  button.classList.add("is-copied");
  setTimeout(() => button.classList.remove("is-copied"), 1500);
}
