// Draws in the background: the same draws as Python's, of what moves only, and what is told of them.
"use strict";

const LEVELS = [0.05, 0.1, 0.2, 0.5, 0.8, 0.9, 0.95];
const TOLD_EVERY = 64;

// Between neighbours in order, as Python's percentiles are.
function percentiles(values, levels = LEVELS) {
  const ordered = Float64Array.from(values).sort();
  return levels.map((level) => {
    const place = level * (ordered.length - 1);
    const below = Math.min(Math.floor(place), Math.max(ordered.length - 2, 0));
    const low = ordered[below];
    return low + (ordered[Math.min(below + 1, ordered.length - 1)] - low) * (place - below);
  });
}

function simulated(job, tell) {
  const ready = readied(job.model);
  const held = new Set(job.held);
  const inputs = job.drawing.inputs;
  const drawn = inputs.map((input) => input.slot).filter((slot) => !held.has(slot));
  const { metrics, options, fans, span } = job.wanted;
  const rows = [...metrics, ...fans, ...options.flatMap((each) => [each.over, ...each.short])].filter((slot) => slot >= 0);
  const v = job.start;
  evaluate(ready, v);
  const only = both(reached(ready, drawn), needed(ready, rows));
  const next = drawer(job.drawing);
  const kept = new Map(metrics.map((slot) => [slot, []]));
  const years = new Map(fans.map((slot) => [slot, Array.from({ length: span[1] - span[0] + 1 }, () => [])]));
  const counts = options.map(() => ({ money: 0, people: 0, overall: 0, cheapest: 0 }));
  const { money, people } = job.wanted.judged; // of an event that the pack has nothing of there is no chance
  const known = { money, people, overall: money || people, cheapest: true };
  const refused = new Map();
  const ever = (slot) => {
    const from = ready.places[slot];
    for (let y = 0; y < Y; y++) if (v[from + y] !== 0) return true;
    return false;
  };
  let made = 0;
  for (let draw = 0; draw < job.draws; draw++) {
    if (draw % TOLD_EVERY === 0) tell(draw);
    const values = next(draw);
    inputs.forEach((input, at) => {
      if (!held.has(input.slot)) v[ready.places[input.slot]] = values[at];
    });
    const failed = evaluate(ready, v, only);
    if (failed) {
      const [cause] = failed.values();
      refused.set(cause, (refused.get(cause) ?? 0) + 1);
      continue;
    }
    made++;
    for (const [slot, found] of kept) if (v[ready.places[slot]] === v[ready.places[slot]]) found.push(v[ready.places[slot]]);
    for (const [slot, found] of years) found.forEach((year, at) => year.push(v[ready.places[slot] + span[0] + at]));
    const costs = options.map((each) => (each.cost < 0 ? Infinity : v[ready.places[each.cost]]));
    const least = Math.min(...costs);
    const alike = costs.filter((cost) => cost === least).length;
    options.forEach((each, at) => {
      const within = each.over < 0 || !ever(each.over);
      const manned = !each.short.some(ever);
      counts[at].money += within;
      counts[at].people += manned;
      counts[at].overall += within && manned;
      if (costs[at] === least) counts[at].cheapest += 1 / alike;
    });
  }
  return {
    draws: made,
    refused: [...refused],
    spreads: [...kept].map(([slot, found]) => [slot, found.length ? percentiles(found) : null, made ? found.length / made : 0]),
    fans: [...years].map(([slot, found]) => [slot, found.map((year) => (made ? percentiles(year) : []))]),
    chances: counts.map((each) => Object.fromEntries(Object.entries(each).map(([key, count]) => [key, known[key] && made ? count / made : null]))),
  };
}

if (typeof WorkerGlobalScope !== "undefined" && self instanceof WorkerGlobalScope) {
  self.onmessage = ({ data }) => {
    self.postMessage({ done: simulated(data, (progress) => self.postMessage({ progress })) });
  };
}
