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
  const [kind, short, full] = how;
  if (text === DASH || kind === "year" || kind === "flag") return text;
  const unit = short || (kind === "share" ? "%" : kind === "measure" ? full : "");
  if (/^[¥$€£]/.test(unit)) return text.startsWith(MINUS) ? `${MINUS}${unit[0]}${text.slice(1)} ${unit.slice(1)}` : `${unit[0]}${text} ${unit.slice(1)}`;
  return unit ? `${text}${JAPANESE ? "" : " "}${unit}` : text;
}

function signed(value, how) {
  const text = withUnit(value, how);
  return value > 0 && text !== DASH ? `+${text}` : text;
}

const shownAs = (place) => DATA.shown[place];
const percent = (share) => `${Math.round(share * 100)} %`;

// A number of the pack's file without the digits that a computation may have left.
const plain = (value) => String(Number(value.toPrecision(12)));

function grouped(value, input) {
  const text = plain(value);
  if (/e/.test(text) || (input.unit === "year" && Math.abs(value) > 1000)) return text.replace("-", MINUS);
  const [whole, part] = text.replace("-", "").split(".");
  return (value < 0 ? MINUS : "") + whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",") + (part ? `.${part}` : "");
}

const unitOf = (input) => (input.unit === "1" ? "" : input.unit);
const valueWithUnit = (value, input) => `${grouped(value, input)} ${unitOf(input)}`.trim();

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
