// The first screen: question, finding in words, one row an option.
"use strict";

const ALIKE = 1e-9;
const numberOf = (option, id) => metric(option, id) ?? null;

// A number that opens its trace.
function traced(slot, text, attributes = {}) {
  if (slot === undefined || slot < 0) return el("span", {}, text);
  return button(text, () => openTrace(slot), { class: "number", "aria-label": `${text}, ${labelOf(slot)}: ${T("where it comes from")}`, ...attributes });
}

function membersOf(line) {
  return OPTIONS.filter((option) => line.by.some((id) => (numberOf(option, id) ?? 0) > 0) !== line.good);
}

function winnersOf(line) {
  const fitting = DATA.finding.find((each) => each.good);
  const chosen = (line.fit ? membersOf(fitting) : OPTIONS).filter((option) => option.id !== line.beside);
  const known = chosen.map((option) => [option, numberOf(option, line.of)]).filter(([, value]) => value !== null);
  if (known.length < (line.fit ? 1 : 2)) return [];
  const best = known.map(([, value]) => value).reduce((one, other) => (line.least ? Math.min(one, other) : Math.max(one, other)));
  return known.filter(([, value]) => value === best || (best !== 0 && Math.abs(value / best - 1) < ALIKE));
}

function findingText(line) {
  if (line.text) return line.text;
  if (line.by) {
    const told = membersOf(line).map((option) => option.label + (line.good ? "" : ` (${bare(numberOf(option, line.by[0]), howOfMetric(line.by[0]))})`));
    return told.join(JAPANESE ? "、" : "; ") || T("none of them");
  }
  const found = METRICS.has(line.of) ? winnersOf(line) : [];
  if (!found.length) return "";
  return `${found.map(([option]) => option.label).join(JAPANESE ? "、" : "; ")} (${withUnit(found[0][1], howOfMetric(line.of))})`;
}

const SCREEN_COLUMNS = [SCREEN.cost, SCREEN.new_money, SCREEN.years_over, SCREEN.people, SCREEN.years_short, ...SCREEN.effects].filter((id) => METRICS.has(id));

function heading(id) {
  const [, short, full] = howOfMetric(id);
  const label = DATA.labels[METRICS.get(id).label];
  const unit = short || full;
  return unit ? `${label} (${unit})` : label;
}

function verdictOf(option, place) {
  const drawn = drawnNow();
  if (drawn) {
    const chance = drawn.chances[place];
    const kind = classOf(chance.both);
    const detail = DECIDES.money && DECIDES.people ? T("money {0}, people {1}", percent(chance.money), percent(chance.people)) : "";
    return [kind, verdictText(kind, chance.both), detail];
  }
  const found = verdict(option);
  if (found === null) return ["open", T("cannot be computed"), ""];
  const parts = [found.money ? null : T("over budget"), found.people ? null : T("short of people")].filter(Boolean);
  return [found.both ? "holds" : "fails", verdictText(found.both ? "holds" : "fails"), [T("at the given values"), ...parts].join(": ")];
}

function optionRow(option, place, updates) {
  const cell = (label, update) => {
    const node = el("td", { "data-label": label });
    updates.push(() => node.replaceChildren(...[update()].flat()));
    return node;
  };
  const numbers = SCREEN_COLUMNS.map((id) =>
    cell(heading(id), () => {
      const value = metric(option, id);
      if (value === null) return el("span", { title: reasonFor(option, id) }, DASH, el("span", { class: "unseen" }, ` ${reasonFor(option, id)}`));
      return traced(option.metrics[id], bare(value, howOfMetric(id)));
    }),
  );
  const spread = cell(T("P20–P80"), () => {
    const found = spreadOf(option.metrics[SCREEN.cost]);
    return found ? `${bare(found[2], howOfMetric(SCREEN.cost))}–${bare(found[4], howOfMetric(SCREEN.cost))}` : DASH;
  });
  const says = cell(T("Verdict"), () => {
    const [kind, text, detail] = verdictOf(option, place);
    return [el("span", { class: `verdict ${kind}` }, text), el("small", {}, detail)];
  });
  numbers.splice(1, 0, spread);
  const name = button(option.label, () => chooseOption(option.id), { class: "name", title: option.summary });
  return el("tr", { "data-option": option.id }, el("th", { scope: "row" }, name), DECIDED ? says : null, numbers);
}

function answerSection() {
  const updates = [];
  const headings = SCREEN_COLUMNS.map(heading);
  headings.splice(1, 0, T("P20–P80"));
  // who is over budget or short of people, the verdicts of the table tell
  const lines = DATA.finding.filter((line) => !line.by || line.good).map((line) => [line, el("dt", {}, line.heading), el("dd", {})]);
  updates.push(() => {
    for (const [line, term, told] of lines) {
      told.textContent = findingText(line);
      term.hidden = told.hidden = !told.textContent;
    }
  });
  const failed = el("p", { class: "wrong", role: "alert", hidden: true });
  updates.push(() => {
    failed.hidden = FAILED === null;
    const causes = [...new Set(FAILED?.values() ?? [])];
    failed.textContent = FAILED === null ? "" : T("Some numbers cannot be computed with these values. At fault: {0}", causes.map((slot) => SLOTS[slot]).join(", "));
  });
  const note = el("p", { class: "note" });
  updates.push(() => (note.textContent = drawnWords()));
  const rows = OPTIONS.map((option, place) => optionRow(option, place, updates));
  const board = el(
    "table",
    { class: "board" },
    el("caption", {}, T("The options: press a number to see where it comes from, an option to see its charts.")),
    el("thead", {}, el("tr", {}, [T("Option"), DECIDED ? T("Verdict") : null, ...headings].filter(Boolean).map((each) => el("th", { scope: "col" }, each)))),
    el("tbody", {}, rows),
  );
  const node = section(
    "answer",
    T("Answer"),
    failed,
    el("dl", { class: "finding" }, lines.map(([, ...pair]) => pair)),
    el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": T("The options") }, board),
    note,
  );
  return [node, () => updates.forEach((update) => update())];
}
