/* Keeps the list of what a preflight has found up to date, and leads from it to the fields. */

const FIELDS = "input:not([type=hidden]), textarea, select, [contenteditable=true], button";

async function renew(panel) {
  const answer = await fetch(panel.dataset.preflight, { headers: { Accept: "text/html" } });
  // Where it fails, what was found before stays until the next save.
  if (answer.ok && !answer.redirected) panel.innerHTML = await answer.text();
}

function renewAfterSave({ detail }) {
  const panel = document.querySelector("[data-preflight]");
  const key = detail?.response?.pk;
  if (!panel) return;
  if ("unsaved" in panel.dataset && key) {
    panel.dataset.preflight = panel.dataset.preflight.replace("/0/", `/${key}/`);
    delete panel.dataset.unsaved;
  }
  if (!("unsaved" in panel.dataset)) renew(panel);
}

/* The deepest part of a path that is on the page, such as a block of which a field was removed. */
function find(anchor) {
  const parts = new URLSearchParams(anchor.slice(3)).get("contentpath")?.split(".");
  if (!anchor.startsWith(":w:") || !parts) return document.getElementById(anchor);
  for (let length = parts.length; length; length -= 1) {
    const steps = parts.slice(0, length).map((part) => `[data-contentpath="${CSS.escape(part)}"]`);
    const found = document.querySelector(steps.join(" "));
    if (found) return found;
  }
  return null;
}

/* Open the tab, the panels and the block in which an element is folded away. */
function unfold(element) {
  const folded = [];
  for (let above = element; above; above = above.parentElement) {
    if (above.id) folded.unshift(above.id);
  }
  for (const id of folded) {
    const tab = document.querySelector(`[role=tab][aria-controls="${id}"][aria-selected=false]`);
    const toggle = document.querySelector(
      `[data-panel-toggle][aria-controls="${id}"][aria-expanded=false]`,
    );
    tab?.click();
    toggle?.click();
  }
}

function lead(event) {
  // A refusal names the fields as well, in a message above the form.
  const link = event.target.closest("[data-preflight] a[href], .messages a[href]");
  if (link?.pathname !== location.pathname || !link.hash) return;
  const found = find(decodeURIComponent(link.hash.slice(1)));
  if (!found) return;
  event.preventDefault();
  unfold(found);
  const fields = [found, ...found.querySelectorAll("*")].filter((each) => each.matches(FIELDS));
  const field = fields.find((each) => each.checkVisibility());
  found.scrollIntoView({ block: "center" });
  (field ?? found).focus({ preventScroll: true });
}

document.addEventListener("w-autosave:success", renewAfterSave);
document.addEventListener("click", lead);
