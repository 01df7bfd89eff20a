/** Voting without cookies: a credential first, then ballots. */

import type { Client, Problem, Receipt } from "./api.js";
import { ProblemError } from "./problems.js";

export type BallotResult =
  | { kind: "accepted"; receipt: Receipt; repeated: boolean }
  | { kind: "rejected"; problem: Problem };

/** Returns a credential: every ballot with it belongs to the same voter. */
export async function createVoter(client: Client): Promise<string> {
  const { data, error } = await client.POST("/api/v3/polls/voters/");
  if (error) throw new ProblemError(error);
  return data.voter;
}

export async function castBallot(
  client: Client,
  slug: string,
  voter: string,
  options: number[],
): Promise<BallotResult> {
  const { data, error, response } = await client.POST("/api/v3/polls/{slug}/ballots/", {
    params: { path: { slug } },
    body: { options, voter },
  });
  if (error) return { kind: "rejected", problem: error };
  return { kind: "accepted", receipt: data, repeated: response.status === 200 };
}
