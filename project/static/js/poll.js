/* Votes in place, shows the result as far as the poll allows, and keeps an open one fresh while it is
   on screen. Without this the form works as forms do. */

const REFRESH = 15_000;
const LONGEST_PROOF = 60_000;
// As long as a cache may show a page that is out of date, and a little more.
const RETRY = 35_000;

/* What this browser remembers of a poll; it never leaves it. */
class Memory {
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

  write(more) {
    try {
      localStorage.setItem(this.key, JSON.stringify({ ...this.read(), ...more }));
    } catch {
      // Storage is full or forbidden: the poll works, and forgets.
    }
  }
}

class ReaderPoll extends HTMLElement {
  connectedCallback() {
    this.memory = new Memory(this.dataset.slug);
    this.form = this.querySelector("form");
    this.result = this.querySelector("[data-result]");
    this.status = this.querySelector(".poll-status");
    if (this.isStale()) this.renew();
    else this.awaitTurn();
    if (this.form) this.prepare();
  }

  disconnectedCallback() {
    clearInterval(this.timer);
    clearTimeout(this.turn);
    this.observer?.disconnect();
  }

  prepare() {
    if (this.dataset.order === "shuffled") this.shuffle();
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.querySelector("[data-show-result]")?.addEventListener("click", (event) => this.peek(event));
    this.querySelector("[data-change]")?.addEventListener("click", () => this.reopen());
    if (this.memory.read().receipt) this.showVoted();
    else if (location.hash.startsWith(`#${this.id}-`)) this.forgetOthers();
  }

  /* An address that was passed on says that somebody has voted: not this reader. */
  forgetOthers() {
    history.replaceState(null, "", `#${this.id}`);
    for (const notice of this.querySelectorAll(".poll-notice")) notice.hidden = true;
  }

  /* Time: a page may be older than the poll's state. */

  isStale() {
    const { state, opens, closes } = this.dataset;
    const now = Date.now();
    const open = (!opens || now >= Date.parse(opens)) && (!closes || now < Date.parse(closes));
    return state === "upcoming" ? now >= Date.parse(opens) : state === "open" && !open;
  }

  awaitTurn() {
    const { state, opens, closes } = this.dataset;
    const left = Date.parse({ upcoming: opens, open: closes }[state]) - Date.now();
    if (left < 86_400_000) this.turn = setTimeout(() => this.renew(), left + 1000);
  }

  async renew() {
    const fresh = await this.fetchPart(this.dataset.url, "reader-poll");
    if (!fresh || fresh.dataset.state === this.dataset.state) {
      this.turn = setTimeout(() => this.renew(), RETRY * (1 + Math.random()));
      return;
    }
    fresh.querySelector(".poll-question").classList.remove("visually-hidden");
    const back = fresh.querySelector("[name=back]");
    if (back) back.value = location.pathname + location.search;
    this.replaceWith(fresh);
  }

  /* Order: drawn once for this browser, each order as likely as any other. */

  shuffle() {
    const options = [...this.form.querySelectorAll(".poll-option")];
    const numberOf = (option) => option.querySelector("input").value;
    const numbers = options.map(numberOf);
    let { order = [] } = this.memory.read();
    if (!numbers.every((number) => order.includes(number))) order = drawOrder(numbers);
    // Reading leaves nothing behind; whoever chooses finds the options in the same order again.
    this.form.addEventListener("change", () => this.memory.write({ order }));
    options.sort((one, other) => order.indexOf(numberOf(one)) - order.indexOf(numberOf(other)));
    this.form.querySelector("fieldset").append(...options);
  }

  /* Voting */

  async submit(event) {
    event.preventDefault();
    const button = this.form.querySelector("[type=submit]");
    button.disabled = true;
    this.say(this.dataset.challenge ? "One moment: your browser does some computing as proof …" : "");
    try {
      await this.send();
    } catch {
      this.say("Your ballot could not be sent. Please try again; it counts once.");
    } finally {
      button.disabled = false;
    }
  }

