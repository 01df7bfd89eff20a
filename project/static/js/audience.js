/* Remembers the reader's audience in this browser. On pages without `?for=`, opens the sections for that
   audience and marks its entry in the menu; nothing else changes. */

const STORAGE_KEY = "audience";

function getRemembered() {
  try {
    return localStorage.getItem(STORAGE_KEY) ?? "";
  } catch {
    return "";
  }
}

/* Returns whether the choice was stored; storage may be full or disabled. */
function remember(slug) {
  try {
    if (slug) localStorage.setItem(STORAGE_KEY, slug);
    else localStorage.removeItem(STORAGE_KEY);
    return true;
  } catch {
    return false;
  }
}

const sections = [...document.querySelectorAll("details.audience-section")];
const entries = [...document.querySelectorAll(".menu [data-audience]")];

function showAudience(slug) {
  for (const entry of entries) {
    if (entry.dataset.audience === slug) entry.setAttribute("aria-current", "true");
  }
  for (const section of sections) {
    if (section.dataset.for.split(" ").includes(slug)) section.open = true;
  }
}

// The audience of the URL, and that of a preview, take precedence.
const page = document.documentElement.dataset;
if (!page.pageAudience && !("preview" in page)) showAudience(getRemembered());

// Print all sections. Browsers that support `::details-content` do so by the stylesheet.
let collapsed = [];
addEventListener("beforeprint", () => {
  collapsed = sections.filter((section) => !section.open);
  for (const section of collapsed) section.open = true;
});
addEventListener("afterprint", () => {
  for (const section of collapsed) section.open = false;
});

class RememberAudience extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button");
    this.button.hidden = false;
    this.button.addEventListener("click", () => this.toggle());
    this.update();
  }

  get isRemembered() {
    return getRemembered() === this.dataset.slug;
  }

  update() {
    this.button.setAttribute("aria-pressed", String(this.isRemembered));
  }

  toggle() {
    const stored = remember(this.isRemembered ? "" : this.dataset.slug);
    this.update();
    let status = "Choice removed.";
    if (!stored) status = "Your browser does not allow this site to store data.";
    else if (this.isRemembered) status = "Stored in this browser only. Sections for you open automatically.";
    this.querySelector("[role=status]").textContent = status;
  }
}

customElements.define("remember-audience", RememberAudience);
