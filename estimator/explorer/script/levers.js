// Levers: a slider and a typed value for what matters most, with range, unit, source, grade and note.
"use strict";

const SLIDER_STEPS = 1000;

// From where to where a slider goes: the range and as much again beside it, within limits.
function sliderEnds(input) {
  const base = Array.isArray(input.value) ? 0 : input.value;
  const [low, high] = input.range ?? [base - Math.abs(base || 1) / 2, base + Math.abs(base || 1) / 2];
  const spare = (high - low) / 2;
  const [least, most] = input.limits ?? [-Infinity, Infinity];
  return [Math.max(least, Math.min(low - spare, base)), Math.min(most, Math.max(high + spare, base))];
}

function stepOf(input, low, high) {
  if (input.whole) return 1;
  const raw = (high - low) / SLIDER_STEPS;
  return 10 ** Math.floor(Math.log10(raw));
}

function sourceWords(input) {
  const source = DATA.sources[input.source];
  return source ? [`${source.publisher}: ${source.title}, ${source.date}. `, linked(source.where)] : [input.source];
}

const gradeWords = (input) => (input.grade ? `${T("Grade")} ${input.grade}${input.grade === "C" ? "*" : ""}` : T("given by the pack"));

function rangeWords(input) {
  if (!input.range) return T("no range: taken as certain");
  const said = input.bounds ? T("bounds {0} to {1}", ...input.range.map((each) => grouped(each, input))) : T("P10–P90 {0} to {1}", ...input.range.map((each) => grouped(each, input)));
  const mode = input.mode === undefined ? "" : `${JAPANESE ? "、" : ", "}${T("most likely {0}", grouped(input.mode, input))}`;
  return said + mode;
}

function aboutInput(slot) {
  const input = INPUTS[slot];
  const note = DATA.notes[input.note];
  const limits = input.limits && `${T("limits")} ${grouped(input.limits[0], input)} – ${grouped(input.limits[1], input)}`;
  return el(
    "details",
    {},
    el("summary", {}, `${gradeWords(input)}, ${rangeWords(input)}`),
    el("p", {}, [SLOTS[slot], limits, input.as_of && `${T("as of")} ${input.as_of}`].filter(Boolean).join(" · ")),
    el("p", {}, sourceWords(input)),
    note && el("p", {}, note),
    input.why !== undefined && el("p", {}, DATA.notes[input.why]),
  );
}

// A typed value that says what is wrong and keeps what was typed until it is right.
function numberField(slot, y = null, label = labelOf(slot)) {
  const wrong = el("span", { class: "wrong", role: "alert" });
  const field = el("input", {
    type: "text",
    inputmode: "decimal",
    autocomplete: "off",
    "aria-label": `${label}${unitOf(INPUTS[slot]) ? `, ${unitOf(INPUTS[slot])}` : ""}`,
    disabled: INPUTS[slot].fixed,
    onchange: () => {
      const number = typed(field.value);
      wrong.textContent = problemWith(slot, number);
      field.setAttribute("aria-invalid", wrong.textContent ? "true" : "false");
      if (!wrong.textContent) setValue(slot, number, y);
    },
    onkeydown: (event) => {
      if (event.key === "Escape") update();
    },
  });
  const update = () => {
    const value = inUse(slot);
    field.value = plain(y === null ? value : value[y]);
    field.setAttribute("aria-invalid", "false");
    wrong.textContent = "";
  };
  return [field, wrong, update];
}

function leverRow(slot) {
  const input = INPUTS[slot];
  const [low, high] = sliderEnds(input);
  const [field, wrong, update] = numberField(slot);
  const slider = el("input", {
    type: "range",
    min: low,
    max: high,
    step: stepOf(input, low, high),
    "aria-label": labelOf(slot),
    oninput: () => {
      dragValue(slot, Number(slider.value));
      field.value = plain(Number(slider.value));
      slider.setAttribute("aria-valuetext", valueWithUnit(Number(slider.value), input));
    },
    onchange: () => setValue(slot, Number(slider.value)),
  });
  const share = (value) => `${(100 * (value - low)) / (high - low)}%`;
  const marks = el("div", { class: "marks", "aria-hidden": "true" });
  if (input.range) {
    const band = el("span", { class: "range", title: rangeWords(input) });
    band.style.left = share(input.range[0]);
    band.style.width = `${(100 * (input.range[1] - input.range[0])) / (high - low)}%`;
    marks.append(band);
  }
  const base = el("span", { class: "base", title: T("as printed") });
  marks.append(base);
  const reset = button("↺", () => resetValue(slot), { class: "reset", "aria-label": `${T("Reset")}: ${labelOf(slot)}`, title: T("Reset") });
  const refresh = () => {
    const value = inUse(slot);
    base.style.left = share(Math.min(Math.max(baseValue(slot), low), high));
    slider.value = value;
    slider.setAttribute("aria-valuetext", valueWithUnit(value, input));
    update();
    reset.hidden = current().changes[slot] === undefined;
  };
  const turned = el("div", { class: "turned" }, el("div", { class: "slide" }, slider, marks), el("span", { class: "typed" }, field, reset));
  const node = el("li", { class: "lever", "data-id": SLOTS[slot] }, el("span", { class: "label" }, labelOf(slot), unitOf(input) && el("span", { class: "unit" }, ` ${unitOf(input)}`)), turned, wrong, aboutInput(slot));
  return [node, refresh];
}

function leversSection() {
  const rows = DATA.levers.filter((slot) => !isByYear(slot) && !INPUTS[slot].fixed).map(leverRow);
  const scenarios = DATA.scenarios.map((each) => [each.id, each.label]);
  const note = el("p", { class: "note" });
  const chooser = select(T("Scenario"), [["", T("none: as printed")], ...scenarios], STATE.scenario, setScenario, { id: "scenario" });
  const refresh = () => {
    chooser.querySelector("select").value = current().scenario;
    note.textContent = SCENARIOS.get(current().scenario)?.note ?? "";
    rows.forEach(([, update]) => update());
  };
  const list = el("ul", { class: "levers" }, rows.map(([node]) => node));
  const told = el("p", { class: "note" }, T("The bar under a slider marks the range, the tick the value as printed."));
  return [section("levers", T("Levers"), chooser, note, list, told), refresh];
}
