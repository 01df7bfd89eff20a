/* Tells this browser's memory of a poll what became of its ballot, as the site has it now. */

class OwnBallot extends HTMLElement {
  connectedCallback() {
    const { slug, status, receipt } = this.dataset;
    const key = `poll:${slug}`;
    try {
      const memory = JSON.parse(localStorage.getItem(key)) ?? {};
      const voted = receipt && status !== "withdrawn";
      const counted = status === "counted" || status;
      const known = voted ? { receipt, counted } : { receipt: null, counted: null };
      localStorage.setItem(key, JSON.stringify({ ...memory, ...known }));
    } catch {
      // Storage is forbidden: there is no memory to mend.
    }
  }
}

customElements.define("own-ballot", OwnBallot);
