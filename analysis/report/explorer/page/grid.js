// Cities by years, or cities by themes: one cell a number, its colour how large.

// The rows of the first groups, in the order of the table, where a grid of all would be longer than anyone reads.
function firstOf(rows, { y, most }) {
  const first = new Set([...new Set(rows.map(y))].slice(0, most));
  return rows.filter(row => first.has(y(row)));
}

// What stands at the sides of a grid, null where rows are few enough, or have one year only, to be drawn one by one.
function gridOf(rows, state, several) {
  if (several) return state.look === "themes" ? { x: row => row.item, y: row => `${row.cityName} ${row.yearName}`, most: MOST_ROWS } : null;
  const years = new Set(rows.map(row => row.year));
  return rows.length > MOST_ROWS && years.size > 1 ? { x: row => row.yearName, y: row => row.cityName, most: 2 * MOST_ROWS } : null;
}

function drawGrid(rows, { x, y }, width) {
  const there = rows.filter(row => row.value !== null);
  const xs = [...new Set(rows.map(x))], ys = [...new Set(rows.map(y))];
  if (rows.every(row => x(row) === row.yearName)) xs.sort();
  const margin = Math.min(Math.max(...ys.map(widthOf)) + 14, width * 0.4);
  const widest = Math.max(...xs.map(widthOf));
  const aslant = widest + 4 > (Math.max(width, margin + xs.length * 15) - margin - 10) / xs.length;
  const below = aslant ? widest * 0.75 + 24 : 34;
  return Plot.plot({
    width: Math.max(width, margin + xs.length * 15 + 10), marginLeft: margin, marginBottom: below, marginTop: 10,
    height: ys.length * 18 + below + 10, padding: 0.06,
    x: { domain: xs, label: null, tickRotate: aslant ? -50 : 0 },
    y: { domain: ys, label: null, tickFormat: fitted(margin - 14) },
    color: { scheme: "blues", zero: true, legend: true, label: null, width: 240, marginLeft: 12, marginRight: 12 },
    marks: [
      Plot.cell(rows.filter(row => row.value === null), { x, y, fill: "#f2f2f2", title: told }),
      Plot.cell(there, { x, y, fill: "value", title: told, stroke: "#ccc", strokeWidth: 0.5, className: "marks" }),
    ],
  });
}
