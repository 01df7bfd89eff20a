/** From a path to its page, in one request. */

import type { Client, Page } from "./api.js";
import { Refused } from "./problems.js";

/** The page at a path, or the address to which the path leads on. */
export async function read(client: Client, path: string): Promise<Page | URL> {
  const { data, error } = await client.GET("/api/v3/resolve/", { params: { query: { path } } });
  if (error) throw new Refused(error);
  switch (data.kind) {
    case "page":
      return data.page;
    case "redirect":
      return new URL(data.location);
  }
}
