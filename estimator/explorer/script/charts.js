// Charts of our own: years across (lines, bands, stacks) and rows down (bars, strips). Each has a label, a cursor for the
// arrow keys, its numbers as a table, and itself as SVG and CSV.
"use strict";

const SIZE = { height: 300, left: 66, right: 12, top: 12, bottom: 30, row: 26 };
const TICKS = 5;

function niceStep(span) {
  const raw = span / TICKS || 1;
  const power = 10 ** Math.floor(Math.log10(raw));
  return [1, 2, 5, 10].map((each) => each * power).find((each) => each >= raw);
}

function scaleFor(values) {
  const known = values.filter((each) => Number.isFinite(each));
  let [low, high] = [Math.min(0, ...known), Math.max(0, ...known)];
  if (low === high) high = low + 1;
  const tick = niceStep(high - low);
  [low, high] = [Math.floor(low / tick) * tick, Math.ceil(high / tick) * tick];
  return { low, high, ticks: Array.from({ length: Math.round((high - low) / tick) + 1 }, (_, at) => low + at * tick) };
}

const tickText = (value, tick) => digits(value, Math.max(0, Math.min(6, -Math.floor(Math.log10(tick) + 1e-9))));

function widthFor(host) {
  return Math.max(320, Math.min(940, host.clientWidth || 720));
}

const UNFOLDED = new Set(); // the charts whose numbers are open, also when they are drawn again

// New charts in place of old ones; who stands on one stays on it.
function redrawn(host, nodes) {
  const name = document.activeElement?.closest?.("figure")?.dataset.name;
  const was = document.activeElement?.tagName;
  host.replaceChildren(...nodes);
  const same = name && [...host.querySelectorAll("figure")].find((each) => each.dataset.name === name);
  if (same && host.contains(same)) same.querySelector(was?.toLowerCase() === "svg" ? "svg" : "summary")?.focus();
}

// The frame: heading, picture, what the cursor stands on, table, downloads.
function figure(name, title, picture, moves, readings, rows) {
  let place = moves - 1;
  const readout = el("output", { class: "readout", "aria-live": "polite" });
  const mark = svg("g", { class: "cursor" });
  const show = (to) => {
    place = Math.max(0, Math.min(moves - 1, to));
    readout.textContent = readings.text(place);
    mark.replaceChildren(readings.mark(place));
  };
  const keys = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1, Home: -moves, End: moves };
  filled(picture, {
    tabindex: 0,
    role: "img",
    "aria-label": `${title}. ${T("Arrow keys read the numbers; they also stand in the table below.")}`,
    onkeydown: (event) => {
      if (!(event.key in keys)) return;
      event.preventDefault();
      show(place + keys[event.key]);
    },
    onpointermove: (event) => {
      const box = picture.getBoundingClientRect();
      show(readings.place((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height));
    },
    onfocus: () => show(place),
  }, [mark]);
  const headings = rows[0];
  return el(
    "figure",
    { class: "chart", "data-name": name },
    el("figcaption", {}, title),
    readings.legend ?? null,
    picture,
    readout,
    el(
      "details",
      { open: UNFOLDED.has(name), ontoggle: (event) => UNFOLDED[event.target.open ? "add" : "delete"](name) },
      el("summary", {}, T("Numbers")),
      table(title, headings, rows.slice(1)),
      button(T("Save as CSV"), () => offered(`${name}.csv`, "text/csv", `\ufeff${asCsv(rows)}`)),
      button(T("Save as SVG"), () => offered(`${name}.svg`, "image/svg+xml", asSvg(picture, title))),
    ),
  );
}

