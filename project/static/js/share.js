/* Shows the buttons that only work where scripts run: the share sheet and the copied link. */

class ShareTools extends HTMLElement {
  connectedCallback() {
    const { url, title } = this.dataset;
    this.offer("[data-copy]", navigator.clipboard, () => this.copy(url));
    this.offer("[data-share]", navigator.share, () => this.share({ url, title }));
  }

  offer(selector, supported, action) {
    if (!supported) return;
    const button = this.querySelector(selector);
    button.closest("li").hidden = false;
    button.addEventListener("click", action);
  }

  async copy(url) {
    try {
      await navigator.clipboard.writeText(url);
      this.say("The link is copied.");
    } catch {
      this.say(`The link could not be copied. It is ${url}`);
    }
  }

  async share(what) {
    try {
      await navigator.share(what);
    } catch {
      // The reader closed the sheet.
    }
  }

  say(words) {
    this.querySelector("[role=status]").textContent = words;
  }
}

customElements.define("share-tools", ShareTools);
