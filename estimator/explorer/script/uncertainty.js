// Uncertainty on demand, in a worker: Python's draws with the reader's values, spreads, chances and fans.
"use strict";

const [FEW, MANY] = [DATA.drawing?.usual, DATA.drawing?.most]; // a comparison's draws, whose chances these then are; and as many as there are
const SETTLING = 350;
const DRAWN = { key: "", result: null, spreads: new Map(), fans: new Map() };
let WORKER = null;
let WAITING = 0;

const keyOf = (state) => JSON.stringify(state);
const drawnNow = () => (DRAWN.result && DRAWN.key === keyOf(current()) ? DRAWN.result : null);
const spreadOf = (slot) => (drawnNow() && DRAWN.spreads.get(slot)?.[0]) || null; // percentiles at LEVELS
const [P20, P50, P80] = [0.2, 0.5, 0.8].map((level) => LEVELS.indexOf(level));

function drawnWords() {
  if (!DATA.drawing) return T("This pack has no ranges, so there is nothing to draw.");
  const found = drawnNow();
  if (!found) return WORKER ? T("Drawing …") : T("All numbers stand at the given values, without draws.");
  const held = heldSlots().length;
  const parts = [T("{0} draws of all ranges at once: numbers from P20 to P80.", counted(found.draws))];
  const { words, holds, fails } = JUDGING;
  if (DECIDED) parts.push(T("{0}: in {1} of the draws or more; {2}: in {3} or fewer; {4}: between.", words.holds, chanceText(holds), words.fails, chanceText(fails), words.open));
  if (held) parts.push(held === 1 ? T("1 changed assumption is held at its value.") : T("{0} changed assumptions are held at their values.", held));
  for (const [slot, count] of found.refused) parts.push(T("Draws that could not be computed: {0}; at fault: {1}.", count, SLOTS[slot]));
  return parts.join(" ");
}

// What the reader or a scenario set is certain, as in Python.
function heldSlots() {
  const { changes, scenario } = current();
  const set = [...Object.keys(changes), ...Object.keys(SCENARIOS.get(scenario)?.values ?? {})].map(Number);
  return DATA.drawing.inputs.map((input) => input.slot).filter((slot) => set.includes(slot));
}

function newWorker() {
  const [engine, draws] = ["engine", "draws"].map((id) => document.getElementById(id)?.textContent);
  if (!engine) return new Worker("worker.js");
  const address = URL.createObjectURL(new Blob([engine, "\n", draws], { type: "text/javascript" }));
  const made = new Worker(address);
  URL.revokeObjectURL(address);
  return made;
}

function jobOf(draws) {
  const options = OPTIONS.map((option) => ({
    over: option.over,
    short: Object.values(option.services).map(([short]) => short),
    cost: option.metrics[SCREEN.cost] ?? -1,
  }));
  const metrics = OPTIONS.flatMap((option) => Object.values(option.metrics));
  const wanted = { metrics, options, fans: DATA.fans, span: DATA.span, judged: DECIDES };
  return { model: DATA.model, drawing: DATA.drawing, start: filledWith(current()), held: heldSlots(), draws, wanted };
}

function draw(draws) {
  cancelDraws();
  const key = keyOf(current());
  WORKER = newWorker();
  WORKER.onmessage = ({ data }) => {
    if (data.progress !== undefined) return notify({ progress: data.progress / draws });
    WORKER.terminate();
    WORKER = null;
    Object.assign(DRAWN, { key, result: data.done });
    DRAWN.spreads = new Map(data.done.spreads.map(([slot, ...rest]) => [slot, rest]));
    DRAWN.fans = new Map(data.done.fans);
    announce(T("{0} draws are made.", counted(data.done.draws)));
    notify("drawn");
  };
  WORKER.onerror = (event) => {
    cancelDraws();
    announce(event.message);
  };
  WORKER.postMessage(jobOf(draws));
  notify({ progress: 0 });
}

function cancelDraws() {
  clearTimeout(WAITING);
  WORKER?.terminate();
  WORKER = null;
}

function drawSoon() {
  cancelDraws();
  WAITING = setTimeout(() => draw(FEW), SETTLING);
}

