/** Renders one page of a site and votes in its first poll: `node build/main.js SITE PATH`. */

import process from "node:process";
import { createApiClient, type Block, type Client, type Poll } from "./api.js";
import { castBallot, createVoter, type BallotResult } from "./ballots.js";
import { formatProblem } from "./problems.js";
import { groupIntoSections, renderPage } from "./render.js";
import { resolvePath } from "./resolve.js";

async function visit(client: Client, path: string) {
  let requests = 0;
  client.use({ onRequest: () => void (requests += 1) });
  const page = await resolvePath(client, path);
  if (page instanceof URL) return { location: page.href };
  const markup = renderPage(page);
  const sections = groupIntoSections(page.body);
  return {
    title: page.title,
    type: page.type,
    blocks: page.body.map(({ type }) => type),
    headings: page.body.flatMap((block) => (block.type === "heading" ? [block.value.text] : [])),
    sections: sections.flatMap(({ section }) => (section ? [section.label] : [])),
    requests,
    html: markup,
    votes: await vote(client, page.body.map(getPoll).find((poll) => poll !== null)),
  };
}

function getPoll(block: Block): Poll | null {
  return block.type === "poll" ? block.value : null;
}

/** Votes for the first option, sends the same ballot again, then tries another option. */
async function vote(client: Client, poll: Poll | undefined) {
  const [first, second] = poll?.options ?? [];
  if (!poll || !first || !second) return [];
  const voter = await createVoter(client);
  const results: BallotResult[] = [];
  for (const option of [first, first, second]) {
    results.push(await castBallot(client, poll.slug, voter, [option.id]));
  }
  return results.map(summarize);
}

function summarize(result: BallotResult) {
  switch (result.kind) {
    case "accepted": {
      const { receipt, counted } = result.receipt;
      return { receipt, counted, repeated: result.repeated };
    }
    case "rejected": {
      const { type, status } = result.problem;
      return { problem: type, status, message: formatProblem(result.problem) };
    }
  }
}

const [site, path] = process.argv.slice(2);
if (!site || !path) throw new Error("Pass the URL of a site and a path on it.");
console.log(JSON.stringify(await visit(createApiClient(site), path), null, 2));
