// The arithmetic of the operations, as estimator/expression/arithmetic.py has it, and the evaluation of all lines.
"use strict";

let Y = 0; // fiscal years
let SPARE = 0; // where the spare rows begin in the array of values
let WINDOW = new Float64Array(0);
const DECIMALS = 1e9;
const EXACT_ABOVE = 2 ** 52 / DECIMALS;
const PAIRWISE = 128;

const raised = (base, exponent) => (exponent === 0 ? 1 : Math.pow(base, exponent));
const where = (flag, then, otherwise) => (flag !== 0 ? then : otherwise);
const divideOr = (above, below, otherwise) => (below === 0 ? otherwise : above / below);
const onlyWhere = (flag, value) => (flag !== 0 ? value : NaN);

function rounded(x) {
  const size = Math.abs(x);
  if (!(size < EXACT_ABOVE)) return x;
  const near = Math.floor(size * DECIMALS + 0.5) / DECIMALS;
  return x < 0 ? -near : near;
}

const ceiling = (x) => Math.ceil(rounded(x)) + 0; // + 0 against -0
const floor = (x) => Math.floor(rounded(x)) + 0;
const above = (left, right) => (left - right) * DECIMALS + 0.5 >= 1;
const less = (left, right) => (above(right, left) ? 1 : 0);
const atMost = (left, right) => (above(left, right) ? 0 : 1);
const equals = (left, right) => (Math.abs(left - right) * DECIMALS + 0.5 < 1 ? 1 : 0);

function cumulative(v, from, to) {
  let sum = 0;
  for (let y = 0; y < Y; y++) v[to + y] = sum += v[from + y];
}

// Windows of 1, 2, 4 … years added to one of the length wanted, in the order in which Python adds them.
function trailingTotal(v, from, years, to) {
  let left = Math.min(Math.ceil(rounded(years)), Y);
  for (let y = 0; y < Y; y++) {
    WINDOW[y] = v[from + y];
    v[to + y] = 0;
  }
  for (let size = 1, done = 0; left > 0; size *= 2) {
    if (left & 1) {
      for (let y = done; y < Y; y++) v[to + y] += WINDOW[y - done];
      done += size;
    }
    left >>= 1;
    for (let y = left ? Y - 1 : -1; y >= size; y--) WINDOW[y] += WINDOW[y - size];
  }
}

function lagged(v, from, years, to) {
  const back = rounded(years);
  const legal = back === Math.floor(back) && back >= 0 && back < Y;
  for (let y = 0; y < Y; y++) v[to + y] = legal && y >= back ? v[from + y - back] : 0;
}

// NumPy adds pairwise, eight sums at a time: the last bits matter where a comparison stands on an edge.
function total(v, from, count = Y) {
  if (count > PAIRWISE) {
    const half = (count >> 1) - ((count >> 1) % 8);
    return total(v, from, half) + total(v, from + half, count - half);
  }
  let sum = 0;
  let y = 0;
  if (count >= 8) {
    let a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0; // prettier-ignore
    for (; y < count - (count % 8); y += 8) {
      const at = from + y;
      a += v[at];
      b += v[at + 1];
      c += v[at + 2];
      d += v[at + 3];
      e += v[at + 4];
      f += v[at + 5];
      g += v[at + 6];
      h += v[at + 7];
    }
    sum = a + b + (c + d) + (e + f + (g + h));
  }
  for (; y < count; y++) sum += v[from + y];
  return sum;
}

function largest(v, from) {
  let found = v[from];
  for (let y = 1; y < Y; y++) if (v[from + y] > found) found = v[from + y];
  return found;
}

function smallest(v, from) {
  let found = v[from];
  for (let y = 1; y < Y; y++) if (v[from + y] < found) found = v[from + y];
  return found;
}

function valueAt(v, from, years, when) {
  for (let y = 0; y < Y; y++) if (v[years + y] === when) return v[from + y];
  return 0;
}

function firstYear(v, from, years) {
  for (let y = 0; y < Y; y++) if (v[from + y] === 1) return v[years + y];
  return 0;
}

function lastYear(v, from, years) {
  for (let y = Y - 1; y >= 0; y--) if (v[from + y] === 1) return v[years + y];
  return 0;
}

