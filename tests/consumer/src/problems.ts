/** Errors of the API (RFC 9457), told apart by their type. */

import type { Problem } from "./api.js";

export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(explain(problem));
  }
}

/** What a reader is told. A type that is not known here speaks for itself. */
export function explain(problem: Problem): string {
  switch (problem.type) {
    case "urn:rostrum:problem:already-voted":
      return "You have voted in this poll already; your first ballot stands.";
    case "urn:rostrum:problem:closed":
      return "This poll has closed, so no ballot was cast.";
    case "urn:rostrum:problem:invalid-input":
      return (problem.errors ?? []).map(({ where, what }) => `${where}: ${what}`).join(" ");
    default:
      return [problem.title, problem.detail].filter(Boolean).join(": ");
  }
}
