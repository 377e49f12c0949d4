// What the reader changed: a scenario and values by input, in the units of the pack's files. Undo, address, texts.
"use strict";

const INPUTS = DATA.inputs;
const SLOTS = DATA.model.slots;
const SLOT_OF = new Map(SLOTS.map((id, slot) => [id, slot]));
const SCENARIOS = new Map(DATA.scenarios.map((each) => [each.id, each]));
const MOST_UNDONE = 200;

const EMPTY = { scenario: "", changes: {} };
let STATE = EMPTY;
let LIVE = null; // the state while a slider is dragged
const PAST = [];
const FUTURE = [];
const LISTENERS = [];

const current = () => LIVE ?? STATE;
const isByYear = (slot) => Array.isArray(INPUTS[slot].value);

// The label alone, as it stands in a formula; and with whose it is.
function shortLabel(slot) {
  return DATA.labels[slot < INPUTS.length ? INPUTS[slot].label : DATA.rows.label[slot]];
}
function labelOf(slot) {
  const owner = INPUTS[slot]?.owner;
  return owner === undefined ? shortLabel(slot) : `${DATA.labels[owner]}${COLON}${shortLabel(slot)}`;
}

// The value of an input under a state: own change, else scenario, else as printed; for by-year inputs a list.
function baseValue(slot, state = current()) {
  return SCENARIOS.get(state.scenario)?.values[slot] ?? INPUTS[slot].value;
}
function inUse(slot, state = current()) {
  const base = baseValue(slot, state);
  const own = state.changes[slot];
  if (own === undefined) return base;
  return isByYear(slot) ? base.map((value, y) => own[y] ?? value) : own;
}

// A state that was saved in the page, as far as its values may be set: anybody may have edited the file.
function checkedState(saved) {
  let state = SCENARIOS.has(saved.scenario) ? { ...EMPTY, scenario: saved.scenario } : EMPTY;
  for (const [slot, own] of Object.entries(saved.changes ?? {})) {
    const pairs = own !== null && typeof own === "object" ? Object.entries(own) : [[null, own]];
    for (const [y, number] of /^\d+$/.test(slot) && INPUTS[slot] ? pairs : []) {
      const fits = isByYear(slot) === (y !== null) && (y === null || (/^\d+$/.test(y) && y < DATA.model.years.length));
      if (fits && !problemWith(slot, number)) state = withValue(state, slot, number, y);
    }
  }
  return state;
}

// What is wrong with a number for an input; empty if nothing is.
function problemWith(slot, number) {
  const input = INPUTS[slot];
  if (input.fixed) return T("It follows from the pack and cannot be set.");
  if (!Number.isFinite(number)) return T("This is not a number.");
  if (input.whole && Math.abs(number - Math.round(number)) > 1e-9) return T("A whole number is expected.");
  const [low, high] = input.limits ?? [-1e15, 1e15];
  if (number < low || number > high) return T("Outside its limits, {0} to {1}.", grouped(low, input), grouped(high, input));
  return "";
}

function notify(kind) {
  for (const each of LISTENERS) each(kind);
}

function become(state) {
  LIVE = null;
  if (JSON.stringify(state) === JSON.stringify(STATE)) return notify("live");
  PAST.push(STATE);
  if (PAST.length > MOST_UNDONE) PAST.shift();
  FUTURE.length = 0;
  STATE = state;
  written();
  notify("settled");
}

function without(changes, slot) {
  const { [slot]: _, ...rest } = changes;
  return rest;
}

// A state with one more value; the value of the state below is no change.
function withValue(state, slot, number, y = null) {
  if (y === null) {
    const same = number === baseValue(slot, state);
    return { ...state, changes: same ? without(state.changes, slot) : { ...state.changes, [slot]: number } };
  }
  const years = { ...(state.changes[slot] ?? {}), [y]: number };
  if (number === baseValue(slot, state)[y]) delete years[y];
  return { ...state, changes: Object.keys(years).length ? { ...state.changes, [slot]: years } : without(state.changes, slot) };
}