function asCsv(rows) {
  const cell = (text) => {
    const said = String(text).replaceAll(MINUS, "-");
    const safe = /^[=+@\t\r]/.test(said) || (/^-/.test(said) && !/^-[\d.,]+$/.test(said)) ? `'${said}` : said;
    return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return rows.map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

// The picture on its own: what the style sheet gives it is written into it.
function asSvg(picture, title) {
  const copy = picture.cloneNode(true);
  const kept = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-family", "text-anchor"];
  const [ours, theirs] = [picture, copy].map((root) => [root, ...root.querySelectorAll("*")]);
  ours.forEach((each, place) => {
    const style = getComputedStyle(each);
    for (const name of kept) if (style.getPropertyValue(name)) theirs[place].setAttribute(name, style.getPropertyValue(name));
  });
  copy.querySelector(".cursor")?.remove();
  copy.setAttribute("xmlns", SVG);
  copy.prepend(svg("title", {}, title));
  return new XMLSerializer().serializeToString(copy);
}

function legendOf(series) {
  return el("ul", { class: "legend" }, series.map(({ name, style }) => el("li", {}, el("span", { class: `key ${style}`, "aria-hidden": "true" }), name)));
}

// Years across. `lines`: {name, values, style}; `bands`: {name, low, high, style}; `stacks`: {name, values, style}.
function yearsChart(host, name, title, how, { lines = [], bands = [], stacks = [] }) {
  const [, , , scale] = how;
  const width = widthFor(host);
  const { height, left, right, top, bottom } = SIZE;
  const count = YEARS_NAMED.length;
  const below = Array(count).fill(0);
  const piles = stacks.map((each) => ({ ...each, from: [...below], to: each.values.map((value, y) => (below[y] += value || 0)) }));
  const all = [...lines.flatMap((each) => each.values), ...bands.flatMap((each) => [...each.low, ...each.high]), ...piles.flatMap((each) => each.to)];
  const axis = scaleFor(all.map((each) => each / scale));
  const x = (y) => left + ((width - left - right) * (y + 0.5)) / count;
  const up = (value) => top + (height - top - bottom) * (1 - (value / scale - axis.low) / (axis.high - axis.low));
  const tick = axis.ticks[1] - axis.ticks[0];
  const picture = svg("svg", { viewBox: `0 0 ${width} ${height}`, class: "picture" });
  for (const each of axis.ticks) {
    picture.append(svg("line", { class: "grid", x1: left, x2: width - right, y1: up(each * scale), y2: up(each * scale) }));
    picture.append(svg("text", { class: "tick end", x: left - 6, y: up(each * scale) + 4 }, tickText(each, tick)));
  }
  const every = Math.ceil(count / ((width - left) / 70));
  YEARS_TICKED.forEach((year, y) => {
    if (y % every === 0) picture.append(svg("text", { class: "tick middle", x: x(y), y: height - 10 }, year));
  });
  const path = (values) => values.map((value, y) => (Number.isFinite(value) ? `${y && Number.isFinite(values[y - 1]) ? "L" : "M"}${x(y).toFixed(1)} ${up(value).toFixed(1)}` : "")).join("");
  for (const { low, high, style } of bands) {
    const back = high.map((value, y) => `L${x(y).toFixed(1)} ${up(value).toFixed(1)}`).reverse();
    picture.append(svg("path", { class: `band ${style}`, d: `${path(low)}${back.join("")}Z` }));
  }
  const wide = Math.max(1, ((width - left - right) / count) * 0.8);
  for (const { from, to, style } of piles) {
    to.forEach((value, y) => picture.append(svg("rect", { class: `pile ${style}`, x: x(y) - wide / 2, width: wide, y: Math.min(up(value), up(from[y])), height: Math.abs(up(from[y]) - up(value)) })));
  }
  for (const { values, style } of lines) picture.append(svg("path", { class: `line ${style}`, d: path(values) }));
  const series = [...lines, ...bands.map((each) => ({ ...each, values: null })), ...stacks];
  const columns = [...lines.map((each) => [each.name, each.values]), ...bands.flatMap((each) => [[each.low_name, each.low], [each.high_name, each.high]]), ...stacks.map((each) => [each.name, each.values])];
  const rows = [[T("Year"), ...columns.map(([label]) => label)], ...YEARS_NAMED.map((year, y) => [year, ...columns.map(([, values]) => bare(values[y], how))])];
  return figure(name, `${title}, ${how[2] || how[1]}`, picture, count, {
    legend: legendOf(series),
    text: (y) => `${YEARS_NAMED[y]}: ${columns.map(([label, values]) => `${label} ${bare(values[y], how)}`).join("; ")}`,
    mark: (y) => svg("line", { x1: x(y), x2: x(y), y1: top, y2: height - bottom }),
    place: (across) => Math.floor(((across * width - left) / (width - left - right)) * count),
  }, rows);
}

// Rows down. `rows`: {name, from, to, mark, detail}; the bar goes from one number to the other, `mark` is a tick on it.
function rowsChart(host, name, title, how, rows, middle = null, columns = null) {
  const [, , , scale] = how;
  const width = widthFor(host);
  const labels = Math.min(width * 0.45, 300);
  const { top, bottom, row } = SIZE;
  const right = 30;
  const height = top + bottom + rows.length * row;
  const axis = axisFor(rows.flatMap((each) => [each.from, each.to]).concat(middle ?? []).map((each) => each / scale), middle !== null);
  const along = axis.logs ? Math.log10 : (value) => value;
  const x = (value) => labels + (width - labels - right) * ((along(value / scale) - axis.low) / (axis.high - axis.low));
  const tick = axis.logs ? 1 : axis.ticks[1] - axis.ticks[0];
  const picture = svg("svg", { viewBox: `0 0 ${width} ${height}`, class: "picture" });
  const every = Math.ceil(axis.ticks.length / ((width - labels) / 60));
  axis.ticks.forEach((each, place) => {
    picture.append(svg("line", { class: "grid", y1: top, y2: height - bottom, x1: x(each * scale), x2: x(each * scale) }));
    if (place % every === 0) picture.append(svg("text", { class: "tick middle", y: height - 10, x: x(each * scale) }, tickText(each, tick)));
  });
  const room = Math.floor(labels / (JAPANESE ? 12 : 6.6));
  rows.forEach((each, place) => {
    const y = top + place * row;
    const label = each.name.length > room ? `${each.name.slice(0, room - 1)}…` : each.name;
    picture.append(svg("text", { class: "tick end", x: labels - 8, y: y + row / 2 + 4 }, label));
    const parts = middle === null ? [[each.from, each.to, "s0"]] : [[middle, each.from, "s1"], [middle, each.to, "s0"]];
    for (const [one, other, style] of parts) {
      picture.append(svg("rect", { class: `bar ${style}`, y: y + 5, height: row - 10, x: Math.min(x(one), x(other)), width: Math.max(1, Math.abs(x(one) - x(other))) }));
    }
    if (Number.isFinite(each.mark)) picture.append(svg("line", { class: "mark", x1: x(each.mark), x2: x(each.mark), y1: y + 2, y2: y + row - 2 }));
  });
  const [low, high] = columns ?? [T("low end"), T("high end")];
  const cells = [["", low, high, ...(rows[0]?.detail ?? []).map(([label]) => label)], ...rows.map((each) => [each.name, bare(each.from, how), bare(each.to, how), ...(each.detail ?? []).map(([, text]) => text)])];
  return figure(name, `${title}, ${how[2] || how[1]}`, picture, rows.length, {
    legend: middle === null ? null : legendOf([{ name: low, style: "s1" }, { name: high, style: "s0" }]),
    text: (place) => cells[place + 1].map((text, column) => (column ? `${cells[0][column]} ${text}` : text)).join("; "),
    mark: (place) => svg("rect", { class: "chosen", x: 2, width: width - 4, y: top + place * row + 1, height: row - 2 }),
    place: (_, down) => Math.floor((down * height - top) / row),
  }, cells);
}

const WIDE_APART = 30; // from this ratio on, rows that are all above nil stand on an axis of powers of ten

function axisFor(values, tight) {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (!tight && least > 0 && most / least > WIDE_APART) return logarithmic(least, most);
  if (!tight) return scaleFor(values);
  const known = values.filter(Number.isFinite);
  let [low, high] = [Math.min(...known), Math.max(...known)];
  if (!(high > low)) [low, high] = [low - 1, high + 1];
  const tick = niceStep(high - low);
  [low, high] = [Math.floor(low / tick) * tick, Math.ceil(high / tick) * tick];
  return { low, high, ticks: Array.from({ length: Math.round((high - low) / tick) + 1 }, (_, at) => low + at * tick) };
}

function logarithmic(least, most) {
  const [from, to] = [Math.floor(Math.log10(least)), Math.ceil(Math.log10(most))];
  const powers = Array.from({ length: to - from + 1 }, (_, place) => 10 ** (from + place));
  const ticks = powers.flatMap((power) => [power, 2 * power, 5 * power]).filter((tick) => tick <= 10 ** to);
  return { logs: true, low: from, high: to, ticks };
}
