// From a number to the sentences behind it.

const SHOWN = 50; // at once; the others follow on demand
const END = /[。！？!?][”’」』）)]*/g;
const OPENING = /^[^，,；;：:。！？!?]*/;
const joined = text => text.replace(/[ \t\u3000]*\n\s*/g, "").trim(); // broken lines are joined as Chinese is written

// What stands before and after a place in its sentence, in its paragraph or else in its line.
function sentence(text, start, end, span) {
  const [first, last] = span ?? lineAt(text, start, end);
  const before = piece(text, first, start), after = piece(text, end, last);
  const stops = [...before.matchAll(END)];
  const stop = stops.at(-1);
  const closing = [...after.matchAll(END)][0];
  return {
    before: joined(stop ? before.slice(stop.index + stop[0].length) : before), marked: piece(text, start, end),
    after: joined(closing ? after.slice(0, closing.index + closing[0].length) : after),
  };
}

function lineAt(text, start, end) {
  const stop = text.indexOf("\n", end);
  return [start ? text.lastIndexOf("\n", start - 1) + 1 : 0, stop < 0 ? text.length : stop];
}

// A place as it is shown and exported: with its sentence where the text is at hand.
async function passage(place) {
  const [reports, paragraphs, at] = [await table("reports"), await table("paragraphs"), await paragraphAt(place.report, place.paragraph)];
  const span = at === undefined ? null : [paragraphs.start[at], paragraphs.end[at]];
  const text = await textOf(reports.source[place.report]);
  let { start, end, marked } = place;
  let parts = { before: null, marked, after: null };
  if (text !== null) {
    if (place.opening) end = start + Array.from(OPENING.exec(piece(text, start, end))[0]).length || end;
    parts = sentence(text, start, end, span);
  }
  return {
    ...place, ...parts, end, report: reports.report[place.report], title: reports.title[place.report], city: reports.city[place.report],
    year: reports.year[place.report], source: head.sources[reports.source[place.report]], sentence: parts.before === null ? "" : parts.before + joined(parts.marked) + parts.after,
    remark: place.tags.join("; "),
  };
}

const PASSAGE_COLUMNS = ["report", "city", "year", "paragraph", "source", "start", "end", "marked", "sentence", "remark"];
let opened = null; // { row, places, from }: what is shown, and where the reader came from

async function openPassages(row, from = document.activeElement) {
  const places = row.places ?? await looks[row.look].behind(row);
  opened = { row, places, from, shown: 0 };
  element("passages").hidden = false;
  element("passages-heading").textContent = `${row.cityName} ${row.yearName}, ${row.item}: ${row.shown}`;
  element("passages-basis").textContent = [row.base, row.sureName && `${say("sure records")}: ${row.sureName}`, row.leftName && `${say("left out")}: ${row.leftName}`, row.interval && `${say("interval")} ${row.interval}`, row.note]
    .filter(Boolean).join(" · ");
  element("passages-list").replaceChildren();
  await morePassages();
  element("passages").focus({ preventScroll: true });
  element("passages").scrollIntoView({ block: "start" });
}

async function morePassages() {
  const mine = opened;
  const part = mine.places.slice(mine.shown, mine.shown + SHOWN);
  mine.shown += part.length;
  const read = await Promise.all(part.map(passage));
  if (mine !== opened) return;
  if (!mine.places.length) element("passages-list").append(make("li", say("no passages")));
  element("passages-list").append(...read.map(itemOf));
  const rest = mine.places.length - mine.shown;
  element("more").hidden = rest <= 0;
  element("more").textContent = say("more", { n: Math.min(rest, SHOWN), of: shown(rest) });
}

function itemOf(read) {
  const item = make("li", "", read.left ? { class: "left" } : {});
  const paragraph = read.paragraph === null ? say("a heading") : `¶${read.paragraph}`;
  if (read.before === null) {
    item.append(make("mark", read.marked), ` ${say("text not here", { source: read.source, start: read.start, end: read.end })}`);
  } else {
    item.append(read.before, make("mark", joined(read.marked)), read.after);
  }
  for (const tag of read.tags) item.append(" ", make("span", tag, { class: "tag" }));
  item.append(make("div", `${read.report} ${paragraph}, ${read.start}–${read.end}${read.title ? `, ${read.title}` : ""}`, { class: "place" }));
  return item;
}

function closePassages() {
  element("passages").hidden = true;
  if (opened?.from?.isConnected) opened.from.focus();
  opened = null;
}
