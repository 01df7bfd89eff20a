/* Remembers, in this browser alone, as whom a reader comes. Where an address names no audience, what is
   for the remembered one is open and its entry in the menu is marked; nothing else changes. */

const KEY = "audience";

function recall() {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

/* Returns whether the choice is kept; storage may be full or forbidden. */
function remember(slug) {
  try {
    if (slug) localStorage.setItem(KEY, slug);
    else localStorage.removeItem(KEY);
    return true;
  } catch {
    return false;
  }
}

const layers = [...document.querySelectorAll("details.layer")];
const entries = [...document.querySelectorAll(".menu [data-audience]")];

function readAs(slug) {
  for (const entry of entries) {
    if (entry.dataset.audience === slug) entry.setAttribute("aria-current", "true");
  }
  for (const layer of layers) {
    if (layer.dataset.for.split(" ").includes(slug)) layer.open = true;
  }
}

// An address that names an audience has the last word; a preview shows what it was asked for.
const shown = document.documentElement.dataset;
if (!shown.readAs && !("preview" in shown)) readAs(recall());

// All is printed. Styles see to it where browsers know `::details-content`.
let folded = [];
addEventListener("beforeprint", () => {
  folded = layers.filter((layer) => !layer.open);
  for (const layer of folded) layer.open = true;
});
addEventListener("afterprint", () => {
  for (const layer of folded) layer.open = false;
});

class RememberAudience extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button");
    this.button.hidden = false;
    this.button.addEventListener("click", () => this.toggle());
    this.show();
  }

  get remembered() {
    return recall() === this.dataset.slug;
  }

  show() {
    this.button.setAttribute("aria-pressed", String(this.remembered));
  }

  toggle() {
    const kept = remember(this.remembered ? "" : this.dataset.slug);
    this.show();
    let words = "Forgotten.";
    if (!kept) words = "This browser keeps nothing for this site.";
    else if (this.remembered) words = "Kept in this browser alone: what is meant for you opens by itself.";
    this.querySelector("[role=status]").textContent = words;
  }
}

customElements.define("remember-audience", RememberAudience);
