// Questions to the model as it stands: what moves a metric, where a lever turns a verdict, what binds.
"use strict";

const MOST_BARS = 15;
const SCANNED = 48;
const DRIVERS = INPUTS.map((input, slot) => (input.ends && !input.fixed ? slot : -1)).filter((slot) => slot >= 0);

// The metric with each uncertain input at its P10 and P90, the largest swing first.
function swings(option, id) {
  const target = option.metrics[id];
  if (target === undefined) return [];
  const v = V.slice();
  const wanted = needed(READY, [target]);
  const read = (values) => at(target, 0, values);
  return DRIVERS.filter((slot) => both(reachOf(slot), wanted).includes(1))
    .map((slot) => [slot, ...tried(slot, INPUTS[slot].ends, [target], read, v)])
    .filter(([, low, high]) => Number.isFinite(low) && Number.isFinite(high) && low !== high)
    .sort((one, other) => Math.abs(other[2] - other[1]) - Math.abs(one[2] - one[1]));
}

function tornado(host, option, id) {
  const found = swings(option, id).slice(0, MOST_BARS);
  const now = metric(option, id);
  if (!found.length || now === null) return el("p", {}, T("No range moves this metric."));
  const rows = found.map(([slot, low, high]) => ({
    name: labelOf(slot),
    from: low,
    to: high,
    detail: [
      [T("at P10"), valueWithUnit(INPUTS[slot].ends[0], INPUTS[slot])],
      [T("at P90"), valueWithUnit(INPUTS[slot].ends[1], INPUTS[slot])],
      [T("Id"), SLOTS[slot]],
    ],
  }));
  const title = `${option.label}: ${DATA.labels[METRICS.get(id).label]}`;
  return rowsChart(host, `${option.id}-tornado`, title, howOfMetric(id), rows, now, [T("input at P10"), T("input at P90")]);
}

// The values of a lever at which a reading changes, over its limits or, without, its slider.
function turns(slot, wanted, read) {
  const [low, high] = sliderEnds(INPUTS[slot]);
  const count = INPUTS[slot].whole ? Math.min(SCANNED, Math.round(high - low)) : SCANNED;
  const numbers = Array.from({ length: count + 1 }, (_, place) => low + ((high - low) * place) / Math.max(count, 1)).map((each) => (INPUTS[slot].whole ? Math.round(each) : each));
  const found = tried(slot, numbers, wanted, read);
  const places = found.flatMap((value, place) => (place && value !== found[place - 1] ? [place] : []));
  return places.map((place) => [turningPoint(slot, numbers[place - 1], numbers[place], wanted, read), found[place - 1], found[place]]);
}

const verdictKey = (option) => (v) => {
  const found = verdict(option, v);
  return found === null ? "?" : `${found.money ? 1 : 0}${found.people ? 1 : 0}`;
};
function keyWords(key) {
  if (key === null || key === "?") return T("cannot be computed");
  const parts = [key[0] === "1" ? null : T("over budget"), key[1] === "1" ? null : T("short of people")].filter(Boolean);
  return parts.join(LISTED) || T("fits");
}

function breakEven(slot, option, other) {
  if (!other) return turns(slot, verdictSlots(option), verdictKey(option)).map(([value, was, is]) => [value, keyWords(was), keyWords(is)]);
  const [one, two] = [option.metrics[SCREEN.cost], other.metrics[SCREEN.cost]];
  const read = (v) => (at(one, 0, v) < at(two, 0, v) ? 1 : 0);
  const told = (flag) => T("{0} costs less", flag ? option.label : other.label);
  return turns(slot, [one, two], read).map(([value, was, is]) => [value, told(was), told(is)]);
}

// Inputs that turn the verdict of an option somewhere between their P10 and P90.
function flipping(option) {
  const read = verdictKey(option);
  const wanted = verdictSlots(option);
  const now = read(V);
  const v = V.slice();
  const reaching = needed(READY, wanted);
  const found = [];
  for (const slot of DRIVERS) {
    if (!both(reachOf(slot), reaching).includes(1)) continue;
    tried(slot, INPUTS[slot].ends, wanted, read, v).forEach((key, end) => {
      if (key !== now) found.push([slot, turningPoint(slot, inUse(slot), INPUTS[slot].ends[end], wanted, read), key]);
    });
  }
  return found;
}

