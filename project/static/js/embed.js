/* Replaces a poster image with the player when the reader clicks it. */

class EmbedPlayer extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button");
    if (!this.button) return;
    this.button.hidden = false;
    this.button.addEventListener("click", () => this.play());
  }

  async play() {
    const { src, title } = await this.fetchPlayer();
    if (!src) {
      location.assign(this.querySelector("a").href);
      return;
    }
    const iframe = createIframe(src, title);
    this.querySelector(".embed-media").replaceChildren(iframe);
    this.button.remove();
    iframe.focus();
  }

  async fetchPlayer() {
    try {
      const response = await fetch(this.dataset.player);
      return response.ok ? await response.json() : {};
    } catch {
      return {};
    }
  }
}

function createIframe(src, title) {
  const iframe = document.createElement("iframe");
  iframe.title = title || "Player";
  iframe.allow = "fullscreen; picture-in-picture";
  iframe.allowFullscreen = true;
  iframe.sandbox = "allow-scripts allow-same-origin allow-presentation allow-popups";
  iframe.referrerPolicy = "strict-origin-when-cross-origin";
  iframe.src = src;
  return iframe;
}

customElements.define("embed-player", EmbedPlayer);
