// What is pasted in the editor from Word, Google Docs, LibreOffice or a spreadsheet.
//
// A table fills the table block in which it is pasted. In a paragraph, headings and tables become
// blocks of their own; the text between them is left to Wagtail's editor, which drops what it does
// not know. Nothing of what is pasted is put into the page as HTML.

(() => {
  const TABLE = "wagtail.contrib.typed_table_block.blocks.TypedTableBlock";
  const OVERWRITE = "There is text in some of these cells already. Replace it by what you paste?";
  // As many as the editor's form can send at once, with room for the rest of the article.
  const MOST_CELLS = 4000;
  const TOO_MANY = `A table of more than ${MOST_CELLS} cells cannot be saved here. Attach it as a spreadsheet.`;

  const tidy = (text) => text.replace(/\s+/g, " ").trim();

  const parse = (html) => new DOMParser().parseFromString(html, "text/html");

  // The texts of a table; a merged cell fills its first place.
  const textsOf = (table) => {
    if (!table) return [];
    const rows = Array.from(table.rows, () => []);
    Array.from(table.rows).forEach((row, at) => {
      let column = 0;
      for (const cell of row.cells) {
        while (rows[at][column] !== undefined) column += 1;
        const down = Math.min(cell.rowSpan || 1, rows.length - at);
        const across = Math.min(cell.colSpan, 100);
        for (let below = 0; below < down; below += 1) {
          for (let beside = 0; beside < across; beside += 1) rows[at + below][column + beside] ??= "";
        }
        rows[at][column] = tidy(Array.from(cell.childNodes, (node) => node.textContent).join(" "));
        column += across;
      }
    });
    return rows;
  };

  const rowsOfText = (text) => text.replace(/\r?\n$/, "").split(/\r?\n/).map((line) => line.split("\t").map(tidy));

  // Rows of the same length, without empty ones; none where there is one cell at the most.
  const even = (found) => {
    const rows = found.filter((row) => row.some(Boolean));
    const width = Math.max(0, ...rows.map((row) => row.length));
    const full = rows.map((row) => Array.from({ length: width }, (_, at) => row[at] ?? ""));
    return full.length * width > 1 ? full : [];
  };

  const readRows = (clipboard) => {
    const rows = even(textsOf(parse(clipboard.getData("text/html")).querySelector("table")));
    const text = clipboard.getData("text/plain");
    return rows.length || !text.includes("\t") ? rows : even(rowsOfText(text));
  };

  const isNumber = (text) => text === "" || /^[-–−+]?[£$€]?\s?\d[\d\s.,’']*\s?%?$/.test(text);

  // Where to begin: at the headings (row -1) unless the paste is in a cell.
  const findPlace = (table, target) => {
    const inHeadings = table.columns.findIndex((column) => column.headingInput === target);
    const cell = target.closest("td");
    const row = cell ? Array.from(table.tbody.children).indexOf(cell.parentElement) : -1;
    const column = row < 0 ? inHeadings : Array.from(cell.parentElement.children).indexOf(cell) - 1;
    return { row: Math.max(row, -1), column: Math.max(column, 0), isAside: row < 0 && inHeadings < 0 };
  };

  const kindsOf = (rows, width) => Array.from({ length: width }, (_, at) => {
    const texts = rows.map((row) => row[at]);
    return texts.some(Boolean) && texts.every(isNumber) ? "number" : "text";
  });

  const makeRoom = (table, rows, place) => {
    const body = place.row < 0 ? rows.slice(1) : rows;
    kindsOf(body, rows[0].length).forEach((kind, at) => {
      if (place.column + at >= table.columns.length) {
        table.insertColumn(table.columns.length, table.childBlockDefsByName[kind]);
      }
    });
    const needed = Math.max(place.row, 0) + body.length;
    while (table.rows.length < Math.max(needed, 1)) table.insertRow(table.rows.length);
  };

  // What stands in a cell, and how to change it; row -1 is that of the headings.
  const reach = (table, row, column) => {
    if (row < 0) {
      const input = table.columns[column]?.headingInput;
      return input && { text: input.value, set: (text) => { input.value = text; } };
    }
    const cell = table.rows[row]?.blocks[column];
    return cell && { text: cell.getValue() || "", set: (text) => cell.setState(text) };
  };

  const fillTable = (event, table) => {
    const place = findPlace(table, event.target);
    // In the caption of a table that has cells, what is pasted is for the caption.
    if (place.isAside && table.columns.length) return;
    const rows = readRows(event.clipboardData);
    if (!rows.length) return;
    event.preventDefault();
    if (rows.length * rows[0].length > MOST_CELLS) {
      window.alert(TOO_MANY);
      return;
    }
    const cells = rows.flatMap((texts, down) => texts.map((text, across) => [place.row + down, place.column + across, text]));
    const isTaken = cells.some(([row, column]) => reach(table, row, column)?.text);
    if (isTaken && !window.confirm(OVERWRITE)) return;
    makeRoom(table, rows, place);
    cells.forEach(([row, column, text]) => reach(table, row, column).set(text));
    // Wagtail is to know that there is something to save.
    table.captionInput.dispatchEvent(new Event("change", { bubbles: true }));
  };

  class PastedTable extends window.telepath.constructors[TABLE] {
    render(...args) {
      const table = super.render(...args);
      table.container.get(0).addEventListener("paste", (event) => fillTable(event, table));
      return table;
    }
  }
  window.telepath.register("articles.blocks.media.CellsBlock", PastedTable);

  const HEADINGS = "h1, h2, h3, h4, h5, h6";
  const LONGEST_HEADING = 160;
  // True while a part of what was pasted is on its way to Wagtail's editor.
  let passing = false;

  // What was pasted, in parts: [{kind: "text", html}, {kind: "heading", …}, {kind: "table", rows}].
  const split = (node, parts = []) => {
    const addText = (html) => {
      const last = parts.at(-1);
      if (last?.kind === "text") last.html += html;
      else if (html.trim()) parts.push({ kind: "text", html });
    };
    for (const child of node.childNodes) {
      const isElement = child.nodeType === Node.ELEMENT_NODE;
      const text = tidy(child.textContent);
      const rows = isElement && child.matches("table") ? even(textsOf(child)) : [];
      if (isElement && child.matches(HEADINGS) && text && text.length <= LONGEST_HEADING) {
        const level = Math.min(4, Math.max(2, Number(child.localName[1])));
        parts.push({ kind: "heading", text, level: String(level) });
      } else if (rows.length && rows.length * rows[0].length <= MOST_CELLS) {
        parts.push({ kind: "table", rows });
      } else if (isElement && !child.matches("ul, ol, table") && child.querySelector(`${HEADINGS}, table`)) {
        split(child, parts);
      } else if (isElement || child.nodeType === Node.TEXT_NODE) {
        const holder = document.implementation.createHTMLDocument("").createElement("div");
        holder.append(child.cloneNode(true));
        addText(holder.innerHTML);
      }
    }
    return parts;
  };

  const pass = (box, html) => {
    const data = new DataTransfer();
    data.setData("text/html", html);
    data.setData("text/plain", parse(html).body.textContent);
    passing = true;
    try {
      box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    } finally {
      passing = false;
    }
  };

  const isAtEnd = (box) => {
    const { focusNode, focusOffset } = window.getSelection();
    if (!box.contains(focusNode)) return true;
    const rest = document.createRange();
    rest.selectNodeContents(box);
    rest.setStart(focusNode, focusOffset);
    return !rest.toString().trim();
  };

  const valueOf = ({ kind, text, level, rows }, empty) => {
    if (kind === "heading") return { ...empty, text, level };
    if (kind === "text") return empty;
    const [headings, ...body] = rows.length > 1 ? rows : [rows[0].map(() => ""), ...rows];
    const kinds = kindsOf(body, headings.length);
    const columns = headings.map((heading, at) => ({ type: kinds[at], heading }));
    return { ...empty, table: { caption: "", columns, rows: body.map((values) => ({ values })) } };
  };

  // What runs or only sets the looks is no text, though Wagtail's editor would take its words.
  const clean = (html) => {
    const page = parse(html);
    const others = page.body.querySelectorAll("script, style, template, noscript");
    others.forEach((each) => each.remove());
    return { content: page.body, isChanged: others.length > 0 };
  };

  const take = (event, body) => {
    const box = event.target.closest?.("[role=textbox]");
    if (passing || !box) return;
    const { content, isChanged } = clean(event.clipboardData.getData("text/html"));
    if (makeBlocks(event, body, box, content) || !isChanged) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    pass(box, content.innerHTML);
  };

  // Whether there was something to make blocks of, and a place for them.
  const makeBlocks = (event, body, box, content) => {
    const here = body.children.find((child) => child.element.contains(box));
    if (here?.type !== "paragraph" || !isAtEnd(box)) return false;
    const parts = split(content);
    if (parts.every(({ kind }) => kind === "text")) return false;
    event.preventDefault();
    event.stopImmediatePropagation();
    const wasEmpty = !box.textContent.trim();
    if (parts[0].kind === "text") pass(box, parts.shift().html);
    else if (wasEmpty) here.delete({ animate: false });
    let place = body.children.includes(here) ? here.index + 1 : here.index;
    for (const part of parts) {
      const type = part.kind === "text" ? "paragraph" : part.kind;
      const [, empty, id] = body._getChildDataForInsertion({ type });
      const made = body.insert({ type, value: valueOf(part, empty), id }, place, { animate: false });
      if (part.kind === "text") pass(made.element.querySelector("[role=textbox]"), part.html);
      place += 1;
    }
    return true;
  };

  class PastedBody extends window.wagtailStreamField.blocks.StreamBlockDefinition {
    render(...args) {
      const body = super.render(...args);
      // Before Wagtail's editor has it.
      body.container.get(0).addEventListener("paste", (event) => take(event, body), true);
      return body;
    }
  }
  window.telepath.register("articles.blocks.body.BodyBlock", PastedBody);
})();
