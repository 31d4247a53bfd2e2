// What one may look at. Each look gives rows, a row a number: the page filters and shows them, and computes none anew.
// A row: key, group, city, year, item (what is counted), value, low, high, shown, warned, cells for the table.

const looks = {
  counts: { rows: countRows, items: countItems, behind: countPlaces, digits: 0, exports: ["city", "year", "category", "unit", "value",
    "value_high", "bound", "count", "n_records", "n_sure", "left_out", "n_reports", "n_chars", "warning"] },
  slogans: { rows: sloganRows, behind: sloganPlaces, digits: 2, exports: ["city", "year", "slogan", "n", "rate", "low",
    "high", "n_reports", "n_chars", "warning"] },
  themes: { rows: themeRows, items: themeItems, behind: themePlaces, digits: 3, exports: ["city", "year", "theme", "n", "n_paragraphs", "share",
    "low", "high", "n_reports", "n_chars", "warning"] },
};

const TOGETHER = "*"; // all slogans in one sum; "" is each by itself

// A warning in the language in use; `chosenGroups` has read the list of them.
const warned = text => (language === "zh" && kept.get("warnings").get(text)) || text;

// The groups that cities and years choose, as objects: what all rows of a group have in common.
async function chosenGroups(state) {
  const [{ group, city, year, n_reports, n_chars, not_read, warning, none }, reports, { en, zh }] = await Promise.all(["groups", "reports", "warnings"].map(table));
  kept.set("warnings", new Map(en.map((said, i) => [said, zh[i]])));
  const english = new Map(reports.city.map((name, i) => [name, reports.city_en[i]]));
  const cities = new Set(state.city);
  const within = y => (!state.from || (y !== null && y >= +state.from)) && (!state.to || (y !== null && y <= +state.to));
  return where({ group }, i => (!cities.size || cities.has(city[i] ?? "")) && within(year[i])).map(i => ({
    group: group[i], city: city[i], year: year[i], cityName: cityNamed(city[i], english.get(city[i])), yearName: yearNamed(year[i]),
    n_reports: n_reports[i], n_chars: n_chars[i], warning: warning[i], none: none[i], base: baseOf(n_reports[i], n_chars[i], not_read[i]),
  }));
}

// A row of a group: its base, and what `more` says of the number.
function rowOf(group, item, key, more) {
  const warning = more.warning ?? group.warning;
  return {
    ...group, item, key: [group.city ?? "", group.year ?? "", ...key].join("|"), ...more, warning, warned: warning !== "", note: warned(warning),
  };
}

function baseOf(n, chars, notRead) {
  const base = n ? say(n === 1 ? "base one" : "base", { n, chars: shown(chars) }) : "";
  const unread = notRead ? say("not read", { n: notRead }) : "";
  return [base, unread].filter(Boolean).join(say("and"));
}

// Rows of a table that are of chosen groups, by group.
function byGroup(columns, passes) {
  const found = new Map();
  for (const i of where(columns, passes)) {
    if (!found.has(columns.group[i])) found.set(columns.group[i], []);
    found.get(columns.group[i]).push(i);
  }
  return found;
}

// --- activity counts

async function countItems() {
  const { category, unit, n_records } = await table("counts");
  const stated = new Map();
  where({ n_records }, i => n_records[i] > 0).forEach(i => {
    const code = `${category[i]}|${unit[i]}`;
    stated.set(code, (stated.get(code) ?? 0) + 1);
  });
  const order = Object.keys(head.names.category);
  const place = code => order.indexOf(code.split("|")[0]);
  return [...stated].sort((a, b) => place(a[0]) - place(b[0]) || b[1] - a[1]).map(([code, n]) => {
    const [kind, of] = code.split("|");
    return { code, n, group: named("category", kind), name: `${named("category", kind)} (${named("unit", of)})` };
  });
}

async function countRows(state) {
  const columns = await table("counts");
  const [kind, of] = state.what.split("|");
  const found = byGroup(columns, i => !state.what || (columns.category[i] === kind && columns.unit[i] === of));
  const rows = [];
  for (const group of await chosenGroups(state)) {
    const own = found.get(group.group) ?? [];
    if (!own.length && state.what) rows.push(countRow(group, null, kind, of, columns));
    for (const i of own) rows.push(countRow(group, i, columns.category[i], columns.unit[i], columns));
  }
  return rows;
}

function countRow(group, i, category, unit, columns) {
  const item = `${named("category", category)} (${named("unit", unit)})`;
  const sum = Object.fromEntries(["value", "value_high", "bound", "count", "n_records", "n_sure", "left"].map(c => [c, i === null ? null : columns[c][i]]));
  const none = say(!group.n_reports ? "no text" : i === null ? "none stated" : "all left out");
  return rowOf(group, item, [category, unit], {
    ...sum, category, unit, none, low: null, high: null, n_records: sum.n_records ?? 0, n_sure: sum.n_sure ?? 0,
    categoryName: named("category", category), unitName: named("unit", unit), shown: sum.value === null ? none : sum.count,
    sureName: sum.n_records ? say("sure of", { sure: sum.n_sure, n: sum.n_records }) : "",
    leftName: leftNamed(sum.left ?? ""), left_out: sum.left ?? "", ...(i === null ? {} : { warning: columns.warning[i] }),
  });
}

