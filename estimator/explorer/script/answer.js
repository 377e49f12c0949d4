// The first screen: question, finding in words, one row an option.
"use strict";

const ALIKE = 1e-9;
const LISTED = JAPANESE ? "、" : "; ";

// The number that the finding goes by: P50 where it was drawn, else the one at the given values.
const numberOf = (option, id) => spreadOf(option.metrics[id])?.[P50] ?? metric(option, id);

// A number that opens its trace.
function traced(slot, text, option) {
  if (slot === undefined || slot < 0) return el("span", {}, text);
  return button(text, () => openTrace(slot), { class: "number", "aria-label": `${text}, ${option.label}, ${labelOf(slot)}: ${T("where it comes from")}` });
}

// The chances of an option in the draws that stand; null without draws.
function chancesOf(option) {
  return drawnNow()?.chances[OPTIONS.indexOf(option)] ?? null;
}

// Who fits: holds in the draws, or at the given values.
function fits(option, line) {
  const chances = chancesOf(option);
  if (chances) return chances.overall !== null && classOf(chances.overall) === "holds";
  return !line.by.some((id) => (metric(option, id) ?? 0) > 0);
}

function winnersOf(line) {
  const fitting = DATA.finding.find((each) => each.good);
  const chosen = OPTIONS.filter((option) => option.id !== line.beside && (!line.fit || fits(option, fitting)));
  const known = chosen.map((option) => [option, numberOf(option, line.of)]).filter(([, value]) => value !== null);
  if (known.length < (line.fit ? 1 : 2)) return [];
  const best = known.map(([, value]) => value).reduce((one, other) => (line.least ? Math.min(one, other) : Math.max(one, other)));
  return known.filter(([, value]) => value === best || (best !== 0 && Math.abs(value / best - 1) < ALIKE));
}

function fittingText(line) {
  const told = OPTIONS.filter((option) => fits(option, line)).map((option) => {
    const chances = chancesOf(option);
    return chances ? `${option.label} (${chanceOf(chances.overall)})` : option.label;
  });
  const names = told.join(LISTED) || T("none of them");
  const drawn = drawnNow();
  if (!drawn) return names;
  const count = (kind) => drawn.chances.filter((each) => each.overall !== null && classOf(each.overall) === kind).length;
  return `${names}${JAPANESE ? "。" : ". "}${T("Open: {0}; fail: {1}", count("open"), count("fails"))}`;
}

// A number of the finding as a sentence has it: with what is counted, a fiscal year with its name.
function toldNumber(value, line) {
  const how = howOfMetric(line.of);
  if (how[0] === "year") return DATA.years_named[DATA.model.years.indexOf(Math.floor(value + 0.5))] ?? withUnit(value, how);
  if (!line.counted) return withUnit(value, how);
  const text = bare(value, how);
  const [one, several] = line.counted;
  return (text === "1" ? one : several).replace("{0}", text);
}

function findingText(line) {
  if (line.text) return line.text;
  if (line.by) return fittingText(line);
  const found = METRICS.has(line.of) ? winnersOf(line) : [];
  if (!found.length) return "";
  const drawn = spreadOf(found[0][0].metrics[line.of]) ? "P50 " : "";
  return `${found.map(([option]) => option.label).join(LISTED)} (${drawn}${toldNumber(found[0][1], line)})`;
}

const JUDGED = ["money", "people"].filter((event) => DECIDES[event]);
const SCREEN_COLUMNS = [SCREEN.cost, SCREEN.new_money, SCREEN.people, ...SCREEN.effects].filter((id) => METRICS.has(id));

// The unit of a metric beside its name, if the name does not say it.
function unitBeside(id, name) {
  const [, short, full] = howOfMetric(id);
  const unit = short || full;
  return name.toLowerCase().includes(unit.toLowerCase()) ? "" : unit;
}

function headingCell(id) {
  const [label, name] = [METRICS.get(id).label, METRICS.get(id).short].map((place) => DATA.labels[place]);
  const unit = unitBeside(id, name);
  return el("th", { scope: "col", title: label }, name, unit && el("small", {}, unit));
}

function cardLabel(id) {
  const label = DATA.labels[METRICS.get(id).label];
  return [label, unitBeside(id, label)].filter(Boolean).join(JAPANESE ? "、" : ", ");
}

