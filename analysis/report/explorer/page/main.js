// The page: from the state in the address to the chart, the table and the passages.

let state = fromAddress();
let rows = []; // in the order of the table
let grid = null;
let turn = 0; // a change that is overtaken by another shows nothing

const open = row => change({ open: row.key }, { keep: true, row });

const numeric = { hozAlign: "right", headerHozAlign: "right", cssClass: "number", sorter: "number", headerSortStartingDir: "desc", sorterParams: { alignEmptyValues: "bottom" } };
const opens = field => ({
  field, minWidth: 90, responsive: 0,
  formatter: cell => {
    const row = cell.getRow().getData();
    const button = make("button", String(row[field] ?? ""), { type: "button" });
    button.addEventListener("click", () => open(row));
    return button;
  },
});
const UNFOLD = { formatter: "responsiveCollapse", width: 36, minWidth: 36, hozAlign: "center", resizable: false, headerSort: false, responsive: 0, print: false };
const shows = field => cell => String(cell.getRow().getData()[field] ?? "");

const narrow = () => innerWidth < 600;

function inContext(cell) {
  const row = cell.getData();
  const line = make("span");
  line.append(row.left, opens("keyword").formatter(cell), row.right);
  return line;
}

const dated = city => ({ ...city, formatter: cell => make("span", `${cell.getValue()} ${cell.getData().yearName}`) });

function columnsOf({ look, what }) {
  const city = { title: say("city"), field: "cityName", responsive: 0, minWidth: 70 };
  const year = { title: say("year"), field: "year", formatter: shows("yearName"), responsive: 0, width: 74, sorter: "number" };
  const end = [{ title: say("rests on"), field: "base", responsive: 3, minWidth: 200 }, { title: say("note"), field: "note", responsive: 4, minWidth: 160 }];
  const interval = { title: say("interval"), field: "interval", hozAlign: "right", headerHozAlign: "right", cssClass: "number", headerSort: false, responsive: 2, minWidth: 110 };
  const when = narrow() && !what ? [dated(city)] : [city, year]; // three columns have room on a phone
  if (look === "kwic" && narrow()) {
    return [{ ...dated(city), widthGrow: 1 },
      { title: say("keyword"), ...opens("keyword"), formatter: inContext, widthGrow: 3, headerSort: false }];
  }
  if (look === "kwic") {
    return [{ ...city, widthGrow: 1 }, year, { title: "¶", field: "paragraph", ...numeric, headerSortStartingDir: "asc", width: 60, responsive: 2 },
      { title: say("left"), field: "backwards", formatter: cell => make("bdi", cell.getData().left), cssClass: "before", headerHozAlign: "right", responsive: 1, minWidth: 180, widthGrow: 4 },
      { title: say("keyword"), ...opens("keyword"), widthGrow: 1 },
      { title: say("right"), field: "right", cssClass: "after", responsive: 1, minWidth: 180, widthGrow: 4 }];
  }
  if (look === "counts") {
    return [...when,
      ...(what ? [] : [{ title: say("activity"), field: "item", responsive: 0, minWidth: 90 }]),
      { title: say("count"), ...opens("shown"), ...numeric, field: "value", formatter: opens("shown").formatter },
      { title: say("sure records"), field: "n_sure", ...numeric, formatter: shows("sureName"), responsive: 2, minWidth: 100 },
      { title: say("left out"), field: "leftName", responsive: 2, minWidth: 120 }, ...end];
  }
  const item = what ? [] : [{ title: say(look === "slogans" ? "slogan" : "theme"), field: "item", responsive: 0, minWidth: 90 }];
  const n = look === "slogans" ? { title: say("occurrences"), field: "n", ...numeric, responsive: 1, width: 130 }
    : { title: say("paragraphs"), field: "n", ...numeric, formatter: shows("of"), responsive: 1, width: 130 };
  return [...when, ...item, { title: say(look === "slogans" ? "rate" : "share"), ...opens("shown"), ...numeric, field: "value", formatter: opens("shown").formatter }, interval, n, ...end];
}

