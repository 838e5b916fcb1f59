"use strict";
// Names are proposed while somebody types, pages are copied as Markdown, long lists are narrowed down. Every page works without this.

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

function copyInstead(link) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = link.dataset.copy;
  button.addEventListener("click", async () => {
    try {
      const answer = await fetch(link.href);
      await navigator.clipboard.writeText(await answer.text());
      button.textContent = "Copied";
    } catch {
      window.location.href = link.href;
    }
    setTimeout(() => { button.textContent = link.dataset.copy; }, 2000);
  });
  link.after(button);
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
document.querySelectorAll("#filter").forEach(narrowList);
