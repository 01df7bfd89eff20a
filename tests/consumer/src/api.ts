/** The API of a site, and its types by short names. */

import createClient from "openapi-fetch";
import type { components, paths } from "./schema.js";

type Schemas = components["schemas"];

export type Page = Schemas["AnyPageSchema"];
export type Block = Schemas["AnyBlockSchema"];
export type Layer = Schemas["LayerSchema"];
export type CustomImage = Schemas["ShownPictureSchema"];
export type Poll = Schemas["PollSchema"];
export type ShownPoll = Schemas["ShownPollSchema"];
export type Result = Schemas["ResultSchema"];
export type Receipt = Schemas["ReceiptSchema"];
export type Problem = Schemas["ProblemSchema"];

/** What a block of one type says. */
export type ValueOf<Type extends Block["type"]> = Extract<Block, { type: Type }>["value"];

export type Client = ReturnType<typeof connect>;

export function connect(site: string) {
  return createClient<paths>({ baseUrl: site });
}
