// The model under a state: all values, verdicts, and what is asked of them.
"use strict";

const READY = readied(DATA.model);
const OPTIONS = DATA.options;
const METRICS = new Map(DATA.metrics.map((each) => [each.id, each]));
const SCREEN = DATA.screen;
const DECIDES = { money: METRICS.has(SCREEN.years_over), people: METRICS.has(SCREEN.years_short) }; // what the pack asks of an option
const DECIDED = DECIDES.money || DECIDES.people;
const [FIRST, LAST] = DATA.span;
const KEPT_REACHES = new Map();

let V = READY.start.slice();
let FAILED = null;

function put(v, slot, value) {
  const from = READY.places[slot];
  const { scale } = INPUTS[slot];
  if (Array.isArray(value)) value.forEach((each, y) => (v[from + y] = inNormal(each, scale)));
  else v[from] = inNormal(value, scale);
}

function filledWith(state) {
  const v = READY.start.slice();
  INPUTS.forEach((_, slot) => put(v, slot, inUse(slot, state)));
  return v;
}

// All values under a state; rows that cannot be computed become NaN and are told apart by `failed`.
function computedFor(state) {
  const v = filledWith(state);
  const failed = evaluate(READY, v);
  for (const slot of failed?.keys() ?? []) v.fill(NaN, READY.places[slot], READY.places[slot] + (DATA.model.wide[slot] ? Y : 1));
  return { v, failed };
}

function recompute() {
  ({ v: V, failed: FAILED } = computedFor(current()));
}

const at = (slot, y = 0, v = V) => v[READY.places[slot] + y];
const yearly = (slot, v = V) => Array.from(v.subarray(READY.places[slot] + FIRST, READY.places[slot] + LAST + 1));
const allYears = (slot, v = V) => Array.from(v.subarray(READY.places[slot], READY.places[slot] + Y));
const TICK_LETTERS = 7;
const YEARS_TICKED = DATA.years_named.map((name, y) => (name.length > TICK_LETTERS ? String(DATA.model.years[y]) : name)).slice(FIRST, LAST + 1);
const YEARS_NAMED = DATA.years_named.slice(FIRST, LAST + 1);

function metric(option, id, v = V) {
  const slot = option.metrics[id];
  if (slot === undefined) return null;
  const value = at(slot, 0, v);
  return value === value ? value : null;
}
const howOf = (slot) => shownAs(DATA.rows.how[slot]);
const howOfMetric = (id) => shownAs(METRICS.get(id).how);

// Why a number is not there: it cannot be computed, it does not apply, or nothing supplies it.
function reasonFor(option, id, failed = FAILED) {
  const slot = option.metrics[id];
  if (slot === undefined) return option.absent[id] ?? "";
  if (failed?.has(slot)) return T("cannot be computed: {0}", SLOTS[failed.get(slot)]);
  return `${T("does not apply")}: ${DATA.notes[METRICS.get(id).note]}`;
}

const anyYear = (slot, v) => slot >= 0 && allYears(slot, v).some((each) => each !== 0);

// Does an option fit money and people? null where it cannot be computed.
function verdict(option, v = V) {
  const flags = [option.over, ...Object.values(option.services).map(([short]) => short)].filter((slot) => slot >= 0);
  if (flags.some((slot) => allYears(slot, v).some((each) => each !== each))) return null;
  const money = !anyYear(option.over, v);
  const people = !Object.values(option.services).some(([short]) => anyYear(short, v));
  return { money, people, both: money && people };
}

const JUDGING = DATA.verdict; // thresholds, signs and words, as estimator.display.verdict has them

const headed = (words) => words.charAt(0).toUpperCase() + words.slice(1);

function classOf(chance) {
  if (chance >= JUDGING.holds - JUDGING.rounding) return "holds";
  return chance <= JUDGING.fails + JUDGING.rounding ? "fails" : "open";
}

// True of a chance to which other draws might give the class beside.
const isNear = (chance) => [JUDGING.holds, JUDGING.fails].some((edge) => Math.abs(chance - edge) <= JUDGING.near + JUDGING.rounding);

// A chance that is judged, to a decimal where it is near a threshold.
const chanceOf = (chance) => chanceText(chance, chance !== null && isNear(chance) ? 1 : 0);

// Sign, word and chance.
function verdictWords(chance) {
  if (chance === null) return DASH;
  const kind = classOf(chance);
  const words = el("span", { class: `verdict ${kind}` }, `${JUDGING.words[kind]} (${chanceOf(chance)})`);
  return isNear(chance) ? [words, el("small", {}, JUDGING.near_a_threshold)] : words;
}

function reachOf(slot) {
  if (!KEPT_REACHES.has(slot)) KEPT_REACHES.set(slot, reached(READY, [slot]));
  return KEPT_REACHES.get(slot);
}

// Tries values of one input on a copy of the state and reads something each time; only what moves is computed.
function tried(slot, numbers, wanted, read, v = V.slice()) {
  const only = both(reachOf(slot), needed(READY, wanted));
  const before = inUse(slot);
  const found = numbers.map((number) => {
    put(v, slot, number);
    return evaluate(READY, v, only) ? null : read(v);
  });
  put(v, slot, before);
  evaluate(READY, v, only);
  return found;
}

const verdictSlots = (option) => [option.over, ...Object.values(option.services).map(([short]) => short)].filter((slot) => slot >= 0);

// Where a reading changes between two numbers: halved until the last digits are told.
function turningPoint(slot, low, high, wanted, read) {
  const v = V.slice();
  const [first] = tried(slot, [low], wanted, read, v);
  let [from, to] = [low, high];
  for (let round = 0; round < 50 && Math.abs(to - from) > 1e-9 * Math.max(Math.abs(from), Math.abs(to)); round++) {
    const middle = INPUTS[slot].whole ? Math.round((from + to) / 2) : (from + to) / 2;
    if (middle === from || middle === to) break;
    if (tried(slot, [middle], wanted, read, v)[0] === first) from = middle;
    else to = middle;
  }
  return to;
}
