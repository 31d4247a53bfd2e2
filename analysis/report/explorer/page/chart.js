// The rows of the table as a chart, in their order: dots with intervals, or bars; many years of many cities as a grid.

const MOST_ROWS = 40; // of a chart that is still read
const COLOUR = "#005a9c";

function draw(figure, rows, state, open) {
  figure.replaceChildren();
  const several = new Set(rows.map(row => row.item)).size > 1;
  if (state.look === "counts" && several) return figure.append(make("p", say("choose one"), { class: "quiet" }));
  if (!rows.some(row => row.value !== null)) return;
  const grid = gridOf(rows, state, several);
  const part = grid ? firstOf(rows, grid) : rows.slice(0, MOST_ROWS);
  const width = Math.max(figure.clientWidth, 300);
  const svg = grid ? drawGrid(part, grid, width) : drawRows(part, state, several, width);
  svg.setAttribute("role", "group");
  svg.setAttribute("aria-label", `${titleOf(state)}. ${say("measure " + state.look)}`);
  figure.append(make("figcaption", say((grid ? "colour " : "measure ") + state.look), { class: "quiet" }), svg);
  asButtons(svg, part, open);
  const notes = [];
  if (part.some(row => row.warned && row.value !== null) && !grid) notes.push(say("hollow"));
  if (part.length < rows.length) notes.push(say("drawn", { n: part.length, of: shown(rows.length) }));
  if (notes.length) figure.append(make("p", notes.join(" "), { class: "quiet" }));
}

function drawRows(rows, state, several, width) {
  const name = row => [...(several ? [row.item] : []), row.cityName, row.yearName].join(" ");
  const names = rows.map(name);
  const margin = Math.min(Math.max(...names.map(widthOf)) + 14, width * 0.45);
  const there = rows.filter(row => row.value !== null);
  const intervals = there.filter(row => row.low !== null && row.high !== null);
  const bars = state.look === "counts";
  const common = { y: name, title: told };
  const ink = row => (row.warned ? "white" : COLOUR);
  return Plot.plot({
    width, marginLeft: margin, marginRight: bars ? 70 : 20, marginTop: 6, height: rows.length * 22 + 36,
    x: { label: null, grid: true, zero: true, nice: true, tickFormat: d => shown(d), ticks: Math.max(2, Math.floor((width - margin) / 90)) },
    y: { label: null, domain: names, tickFormat: fitted(margin - 14) },
    marks: [
      Plot.ruleX([0], { stroke: "#888" }),
      ...(bars ? [
        Plot.barX(there, { ...common, x: "value", fill: ink, stroke: COLOUR, className: "marks", insetTop: 2, insetBottom: 2 }),
        Plot.text(there, { y: name, x: "value", text: "count", textAnchor: "start", dx: 5 }),
      ] : [
        Plot.link(intervals, { y1: name, y2: name, x1: "low", x2: "high", stroke: COLOUR, strokeWidth: 1.2 }),
        Plot.dot(there, { ...common, x: "value", r: 5, fill: ink, stroke: COLOUR, className: "marks" }),
      ]),
      Plot.text(rows.filter(row => row.value === null), { y: name, x: 0, text: "none", textAnchor: "start", dx: 5, fill: "#777" }),
    ],
  });
}

// What a mark says when one points at it.
const told = row => [
  `${row.cityName} ${row.yearName}`, `${row.item}: ${row.shown}${row.interval ? ` (${row.interval})` : ""}`, row.base, row.note,
].filter(Boolean).join("\n");

const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

// Each mark as a button to the sentences behind it, for a mouse, a finger and a keyboard: Tab comes to the first, arrows
// to the others, so that hundreds of marks are not hundreds of stops.
function asButtons(svg, rows, open) {
  const there = rows.filter(row => row.value !== null);
  const group = svg.querySelector(".marks");
  if (!group) return;
  const marks = [...group.children];
  const markOf = event => event.target.closest(".marks > *");
  const rowOf = event => there[markOf(event)?.__data__];
  group.addEventListener("click", event => rowOf(event) && open(rowOf(event)));
  group.addEventListener("keydown", event => {
    const next = STEPS[event.key] && marks[marks.indexOf(markOf(event)) + STEPS[event.key]];
    if (next) {
      markOf(event).setAttribute("tabindex", "-1");
      next.setAttribute("tabindex", "0");
      next.focus();
    } else if (event.key === "Enter" || event.key === " ") open(rowOf(event));
    if (event.key in STEPS || event.key === "Enter" || event.key === " ") event.preventDefault();
  });
  marks.forEach((mark, i) => {
    mark.setAttribute("role", "button");
    mark.setAttribute("tabindex", i ? "-1" : "0");
    mark.setAttribute("aria-label", told(there[mark.__data__]).replaceAll("\n", ", "));
  });
}

// The width of a text in a chart, near enough: a Chinese character takes twice a letter.
const widthOf = text => [...text].reduce((sum, c) => sum + (c > "\u2e80" ? 12.5 : 7), 0);

function fitted(room) {
  return text => {
    let end = text.length;
    while (end > 1 && widthOf(text.slice(0, end)) > room) end--;
    return end < text.length ? `${text.slice(0, end - 1)}…` : text;
  };
}
