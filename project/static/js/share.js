/* Share buttons: the browser's share dialog, and copying the link. Each is shown if it is supported. */

class ShareTools extends HTMLElement {
  connectedCallback() {
    const { url, title } = this.dataset;
    this.showButton("[data-copy]", navigator.clipboard, () => this.copy(url));
    this.showButton("[data-share]", navigator.share, () => this.share({ url, title }));
  }

  showButton(selector, supported, action) {
    if (!supported) return;
    const button = this.querySelector(selector);
    button.closest("li").hidden = false;
    button.addEventListener("click", action);
  }

  async copy(url) {
    try {
      await navigator.clipboard.writeText(url);
      this.setStatus("Link copied.");
    } catch {
      this.setStatus(`The link could not be copied. Copy it here: ${url}`);
    }
  }

  async share(data) {
    try {
      await navigator.share(data);
    } catch {
      // The reader closed the dialog.
    }
  }

  setStatus(text) {
    this.querySelector("[role=status]").textContent = text;
  }
}

customElements.define("share-tools", ShareTools);
