/** A page as HTML. A type of block that is not shown here does not compile. */

import type { Block, Layer, Page, ValueOf } from "./api.js";
import { cleaned, html, type Markup } from "./markup.js";
import { renderPicture } from "./pictures.js";
import { renderPoll } from "./polls.js";

export function renderPage(page: Page): string {
  return html`<article>
<h1>${page.title}</h1>
${renderIntroduction(page)}
${inLayers(page.body).map(renderLayer)}
</article>`.text;
}

function renderIntroduction(page: Page): Markup {
  switch (page.type) {
    case "articles.ArticlePage":
      return html`<p>${page.standfirst}</p>
<p>By ${page.authors.map(({ name }) => name).join(", ")}, <time>${page.date}</time></p>
${page.picture && renderPicture(page.picture)}`;
    case "home.StandardPage":
      return html`<p>${page.standfirst}</p>`;
    case "articles.AuthorPage":
    case "articles.ArticleIndexPage":
    case "home.HomePage":
    case "home.AudiencePage":
      return html`<p>${page.introduction}</p>`;
  }
}

/** Neighbours that are for the same audiences are one layer. */
export function inLayers(blocks: Block[]): { layer: Layer | null; blocks: Block[] }[] {
  const layers: { layer: Layer | null; blocks: Block[] }[] = [];
  for (const block of blocks) {
    const last = layers.at(-1);
    if (last && last.layer?.label === block.layer?.label) last.blocks.push(block);
    else layers.push({ layer: block.layer, blocks: [block] });
  }
  return layers;
}

function renderLayer({ layer, blocks }: { layer: Layer | null; blocks: Block[] }): Markup {
  const shown = blocks.map(renderBlock);
  if (!layer) return html`${shown}`;
  return html`<details${layer.open ? html` open` : null}><summary>${layer.label}</summary>
${shown}
</details>`;
}

function renderBlock(block: Block): Markup {
  switch (block.type) {
    case "heading": return renderHeading(block.value);
    case "paragraph": return cleaned(block.value);
    case "quotation": return renderQuotation(block.value);
    case "key_points": return renderKeyPoints(block.value);
    case "labelled_points": return renderLabelledPoints(block.value);
    case "callout": return renderCallout(block.value);
    case "figure": return renderFigure(block.value);
    case "table": return renderTable(block.value);
    case "embed": return renderEmbed(block.value);
    case "document": return renderDocument(block.value);
    case "related_pages": return renderRelatedPages(block.value);
    case "poll": return block.value ? renderPoll(block.value) : html``;
    default: return leaveOut(block);
  }
}

/** A block of a newer site is left out as this runs, and an error as it is compiled. */
function leaveOut(_block: never): Markup {
  return html``;
}

function renderHeading({ text, level, anchor }: ValueOf<"heading">): Markup {
  const tag = `h${level}`;
  return html`<${tag} id="${anchor}">${text}</${tag}>`;
}

function renderQuotation({ text, attribution }: ValueOf<"quotation">): Markup {
  const cite = attribution ? html`<figcaption>${attribution}</figcaption>` : null;
  return html`<figure><blockquote>${text}</blockquote>${cite}</figure>`;
}

function renderKeyPoints({ title, points }: ValueOf<"key_points">): Markup {
  return html`<section><h2>${title}</h2>
<ul>${points.map((point) => html`<li>${point}</li>`)}</ul></section>`;
}

function renderLabelledPoints({ points }: ValueOf<"labelled_points">): Markup {
  return html`<dl>${points.map(
    ({ label, text }) => html`<dt>${label}</dt><dd>${cleaned(text)}</dd>`,
  )}</dl>`;
}

function renderCallout({ heading, text }: ValueOf<"callout">): Markup {
  const title = heading ? html`<strong>${heading}</strong>` : null;
  return html`<aside>${title}${cleaned(text)}</aside>`;
}

function renderFigure({ picture, caption, credit }: ValueOf<"figure">): Markup {
  if (!picture) return html``;
  return html`<figure>${renderPicture(picture)}
<figcaption>${caption} <small>${credit}</small></figcaption></figure>`;
}

function renderTable({ caption, header_column, columns, rows }: ValueOf<"table">): Markup {
  const cell = (text: string, at: number) =>
    header_column && at === 0 ? html`<th scope="row">${text}</th>` : html`<td>${text}</td>`;
  return html`<table><caption>${caption}</caption>
<thead><tr>${columns.map(({ heading }) => html`<th scope="col">${heading}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map(cell)}</tr>`)}</tbody></table>`;
}

function renderEmbed({ url, title, provider, still, caption }: ValueOf<"embed">): Markup {
  return html`<figure>${still && renderPicture(still)}
<p>${title}: <a href="${url}">watch at ${provider}</a></p>
<figcaption>${caption}</figcaption></figure>`;
}

function renderDocument({ document, note }: ValueOf<"document">): Markup {
  if (!document) return html``;
  const size = Math.ceil(document.size / 1000);
  return html`<p><a href="${document.url}" type="${document.type}">${document.title}</a>
(${size} kB) ${note}</p>`;
}

function renderRelatedPages({ heading, pages }: ValueOf<"related_pages">): Markup {
  return html`<nav><h2>${heading}</h2>
<ul>${pages.map(({ title, url }) => html`<li><a href="${url}">${title}</a></li>`)}</ul></nav>`;
}
