// What one chooses, and the link that keeps it: all of it stands in the address behind #.

const EMPTY = { look: "", what: null, city: [], from: "", to: "", find: "", sort: "", open: "" };

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

const option = (value, text) => make("option", text, { value });

// The controls as the state has them. What one may choose is written anew only in another look or language.
async function showControls(state) {
  const { city, city_en: english } = await table("reports");
  const names = new Map(city.map((name, i) => [name ?? "", cityNamed(name, english[i])]));
  if (element("controls").lang !== language) await fillAlways(names);
  if (element("looks").dataset.told !== `${state.look} ${language}`) await fillItems(state.look);
  element("looks").dataset.told = `${state.look} ${language}`;
  for (const button of element("looks").children) button.setAttribute("aria-pressed", button.value === state.look);
  element("what").value = state.what;
  element("slogan").value = state.what === TOGETHER ? say("together") : state.what || say("each");
  for (const id of ["from", "to", "find"]) setValue(id, state[id]);
  setValue("string", state.look === "kwic" ? state.what : "");
  element("cities").hidden = names.size - names.has("") === 0;
  element("cities").firstElementChild.textContent = state.city.length
    ? state.city.map(name => names.get(name) ?? name).join(say("and")) : say("every city", { n: names.size - names.has("") });
  for (const box of element("city-list").querySelectorAll("input")) box.checked = state.city.includes(box.value);
}

// A field where one types is left alone while it says what it should: its cursor would jump.
function setValue(id, value) {
  if (element(id).value !== value) element(id).value = value;
}

async function fillAlways(names) {
  element("controls").lang = language;
  element("looks").setAttribute("aria-label", say("look at"));
  const [{ year }, { slogan, english, n }] = await Promise.all(["groups", "entries"].map(table));
  const years = [...new Set(year)].filter(y => y !== null).sort();
  for (const id of ["from", "to"]) element(id).replaceChildren(option("", say("any year")), ...years.map(y => option(y, y)));
  element("slogans").replaceChildren(...[say("together"), say("each")].map(name => option(name, "")),
    ...slogan.map((name, i) => option(name, `${language === "en" && english[i] ? `${english[i]}, ` : ""}${n[i]}`)));
  element("city-find").setAttribute("aria-label", say("find a city"));
  element("city-find").placeholder = say("find a city");
  element("city-list").replaceChildren(...[...names].map(([name, told]) => {
    const label = make("label");
    label.append(make("input", "", { type: "checkbox", value: name }), told);
    return label;
  }));
  narrowCities();
  element("switch").textContent = language === "en" ? "中文" : "English";
  element("switch").lang = language === "en" ? "zh" : "en";
}

async function fillItems(look) {
  const choice = looks[look]?.items;
  element("what-label").hidden = !choice;
  element("slogan-label").hidden = look !== "slogans";
  element("string-label").hidden = look !== "kwic";
  if (!choice) return;
  element("what-label").firstElementChild.textContent = say(look === "counts" ? "activity" : "theme");
  const groups = new Map();
  for (const item of await choice()) groups.set(item.group, [...(groups.get(item.group) ?? []), item]);
  element("what").replaceChildren(option("", say("each")), ...[...groups].flatMap(([group, own]) => {
    const list = own.map(item => option(item.code, item.n ? `${item.name}: ${item.n}` : item.name));
    if (!group) return list;
    const node = make("optgroup", "", { label: group });
    node.append(...list);
    return [node];
  }));
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