const setValue = (slot, number, y = null) => become(withValue(STATE, slot, number, y));
const resetValue = (slot) => become({ ...STATE, changes: without(STATE.changes, slot) });
const resetAll = () => become(EMPTY);
const setScenario = (id) => become({ ...STATE, scenario: id });
function dragValue(slot, number) {
  LIVE = withValue(STATE, slot, number);
  notify("live");
}

function step(from, to) {
  if (!from.length) return;
  to.push(STATE);
  STATE = from.pop();
  LIVE = null;
  written();
  notify("settled");
}
const undo = () => step(PAST, FUTURE);
const redo = () => step(FUTURE, PAST);

// Years of equal values together: [[first, last, value]].
function spans(years) {
  const found = [];
  for (const [y, value] of Object.entries(years).sort((one, other) => one[0] - other[0])) {
    const year = DATA.model.years[y];
    const last = found.at(-1);
    if (last && last[1] === year - 1 && last[2] === value) last[1] = year;
    else found.push([year, year, value]);
  }
  return found;
}
const spanText = ([first, last, value]) => `${first}${last > first ? `-${last}` : ""}:${plain(value)}`;
const valueText = (slot, own) => (isByYear(slot) ? spans(own).map(spanText).join(" ") : plain(own));

// The address: readable, and with the fingerprint of the pack.
function asFragment(state) {
  const parts = [["pack", DATA.fingerprint]];
  if (state.scenario) parts.push(["scenario", state.scenario]);
  for (const [slot, own] of Object.entries(state.changes)) parts.push([SLOTS[slot], valueText(slot, own)]);
  return parts.map(([id, value]) => `${id}=${encodeURIComponent(value).replace(/%3A/g, ":").replace(/%20/g, "+")}`).join("&");
}
const isChanged = (state) => Boolean(state.scenario || Object.keys(state.changes).length);

function written() {
  try {
    history.replaceState(null, "", isChanged(STATE) ? `#${asFragment(STATE)}` : location.href.split("#")[0]);
  } catch {
    // some browsers allow few changes of the address, or none from disk: the page works without
  }
}

// Settings as text for the command line, and as a scenario file.
function asSettings(state) {
  const quoted = (text) => `"${text}"`;
  const parts = state.scenario ? [`--scenario ${state.scenario}`] : [];
  for (const [slot, own] of Object.entries(state.changes)) {
    parts.push(`--set ${quoted(`${SLOTS[slot]}=${valueText(slot, own)} ${fileUnit(INPUTS[slot])}`.trim())}`);
  }
  return parts.join(" ");
}

function asScenario(state) {
  const lines = ["[scenario]", 'label = "My changes"', `note = "Made in the explorer of pack ${DATA.pack}, ${DATA.fingerprint}."`];
  if (state.scenario) lines.splice(2, 0, `# laid over the scenario ${state.scenario}: estimator compare --scenario ${state.scenario} --scenario FILE`);
  for (const [slot, own] of Object.entries(state.changes)) {
    const years = isByYear(slot) && Object.entries(own).map(([y, value]) => `${DATA.model.years[y]} = ${plain(value)}`);
    lines.push("", `[set."${SLOTS[slot]}"]`, years ? `by_year = { ${years.join(", ")} }` : `value = ${plain(own)}`);
    const judged = DATA.sources.judgement ? ["judgement", "C"] : [INPUTS[slot].source, INPUTS[slot].grade];
    lines.push(`unit = ${JSON.stringify(INPUTS[slot].unit)}`, 'why = "set in the explorer"', `source = "${judged[0]}"`, `grade = "${judged[1]}"`);
  }
  return `${lines.join("\n")}\n`;
}

const MOST_TOLD = 20;

