"use strict";
// Names are proposed while somebody types, pages and examples are copied, long lists are narrowed down. Every page works without this.

const MOST = 12;

function proposeNames(form) {
  const input = form.querySelector("input[name=q]");
  const list = form.querySelector("datalist");
  let names = null;
  input.addEventListener("focus", () => {
    const script = document.createElement("script");
    script.src = form.dataset.names;
    script.onload = () => { names = [...new Set(Object.values(window.ocppdbNames).flat())]; };
    document.head.append(script);
  }, { once: true });
  input.addEventListener("input", () => {
    const typed = input.value.trim().toLowerCase();
    if (!names || typed.length < 2) { return; }
    const begin = names.filter((name) => name.toLowerCase().startsWith(typed));
    const hold = names.filter((name) => name.toLowerCase().indexOf(typed) > 0);
    list.replaceChildren(...[...begin, ...hold].slice(0, MOST).map((name) => {
      const option = document.createElement("option");
      option.value = name;
      return option;
    }));
  });
}

function copyButton(words, text, otherwise) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = words;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(await text());
      button.textContent = "Copied";
    } catch {
      button.textContent = otherwise() || words;
    }
    setTimeout(() => { button.textContent = words; }, 2000);
  });
  return button;
}

function copyInstead(link) {
  const whole = async () => (await fetch(link.href)).text();
  link.after(copyButton(link.dataset.copy, whole, () => { window.location.href = link.href; }));
}

function copyExample(block) {
  const select = () => {
    window.getSelection().selectAllChildren(block);
    return "Marked: copy it";
  };
  block.before(copyButton(block.dataset.copy, async () => block.textContent, select));
}

function narrowList(input) {
  input.closest("p").hidden = false;
  input.addEventListener("input", () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const section of document.querySelectorAll(".entries")) {
      let shown = 0;
      for (const entry of section.querySelectorAll(".entry")) {
        const text = entry.textContent.toLowerCase();
        entry.hidden = !words.every((word) => text.includes(word));
        shown += entry.hidden ? 0 : 1;
      }
      section.hidden = shown === 0;
    }
  });
}

document.querySelectorAll("form[data-names]").forEach(proposeNames);
document.querySelectorAll("a[data-copy]").forEach(copyInstead);
document.querySelectorAll("pre[data-copy]").forEach(copyExample);
document.querySelectorAll("#filter").forEach(narrowList);
