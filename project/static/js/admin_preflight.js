/* Updates the list of preflight issues after each save, and opens the field of an issue. */

const FIELDS = "input:not([type=hidden]), textarea, select, [contenteditable=true], button";

async function refreshIssues(panel) {
  const response = await fetch(panel.dataset.preflight, { headers: { Accept: "text/html" } });
  // After an error, the list of the previous save remains.
  if (response.ok && !response.redirected) panel.innerHTML = await response.text();
}

function handleAutosave({ detail }) {
  const panel = document.querySelector("[data-preflight]");
  const pk = detail?.response?.pk;
  if (!panel) return;
  if ("unsaved" in panel.dataset && pk) {
    panel.dataset.preflight = panel.dataset.preflight.replace("/0/", `/${pk}/`);
    delete panel.dataset.unsaved;
  }
  if (!("unsaved" in panel.dataset)) refreshIssues(panel);
}

/* Returns the element of the longest part of the path that exists: a field can have been removed. */
function findElement(anchor) {
  const path = new URLSearchParams(anchor.slice(3)).get("contentpath")?.split(".");
  if (!anchor.startsWith(":w:") || !path) return document.getElementById(anchor);
  for (let length = path.length; length; length -= 1) {
    const steps = path.slice(0, length).map((step) => `[data-contentpath="${CSS.escape(step)}"]`);
    const element = document.querySelector(steps.join(" "));
    if (element) return element;
  }
  return null;
}

/* Opens the tab, the panels and the block that contain an element. */
function reveal(element) {
  const ids = [];
  for (let ancestor = element; ancestor; ancestor = ancestor.parentElement) {
    if (ancestor.id) ids.unshift(ancestor.id);
  }
  for (const id of ids) {
    const tab = document.querySelector(`[role=tab][aria-controls="${id}"][aria-selected=false]`);
    const toggle = document.querySelector(
      `[data-panel-toggle][aria-controls="${id}"][aria-expanded=false]`,
    );
    tab?.click();
    toggle?.click();
  }
}

function handleClick(event) {
  // An error message above the form links to the fields as well.
  const link = event.target.closest("[data-preflight] a[href], .messages a[href]");
  if (link?.pathname !== location.pathname || !link.hash) return;
  const element = findElement(decodeURIComponent(link.hash.slice(1)));
  if (!element) return;
  event.preventDefault();
  reveal(element);
  const candidates = [element, ...element.querySelectorAll("*")];
  const field = candidates.find((node) => node.matches(FIELDS) && node.checkVisibility());
  element.scrollIntoView({ block: "center" });
  (field ?? element).focus({ preventScroll: true });
}

document.addEventListener("w-autosave:success", handleAutosave);
document.addEventListener("click", handleClick);
