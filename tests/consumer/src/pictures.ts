/** Pictures in the sizes that the site has made of them. */

import type { CustomImage } from "./api.js";
import { html, type Markup } from "./markup.js";

/** A picture as wide as the text; nothing once its file is lost. */
export function renderPicture({ alt, renditions }: CustomImage): Markup {
  const { text_480, text_960, text_1600 } = renditions;
  const sizes = [text_480, text_960, text_1600].filter((each) => each !== undefined);
  const largest = sizes.at(-1);
  if (!largest) return html``;
  const srcset = sizes.map(({ url, width }) => `${url} ${width}w`).join(", ");
  return html`<img src="${largest.url}" srcset="${srcset}" sizes="(width < 64rem) 100vw, 42rem"
width="${largest.width}" height="${largest.height}" alt="${alt}" loading="lazy">`;
}
