/** Errors of the API (RFC 9457), distinguished by their type. */

import type { Problem } from "./api.js";

export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(formatProblem(problem));
  }
}

/** The message for a reader. A problem of an unknown type has a title and detail of its own. */
export function formatProblem(problem: Problem): string {
  switch (problem.type) {
    case "urn:rostrum:problem:already-voted":
      return "You have already voted in this poll. Your first ballot counts.";
    case "urn:rostrum:problem:poll-closed":
      return "This poll has closed, so no ballot was cast.";
    case "urn:rostrum:problem:invalid-input":
      return (problem.errors ?? []).map(({ location, message }) => `${location}: ${message}`).join(" ");
    default:
      return [problem.title, problem.detail].filter(Boolean).join(": ");
  }
}
