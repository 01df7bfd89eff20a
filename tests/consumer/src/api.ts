/** The typed client of a site's API, and short names for its schemas. */

import createClient from "openapi-fetch";
import type { components, paths } from "./schema.js";

type Schemas = components["schemas"];

export type Page = Schemas["AnyPageSchema"];
export type Block = Schemas["AnyBlockSchema"];
export type AudienceSection = Schemas["AudienceSectionSchema"];
export type ImageReference = Schemas["ImageReferenceSchema"];
export type Poll = Schemas["PollSchema"];
export type PollWithResult = Schemas["PollWithResultSchema"];
export type Result = Schemas["ResultSchema"];
export type Receipt = Schemas["ReceiptSchema"];
export type Problem = Schemas["ProblemSchema"];

/** The value of a block of one type. */
export type BlockValue<Type extends Block["type"]> = Extract<Block, { type: Type }>["value"];

export type Client = ReturnType<typeof createApiClient>;

export function createApiClient(baseUrl: string) {
  return createClient<paths>({ baseUrl });
}
