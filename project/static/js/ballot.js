/* Updates the poll data in local storage to the ballot that the site has stored. */

class OwnBallot extends HTMLElement {
  connectedCallback() {
    const { slug, status, receipt } = this.dataset;
    const key = `poll:${slug}`;
    try {
      const data = JSON.parse(localStorage.getItem(key)) ?? {};
      const voted = receipt && status !== "withdrawn";
      const counted = status === "counted" || status;
      const ballot = voted ? { receipt, counted } : { receipt: null, counted: null };
      localStorage.setItem(key, JSON.stringify({ ...data, ...ballot }));
    } catch {
      // Storage is disabled: there is no data to update.
    }
  }
}

customElements.define("own-ballot", OwnBallot);