// The model made ready: `lines` as table_of wrote them, a place in one array for each slot.
function readied(model) {
  Y = model.years.length;
  WINDOW = new Float64Array(Y);
  const places = new Int32Array(model.slots.length);
  let size = 0;
  model.slots.forEach((_, slot) => {
    places[slot] = size;
    size += model.wide[slot] ? Y : 1;
  });
  SPARE = size;
  const table = [];
  const starts = [];
  const shapes = [];
  const slots = [];
  for (let at = 0, out = 0; at < model.lines.length; ) {
    const shape = model.lines[at];
    const after = at + 2 + model.reads[shape];
    out += model.lines[at + 1];
    const used = [out, ...model.lines.slice(at + 2, after).map((back) => out - back)];
    shapes.push(shape);
    starts.push(table.length);
    slots.push(used);
    for (const slot of used) table.push(places[slot]);
    at = after;
  }
  const ends = new Map(model.rings);
  const start = new Float64Array(size + model.spare * Y);
  model.years.forEach((year, y) => (start[places[model.year] + y] = year));
  return { model, places, table: Int32Array.from(table), starts, shapes, slots, ends, start };
}

// All rows from the inputs that stand in `v`, or those lines that are marked in `only`. Gives null, or for each slot that
// cannot be computed the slot of the row at fault.
function evaluate(ready, v, only = null) {
  const { table, starts, shapes, ends } = ready;
  const count = starts.length;
  let failed = null;
  for (let line = 0; line < count; line++) {
    const after = ends.get(line);
    if (only !== null && only[line] === 0) continue;
    if (after === undefined) {
      const flag = SHAPES[shapes[line]](v, table, starts[line]);
      if (flag !== flag) (failed ??= []).push(line);
      continue;
    }
    const wrong = new Set();
    for (let y = 0; y < Y; y++) {
      for (let each = line; each < after; each++) {
        const flag = SHAPES[shapes[each]](v, table, starts[each], y);
        if (flag !== flag) wrong.add(each);
      }
    }
    for (const each of [...wrong].sort((a, b) => a - b)) (failed ??= []).push(each);
    line = after - 1;
  }
  return failed === null ? null : spread(ready, failed);
}

// What reads a row that cannot be computed cannot be either: slot by slot, the slot of the row at fault.
function spread(ready, failed) {
  const wrong = new Set(failed);
  const cause = new Map();
  const mark = (line) => {
    const [out, ...reads] = ready.slots[line];
    if (cause.has(out)) return;
    const from = reads.find((slot) => cause.has(slot));
    if (from !== undefined) cause.set(out, cause.get(from));
    else if (wrong.has(line)) cause.set(out, ready.model.parts[line] ?? out);
  };
  for (let line = 0; line < ready.starts.length; line++) {
    mark(line);
    const after = ready.ends.get(line);
    if (after !== undefined) for (let again = 0; again < 2; again++) for (let each = line; each < after; each++) mark(each);
  }
  return cause;
}

// The lines that an input reaches, marked; rings are whole.
function reached(ready, slots) {
  const marks = new Uint8Array(ready.starts.length);
  const changed = new Uint8Array(ready.places.length);
  for (const slot of slots) changed[slot] = 1;
  for (let line = 0; line < marks.length; line++) {
    const after = ready.ends.get(line) ?? line + 1;
    let touched = false;
    for (let each = line; each < after; each++) if (ready.slots[each].some((slot, at) => at && changed[slot])) touched = true;
    for (let each = line; each < after && touched; each++) changed[ready.slots[each][0]] = marks[each] = 1;
    line = after - 1;
  }
  return marks;
}

// The lines that must be computed for some slots, marked; rings are whole.
function needed(ready, slots) {
  const marks = new Uint8Array(ready.starts.length);
  const wanted = new Uint8Array(ready.places.length);
  for (const slot of slots) wanted[slot] = 1;
  const first = new Map(ready.model.rings.map(([from, after]) => [after - 1, from]));
  for (let line = marks.length - 1; line >= 0; line--) {
    const from = first.get(line) ?? line;
    let asked = false;
    for (let each = from; each <= line; each++) if (wanted[ready.slots[each][0]]) asked = true;
    for (let each = from; each <= line && asked; each++) {
      marks[each] = 1;
      for (const slot of ready.slots[each]) wanted[slot] = 1;
    }
    line = from;
  }
  return marks;
}

const both = (one, other) => one.map((mark, line) => mark & other[line]);