// Reads settings, a scenario file or an address. Gives the state and what could not be taken over.
function readState(text) {
  const problems = [];
  let state = EMPTY;
  const take = (id, value, unit = "") => {
    if (id === "scenario") {
      if (SCENARIOS.has(value)) state = { ...state, scenario: value };
      else problems.push(T("There is no scenario {0}.", value));
      return;
    }
    const slot = SLOT_OF.get(id);
    if (slot === undefined || slot >= INPUTS.length) return problems.push(T("There is no assumption {0}.", id));
    if (unit && unit !== INPUTS[slot].unit) return problems.push(T("{0}: give it in {1}.", id, INPUTS[slot].unit));
    const before = state;
    for (const [y, number] of numbersIn(slot, value)) {
      const wrong = isByYear(slot) === (y === null) ? T("The years do not fit.") : problemWith(slot, number);
      if (wrong) {
        problems.push(`${id} = ${value}: ${wrong}`);
        state = before;
        return;
      }
      state = withValue(state, slot, number, y);
    }
  };
  const said = text.trim();
  if (/^\s*\[(scenario|set)/m.test(said)) tomlParts(said).forEach((each) => take(...each));
  else if (/^#?pack=/.test(said)) fragmentParts(said, problems).forEach((each) => take(...each));
  else settingParts(said).forEach((each) => take(...each));
  return [state, firstOf(problems)];
}

// A text of thousands of wrong parts must not bury the page.
function firstOf(problems) {
  const more = problems.length - MOST_TOLD;
  return more > 0 ? [...problems.slice(0, MOST_TOLD), T("and {0} more", String(more))] : problems;
}

function numbersIn(slot, value) {
  if (!/\d{4}(-\d{4})?:/.test(value)) return [[null, typed(value)]];
  return value.split(/[\s,;]+/).flatMap((part) => {
    const [, first, last, number] = /^(\d{4})(?:-(\d{4}))?:(.*)$/.exec(part) ?? [];
    const years = DATA.model.years.map((_, y) => y).filter((y) => DATA.model.years[y] >= first && DATA.model.years[y] <= (last ?? first));
    return years.length ? years.map((y) => [y, typed(number)]) : [[null, NaN]];
  });
}

function fragmentParts(text, problems) {
  const parts = text.replace(/^#/, "").split("&").map((part) => part.split("="));
  const known = parts.filter(([id]) => id !== "pack").map(([id, value = ""]) => [id, decoded(value)]);
  const pack = parts.find(([id]) => id === "pack")?.[1];
  if (pack !== DATA.fingerprint) problems.push(T("These settings were made with another state of the pack ({0}); this page has {1}.", pack, DATA.fingerprint));
  return known;
}

function decoded(text) {
  try {
    return decodeURIComponent(text.replace(/\+/g, " "));
  } catch {
    return text;
  }
}

function settingParts(text) {
  const found = [];
  const words = /--scenario[ =]+(\S+)|(?:--set[ =]+)?(?:"([^"]*)"|'([^']*)'|([\w.]+=\S+))/g;
  for (const [, scenario, ...quoted] of text.matchAll(words)) {
    if (scenario) found.push(["scenario", scenario]);
    const [, id, rest] = /^\s*([\w.]+)\s*=\s*(.*)$/.exec(quoted.find((each) => each !== undefined) ?? "") ?? [];
    if (id) found.push([id, ...valueAndUnit(rest)]);
  }
  return found.length || !text ? found : [[text.slice(0, 60), ""]];
}

function valueAndUnit(text) {
  const [, numbers, unit] = /^((?:\d{4}(?:-\d{4})?:\S+\s*)+|[^\s%]+)\s*(.*)$/.exec(text.trim()) ?? [null, text, ""];
  return [numbers.trim(), unit.trim()];
}

function tomlParts(text) {
  const found = [];
  for (const block of text.split(/^\s*(?=\[)/m)) {
    const id = /^\[set\.(?:"([^"]+)"|'([^']+)'|([\w.]+))\]/.exec(block)?.slice(1).find(Boolean);
    if (!id) continue;
    const value = /^\s*value\s*=\s*([^\s#]+)/m.exec(block)?.[1] ?? "";
    const years = /^\s*by_year\s*=\s*\{([^}]*)\}/m.exec(block)?.[1].replace(/\s*=\s*/g, ":").replace(/,/g, " ").trim();
    const unit = /^\s*unit\s*=\s*["']([^"']*)["']/m.exec(block)?.[1] ?? "";
    found.push([id, (years ?? value).replaceAll("_", ""), unit]);
  }
  return found;
}
