/** HTML in which every text is escaped but what is markup already. */

export class Markup {
  constructor(readonly text: string) {}
}

type Part = string | number | Markup | readonly Markup[] | null;

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export function html(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  return new Markup(String.raw({ raw: strings }, ...parts.map(textOf)));
}

/** Rich text of the API: the site has cleaned it. */
export function cleaned(text: string): Markup {
  return new Markup(text);
}

function textOf(part: Part): string {
  if (part === null) return "";
  if (part instanceof Markup) return part.text;
  if (typeof part === "object") return part.map((each) => each.text).join("\n");
  return String(part).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
