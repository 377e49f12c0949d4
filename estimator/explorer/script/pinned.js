// Two states side by side: A is kept, B is what stands now. What differs, and which change made it.
"use strict";

let PINNED = null;

function shortName(state) {
  const count = Object.keys(state.changes).length;
  const scenario = SCENARIOS.get(state.scenario)?.label;
  return [scenario, count === 0 ? null : count === 1 ? T("1 change") : T("{0} changes", count)].filter(Boolean).join(" + ") || T("as printed");
}

// The steps from A to B: the scenario, then each input that differs, named.
function stepsBetween(one, other) {
  const found = [];
  if (one.scenario !== other.scenario) found.push([SCENARIOS.get(other.scenario)?.label ?? T("no scenario"), (state) => ({ ...state, scenario: other.scenario })]);
  for (const slot of new Set([...Object.keys(one.changes), ...Object.keys(other.changes)])) {
    if (JSON.stringify(one.changes[slot]) === JSON.stringify(other.changes[slot])) continue;
    const own = other.changes[slot];
    found.push([labelOf(Number(slot)), (state) => ({ ...state, changes: own === undefined ? without(state.changes, slot) : { ...state.changes, [slot]: own } })]);
  }
  return found;
}

function differences(option, before) {
  return DATA.metrics
    .map(({ id }) => [id, metric(option, id, before), metric(option, id)])
    .filter(([, one, other]) => one !== other && !(one !== null && other !== null && Math.abs(one - other) <= ALIKE * Math.max(Math.abs(one), Math.abs(other))));
}

function pinnedSection() {
  const body = el("div", {});
  const chosen = { option: OPTIONS[0].id, metric: SCREEN.cost };
  const pin = button(T("Keep this state as A"), () => {
    PINNED = STATE;
    refresh();
    announce(T("Kept as A."));
  }, { id: "pin" });
  const swap = button(T("Exchange A and B"), () => {
    const kept = PINNED;
    PINNED = STATE;
    become(kept);
  });
  const drop = button(T("Let go of A"), () => {
    PINNED = null;
    refresh();
  });
  const option = select(T("Option"), OPTIONS.map((each) => [each.id, each.label]), chosen.option, (value) => {
    chosen.option = value;
    refresh();
  });
  const made = select(T("Metric"), DATA.metrics.map((each) => [each.id, DATA.labels[each.label]]), chosen.metric, (value) => {
    chosen.metric = value;
    refresh();
  });
  const refresh = () => {
    [swap, drop, option, made].forEach((each) => (each.hidden = PINNED === null));
    if (PINNED === null) return body.replaceChildren(el("p", {}, T("Keep a state as A, then change things: what differs is listed here.")));
    const before = computedFor(PINNED).v;
    const one = OPTIONS.find((each) => each.id === chosen.option);
    const rows = differences(one, before).map(([id, was, is]) => {
      const how = howOfMetric(id);
      const apart = was !== null && is !== null ? signed(is - was, how) : DASH;
      return [DATA.labels[METRICS.get(id).label], withUnit(was, how), withUnit(is, how), apart];
    });
    const found = table(`${one.label}: A ${shortName(PINNED)}; B ${shortName(STATE)}`, [T("Metric"), "A", "B", T("B less A")], rows);
    body.replaceChildren(rows.length ? found : el("p", {}, T("Nothing differs for this option.")), causes(one, before));
  };
  const causes = (one, before) => {
    const how = howOfMetric(chosen.metric);
    const [was, is] = [metric(one, chosen.metric, before), metric(one, chosen.metric)];
    if (was === null || is === null) return el("p", { class: "note" }, T("This metric does not apply in both states."));
    const alone = stepsBetween(PINNED, STATE).map(([name, change]) => [name, metric(one, chosen.metric, computedFor(change(PINNED)).v)]);
    const rows = alone.map(([name, value]) => [name, value === null ? DASH : signed(value - was, how)]);
    const sum = alone.reduce((total_, [, value]) => total_ + (value === null ? 0 : value - was), 0);
    rows.push([T("Together more or less than each alone"), signed(is - was - sum, how)], [T("All together"), signed(is - was, how)]);
    return table(`${T("Which change made it")}: ${DATA.labels[METRICS.get(chosen.metric).label]}`, [T("Change, alone"), T("Difference")], rows);
  };
  const node = section("pinned", T("Compare two states"), el("p", { class: "buttons" }, pin, swap, drop), el("div", { class: "choices" }, option, made), body);
  return [node, refresh];
}
