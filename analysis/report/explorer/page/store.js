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
  const bytes = Uint8Array.from(atob(node.textContent), c => c.charCodeAt(0));
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(plain).text());
}

// A table as column -> array; what is missing is null.
async function table(name) {
  const id = `read-${name}`;
  if (!kept.has(id)) kept.set(id, unpacked(`table-${name}`).then(raw => Object.fromEntries(
    Object.entries(raw).map(([column, values]) => [column, Array.isArray(values) ? values : spread(values)]))));
  return kept.get(id);
}

const spread = ({ of, at }) => at.map(i => (i < 0 ? null : of[i]));

// The text of a source, or null where it is not at hand. Places count code points, strings count UTF-16 units: a text
// with characters of two units is kept as an array of its characters.
async function textOf(source) {
  const text = source === null ? null : await unpacked(`text-${source}`);
  const id = `points-${source}`;
  if (text === null || !/[\ud800-\udfff]/.test(text)) return text;
  if (!kept.has(id)) kept.set(id, Array.from(text));
  return kept.get(id);
}

const piece = (text, start, end) => (typeof text === "string" ? text.slice(start, end) : text.slice(start, end).join(""));

// The numbers of the rows of a table that pass.
function where(columns, passes) {
  const found = [];
  const n = Object.values(columns)[0].length;
  for (let i = 0; i < n; i++) if (passes(i)) found.push(i);
  return found;
}
