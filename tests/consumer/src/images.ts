/** Images in the sizes that the site has rendered. */

import type { ImageReference } from "./api.js";
import { html, type Markup } from "./markup.js";

/** An image as wide as the text; empty if its file is missing. */
export function renderImage({ alt, renditions }: ImageReference): Markup {
  const { text_480, text_960, text_1600 } = renditions;
  const sizes = [text_480, text_960, text_1600].filter((size) => size !== undefined);
  const largest = sizes.at(-1);
  if (!largest) return html``;
  const srcset = sizes.map(({ url, width }) => `${url} ${width}w`).join(", ");
  return html`<img src="${largest.url}" srcset="${srcset}" sizes="(width < 64rem) 100vw, 42rem"
width="${largest.width}" height="${largest.height}" alt="${alt}" loading="lazy">`;
}
