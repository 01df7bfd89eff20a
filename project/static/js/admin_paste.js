// Turns text that is pasted from Word, Google Docs, LibreOffice or a spreadsheet into blocks.
//
// In a table block, a pasted table fills the cells. In a paragraph block, headings and tables become
// blocks of their own; the text between them goes to Wagtail's editor, which drops unsupported
// markup. Pasted HTML is never inserted into the page.

(() => {
  const TYPED_TABLE = "wagtail.contrib.typed_table_block.blocks.TypedTableBlock";
  const CONFIRM_OVERWRITE = "Some of these cells contain text. Replace it with the pasted text?";
  // The number of cells that the editor's form can submit, with a margin for the rest of the article.
  const MAX_CELLS = 4000;
  const TOO_MANY_CELLS = `A table of more than ${MAX_CELLS} cells cannot be saved here. Attach it as a spreadsheet.`;

  const normalizeSpace = (text) => text.replace(/\s+/g, " ").trim();

  const parseHtml = (html) => new DOMParser().parseFromString(html, "text/html");

  // Returns the text of a table's cells as an array of rows. A merged cell fills its first cell.
  const getTableTexts = (table) => {
    if (!table) return [];
    const rows = Array.from(table.rows, () => []);
    Array.from(table.rows).forEach((row, rowIndex) => {
      let column = 0;
      for (const cell of row.cells) {
        while (rows[rowIndex][column] !== undefined) column += 1;
        const height = Math.min(cell.rowSpan || 1, rows.length - rowIndex);
        const width = Math.min(cell.colSpan, 100);
        for (let down = 0; down < height; down += 1) {
          for (let right = 0; right < width; right += 1) rows[rowIndex + down][column + right] ??= "";
        }
        const texts = Array.from(cell.childNodes, (node) => node.textContent);
        rows[rowIndex][column] = normalizeSpace(texts.join(" "));
        column += width;
      }
    });
    return rows;
  };

  const parseTabSeparatedText = (text) => {
    const lines = text.replace(/\r?\n$/, "").split(/\r?\n/);
    return lines.map((line) => line.split("\t").map(normalizeSpace));
  };

  // Removes empty rows and fills all rows to the same length. Returns [] for a single cell.
  const normalizeRows = (rows) => {
    const filledRows = rows.filter((row) => row.some(Boolean));
    const width = Math.max(0, ...filledRows.map((row) => row.length));
    const evenRows = filledRows.map((row) => Array.from({ length: width }, (_, index) => row[index] ?? ""));
    return evenRows.length * width > 1 ? evenRows : [];
  };

  const readRows = (clipboard) => {
    const table = parseHtml(clipboard.getData("text/html")).querySelector("table");
    const rows = normalizeRows(getTableTexts(table));
    const text = clipboard.getData("text/plain");
    return rows.length || !text.includes("\t") ? rows : normalizeRows(parseTabSeparatedText(text));
  };

  const isNumber = (text) => text === "" || /^[-–−+]?[£$€]?\s?\d[\d\s.,’']*\s?%?$/.test(text);

  // Returns the first cell to fill. Row -1 is the row of the headings.
  const findStart = (table, target) => {
    const headingColumn = table.columns.findIndex((column) => column.headingInput === target);
    const cell = target.closest("td");
    const row = cell ? Array.from(table.tbody.children).indexOf(cell.parentElement) : -1;
    const column = row < 0 ? headingColumn : Array.from(cell.parentElement.children).indexOf(cell) - 1;
    return { row: Math.max(row, -1), column: Math.max(column, 0), isOutside: row < 0 && headingColumn < 0 };
  };

  const getColumnTypes = (rows, width) => Array.from({ length: width }, (_, index) => {
    const texts = rows.map((row) => row[index]);
    return texts.some(Boolean) && texts.every(isNumber) ? "number" : "text";
  });

  const addColumnsAndRows = (table, rows, start) => {
    const body = start.row < 0 ? rows.slice(1) : rows;
    getColumnTypes(body, rows[0].length).forEach((type, index) => {
      if (start.column + index >= table.columns.length) {
        table.insertColumn(table.columns.length, table.childBlockDefsByName[type]);
      }
    });
    const rowCount = Math.max(start.row, 0) + body.length;
    while (table.rows.length < Math.max(rowCount, 1)) table.insertRow(table.rows.length);
  };

  // Returns the text of a cell and a function that replaces it.
  const getCell = (table, row, column) => {
    if (row < 0) {
      const input = table.columns[column]?.headingInput;
      return input && { text: input.value, setText: (text) => { input.value = text; } };
    }
    const cell = table.rows[row]?.blocks[column];
    return cell && { text: cell.getValue() || "", setText: (text) => cell.setState(text) };
  };

  const fillTable = (event, table) => {
    const start = findStart(table, event.target);
    // In the caption of a table that has cells, the browser pastes into the caption.
    if (start.isOutside && table.columns.length) return;
    const rows = readRows(event.clipboardData);
    if (!rows.length) return;
    event.preventDefault();
    if (rows.length * rows[0].length > MAX_CELLS) {
      window.alert(TOO_MANY_CELLS);
      return;
    }
    const cells = rows.flatMap((texts, down) => texts.map((text, right) => [start.row + down, start.column + right, text]));
    const hasText = cells.some(([row, column]) => getCell(table, row, column)?.text);
    if (hasText && !window.confirm(CONFIRM_OVERWRITE)) return;
    addColumnsAndRows(table, rows, start);
    cells.forEach(([row, column, text]) => getCell(table, row, column).setText(text));
    // Marks the form as changed.
    table.captionInput.dispatchEvent(new Event("change", { bubbles: true }));
  };

  class TableCellsWithPaste extends window.telepath.constructors[TYPED_TABLE] {
    render(...args) {
      const table = super.render(...args);
      table.container.get(0).addEventListener("paste", (event) => fillTable(event, table));
      return table;
    }
  }
  window.telepath.register("articles.blocks.media.TableCellsBlock", TableCellsWithPaste);

  const HEADINGS = "h1, h2, h3, h4, h5, h6";
  const MAX_HEADING_LENGTH = 160;
  // True while a part of the pasted content is dispatched to Wagtail's editor.
  let isForwarding = false;

  // Splits pasted content into parts: {type: "text", html}, {type: "heading", text, level} or
  // {type: "table", rows}.
  const splitContent = (node, parts = []) => {
    const addText = (html) => {
      const last = parts.at(-1);
      if (last?.type === "text") last.html += html;
      else if (html.trim()) parts.push({ type: "text", html });
    };
    for (const child of node.childNodes) {
      const isElement = child.nodeType === Node.ELEMENT_NODE;
      const text = normalizeSpace(child.textContent);
      const rows = isElement && child.matches("table") ? normalizeRows(getTableTexts(child)) : [];
      if (isElement && child.matches(HEADINGS) && text && text.length <= MAX_HEADING_LENGTH) {
        const level = Math.min(4, Math.max(2, Number(child.localName[1])));
        parts.push({ type: "heading", text, level: String(level) });
      } else if (rows.length && rows.length * rows[0].length <= MAX_CELLS) {
        parts.push({ type: "table", rows });
      } else if (isElement && !child.matches("ul, ol, table") && child.querySelector(`${HEADINGS}, table`)) {
        splitContent(child, parts);
      } else if (isElement || child.nodeType === Node.TEXT_NODE) {
        const wrapper = document.implementation.createHTMLDocument("").createElement("div");
        wrapper.append(child.cloneNode(true));
        addText(wrapper.innerHTML);
      }
    }
    return parts;
  };

  const forwardPaste = (textbox, html) => {
    const data = new DataTransfer();
    data.setData("text/html", html);
    data.setData("text/plain", parseHtml(html).body.textContent);
    isForwarding = true;
    try {
      textbox.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    } finally {
      isForwarding = false;
    }
  };

  const isCursorAtEnd = (textbox) => {
    const { focusNode, focusOffset } = window.getSelection();
    if (!textbox.contains(focusNode)) return true;
    const range = document.createRange();
    range.selectNodeContents(textbox);
    range.setStart(focusNode, focusOffset);
    return !range.toString().trim();
  };

  const buildBlockValue = ({ type, text, level, rows }, emptyValue) => {
    if (type === "heading") return { ...emptyValue, text, level };
    if (type === "text") return emptyValue;
    const [headings, ...body] = rows.length > 1 ? rows : [rows[0].map(() => ""), ...rows];
    const types = getColumnTypes(body, headings.length);
    const columns = headings.map((heading, index) => ({ type: types[index], heading }));
    return { ...emptyValue, table: { caption: "", columns, rows: body.map((values) => ({ values })) } };
  };

  // Removes scripts and styles, because Wagtail's editor would paste their source as text.
  const removeScripts = (html) => {
    const page = parseHtml(html);
    const elements = page.body.querySelectorAll("script, style, template, noscript");
    elements.forEach((element) => element.remove());
    return { content: page.body, isChanged: elements.length > 0 };
  };

  const handlePaste = (event, body) => {
    const textbox = event.target.closest?.("[role=textbox]");
    if (isForwarding || !textbox) return;
    const { content, isChanged } = removeScripts(event.clipboardData.getData("text/html"));
    if (insertBlocks(event, body, textbox, content) || !isChanged) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    forwardPaste(textbox, content.innerHTML);
  };

  // Returns false, without inserting any block, for content without headings and tables and for a
  // cursor in the middle of a text.
  const insertBlocks = (event, body, textbox, content) => {
    const current = body.children.find((child) => child.element.contains(textbox));
    if (current?.type !== "paragraph" || !isCursorAtEnd(textbox)) return false;
    const parts = splitContent(content);
    if (parts.every(({ type }) => type === "text")) return false;
    event.preventDefault();
    event.stopImmediatePropagation();
    const wasEmpty = !textbox.textContent.trim();
    if (parts[0].type === "text") forwardPaste(textbox, parts.shift().html);
    else if (wasEmpty) current.delete({ animate: false });
    let position = body.children.includes(current) ? current.index + 1 : current.index;
    for (const part of parts) {
      const type = part.type === "text" ? "paragraph" : part.type;
      const [, emptyValue, id] = body._getChildDataForInsertion({ type });
      const value = buildBlockValue(part, emptyValue);
      const block = body.insert({ type, value, id }, position, { animate: false });
      if (part.type === "text") forwardPaste(block.element.querySelector("[role=textbox]"), part.html);
      position += 1;
    }
    return true;
  };

  class BodyWithPaste extends window.wagtailStreamField.blocks.StreamBlockDefinition {
    render(...args) {
      const body = super.render(...args);
      // In the capture phase, before Wagtail's editor handles the event.
      body.container.get(0).addEventListener("paste", (event) => handlePaste(event, body), true);
      return body;
    }
  }
  window.telepath.register("articles.blocks.body.BodyBlock", BodyWithPaste);
})();
