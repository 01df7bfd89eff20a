/** A page as HTML. A block type without a case here does not compile. */

import type { AudienceSection, Block, BlockValue, Page } from "./api.js";
import { renderImage } from "./images.js";
import { html, trustedHtml, type Markup } from "./markup.js";
import { renderPoll } from "./polls.js";

export function renderPage(page: Page): string {
  return html`<article>
<h1>${page.title}</h1>
${renderIntroduction(page)}
${groupIntoSections(page.body).map(renderSection)}
</article>`.text;
}

function renderIntroduction(page: Page): Markup {
  switch (page.type) {
    case "articles.ArticlePage":
      return html`<p>${page.standfirst}</p>
<p>By ${page.authors.map(({ name }) => name).join(", ")}, <time>${page.date}</time></p>
${page.image && renderImage(page.image)}`;
    case "home.StandardPage":
      return html`<p>${page.standfirst}</p>`;
    case "articles.AuthorPage":
    case "articles.ArticleIndexPage":
    case "home.HomePage":
    case "home.AudiencePage":
      return html`<p>${page.introduction}</p>`;
  }
}

export type BlockGroup = { section: AudienceSection | null; blocks: Block[] };

/** Groups neighbouring blocks for the same audiences into one section. */
export function groupIntoSections(blocks: Block[]): BlockGroup[] {
  const groups: BlockGroup[] = [];
  for (const block of blocks) {
    const last = groups.at(-1);
    if (last && last.section?.label === block.audience_section?.label) last.blocks.push(block);
    else groups.push({ section: block.audience_section, blocks: [block] });
  }
  return groups;
}

function renderSection({ section, blocks }: BlockGroup): Markup {
  const content = blocks.map(renderBlock);
  if (!section) return html`${content}`;
  return html`<details${section.open ? html` open` : null}><summary>${section.label}</summary>
${content}
</details>`;
}

function renderBlock(block: Block): Markup {
  switch (block.type) {
    case "heading": return renderHeading(block.value);
    case "paragraph": return trustedHtml(block.value);
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
    default: return skipUnknownBlock(block);
  }
}

/** A block type that a newer site has added: skipped at run time, an error when compiling. */
function skipUnknownBlock(_block: never): Markup {
  return html``;
}

function renderHeading({ text, level, anchor }: BlockValue<"heading">): Markup {
  const tag = `h${level}`;
  return html`<${tag} id="${anchor}">${text}</${tag}>`;
}

function renderQuotation({ text, attribution }: BlockValue<"quotation">): Markup {
  const cite = attribution ? html`<figcaption>${attribution}</figcaption>` : null;
  return html`<figure><blockquote>${text}</blockquote>${cite}</figure>`;
}

function renderKeyPoints({ title, points }: BlockValue<"key_points">): Markup {
  return html`<section><h2>${title}</h2>
<ul>${points.map((point) => html`<li>${point}</li>`)}</ul></section>`;
}

function renderLabelledPoints({ points }: BlockValue<"labelled_points">): Markup {
  return html`<dl>${points.map(
    ({ label, text }) => html`<dt>${label}</dt><dd>${trustedHtml(text)}</dd>`,
  )}</dl>`;
}

function renderCallout({ heading, text }: BlockValue<"callout">): Markup {
  const title = heading ? html`<strong>${heading}</strong>` : null;
  return html`<aside>${title}${trustedHtml(text)}</aside>`;
}

function renderFigure({ image, caption, credit }: BlockValue<"figure">): Markup {
  if (!image) return html``;
  return html`<figure>${renderImage(image)}
<figcaption>${caption} <small>${credit}</small></figcaption></figure>`;
}

function renderTable({ caption, header_column, columns, rows }: BlockValue<"table">): Markup {
  const cell = (text: string, index: number) =>
    header_column && index === 0 ? html`<th scope="row">${text}</th>` : html`<td>${text}</td>`;
  return html`<table><caption>${caption}</caption>
<thead><tr>${columns.map(({ heading }) => html`<th scope="col">${heading}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map(cell)}</tr>`)}</tbody></table>`;
}

function renderEmbed({ url, title, provider, poster_image, caption }: BlockValue<"embed">): Markup {
  return html`<figure>${poster_image && renderImage(poster_image)}
<p>${title}: <a href="${url}">watch at ${provider}</a></p>
<figcaption>${caption}</figcaption></figure>`;
}

function renderDocument({ document, note }: BlockValue<"document">): Markup {
  if (!document) return html``;
  const size = Math.ceil(document.size / 1000);
  return html`<p><a href="${document.url}" type="${document.type}">${document.title}</a>
(${size} kB) ${note}</p>`;
}

function renderRelatedPages({ heading, pages }: BlockValue<"related_pages">): Markup {
  return html`<nav><h2>${heading}</h2>
<ul>${pages.map(({ title, url }) => html`<li><a href="${url}">${title}</a></li>`)}</ul></nav>`;
}
