/** From a path to its page, in one request. */

import type { Client, Page } from "./api.js";
import { ProblemError } from "./problems.js";

/** Returns the page at a path, or the URL that the path redirects to. */
export async function resolvePath(client: Client, path: string): Promise<Page | URL> {
  const { data, error } = await client.GET("/api/v3/resolve/", { params: { query: { path } } });
  if (error) throw new ProblemError(error);
  switch (data.kind) {
    case "page":
      return data.page;
    case "redirect":
      return new URL(data.location);
  }
}