// A number of the first screen: P20 to P80 where it was drawn, else at the given values.
function screenNumber(option, id) {
  const slot = option.metrics[id];
  const [how, found, value] = [howOfMetric(id), spreadOf(slot), metric(option, id)];
  if (value === null && !found) return el("span", { title: reasonFor(option, id) }, DASH, el("span", { class: "unseen" }, ` ${reasonFor(option, id)}`));
  return traced(slot, found ? rangeText(found[P20], found[P80], how) : bare(value, how), option);
}

// One event: its chance with the sign of its class, or without draws whether it holds at the given values.
function eventCell(option, event) {
  const chance = chancesOf(option)?.[event];
  if (chance !== undefined) return el("span", { class: `verdict ${classOf(chance)}` }, `${JUDGING.signs[classOf(chance)]} ${chanceOf(chance)}`);
  const found = verdict(option);
  if (found === null) return DASH;
  const words = { money: [T("fits"), T("over budget")], people: [T("fits"), T("short of people")] }[event];
  return el("span", { class: found[event] ? "" : "fails" }, words[found[event] ? 0 : 1]);
}

function verdictCell(option) {
  const chances = chancesOf(option);
  if (chances) return verdictWords(chances.overall);
  return el("span", { class: "verdict" }, verdict(option) === null ? T("cannot be computed") : JUDGING.at_values);
}

// Of a name its short form stands in the table, the whole one in a list on a narrow screen; both are read out.
function nameOf(option) {
  const whole = option.label === option.short ? null : el("span", { class: "whole" }, option.label);
  return button([el("span", { class: "brief" }, option.short), whole && " ", whole].filter(Boolean), () => chooseOption(option.id), { class: "name", title: `${option.label}. ${option.summary}` });
}

function optionRow(option, updates) {
  const cell = (label, update, kind = null) => {
    const node = el("td", { "data-label": label, class: kind });
    updates.push(() => node.replaceChildren(...[update()].flat()));
    return node;
  };
  const cells = [
    DECIDED ? cell(T("Verdict"), () => verdictCell(option), "says") : null,
    ...JUDGED.map((event) => cell(headed(JUDGING.events[event]), () => eventCell(option, event))),
    ...SCREEN_COLUMNS.map((id) => cell(cardLabel(id), () => screenNumber(option, id))),
  ];
  return el("tr", { "data-option": option.id }, el("th", { scope: "row" }, nameOf(option)), cells);
}

function boardOf(updates) {
  const rows = OPTIONS.map((option) => optionRow(option, updates));
  const events = JUDGED.map((event) => el("th", { scope: "col" }, headed(JUDGING.events[event])));
  const heads = [el("th", { scope: "col" }, T("Option")), DECIDED && el("th", { scope: "col", class: "says" }, T("Verdict"))];
  return el(
    "table",
    { class: "board" },
    el("caption", { class: "unseen" }, T("The options: press a number to see where it comes from, an option to see its charts.")),
    el("thead", {}, el("tr", {}, heads, events, SCREEN_COLUMNS.map(headingCell))),
    el("tbody", {}, rows),
  );
}

// The lines of the finding that are told; an empty one is hidden.
function findingList(lines, updates) {
  const pairs = lines.map((line) => [line, el("dt", {}, line.heading), el("dd", {})]);
  updates.push(() => {
    for (const [line, term, told] of pairs) {
      term.textContent = (drawnNow() && line.drawn) || line.heading;
      told.textContent = findingText(line);
      term.hidden = told.hidden = !told.textContent;
    }
  });
  return el("dl", { class: "finding" }, pairs.map(([, ...pair]) => pair));
}

function answerSection() {
  const updates = [];
  // who is over budget or short of people, the verdicts of the table tell
  const lines = DATA.finding.filter((line) => !line.by || line.good);
  const failed = el("p", { class: "wrong", role: "alert", hidden: true });
  updates.push(() => {
    failed.hidden = FAILED === null;
    const causes = [...new Set(FAILED?.values() ?? [])];
    failed.textContent = FAILED === null ? "" : T("Some numbers cannot be computed with these values. At fault: {0}", causes.map((slot) => SLOTS[slot]).join(", "));
  });
  const note = el("p", { class: "note" });
  updates.push(() => (note.textContent = drawnWords()));
  const node = section(
    "answer",
    T("Answer"),
    failed,
    findingList(lines.filter((line) => line.first), updates),
    el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": T("The options") }, boardOf(updates)),
    note,
    el("details", {}, el("summary", {}, T("What else stands out")), findingList(lines.filter((line) => !line.first), updates)),
  );
  return [node, () => updates.forEach((update) => update())];
}
