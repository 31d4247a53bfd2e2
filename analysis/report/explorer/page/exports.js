// Rows to the clipboard, to CSV and to Excel: columns under the names that the tables of the corpus have.

// A spreadsheet would run a text that begins like a formula; the tables of the corpus are written the same way.
const inert = value => (typeof value === "string" && (/^[=+\-@\t\r\n]/.test(value) || /^'[=+\-@\t\r\n']/.test(value)) ? `'${value}` : value);

function csvOf(columns, rows) {
  const cell = value => {
    const text = String(inert(value) ?? "");
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return "\ufeff" + [columns, ...rows.map(row => columns.map(c => row[c]))].map(line => line.map(cell).join(",")).join("\n") + "\n";
}

const tabbed = (columns, rows) =>
  [columns, ...rows.map(row => columns.map(c => String(inert(row[c]) ?? "").replace(/\s+/g, " ")))].map(line => line.join("\t")).join("\n");

function save(blob, name) {
  const link = make("a", "", { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

async function toWorkbook(columns, rows) {
  const bold = columns.map(value => ({ value, fontWeight: "bold" }));
  const cells = rows.map(row => columns.map(c => {
    const value = row[c];
    if (value === null || value === undefined || value === "") return null;
    return typeof value === "number" ? { value, type: Number } : { value: String(value), type: String };
  }));
  return writeXlsxFile([bold, ...cells]).toBlob();
}

async function exported(how, columns, rows, name) {
  if (how === "copy") await copied(tabbed(columns, rows));
  if (how === "csv") save(new Blob([csvOf(columns, rows)], { type: "text/csv" }), `${name}.csv`);
  if (how === "xlsx") save(await toWorkbook(columns, rows), `${name}.xlsx`);
  tell(how === "copy" ? say("copied", { n: shown(rows.length) }) : say("saved", { n: shown(rows.length) }));
}

// The clipboard is closed to pages opened from a file in some browsers; a selected text can be copied in all.
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = make("textarea", text, { style: "position:fixed;opacity:0" });
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}

function tell(message) {
  element("done").textContent = message;
  setTimeout(() => { element("done").textContent = ""; }, 4000);
}