// What binds an option, and what would relax it.
function bindings(option) {
  const found = [];
  if (option.over >= 0 && anyYear(option.over, V) && option.charged >= 0 && SCREEN.headroom >= 0) {
    const flags = yearly(option.over);
    const gaps = yearly(option.charged).map((value, y) => (flags[y] ? value - at(SCREEN.headroom, FIRST + y) : 0));
    const worst = gaps.indexOf(Math.max(...gaps));
    const share = metric(option, SCREEN.break_even);
    const relax = share === null ? "" : T("fits from a ceiling of {0} of GDP on", withUnit(share, howOfMetric(SCREEN.break_even)));
    const years = flags.filter(Boolean).length;
    const over = years === 1 ? T("1 year over") : T("{0} years over", years);
    found.push([T("money"), T("{0}; most in {1}: {2} more room is needed", over, YEARS_NAMED[worst], withUnit(gaps[worst], howOf(option.charged))), relax]);
  }
  for (const [service, [short, wanted, spare]] of Object.entries(option.services)) {
    if (!anyYear(short, V) || wanted < 0 || spare < 0) continue;
    const gaps = yearly(wanted).map((value, y) => value - at(spare, FIRST + y));
    const worst = gaps.indexOf(Math.max(...gaps));
    const label = DATA.services[service];
    const years = yearly(short).filter(Boolean).length;
    found.push([label, T("{0}; most in {1}: {2}", years === 1 ? T("short of people in 1 year") : T("short of people in {0} years", years), YEARS_NAMED[worst], withUnit(gaps[worst], howOf(wanted))), T("so many more to spare, or fewer billets")]);
  }
  return found;
}

function questionsSection() {
  const asked = { metric: SCREEN.cost, lever: DATA.levers[0], other: "" };
  const pictures = el("div", {});
  const evens = el("div", {});
  const flips = el("div", {});
  const limits = el("div", {});
  const option = optionChooser("question-option", (id) => {
    CHOSEN = id;
    notify("chosen");
  });
  const choices = DATA.metrics.map((each) => [each.id, DATA.labels[each.label]]);
  const made = select(T("Metric"), choices, asked.metric, (value) => {
    asked.metric = value;
    showTornado();
  }, { id: "tornado-metric" });
  const levers = DATA.levers.map((slot) => [String(slot), labelOf(slot)]);
  const lever = select(T("Lever"), levers, String(asked.lever), (value) => {
    asked.lever = Number(value);
    showEven();
  }, { id: "even-lever" });
  const against = select(T("Until"), [["", T("the verdict changes")], ...OPTIONS.map((each) => [each.id, T("it costs as much as {0}", each.label)])], "", (value) => {
    asked.other = value;
    showEven();
  }, { id: "even-until" });
  const showTornado = () => redrawn(pictures, [tornado(pictures, chosenOption(), asked.metric)]);
  const showEven = () => {
    const other = OPTIONS.find((each) => each.id === asked.other && each.id !== CHOSEN);
    const input = INPUTS[asked.lever];
    const rows = breakEven(asked.lever, chosenOption(), other).map(([value, was, is]) => [valueWithUnit(Number(value.toPrecision(6)), input), was, is]);
    const caption = `${labelOf(asked.lever)}, ${T("in use")}: ${valueWithUnit(inUse(asked.lever), input)}`;
    evens.replaceChildren(rows.length ? table(caption, [T("At the value"), T("below it"), T("from it on")], rows, { class: "words" }) : el("p", {}, T("At no value of its slider does it change.")));
  };
  const showFlips = () => {
    const rows = flipping(chosenOption()).map(([slot, value, key]) => [labelOf(slot), valueWithUnit(inUse(slot), INPUTS[slot]), valueWithUnit(Number(value.toPrecision(6)), INPUTS[slot]), keyWords(key)]);
    flips.replaceChildren(rows.length ? table(T("What flips the verdict within its range"), [T("Assumption"), T("in use"), T("At the value"), T("then")], rows, { class: "words" }) : el("p", {}, T("No single range flips the verdict.")));
  };
  const showLimits = () => {
    const rows = OPTIONS.flatMap((each) => bindings(each).map((row) => [each.label, ...row]));
    limits.replaceChildren(rows.length ? table(T("Limits that bind"), [T("Option"), T("Limit"), T("How far"), T("What would relax it")], rows, { class: "words" }) : el("p", {}, T("No limit binds.")));
  };
  const refresh = () => {
    option.querySelector("select").value = CHOSEN;
    [showTornado, showEven, showFlips, showLimits].forEach((show) => show());
  };
  const node = section(
    "questions",
    T("What moves it, what turns it"),
    el("p", { class: "note" }, T("All here stands at the given values: one input moves, the others stay, and nothing is drawn.")),
    option,
    el("h3", {}, T("What moves a metric")),
    made,
    pictures,
    el("h3", {}, T("Where a lever turns it")),
    el("div", { class: "choices" }, lever, against),
    evens,
    el("h3", {}, T("What flips the verdict")),
    flips,
    el("h3", {}, T("Limits that bind")),
    limits,
  );
  return [node, refresh];
}