async function defaults() {
  if (!state.look) state.look = (await looks.counts.items()).length ? "counts" : "slogans"; // some corpora have no counts
  if (state.what !== null) return;
  if (state.look === "counts") {
    const items = await looks.counts.items();
    state.what = [...items].sort((a, b) => b.n - a.n)[0]?.code ?? "";
  } else state.what = state.look === "slogans" ? TOGETHER : "";
}

async function rowsNow() {
  const found = state.look === "kwic" ? await kwicRows(state) : { rows: await looks[state.look].rows(state), absent: 0 };
  const wanted = state.find.trim().toLowerCase();
  for (const row of found.rows) row.look = state.look;
  if (wanted) found.rows = found.rows.filter(row => findable(row).includes(wanted));
  return found;
}

const findable = row => [row.cityName, row.yearName, row.item, row.shown, row.note, row.leftName, row.left, row.right].filter(Boolean).join(" ").toLowerCase();

async function show() {
  const mine = ++turn;
  await defaults();
  if (document.documentElement.dataset.said !== language) await sayAll();
  await showControls(state);
  const found = await rowsNow();
  if (mine !== turn) return;
  rows = found.rows;
  element("heading").textContent = titleOf(state);
  element("basis").textContent = [say(`basis ${state.look}`, { per: shown(head.per) }), state.look === "kwic" ? "" : say(`error ${state.look}`), found.absent ? say("texts absent", { n: found.absent }) : ""].filter(Boolean).join(" ");
  element("rows").textContent = say("rows", { n: shown(rows.length) });
  element("since").textContent = sinceWhen();
  showTable();
  await showOpened();
}

// Of one slogan, the first year of the rows in which it stands, and who has it then.
function sinceWhen() {
  if (state.look !== "slogans" || !state.what || state.what === TOGETHER) return "";
  const there = rows.filter(row => row.n > 0 && row.year !== null);
  const year = Math.min(...there.map(row => row.year));
  return there.length ? say("since", { year, cities: there.filter(row => row.year === year).map(row => row.cityName).join(say("and")) }) : "";
}

// A table with the same columns takes the new rows; only other columns need another table.
async function showTable() {
  const shape = [state.look, state.what ? "one" : "all", language, narrow()].join(" ");
  const by = state.sort || (state.look === "kwic" ? "" : "value:desc");
  const [column, dir] = by.split(":");
  const sort = column ? [{ column, dir }] : [];
  if (grid?.shape === shape) {
    const old = grid;
    await old.ready;
    if (old.by !== by) { old.by = by; old.setSort(sort); }
    await old.setData(rows);
    return redraw(old);
  }
  grid?.destroy();
  const mine = grid = new Tabulator(element("table"), {
    data: rows, columns: [...(narrow() && state.look !== "kwic" ? [UNFOLD] : []), ...columnsOf(state)], layout: "fitColumns",
    responsiveLayout: "collapse", responsiveLayoutCollapseStartOpen: false, maxHeight: "27rem", renderVerticalBuffer: 200, autoResize: false,
    placeholder: say("nothing"), printAsHtml: true, printRowRange: "active", columnDefaults: { print: true },
    initialSort: sort, headerSortTristate: state.look === "kwic",
  });
  Object.assign(mine, { shape, by });
  mine.on("dataSorted", ([first]) => {
    const now = first ? `${first.field}:${first.dir}` : "";
    if (mine.by === now || mine !== grid) return;
    mine.by = state.sort = now;
    keepAddress();
    setTimeout(() => redraw(mine));
  });
  mine.ready = new Promise(done => mine.on("tableBuilt", done));
  await mine.ready;
  redraw(mine);
  headersAsButtons();
}

function redraw(table) {
  if (table !== grid) return;
  rows = table.getRows("active").map(row => row.getData());
  if (state.look === "kwic") element("chart").replaceChildren();
  else draw(element("chart"), rows, state, open);
}

// Tabulator sorts by a click; a keyboard should reach the headers, too.
function headersAsButtons() {
  for (const header of element("table").querySelectorAll(".tabulator-col.tabulator-sortable")) {
    header.tabIndex = 0;
    header.addEventListener("keydown", event => {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); header.click(); }
    });
  }
}

