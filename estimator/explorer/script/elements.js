// What the page is made of: data, texts and elements. All that a pack says becomes text, never HTML.
"use strict";

const SOURCE = `<!doctype html>\n${document.documentElement.outerHTML}\n`; // before anything is added, for a copy
const DATA = JSON.parse(document.getElementById("data").textContent);
const SAVED = JSON.parse(document.getElementById("saved").textContent);
const SVG = "http://www.w3.org/2000/svg";

// A text of the page in its language; {0}, {1} … are filled in.
function T(text, ...parts) {
  return (DATA.texts[text] ?? text).replace(/\{(\d)\}/g, (_, at) => parts[at]);
}

function filled(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(2).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const el = (name, attributes = {}, ...children) => filled(document.createElement(name), attributes, children);
const svg = (name, attributes = {}, ...children) => filled(document.createElementNS(SVG, name), attributes, children);
const button = (text, onclick, attributes = {}) => el("button", { type: "button", onclick, ...attributes }, text);

// A link only for addresses of the web; anything else stays text.
function linked(address) {
  return /^https?:\/\/[^\s]+$/i.test(address)
    ? el("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, address)
    : address;
}

function select(label, entries, chosen, onchange, attributes = {}) {
  const box = el("select", { onchange: () => onchange(box.value), ...attributes });
  for (const [value, text] of entries) box.append(el("option", { value, selected: value === chosen }, text));
  return el("label", { class: "field" }, el("span", {}, label), box);
}

function table(caption, headings, rows, attributes = {}) {
  return el(
    "div",
    { class: "scroll", tabindex: 0, role: "region", "aria-label": caption },
    el(
      "table",
      attributes,
      el("caption", {}, caption),
      el("thead", {}, el("tr", {}, headings.map((each) => el("th", { scope: "col" }, each)))),
      el(
        "tbody",
        {},
        rows.map(([first, ...rest]) => el("tr", {}, el("th", { scope: "row" }, first), rest.map((each) => el("td", {}, each)))),
      ),
    ),
  );
}

// A part of the page; `details` is folded until it is asked for.
function section(id, heading, ...children) {
  return el("section", { id, "aria-labelledby": `${id}-heading` }, el("h2", { id: `${id}-heading` }, heading), ...children);
}

const live = el("p", { class: "unseen", role: "status", "aria-live": "polite" });
function announce(text) {
  live.textContent = text;
}

// New elements in place of old ones; who stood on one stands on its like, else on the heading above.
function renewed(host, nodes) {
  const was = host.contains(document.activeElement) ? document.activeElement : null;
  const name = was?.getAttribute("aria-label");
  host.replaceChildren(...nodes);
  if (!was) return;
  const same = [...host.querySelectorAll(was.tagName)].find((each) => each.getAttribute("aria-label") === name);
  const heading_ = host.closest("section")?.querySelector("h2");
  if (!same && heading_) heading_.tabIndex = -1;
  (same ?? heading_)?.focus();
}

function offered(name, kind, text) {
  const address = URL.createObjectURL(new Blob([text], { type: `${kind};charset=utf-8` }));
  const link = el("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

async function copied(text, box) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    box.focus(); // a page from disk may not reach the clipboard: the text stands selected
    box.select();
    document.execCommand?.("copy");
  }
  announce(T("Copied."));
}
