/** Polls: a form while they are open, and the result if it is public. */

import type { Poll, Result, PollWithResult } from "./api.js";
import { html, type Markup } from "./markup.js";

export function renderPoll(poll: PollWithResult): Markup {
  return html`<section id="poll-${poll.slug}"><h2>${poll.question}</h2>
${renderState(poll)}
${poll.result && renderResult(poll.result)}
</section>`;
}

function renderState(poll: Poll): Markup {
  switch (poll.state) {
    case "upcoming":
      return html`<p>Opens ${poll.opens_at ?? "soon"}.</p>`;
    case "open":
      return renderForm(poll);
    case "closed":
      return html`<p>This poll is closed.</p>`;
  }
}

function renderForm(poll: Poll): Markup {
  const type = poll.kind === "single" ? "radio" : "checkbox";
  const option = ({ id, label }: Poll["options"][number]) =>
    html`<label><input type="${type}" name="options" value="${id}"> ${label}</label>`;
  return html`<form><fieldset>${poll.options.map(option)}</fieldset><button>Vote</button></form>`;
}

function renderResult(result: Result): Markup {
  const row = ({ label, percent, votes }: Result["options"][number]) =>
    html`<tr><th scope="row">${label}</th><td>${percent}%</td><td>${votes}</td></tr>`;
  return html`<table><tbody>${result.options.map(row)}</tbody></table>
<p>${result.ballots} ballots. ${result.methodology.text}</p>`;
}