async function countPlaces(row) {
  const [records, reports] = [await table("records"), await table("reports")];
  const own = where(records, i => records.category[i] === row.category && (records.unit[i] ?? "") === row.unit
    && reports.group[records.report[i]] === row.group);
  own.sort((a, b) => (records.why[a] !== "") - (records.why[b] !== "") || a - b);
  return own.map(i => ({
    ...placeOf(records, i), marked: records.quantity[i], left: records.why[i],
    tags: [
      say(head.ways.sure.includes(records.decided_by[i]) ? "sure" : "unsure"),
      ...(records.object[i] ? [`${say("object")}: ${records.object[i]}`] : []),
      ...(records.actor[i] === "city" ? [] : [named("actor", records.actor[i])]),
      ...(records.why[i] ? [`${say("left out")}: ${whyNamed(records.why[i])}`] : []),
    ],
  }));
}

const placeOf = (columns, i) => ({
  report: columns.report[i], paragraph: columns.paragraph[i], start: columns.start[i], end: columns.end[i],
});

// --- slogans

async function sloganRows(state) {
  const together = state.what === TOGETHER;
  const columns = await table(together ? "together" : "slogans");
  const entries = await table("entries");
  const entry = entries.slogan.indexOf(state.what);
  const found = byGroup(columns, i => together || !state.what || columns.slogan[i] === state.what);
  const rows = [];
  for (const group of await chosenGroups(state)) {
    const own = found.get(group.group) ?? [];
    for (const i of own) rows.push(sloganRow(group, together ? TOGETHER : columns.slogan[i], Object.fromEntries(
      ["n", "rate", "low", "high", "warning"].map(c => [c, columns[c][i]]))));
    if (own.length || !state.what) continue;
    const zero = entry < 0 || !entries.zero[entry] ? null : (entries.zero[entry] * head.per) / group.n_chars;
    rows.push(sloganRow(group, state.what, group.n_chars
      ? { n: 0, rate: 0, low: 0, high: zero, warning: group.none } : { n: 0, rate: null, low: null, high: null }));
  }
  return rows;
}

function sloganRow(group, slogan, more) {
  const item = slogan === TOGETHER ? say("together") : slogan;
  return rowOf(group, item, [slogan], {
    ...more, slogan: slogan === TOGETHER ? "" : slogan, value: more.rate, none: say("no text"),
    shown: more.rate === null ? say("no text") : decimals(more.rate, 2), interval: intervalOf(more, 2),
  });
}

const intervalOf = ({ low, high }, digits) => (low === null || high === null ? "" : `${decimals(low, digits)}–${decimals(high, digits)}`);

async function sloganPlaces(row) {
  const [rows, reports] = [await table("occurrences"), await table("reports")];
  const own = where(rows, i => (!row.slogan || rows.slogan[i] === row.slogan) && reports.group[rows.report[i]] === row.group);
  own.sort((a, b) => (rows.paragraph[a] === null) - (rows.paragraph[b] === null) || a - b);
  return own.map(i => ({
    ...placeOf(rows, i), marked: rows.matched[i] ?? rows.slogan[i], left: rows.paragraph[i] === null ? "heading" : "",
    tags: [
      ...(row.slogan ? [] : [rows.slogan[i]]),
      ...(rows.paragraph[i] === null ? [`${say("left out")}: ${say("why heading")}`] : []),
    ],
  }));
}

// --- themes

async function themeItems() {
  const { theme, n } = await table("themes");
  const there = new Set(where({ n }, i => n[i] > 0).map(i => theme[i]));
  return Object.keys(head.names.theme).filter(code => there.has(code)).map(code => ({ code, name: named("theme", code) }));
}

async function themeRows(state) {
  const columns = await table("themes");
  const found = byGroup(columns, i => !state.what || columns.theme[i] === state.what);
  const rows = [];
  for (const group of await chosenGroups(state)) {
    const own = found.get(group.group) ?? [];
    for (const i of own) rows.push(themeRow(group, columns.theme[i], Object.fromEntries(
      ["n", "n_paragraphs", "share", "low", "high", "warning"].map(c => [c, columns[c][i]]))));
    if (!own.length && state.what) rows.push(themeRow(group, state.what, { n: 0, n_paragraphs: 0, share: null, low: null, high: null }));
  }
  return rows;
}

function themeRow(group, theme, more) {
  return rowOf(group, named("theme", theme), [theme], {
    ...more, theme, value: more.share, none: say("no text"), shown: more.share === null ? say("no text") : decimals(more.share, 2),
    of: more.n_paragraphs ? say("n of", { n: more.n, of: more.n_paragraphs }) : "", interval: intervalOf(more, 2),
  });
}

async function themePlaces(row) {
  const [parts, reports, paragraphs] = [await table("parts"), await table("reports"), await table("paragraphs")];
  const own = where(parts, i => parts.theme[i] === row.theme && reports.group[parts.report[i]] === row.group);
  own.sort((a, b) => parts.primary[b] - parts.primary[a] || a - b);
  return Promise.all(own.map(async i => {
    const place = await paragraphAt(parts.report[i], parts.paragraph[i]);
    return {
      report: parts.report[i], paragraph: parts.paragraph[i], start: paragraphs.start[place], end: paragraphs.end[place],
      opening: true, marked: "", left: parts.primary[i] ? "" : "secondary",
      tags: [say(parts.primary[i] ? "primary" : "secondary", { weight: decimals(parts.weight[i], 2) })],
    };
  }));
}
