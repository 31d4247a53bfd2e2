// What one chooses, and the link that keeps it: all of it stands in the address behind #.

const EMPTY = { look: "counts", what: null, city: [], from: "", to: "", find: "", sort: "", open: "" };

function fromAddress() {
  const told = new URLSearchParams(location.hash.slice(1));
  const state = { ...EMPTY, city: told.getAll("city") };
  for (const key of ["look", "what", "from", "to", "find", "sort", "open"]) if (told.has(key)) state[key] = told.get(key);
  if (!(state.look in looks) && state.look !== "kwic") state.look = EMPTY.look;
  if (["en", "zh"].includes(told.get("lang"))) language = told.get("lang");
  return state;
}

function addressOf(state) {
  const told = new URLSearchParams({ look: state.look });
  for (const key of ["what", "from", "to", "find", "sort", "open"]) if (state[key]) told.set(key, state[key]);
  if (state.what === "") told.set("what", "");
  for (const city of state.city) told.append("city", city);
  told.set("lang", language);
  return `#${told}`;
}

function fill(select, options, value) {
  select.replaceChildren(...options);
  select.value = value;
}

const option = (value, text) => make("option", text, { value });

// The controls as the state has them; `change` is called with what the user changes.
async function showControls(state, change) {
  element("looks").setAttribute("aria-label", say("look at"));
  element("looks").replaceChildren(...["counts", "slogans", "themes", "kwic"].map(look => {
    const button = make("button", say(`look ${look}`), { type: "button", "aria-pressed": look === state.look });
    button.addEventListener("click", () => change({ look, what: null, sort: "", open: "", find: "" }));
    return button;
  }));
  await showItems(state);
  await showCities(state, change);
  const { year } = await table("groups");
  const years = [...new Set(year)].filter(y => y !== null).sort();
  for (const id of ["from", "to"]) fill(element(id), [option("", say("any year")), ...years.map(y => option(y, y))], state[id]);
  element("find").value = state.find;
  element("switch").textContent = language === "en" ? "中文" : "English";
  element("switch").lang = language === "en" ? "zh" : "en";
}

async function showItems(state) {
  element("what-label").hidden = !["counts", "themes"].includes(state.look);
  element("slogan-label").hidden = state.look !== "slogans";
  element("string-label").hidden = state.look !== "kwic";
  if (state.look === "kwic") element("string").value = state.what;
  if (state.look === "slogans") {
    const { slogan, english, n } = await table("entries");
    const told = slogan.map((name, i) => make("option", `${language === "en" && english[i] ? `${english[i]}, ` : ""}${n[i]}`, { value: name }));
    if (element("slogans").lang !== language) element("slogans").replaceChildren(make("option", "", { value: say("together") }), make("option", "", { value: say("each") }), ...told);
    element("slogans").lang = language;
    element("slogan").value = state.what === TOGETHER ? say("together") : state.what || say("each");
  }
  if (element("what-label").hidden) return;
  element("what-label").firstElementChild.textContent = say(state.look === "counts" ? "activity" : "theme");
  const items = await looks[state.look].items();
  const groups = new Map();
  for (const item of items) groups.set(item.group, [...(groups.get(item.group) ?? []), item]);
  const options = [...groups].flatMap(([group, own]) => {
    const list = own.map(item => option(item.code, item.n ? `${item.name}: ${item.n}` : item.name));
    if (!group) return list;
    const node = make("optgroup", "", { label: group });
    node.append(...list);
    return [node];
  });
  fill(element("what"), [option("", say("each")), ...options], state.what);
}

async function showCities(state, change) {
  const { city, city_en: english } = await table("reports");
  const names = new Map(city.map((name, i) => [name ?? "", cityNamed(name, english[i])]).filter(([name]) => name));
  element("cities").firstElementChild.textContent = state.city.length
    ? state.city.map(name => names.get(name) ?? name).join(say("and")) : say("every city", { n: names.size });
  element("city-find").setAttribute("aria-label", say("find a city"));
  element("city-find").placeholder = say("find a city");
  const chosen = new Set(state.city);
  element("city-list").replaceChildren(...[...names].map(([name, told]) => {
    const box = make("input", "", { type: "checkbox", value: name });
    box.checked = chosen.has(name);
    box.addEventListener("change", () => change({
      city: [...element("city-list").querySelectorAll("input:checked")].map(each => each.value), open: "",
    }));
    const label = make("label");
    label.append(box, told);
    return label;
  }));
  narrowCities();
}

function narrowCities() {
  const wanted = element("city-find").value.trim().toLowerCase();
  for (const label of element("city-list").children) label.hidden = !label.textContent.toLowerCase().includes(wanted);
}

// What the page shows, in words: for its heading, for print, and for the names of files.
function titleOf(state) {
  if (state.look === "kwic") return state.what ? `${say("look kwic")}: ${state.what}` : say("look kwic");
  if (state.look === "counts") {
    const [kind, unit] = state.what.split("|");
    return `${say("look counts")}: ${state.what ? `${named("category", kind)} (${named("unit", unit)})` : say("each")}`;
  }
  const item = state.look === "themes" && state.what ? named("theme", state.what) : state.what === TOGETHER ? say("together") : state.what || say("each");
  return `${say(`look ${state.look}`)}: ${item}`;
}