  async send() {
    const body = new URLSearchParams(new FormData(this.form));
    if (this.dataset.challenge) body.set("proof", await this.prove());
    const response = await fetch(this.form.action, {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
    });
    const answer = await response.json();
    if (response.ok) {
      this.memory.write({ receipt: answer.receipt, counted: answer.counted });
      for (const other of this.twins()) other.showVoted();
      this.showVoted(true);
    } else {
      this.say(answer.detail || "Your ballot could not be counted.");
      if (response.status === 410) this.renew();
      if (response.status === 409) this.showEarlier();
    }
  }

  /* This browser has voted and forgotten it: its cookie has not. */
  showEarlier() {
    this.status.append(this.querySelector(".poll-notice a").cloneNode(true));
    if (this.dataset.visibility !== "after_close") this.follow();
  }

  /* The same poll may stand in a page more than once. */
  twins() {
    return [...document.querySelectorAll("reader-poll")].filter(
      (other) => other !== this && other.form && other.dataset.slug === this.dataset.slug,
    );
  }

  async prove() {
    try {
      const response = await fetch(`${this.dataset.url}challenge/`);
      return await solve(this.dataset.challenge, await response.json());
    } catch {
      // Without a proof the ballot is set aside for review, not lost.
      return "";
    }
  }

  showVoted(now = false) {
    const { counted } = this.memory.read();
    this.form.hidden = true;
    this.querySelector(".poll-again").hidden = !("changeable" in this.dataset);
    const notice = counted === true ? "counted" : "set-aside";
    const words = this.querySelector(`[id$="-${notice}"].poll-notice`);
    words.hidden = true;
    this.status.replaceChildren(...words.cloneNode(true).childNodes);
    this.status.querySelector("[data-without-script]")?.remove();
    if (now) this.status.focus();
    if (["always", "after_vote"].includes(this.dataset.visibility)) this.follow();
  }

  reopen() {
    this.form.hidden = false;
    this.querySelector(".poll-again").hidden = true;
    this.form.querySelector("input").focus();
  }

  /* Result */

  peek(event) {
    event.preventDefault();
    event.currentTarget.remove();
    this.follow();
  }

  follow() {
    if (this.observer) {
      this.refresh();
      return;
    }
    this.observer = new IntersectionObserver(([entry]) => this.watch(entry.isIntersecting));
    this.observer.observe(this);
  }

  watch(onScreen) {
    clearInterval(this.timer);
    if (!onScreen) return;
    this.refresh();
    this.timer = setInterval(() => document.hidden || this.refresh(), REFRESH);
  }

  async refresh() {
    const result = await this.fetchPart(`${this.dataset.url}results/`, ".poll-result");
    // A table that is read aloud keeps its place while nothing has changed.
    const shown = this.result.querySelector("tbody")?.textContent;
    if (result && result.querySelector("tbody").textContent !== shown) {
      this.result.replaceChildren(result);
    }
  }

  async fetchPart(address, selector) {
    try {
      // Asked anew each time: a browser may else show what was, while it asks.
      const response = await fetch(address, { cache: "no-cache" });
      if (!response.ok) return null;
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      return document.importNode(page.querySelector(selector), true);
    } catch {
      return null;
    }
  }

  say(words) {
    this.status.textContent = words;
    if (words) this.status.focus();
  }
}

/* Fisher and Yates, with numbers that browsers make for keys. */
function drawOrder(items) {
  const drawn = [...items];
  for (let last = drawn.length - 1; last > 0; last -= 1) {
    const other = drawBelow(last + 1);
    [drawn[last], drawn[other]] = [drawn[other], drawn[last]];
  }
  return drawn;
}

function drawBelow(limit) {
  const fair = 2 ** 32 - (2 ** 32 % limit);
  const [number] = crypto.getRandomValues(new Uint32Array(1));
  return number < fair ? number % limit : drawBelow(limit);
}

/* Returns the solution of a challenge, in Base64, from a worker of its own; "" for none in time. */
async function solve(script, challenge) {
  const worker = new Worker(script, { type: "module" });
  try {
    const number = await new Promise((resolve) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = () => resolve(null);
      setTimeout(resolve, LONGEST_PROOF, null);
      worker.postMessage(challenge);
    });
    return number === null ? "" : btoa(JSON.stringify({ ...challenge, number }));
  } finally {
    worker.terminate();
  }
}

customElements.define("reader-poll", ReaderPoll);
