// "Your changes": what was, what is, reset, undo; as text for the command line, as a scenario file, and back.
"use strict";

const inWords = (slot, value) => (Array.isArray(value) ? T("by year") : valueWithUnit(value, INPUTS[slot]));

function changedYears(slot, own) {
  const base = baseValue(slot);
  return Object.entries(own)
    .map(([y, value]) => `${DATA.years_named[y]}: ${grouped(base[y], INPUTS[slot])} → ${grouped(value, INPUTS[slot])}`)
    .join("; ");
}

function changeRow(slot, own) {
  const name = el("span", {}, labelOf(slot), " ", el("code", {}, SLOTS[slot]));
  const reset = button(T("Reset"), () => resetValue(slot), { "aria-label": `${T("Reset")}: ${labelOf(slot)}` });
  if (isByYear(slot)) return [name, changedYears(slot, own), T("in the table of its years"), unitOf(INPUTS[slot]), reset];
  const [field, wrong, update] = numberField(slot);
  update();
  return [name, grouped(baseValue(slot), INPUTS[slot]), [field, wrong], unitOf(INPUTS[slot]), reset];
}

function changesSection() {
  const list = el("div", {});
  const text = el("textarea", { id: "settings", rows: 4, spellcheck: "false", "aria-label": T("Settings as text") });
  const problems = el("ul", { class: "wrong", role: "alert" });
  const take = () => {
    const [state, wrong] = readState(text.value);
    problems.replaceChildren(...wrong.map((each) => el("li", {}, each)));
    if (isChanged(state) || !wrong.length) become(state);
    announce(wrong.length ? T("Not all was taken over.") : T("Taken over."));
  };
  const file = el("input", {
    type: "file",
    accept: ".toml,.txt",
    "aria-label": T("Open a scenario file"),
    onchange: async () => {
      if (file.files[0]?.size > 1e6) return;
      text.value = (await file.files[0]?.text()) ?? "";
      take();
    },
  });
  const undoing = button(T("Undo"), undo, { id: "undo" });
  const redoing = button(T("Redo"), redo, { id: "redo" });
  const all = button(T("Reset all"), resetAll, { id: "reset-all" });
  const refresh = () => {
    const { changes, scenario } = current();
    const rows = Object.entries(changes).map(([slot, own]) => changeRow(Number(slot), own));
    const headings = [T("Assumption"), scenario ? T("under the scenario") : T("as printed"), T("yours"), T("Unit"), ""];
    renewed(list, [rows.length ? table(T("Your changes"), headings, rows, { class: "words" }) : el("p", {}, T("Nothing is changed."))]);
    if (document.activeElement !== text) text.value = asSettings(current());
    undoing.disabled = !PAST.length;
    redoing.disabled = !FUTURE.length;
    all.disabled = !isChanged(STATE);
  };
  const node = section(
    "changes",
    T("Your changes"),
    el("p", { class: "buttons" }, undoing, redoing, all),
    list,
    el("h3", {}, T("As text, and back")),
    el("p", { class: "note" }, T("Settings for the command line: copy them, or paste settings or a scenario file here and take them over.")),
    text,
    problems,
    el(
      "p",
      { class: "buttons" },
      button(T("Copy"), () => copied(asSettings(STATE), text)),
      button(T("Take over"), take, { id: "take-over" }),
      button(T("Save as scenario"), () => offered("my_changes.toml", "application/toml", asScenario(STATE))),
      el("label", { class: "file" }, T("Open a scenario file"), " ", file),
    ),
  );
  return [node, refresh];
}

// Ctrl+Z and Ctrl+Y outside of fields, where the browser undoes typing.
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "")) return;
  const key = event.key.toLowerCase();
  if (key === "z" || key === "y") {
    event.preventDefault();
    if (key === "y" || event.shiftKey) redo();
    else undo();
  }
});