function fanChart(host, option) {
  const fan = drawnNow() && DRAWN.fans.get(option.charged);
  if (!fan) return null;
  const level = (place) => fan.map((year) => year[place]);
  const bands = [
    { name: "P5–P95", low_name: "P5", high_name: "P95", low: level(0), high: level(6), style: "s0 faint" },
    { name: "P20–P80", low_name: "P20", high_name: "P80", low: level(2), high: level(4), style: "s0" },
  ];
  const lines = [{ name: "P50", values: level(3), style: "s0" }];
  const headroom = DRAWN.fans.get(SCREEN.headroom);
  if (headroom) {
    bands.push({ name: `${labelOf(SCREEN.headroom)} P20–P80`, low_name: `${labelOf(SCREEN.headroom)} P20`, high_name: "P80", low: headroom.map((year) => year[2]), high: headroom.map((year) => year[4]), style: "s1 faint" });
    lines.push({ name: `${labelOf(SCREEN.headroom)} P50`, values: headroom.map((year) => year[3]), style: "s1 dashed" });
  }
  return yearsChart(host, `${option.id}-fan`, `${option.label}: ${T("outlays in the draws")}`, howOf(option.charged), { lines, bands });
}

function strip(host, id) {
  const rows = OPTIONS.map((option) => [option, spreadOf(option.metrics[id])]).filter(([, found]) => found);
  if (!rows.length) return null;
  const how = howOfMetric(id);
  const bars = rows.map(([option, found]) => ({ name: option.label, from: found[0], to: found[6], mark: found[3], detail: [[T("P20"), bare(found[2], how)], [T("P50"), bare(found[3], how)], [T("P80"), bare(found[4], how)]] }));
  return rowsChart(host, `spread-${id}`, `${DATA.labels[METRICS.get(id).label]}: P5–P95`, how, bars, null, ["P5", "P95"]);
}

function chancesTable() {
  const chances = drawnNow().chances;
  const events = Object.entries(JUDGING.events).filter(([event]) => DECIDES[event] || (event === "overall" && JUDGED.length > 1));
  const rows = OPTIONS.map((option, place) => [option.label, ...events.map(([event]) => verdictWords(chances[place][event])), chanceText(chances[place].cheapest)]);
  return table(T("In how many of the draws"), [T("Option"), ...events.map(([, words]) => headed(words)), T("Cheapest of all")], rows);
}

function uncertaintySection() {
  const body = el("div", {});
  const bar = el("progress", { max: 1, value: 0, "aria-label": T("Draws made") });
  const told = el("p", { class: "note" });
  const asked = { metric: SCREEN.cost };
  const always = el("input", { type: "checkbox", checked: true, id: "always" });
  const cancel = button(T("Cancel"), () => {
    cancelDraws();
    notify("cancelled");
  }, { id: "cancel-draws" });
  const made = select(T("Metric"), DATA.metrics.map((each) => [each.id, DATA.labels[each.label]]), asked.metric, (value) => {
    asked.metric = value;
    refresh("drawn");
  });
  const refresh = (kind) => {
    bar.hidden = cancel.hidden = WORKER === null;
    told.textContent = drawnWords();
    if (kind?.progress !== undefined) bar.value = kind.progress;
    else if (drawnNow()) redrawn(body, [chancesTable(), made, strip(body, asked.metric)].filter(Boolean));
    else body.replaceChildren();
  };
  const settled = () => always.checked && DATA.drawing && drawSoon();
  const node = section(
    "uncertainty",
    T("How sure it is"),
    el("p", {}, T("All ranges are drawn at once, in your browser, by the draws that Python makes of this pack.")),
    el("p", { class: "buttons" }, button(T("Draw {0} times", counted(FEW)), () => draw(FEW), { id: "draw" }), button(T("Draw {0} times", counted(MANY)), () => draw(MANY)), cancel, bar),
    el("label", { for: "always" }, always, " ", T("Draw again after each change")),
    told,
    body,
  );
  if (!DATA.drawing) node.replaceChildren(node.firstChild, told);
  return [node, refresh, settled];
}
