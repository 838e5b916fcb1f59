"use strict";
// The search of plain files: every word is looked for in names and texts, the best things come first, an exact name goes to its page.

const SHOWN = 100;
const SMALL = new Set("a an and are as at be by can do does for from how i if in is it may must of on or that the there to what when which while who with".split(" "));

const asked = new URLSearchParams(window.location.search);
const query = (asked.get("q") || "").trim();
const place = document.getElementById("found");

function wordsOf(text) {
  const words = text.toLowerCase().split(/[\s,;:?!"']+/).filter(Boolean);
  const telling = words.filter((word) => !SMALL.has(word));
  return [...new Set(telling.length ? telling : words)].slice(0, 20);
}

function tokens(text) {
  return new Set(text.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase().split(/[^a-z0-9]+/));
}

function weigh(thing, words) {
  const name = `${thing.name} ${thing.title}`.toLowerCase();
  const text = thing.text.toLowerCase();
  let inName = null;
  let inText = null;
  let weight = 0;
  let found = 0;
  for (const word of words) {
    let best = 0;
    if (name.includes(word)) {
      inName = inName || tokens(`${thing.name} ${thing.title}`);
      best = inName.has(word) || name.split(/[.\s]/).includes(word) ? 8 : word.length > 2 ? 4 : 0;
    }
    if (best < 2 && text.includes(word)) {
      inText = inText || tokens(thing.text);
      best = inText.has(word) || text.split(/[^\w.]+/).includes(word) ? 2 : word.length > 2 ? 1 : 0;
    }
    weight += best;
    found += best ? 1 : 0;
  }
  if (thing.name.toLowerCase().split(".").pop() === words.join(" ")) { weight += 20; }
  return { thing, found, weight: weight + (thing.strong ? 1 : 0) - (name.length + text.length) / 1000 };
}

function theOne(things) {
  const same = things.filter((thing) => thing.name.toLowerCase() === query.toLowerCase());
  const meant = same.some((thing) => thing.strong) ? same.filter((thing) => thing.strong) : same;
  if (new Set(meant.map((thing) => thing.kind)).size !== 1) { return null; }
  return meant.find((thing) => window.ocppdbWords.assumed.includes(thing.version)) || meant[meant.length - 1];
}

function element(name, text, of) {
  const made = document.createElement(name);
  if (of) { made.className = of; }
  made.textContent = text;
  return made;
}

function marked(into, text, words) {
  const pattern = words.filter((word) => word.length > 1).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  const parts = pattern ? text.split(new RegExp(`(${pattern})`, "i")) : [text];
  into.append(...parts.map((part, number) => (number % 2 ? element("mark", part) : part)));
  return into;
}

function show(hits, words) {
  const groups = new Map();
  for (const { thing } of hits) {
    groups.set(thing.kind, [...(groups.get(thing.kind) || []), thing]);
  }
  for (const [, things] of groups) {
    const section = document.createElement("section");
    const heading = element("h2", `${things[0].several} `);
    heading.append(element("span", String(things.length), "count"));
    const list = element("ul", "", "plain results");
    for (const thing of things) {
      const entry = document.createElement("li");
      const link = marked(document.createElement("a"), thing.title || thing.name, words);
      link.href = thing.link;
      entry.append(link, " ", element("span", thing.version, "kind"));
      if (thing.text) { entry.append(" ", marked(element("span", "", "snippet"), thing.text, words)); }
      list.append(entry);
    }
    section.append(heading, list);
    place.append(section);
  }
  if (!hits.length) { place.append(element("p", "Nothing has these words. Try fewer of them, or another version.")); }
}

function search() {
  const things = [];
  for (const [kind, [several, strong, all]] of Object.entries(window.ocppdbWords.kinds)) {
    for (const [version, name, title, text, link] of all) {
      if ((asked.get("kind") || kind) === kind && (asked.get("version") || version) === version) {
        things.push({ kind, several, strong, version, name, title, text, link });
      }
    }
  }
  const one = asked.get("all") ? null : theOne(things);
  if (one) {
    window.location.replace(one.link);
    return;
  }
  const words = wordsOf(query);
  const hits = things.map((thing) => weigh(thing, words)).filter((hit) => hit.found);
  const most = Math.max(0, ...hits.map((hit) => hit.found));
  hits.sort((one, other) => other.found - one.found || other.weight - one.weight);
  show(hits.filter((hit) => hit.found === most).slice(0, SHOWN), words);
}

if (query) {
  document.querySelectorAll("input[name=q]").forEach((input) => { input.value = query; });
  for (const name of ["version", "kind"]) { document.getElementById(name).value = asked.get(name) || ""; }
  document.querySelector("h1").textContent = `Found for \u201c${query}\u201d`;
  document.title = `${query}: search - ocppdb`;
  const script = document.createElement("script");
  script.src = place.dataset.words;
  script.onload = search;
  document.head.append(script);
}
