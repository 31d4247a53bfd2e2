// What the page holds: tables as columns, texts as they were measured. All but the head is unpacked when first asked for.

const element = id => document.getElementById(id);
const head = JSON.parse(element("head").textContent);
const kept = new Map();

function unpacked(id) {
  if (!kept.has(id)) kept.set(id, unpack(element(id)));
  return kept.get(id);
}

async function unpack(node) {
  if (!node) return null;
  const letters = atob(node.textContent), bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(new TextDecoder(node.dataset.charset).decode(await new Response(plain).arrayBuffer()));
}

// A table as column -> array; what is missing is null.
async function table(name) {
  const id = `read-${name}`;
  if (!kept.has(id)) kept.set(id, unpacked(`table-${name}`).then(raw => placed(Object.fromEntries(
    Object.entries(raw).map(([column, values]) => [column, Array.isArray(values) ? values : spread(values)])))));
  return kept.get(id);
}

// Start and end of each place, from its step behind the start of the one before and its length.
function placed(columns) {
  if (!columns.step) return columns;
  let at = 0;
  const start = columns.step.map(step => (at += step));
  return { ...columns, start, end: start.map((first, i) => first + columns.length[i]) };
}

const spread = ({ of, at }) => at.map(i => (i < 0 ? null : of[i]));

// The text of a source, or null where it is not at hand. Places count code points, strings count UTF-16 units: a text
// with characters of two units is kept as an array of its characters.
async function textOf(source) {
  const bundle = Math.floor(source / head.bundle), id = `read-texts-${bundle}`;
  if (!kept.has(id)) kept.set(id, unpacked(`texts-${bundle}`).then(texts => texts.map(text => (text && /[\ud800-\udfff]/.test(text) ? Array.from(text) : text))));
  return (await kept.get(id))[source % head.bundle];
}

const piece = (text, start, end) => (typeof text === "string" ? text.slice(start, end) : text.slice(start, end).join(""));

// The row of a paragraph in the table of paragraphs, which has them in order by report; undefined outside body text.
async function paragraphAt(report, paragraph) {
  const columns = await table("paragraphs");
  if (!kept.has("first paragraphs")) {
    const first = new Map();
    columns.report.forEach((each, i) => { if (!first.has(each)) first.set(each, i); });
    kept.set("first paragraphs", first);
  }
  if (paragraph === null) return undefined;
  for (let i = kept.get("first paragraphs").get(report); columns.report[i] === report; i++) if (columns.paragraph[i] === paragraph) return i;
  return undefined;
}

// The numbers of the rows of a table that pass.
function where(columns, passes) {
  const found = [];
  const n = Object.values(columns)[0].length;
  for (let i = 0; i < n; i++) if (passes(i)) found.push(i);
  return found;
}
