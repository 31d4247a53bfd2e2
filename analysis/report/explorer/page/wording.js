// What the page says, in the language in use.

let language = head.language;

const number = new Intl.NumberFormat("en-US", { maximumFractionDigits: 3 });
const shown = value => (value === null || value === undefined ? "" : number.format(value));
const decimals = (value, n) => (value === null || value === undefined ? "" : value.toFixed(n));

function say(key, values = {}) {
  return head.words[language][key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

// The name of a code; one that no list knows stands as it is.
function named(kind, code) {
  const pair = head.names[kind][code];
  if (!pair) return code || say("no unit");
  if (language === "zh") return pair[1];
  return kind === "unit" && pair[0] !== code ? `${pair[0]} ${code}` : pair[0];
}

function cityNamed(city, english) {
  if (city === null) return say("no city");
  return language === "zh" || !english || english === city ? city : `${english} ${city}`;
}

const yearNamed = year => (year === null ? say("no year") : String(year));

// Why a sum leaves a count out: repeat, "several years: 五年来", "part of 156件", "unsure: context".
function whyNamed(why) {
  const [kind, rest] = why.startsWith("part of ") ? ["part", why.slice(8)]
    : why.startsWith("several years") ? ["years", why.slice(15)] : [why, ""];
  return rest ? `${say(`why ${kind}`)} (${rest})` : say(`why ${kind}`);
}

// "repeat:2,plan:1" as "2 repeats, 1 plan".
const leftNamed = left => left.split(",").filter(Boolean).map(part => {
  const [kind, n] = part.split(":");
  return `${n} ${say(`why ${kind}`)}`;
}).join(say("and"));

// A new element with text and attributes; what stands in a text is never read as anything but text.
function make(tag, text = "", attributes = {}) {
  const node = document.createElement(tag);
  node.textContent = text;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

// What stands on the page whatever is chosen.
async function sayAll() {
  Object.assign(document.documentElement, { lang: language }).dataset.said = language;
  document.title = say("title");
  for (const node of document.querySelectorAll("[data-say]")) node.textContent = say(node.dataset.say);
  const { n_reports, n_chars, city, not_read } = await table("groups");
  const sum = list => list.reduce((a, b) => a + b, 0);
  element("about").textContent = say("about", {
    corpus: head.corpus, n: shown(sum(n_reports)), cities: shown(new Set(city.filter(name => name !== null)).size), chars: shown(sum(n_chars)),
  }) + (sum(not_read) ? ` ${say("unread", { n: sum(not_read) })}` : "");
  element("foot").textContent = `${head.n_texts ? say("holds texts", { n: shown(head.n_texts) }) : ""} zhengxie-reports ${head.version}`;
}
