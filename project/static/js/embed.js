/* Puts a player in the place of its still, once the reader asks for it. */

class EmbedPlayer extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button");
    if (!this.button) return;
    this.button.hidden = false;
    this.button.addEventListener("click", () => this.play());
  }

  async play() {
    const { src, title } = await this.ask();
    if (!src) {
      location.assign(this.querySelector("a").href);
      return;
    }
    const frame = makeFrame(src, title);
    this.querySelector(".embed-frame").replaceChildren(frame);
    this.button.remove();
    frame.focus();
  }

  async ask() {
    try {
      const response = await fetch(this.dataset.player);
      return response.ok ? await response.json() : {};
    } catch {
      return {};
    }
  }
}

function makeFrame(src, title) {
  const frame = document.createElement("iframe");
  frame.title = title || "Player";
  frame.allow = "fullscreen; picture-in-picture";
  frame.allowFullscreen = true;
  frame.sandbox = "allow-scripts allow-same-origin allow-presentation allow-popups";
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  frame.src = src;
  return frame;
}

customElements.define("embed-player", EmbedPlayer);
