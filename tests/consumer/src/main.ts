/** Shows one page of a site and votes in its first poll: `node build/main.js SITE PATH`. */

import process from "node:process";
import { connect, type Block, type Client, type Poll } from "./api.js";
import { explain } from "./problems.js";
import { read } from "./reading.js";
import { inLayers, renderPage } from "./render.js";
import { becomeVoter, castBallot, type Outcome } from "./vote.js";

async function show(client: Client, path: string) {
  let requests = 0;
  client.use({ onRequest: () => void (requests += 1) });
  const page = await read(client, path);
  if (page instanceof URL) return { location: page.href };
  const markup = renderPage(page);
  return {
    title: page.title,
    type: page.type,
    blocks: page.body.map(({ type }) => type),
    headings: page.body.flatMap((each) => (each.type === "heading" ? [each.value.text] : [])),
    layers: inLayers(page.body).flatMap(({ layer }) => (layer ? [layer.label] : [])),
    requests,
    html: markup,
    votes: await vote(client, page.body.map(pollOf).find((poll) => poll !== null)),
  };
}

function pollOf(block: Block): Poll | null {
  return block.type === "poll" ? block.value : null;
}

/** Vote for the first option, send the same ballot again, and then change one's mind. */
async function vote(client: Client, poll: Poll | undefined) {
  const [first, second] = poll?.options ?? [];
  if (!poll || !first || !second) return [];
  const voter = await becomeVoter(client);
  const outcomes: Outcome[] = [];
  for (const option of [first, first, second]) {
    outcomes.push(await castBallot(client, poll.slug, voter, [option.id]));
  }
  return outcomes.map(tell);
}

function tell(outcome: Outcome) {
  switch (outcome.kind) {
    case "taken": {
      const { receipt, counted } = outcome.receipt;
      return { receipt, counted, again: outcome.again };
    }
    case "refused": {
      const { type, status } = outcome.problem;
      return { problem: type, status, said: explain(outcome.problem) };
    }
  }
}

const [site, path] = process.argv.slice(2);
if (!site || !path) throw new Error("Give the address of a site and a path in it.");
console.log(JSON.stringify(await show(connect(site), path), null, 2));
