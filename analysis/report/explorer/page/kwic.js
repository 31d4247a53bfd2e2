// A keyword in context: every place of any string in the body text of the chosen reports, the keyword aligned.

const QUOTES = "“”‘’\"'「」『』〝〞＂＇";
const LISTERS = "、,，/／·・•";
const CONTEXT = 40; // characters on each side

const escaped = text => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");

// A character in either script, as a pattern: 协 is [协協].
function inScripts(c) {
  if (!kept.has("simple")) kept.set("simple", new Map(Object.entries(head.scripts).flatMap(([simple, others]) => [...others].map(other => [other, simple]))));
  const simple = kept.get("simple").get(c) ?? c;
  const forms = [simple, ...(head.scripts[simple] ?? "")].map(escaped);
  return forms.length > 1 ? `[${forms.join("")}]` : forms[0];
}

// The pattern of a string: spaces and quotation marks in the text are passed over, list marks where the string has one.
function patternOf(string) {
  let pattern = "", between = "";
  for (const c of string.trim()) {
    if (/\s/.test(c) || QUOTES.includes(c)) continue;
    if (LISTERS.includes(c)) { between = LISTERS; continue; }
    pattern += (pattern && `[\\s${escaped(QUOTES + between)}]*`) + inScripts(c);
    between = "";
  }
  return pattern;
}

const longEnough = string => Array.from(string).filter(c => !/\s/.test(c) && !(QUOTES + LISTERS).includes(c)).length >= 2;

async function kwicRows(state) {
  if (!longEnough(state.what)) return { rows: [], absent: 0 };
  const pattern = new RegExp(patternOf(state.what), "gu");
  const groups = new Map((await chosenGroups(state)).map(group => [group.group, group]));
  const [reports, paragraphs] = [await table("reports"), await table("paragraphs")];
  const rows = [], absent = new Set();
  let last = null, text = null;
  for (let i = 0; i < paragraphs.report.length; i++) {
    const report = paragraphs.report[i], group = groups.get(reports.group[report]);
    if (!group) continue;
    if (report !== last) text = await textOf(reports.source[report]);
    last = report;
    if (text === null) { absent.add(report); continue; }
    const body = piece(text, paragraphs.start[i], paragraphs.end[i]);
    for (const found of body.matchAll(pattern)) rows.push(kwicRow(group, report, paragraphs, i, body, found, typeof text !== "string"));
  }
  return { rows, absent: absent.size };
}

function kwicRow(group, report, paragraphs, i, body, found, wide) {
  const ahead = body.slice(0, found.index), after = found.index + found[0].length;
  const count = text => (wide ? Array.from(text).length : text.length);
  const start = paragraphs.start[i] + count(ahead), end = start + count(found[0]);
  const place = { report, paragraph: paragraphs.paragraph[i], start, end, marked: found[0], left: "", tags: [] };
  return {
    ...group, item: joined(found[0]), shown: `¶${place.paragraph}`, note: "", places: [place],
    key: `${report}|${start}`, paragraph: place.paragraph, start, end, keyword: joined(found[0]),
    left: joined(ahead).slice(-CONTEXT), right: joined(body.slice(after, after + CONTEXT)), backwards: [...joined(ahead).slice(-CONTEXT)].reverse().join(""),
  };
}

const KWIC_EXPORT = ["report", "city", "year", "paragraph", "start", "end", "left", "keyword", "right"];
