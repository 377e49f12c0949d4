// Where a number comes from: its formula in words, what it reads with values, down to sources; and what reads it.
"use strict";

const LINES_OF = new Map(); // slot → line
READY.slots.forEach(([out], line) => LINES_OF.set(out, line));
const TRAIL = [];
const MOST_READERS = 60;

// The formula of a slot in words; a slot that stands for a part of a row is spelled out.
function formulaOf(slot) {
  const line = LINES_OF.get(slot);
  const [, ...reads] = READY.slots[line];
  return DATA.rows.words[READY.shapes[line]].replace(/\{(\d+)\}/g, (_, place) => nameIn(reads[place]));
}
function nameIn(slot) {
  if (SLOTS[slot] === undefined) return "";
  if (slot === DATA.model.year) return T("the fiscal year");
  return DATA.rows.label[slot] === -1 && slot >= INPUTS.length ? `(${formulaOf(slot)})` : JAPANESE ? `「${shortLabel(slot)}」` : `“${shortLabel(slot)}”`;
}

// What a row reads: rows and inputs, those of its parts included.
function readsOf(slot) {
  const line = LINES_OF.get(slot);
  if (line === undefined) return [];
  const [, ...reads] = READY.slots[line];
  const found = reads.flatMap((each) => (each !== DATA.model.year && each >= INPUTS.length && DATA.rows.label[each] === -1 ? readsOf(each) : [each]));
  return [...new Set(found)].filter((each) => each !== DATA.model.year);
}

function readersOf(slot) {
  const lines = READY.slots.map((slots, line) => (slots.indexOf(slot, 1) > 0 ? (DATA.model.parts[line] ?? slots[0]) : -1));
  return [...new Set(lines)].filter((each) => each >= 0 && each !== slot);
}

function valueWords(slot) {
  if (slot < INPUTS.length) return isByYear(slot) ? T("by year") : valueWithUnit(inUse(slot), INPUTS[slot]);
  if (FAILED?.has(slot)) return T("cannot be computed");
  const how = howOf(slot);
  if (!DATA.model.wide[slot]) return withUnit(at(slot), how);
  const values = yearly(slot).filter(Number.isFinite);
  return values.length ? `${bare(Math.min(...values), how)} – ${withUnit(Math.max(...values), how)}` : DASH;
}

function slotList(heading_, slots) {
  const items = slots.map((slot) => el("li", {}, button(labelOf(slot), () => openTrace(slot), { class: "link" }), " ", el("code", {}, SLOTS[slot]), el("span", { class: "value" }, valueWords(slot))));
  return items.length ? [el("h3", {}, heading_), el("ul", { class: "reads" }, items)] : [];
}

function yearsOf(slot) {
  const input = slot < INPUTS.length ? INPUTS[slot] : null;
  const how = input ? ["", unitOf(input), unitOf(input), 1, 4] : howOf(slot);
  const values = input ? inUse(slot).slice(FIRST, LAST + 1) : yearly(slot);
  return yearsChart(DIALOG, SLOTS[slot], labelOf(slot), how, { lines: [{ name: labelOf(slot), values, style: "s0" }] });
}

const DIALOG = el("dialog", { "aria-labelledby": "trace-heading" });

function openTrace(slot) {
  if (DIALOG.open && TRAIL.at(-1) !== slot) TRAIL.push(slot);
  else if (!DIALOG.open) TRAIL.splice(0, TRAIL.length, slot);
  showTrace();
}

function showTrace() {
  const slot = TRAIL.at(-1);
  const input = slot < INPUTS.length;
  const back = button(T("Back"), () => {
    TRAIL.pop();
    showTrace();
  }, { disabled: TRAIL.length < 2 });
  const close = button(T("Close"), () => DIALOG.close());
  const failed = FAILED?.get(slot);
  const parts = [
    el("p", { class: "buttons" }, back, close),
    el("h2", { id: "trace-heading", tabindex: -1 }, labelOf(slot)),
    el("p", {}, el("code", {}, SLOTS[slot])),
    el("p", { class: "big" }, valueWords(slot)),
  ];
  if (failed !== undefined) parts.push(el("p", { class: "wrong" }, T("At fault: {0}", SLOTS[failed])));
  if (!DIALOG.isConnected) document.body.append(DIALOG);
  if (!DIALOG.open) DIALOG.showModal();
  if (input) parts.push(el("ul", { class: "cards" }, inputCard(slot)[0]));
  else parts.push(el("p", {}, DATA.notes[DATA.rows.note[slot]]), el("h3", {}, T("Formula")), el("p", { class: "formula" }, formulaOf(slot)));
  if (DATA.model.wide[slot] && failed === undefined) parts.push(yearsOf(slot));
  if (!input) parts.push(...slotList(T("It reads"), readsOf(slot)));
  const readers = readersOf(slot);
  parts.push(...slotList(T("Read by"), readers.slice(0, MOST_READERS)));
  if (readers.length > MOST_READERS) parts.push(el("p", { class: "note" }, T("and {0} more", readers.length - MOST_READERS)));
  DIALOG.replaceChildren(...parts.flat());
  DIALOG.scrollTop = 0;
  DIALOG.querySelector("#trace-heading").focus();
}
