/** Voting without cookies: a credential first, then ballots. */

import type { Client, Problem, Receipt } from "./api.js";
import { Refused } from "./problems.js";

export type Outcome =
  | { kind: "taken"; receipt: Receipt; again: boolean }
  | { kind: "refused"; problem: Problem };

/** A credential: whoever sends it is the same voter. */
export async function becomeVoter(client: Client): Promise<string> {
  const { data, error } = await client.POST("/api/v3/polls/voters/");
  if (error) throw new Refused(error);
  return data.voter;
}

export async function castBallot(
  client: Client,
  slug: string,
  voter: string,
  options: number[],
): Promise<Outcome> {
  const { data, error, response } = await client.POST("/api/v3/polls/{slug}/ballots/", {
    params: { path: { slug } },
    body: { options, voter },
  });
  if (error) return { kind: "refused", problem: error };
  return { kind: "taken", receipt: data, again: response.status === 200 };
}
