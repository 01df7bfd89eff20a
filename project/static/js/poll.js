/* Submits the vote without leaving the page, shows the result if the poll allows it, and refreshes the
   result of an open poll while it is visible. Without JavaScript, the form works as a plain form. */

// Times are in milliseconds.
const REFRESH_INTERVAL = 15_000;
const PROOF_TIMEOUT = 60_000;
// A little longer than a cache may serve a stale page.
const RELOAD_INTERVAL = 35_000;

/* The data of a poll in the browser's local storage. It is never sent to the site. */
class PollStorage {
  constructor(slug) {
    this.key = `poll:${slug}`;
  }

  read() {
    try {
      return JSON.parse(localStorage.getItem(this.key)) ?? {};
    } catch {
      return {};
    }
  }

  write(data) {
    try {
      localStorage.setItem(this.key, JSON.stringify({ ...this.read(), ...data }));
    } catch {
      // Storage is full or disabled. The poll works without it.
    }
  }
}

class ReaderPoll extends HTMLElement {
  connectedCallback() {
    this.storage = new PollStorage(this.dataset.slug);
    this.form = this.querySelector("form");
    this.result = this.querySelector("[data-result]");
    this.status = this.querySelector(".poll-status");
    if (this.isStale()) this.reload();
    else this.scheduleReload();
    if (this.form) this.initForm();
  }

  disconnectedCallback() {
    clearInterval(this.refreshTimer);
    clearTimeout(this.reloadTimer);
    this.observer?.disconnect();
  }

  initForm() {
    if (this.dataset.order === "shuffled") this.shuffleOptions();
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.querySelector("[data-show-result]")?.addEventListener("click", (event) => this.showResult(event));
    this.querySelector("[data-change]")?.addEventListener("click", () => this.reopenForm());
    if (this.storage.read().receipt) this.showVoted();
    else if (location.hash.startsWith(`#${this.id}-`)) this.hideNotices();
  }

  /* The URL was shared by somebody who has voted; this reader has not. */
  hideNotices() {
    history.replaceState(null, "", `#${this.id}`);
    for (const notice of this.querySelectorAll(".poll-notice")) notice.hidden = true;
  }

  /* State: a cached page may be older than the state of the poll. */

  isStale() {
    const { state, opens, closes } = this.dataset;
    const now = Date.now();
    const open = (!opens || now >= Date.parse(opens)) && (!closes || now < Date.parse(closes));
    return state === "upcoming" ? now >= Date.parse(opens) : state === "open" && !open;
  }

  scheduleReload() {
    const { state, opens, closes } = this.dataset;
    const delay = Date.parse({ upcoming: opens, open: closes }[state]) - Date.now();
    if (delay < 86_400_000) this.reloadTimer = setTimeout(() => this.reload(), delay + 1000);
  }

  async reload() {
    const fresh = await this.fetchElement(this.dataset.url, "reader-poll");
    if (!fresh || fresh.dataset.state === this.dataset.state) {
      this.reloadTimer = setTimeout(() => this.reload(), RELOAD_INTERVAL * (1 + Math.random()));
      return;
    }
    fresh.querySelector(".poll-question").classList.remove("visually-hidden");
    const back = fresh.querySelector("[name=back]");
    if (back) back.value = location.pathname + location.search;
    this.replaceWith(fresh);
  }

  /* Order: random, drawn once for each browser. */

  shuffleOptions() {
    const options = [...this.form.querySelectorAll(".poll-option")];
    const getNumber = (option) => option.querySelector("input").value;
    const numbers = options.map(getNumber);
    let { order = [] } = this.storage.read();
    if (!numbers.every((number) => order.includes(number))) order = shuffle(numbers);
    // Store the order only when the reader selects an option: reading a page stores nothing.
    this.form.addEventListener("change", () => this.storage.write({ order }));
    options.sort((one, other) => order.indexOf(getNumber(one)) - order.indexOf(getNumber(other)));
    this.form.querySelector("fieldset").append(...options);
  }

  /* Voting */

  async submit(event) {
    event.preventDefault();
    const button = this.form.querySelector("[type=submit]");
    button.disabled = true;
    this.showStatus(this.dataset.proofOfWork ? "Please wait while your browser computes a proof of work …" : "");
    try {
      await this.send();
    } catch {
      this.showStatus("Your ballot could not be sent. Please try again. It is counted only once.");
    } finally {
      button.disabled = false;
    }
  }