async function showOpened() {
  const row = state.open && rows.find(each => each.key === state.open);
  if (row) await openPassages(row);
  else if (opened) closePassages();
}

function keepAddress() {
  const address = addressOf(state);
  if (location.hash !== address) history.replaceState(null, "", address);
}

async function change(what, { keep = false, row = null } = {}) {
  state = { ...state, ...what };
  keepAddress();
  if (!keep) return show();
  if (row) return openPassages(row);
}

function listen() {
  const on = (id, kind, act) => element(id).addEventListener(kind, act);
  const soon = act => { let wait; return event => { clearTimeout(wait); wait = setTimeout(() => act(event), 100); }; };
  on("controls", "submit", event => event.preventDefault());
  for (const button of element("looks").children) button.addEventListener("click", () => change({ look: button.value, what: null, sort: "", open: "", find: "" }));
  on("what", "change", event => change({ what: event.target.value, open: "" }));
  on("slogan", "change", async event => {
    const { slogan } = await table("entries");
    const value = event.target.value.trim();
    if (!value) return;
    const what = value === say("together") ? TOGETHER : slogan.includes(value) ? value : value === say("each") ? "" : null;
    if (what === null) { tell(say("no slogan", { slogan: value })); event.target.value = ""; } else change({ what, open: "" });
  });
  // A list offers what begins like the text in its field: empty, it offers all.
  on("slogan", "focus", event => { event.target.placeholder = event.target.value; event.target.value = ""; });
  on("slogan", "blur", event => { event.target.value ||= event.target.placeholder; });
  on("string", "focus", async () => (await table("reports")).source.forEach(textOf)); // unpacked while the words are typed
  on("string", "input", soon(event => change({ what: event.target.value, open: "" })));
  on("find", "input", soon(event => change({ find: event.target.value })));
  for (const id of ["from", "to"]) on(id, "change", event => change({ [id]: event.target.value, open: "" }));
  on("city-find", "input", narrowCities);
  on("city-list", "change", () => change({ city: [...element("city-list").querySelectorAll("input:checked")].map(box => box.value), open: "" }));
  on("city-all", "click", () => change({ city: [], open: "" }));
  on("switch", "click", () => { language = language === "en" ? "zh" : "en"; change({}); });
  on("link", "click", async () => { keepAddress(); await copied(location.href); tell(say("link copied")); });
  on("close", "click", () => { closePassages(); change({ open: "" }, { keep: true }); });
  on("more", "click", morePassages);
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape") return;
    if (element("cities").open) { element("cities").open = false; element("cities").firstElementChild.focus(); } else if (opened) element("close").click();
  });
  document.addEventListener("click", event => { if (!element("cities").contains(event.target)) element("cities").open = false; });
  for (const button of document.querySelectorAll("[data-export]")) button.addEventListener("click", () => exportFrom(button));
  addEventListener("hashchange", () => { if (location.hash !== addressOf(state)) { state = fromAddress(); show(); } });
  let width = innerWidth;
  addEventListener("resize", soon(() => {
    if (innerWidth !== width) showTable();
    width = innerWidth;
  }));
}

async function exportFrom(button) {
  const name = `${head.corpus}-${state.look}`;
  if (button.closest("#passages")) {
    return exported(button.dataset.export, PASSAGE_COLUMNS, await Promise.all(opened.places.map(passage)), `${name}-sentences`);
  }
  const { report } = await table("reports");
  const kwic = state.look === "kwic";
  const out = kwic ? rows.map(row => ({ ...row, report: report[row.places[0].report] })) : rows;
  return exported(button.dataset.export, kwic ? KWIC_EXPORT : looks[state.look].exports, out, name);
}

// What a click will ask for is unpacked while nobody waits.
const ahead = () => ["records", "paragraphs", "occurrences", "parts", "slogans"].forEach(table);

listen();
show().then(() => (window.requestIdleCallback ?? setTimeout)(ahead));
