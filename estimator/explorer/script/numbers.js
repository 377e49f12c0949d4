// Numbers as they are shown and typed. How a row is shown was decided in Python: [kind, unit, unit in full, scale, decimals].
"use strict";

const DASH = "–";
const MINUS = "−";
const PERCENT = 0.01;
const JAPANESE = DATA.language === "ja";
const COLON = JAPANESE ? "：" : ": ";

function digits(value, places, grouped = true) {
  const text = Math.abs(value).toFixed(places);
  const [whole, part] = text.split(".");
  const said = (grouped ? whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",") : whole) + (part ? `.${part}` : "");
  return value < 0 && Number(text) !== 0 ? MINUS + said : said;
}

function bare(value, how) {
  if (value === null || value === undefined || value !== value) return DASH;
  const [kind, , , scale, places] = how;
  return digits(value / scale, places, kind !== "year");
}

function withUnit(value, how) {
  const text = bare(value, how);
  const [kind, short, full, , , one] = how;
  if (text === DASH || kind === "year" || kind === "flag") return text;
  if (text === "1" && one) return `1 ${one}`;
  const unit = short || (kind === "share" ? "%" : kind === "measure" ? full : "");
  if (/^[¥$€£]/.test(unit)) return text.startsWith(MINUS) ? `${MINUS}${unit[0]}${text.slice(1)} ${unit.slice(1)}` : `${unit[0]}${text} ${unit.slice(1)}`;
  return unit ? `${text}${JAPANESE ? "" : " "}${unit}` : text;
}

function signed(value, how) {
  const text = withUnit(value, how);
  return value > 0 && text !== DASH ? `+${text}` : text;
}

const shownAs = (place) => DATA.shown[place];
const counted = (count) => digits(count, 0);

// A chance in per cent; what is nearly certain or nearly impossible is not rounded to it.
function chanceText(chance, places = 0) {
  if (chance === null) return DASH;
  const shown = Math.floor(100 * chance * 10 ** places + 0.5) / 10 ** places;
  if (chance !== 0 && chance !== 1 && (shown === 0 || shown === 100)) return shown === 0 ? "< 1 %" : "> 99 %";
  return `${shown.toFixed(places)} %`;
}

// From one number to another in three digits or as many as the metric is shown in; one number where they are alike.
function rangeText(low, high, how) {
  const [kind, unit, full, scale, places] = how;
  const whole = Math.floor(Math.log10(Math.max(Math.abs(low), Math.abs(high)) / scale)) + 1;
  const fewer = Number.isFinite(whole) ? Math.min(places, Math.max(3 - whole, 0)) : 0;
  const [one, other] = [low, high].map((each) => bare(each, [kind, unit, full, scale, fewer]));
  if (one === other) return one;
  return JAPANESE ? `${one}～${other}` : low < 0 ? `${one} ${T("to")} ${other}` : `${one}–${other}`;
}

// A number of the pack's file without the digits that a computation may have left.
const plain = (value) => String(Number(value.toPrecision(12)));

function grouped(value, input) {
  const text = plain(value);
  if (/e/.test(text) || isCalendar(value, input)) return text.replace("-", MINUS);
  const [whole, part] = text.replace("-", "").split(".");
  return (value < 0 ? MINUS : "") + whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",") + (part ? `.${part}` : "");
}

const isCalendar = (value, input) => input.unit === "year" && Math.abs(value) > 1000;

// The unit in words, and as the pack's file has it.
const unitOf = (input) => (isCalendar(input.value, input) ? "" : DATA.units[input.unit][0]);
const fileUnit = (input) => (input.unit === "1" ? "" : input.unit);

function valueWithUnit(value, input) {
  const [words, one] = DATA.units[input.unit];
  if (isCalendar(value, input)) return grouped(value, input);
  return `${grouped(value, input)} ${(value === 1 && one) || words}`.trim();
}

// What a person typed; NaN for what is no number. Full-width digits are read as plain ones.
function typed(text) {
  const said = text.normalize("NFKC").replace(/[−–]/g, "-").replace(/,(?=\d{3}(\D|$))/g, "").replace(/[%\s]+$/, "").trim();
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(said) ? Number(said) : NaN;
}

// The file's number in the unit that the model computes in; per cent by moving the point, as Python does.
function inNormal(number, scale) {
  if (scale !== PERCENT) return number * scale;
  const [whole, exponent = "0"] = String(number).split("e");
  return Number(`${whole}e${Number(exponent) - 2}`);
}