  async send() {
    const body = new URLSearchParams(new FormData(this.form));
    if (this.dataset.proofOfWork) body.set("proof", await this.computeProof());
    const response = await fetch(this.form.action, {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
    });
    const data = await response.json();
    if (response.ok) {
      this.storage.write({ receipt: data.receipt, counted: data.counted });
      for (const form of this.getDuplicates()) form.showVoted();
      this.showVoted(true);
    } else {
      this.showStatus(data.detail || "Your ballot could not be counted.");
      if (response.status === 410) this.reload();
      if (response.status === 409) this.showEarlierBallot();
    }
  }

  /* The browser has voted, but its local storage was cleared. */
  showEarlierBallot() {
    this.status.append(this.querySelector(".poll-notice a").cloneNode(true));
    if (this.dataset.visibility !== "after_close") this.followResult();
  }

  /* A page may show the same poll more than once. */
  getDuplicates() {
    return [...document.querySelectorAll("reader-poll")].filter(
      (poll) => poll !== this && poll.form && poll.dataset.slug === this.dataset.slug,
    );
  }

  async computeProof() {
    try {
      const response = await fetch(`${this.dataset.url}proof-of-work/`);
      return await solve(this.dataset.proofOfWork, await response.json());
    } catch {
      // A ballot without a proof is set aside for review.
      return "";
    }
  }

  showVoted(focus = false) {
    const { counted } = this.storage.read();
    this.form.hidden = true;
    this.querySelector(".poll-again").hidden = !("changeable" in this.dataset);
    const notice = counted === true ? "counted" : "set-aside";
    const message = this.querySelector(`[id$="-${notice}"].poll-notice`);
    message.hidden = true;
    this.status.replaceChildren(...message.cloneNode(true).childNodes);
    this.status.querySelector("[data-without-script]")?.remove();
    if (focus) this.status.focus();
    if (["always", "after_vote"].includes(this.dataset.visibility)) this.followResult();
  }

  reopenForm() {
    this.form.hidden = false;
    this.querySelector(".poll-again").hidden = true;
    this.form.querySelector("input").focus();
  }

  /* Result */

  showResult(event) {
    event.preventDefault();
    event.currentTarget.remove();
    this.followResult();
  }

  followResult() {
    if (this.observer) {
      this.refresh();
      return;
    }
    this.observer = new IntersectionObserver(([entry]) => this.setVisible(entry.isIntersecting));
    this.observer.observe(this);
  }

  setVisible(isVisible) {
    clearInterval(this.refreshTimer);
    if (!isVisible) return;
    this.refresh();
    this.refreshTimer = setInterval(() => document.hidden || this.refresh(), REFRESH_INTERVAL);
  }

  async refresh() {
    const result = await this.fetchElement(`${this.dataset.url}results/`, ".poll-result");
    // Replace the table only if it has changed, so that screen readers do not lose their place.
    const shown = this.result.querySelector("tbody")?.textContent;
    if (result && result.querySelector("tbody").textContent !== shown) {
      this.result.replaceChildren(result);
    }
  }

  async fetchElement(url, selector) {
    try {
      // Revalidate: the browser would otherwise show a stale result (stale-while-revalidate).
      const response = await fetch(url, { cache: "no-cache" });
      if (!response.ok) return null;
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      return document.importNode(page.querySelector(selector), true);
    } catch {
      return null;
    }
  }

  showStatus(text) {
    this.status.textContent = text;
    if (text) this.status.focus();
  }
}

/* The Fisher–Yates shuffle, with cryptographically secure random numbers. */
function shuffle(items) {
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const other = drawBelow(last + 1);
    [shuffled[last], shuffled[other]] = [shuffled[other], shuffled[last]];
  }
  return shuffled;
}

function drawBelow(limit) {
  const unbiasedLimit = 2 ** 32 - (2 ** 32 % limit);
  const [number] = crypto.getRandomValues(new Uint32Array(1));
  return number < unbiasedLimit ? number % limit : drawBelow(limit);
}

/* Returns the solution of an ALTCHA challenge in Base64, computed in a worker; "" after a timeout. */
async function solve(script, challenge) {
  const worker = new Worker(script, { type: "module" });
  try {
    const number = await new Promise((resolve) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = () => resolve(null);
      setTimeout(resolve, PROOF_TIMEOUT, null);
      worker.postMessage(challenge);
    });
    return number === null ? "" : btoa(JSON.stringify({ ...challenge, number }));
  } finally {
    worker.terminate();
  }
}

customElements.define("reader-poll", ReaderPoll);
