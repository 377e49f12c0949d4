// The draws of Python's simulation: Sobol's points, mixed ranks, the fitted curves. Formulas as in estimator/analysis/draws.
"use strict";

const SOBOL_SCALE = 1 / 2 ** 30;
const SMALLEST_CHANCE = 2 ** -31;

// One point of the scrambled sequence, bit for bit Python's: `place` counts from 0.
function sobolPoint(sequence, place, into) {
  const { directions, shift } = sequence;
  const steps = (place ^ (place >>> 1)) >>> 0;
  for (let column = 0; column < shift.length; column++) {
    let found = shift[column];
    for (let bit = 0, left = steps; left; bit++, left >>>= 1) if (left & 1) found ^= directions[column][bit];
    into[column] = (found >>> 0) * SOBOL_SCALE;
  }
}

const chanceInside = (chance) => Math.min(Math.max(chance, SMALLEST_CHANCE), 1 - SMALLEST_CHANCE);

function polynomial(x, coefficients, first = 0) {
  let found = first;
  for (const each of coefficients) found = found * x + each;
  return found;
}
const monic = (x, coefficients) => polynomial(x, coefficients, 1);

// Inverse and function of the normal distribution: S. L. Moshier, Cephes (ndtri, ndtr), as SciPy has them.
const NEAR_MIDDLE = [
  [-5.99633501014107895267e1, 9.80010754185999661536e1, -5.66762857469070293439e1, 1.39312609387279679503e1, -1.23916583867381258016],
  [1.95448858338141759834, 4.67627912898881538453, 8.63602421390890590575e1, -2.25462687854119370527e2, 2.00260212380060660359e2, -8.20372256168333339912e1, 1.59056225126211695515e1, -1.18331621121330003142],
];
const IN_TAIL = [
  [4.05544892305962419923, 3.15251094599893866154e1, 5.71628192246421288162e1, 4.408050738932008347e1, 1.46849561928858024014e1, 2.18663306850790267539, -1.40256079171354495875e-1, -3.50424626827848203418e-2, -8.57456785154685413611e-4],
  [1.57799883256466749731e1, 4.53907635128879210584e1, 4.13172038254672030440e1, 1.50425385692907503408e1, 2.50464946208309415979, -1.42182922854787788574e-1, -3.80806407691578277194e-2, -9.33259480895457427372e-4],
];
const FAR_IN_TAIL = [
  [3.23774891776946035970, 6.91522889068984211695, 3.93881025292474443415, 1.33303460815807542389, 2.01485389549179081538e-1, 1.23716634817820021358e-2, 3.01581553508235416007e-4, 2.65806974686737550832e-6, 6.23974539184983293730e-9],
  [6.02427039364742014255, 3.67983563856160859403, 1.37702099489081330271, 2.16236993594496635890e-1, 1.34204006088543189037e-2, 3.28014464682127739104e-4, 2.89247864745380683936e-6, 6.79019408009981274425e-9],
];
const ROOT_OF_TWO_PI = 2.50662827463100050242;
const MIDDLE = 0.13533528323661269189;

function normalQuantile(chance) {
  const upper = chance > 1 - MIDDLE;
  const y = upper ? 1 - chance : chance;
  if (y > MIDDLE) {
    const middle = y - 0.5;
    const square = middle * middle;
    const [above, below] = NEAR_MIDDLE;
    return (middle + middle * ((square * polynomial(square, above)) / monic(square, below))) * ROOT_OF_TWO_PI;
  }
  const x = Math.sqrt(-2 * Math.log(y));
  const z = 1 / x;
  const [above, below] = x < 8 ? IN_TAIL : FAR_IN_TAIL;
  const found = x - Math.log(x) / x - (z * polynomial(z, above)) / monic(z, below);
  return upper ? found : -found;
}

const ERROR = [
  [9.60497373987051638749, 9.00260197203842689217e1, 2.23200534594684319226e3, 7.00332514112805075473e3, 5.55923013010394962768e4],
  [3.35617141647503099647e1, 5.21357949780152679795e2, 4.59432382970980127987e3, 2.26290000613890934246e4, 4.92673942608635921086e4],
];
const ERROR_LEFT = [
  [2.46196981473530512524e-10, 5.64189564831068821977e-1, 7.46321056442269912687, 4.86371970985681366614e1, 1.96520832956077098242e2, 5.26445194995477358631e2, 9.34528527171957607540e2, 1.02755188689515710272e3, 5.57535335369399327526e2],
  [1.32281951154744992508e1, 8.67072140885989742329e1, 3.54937778887819891062e2, 9.75708501743205489753e2, 1.82390916687909736289e3, 2.24633760818710981792e3, 1.65666309194161350182e3, 5.57535340817727675546e2],
];
const ERROR_FAR = [
  [5.64189583547755073984e-1, 1.27536670759978104416, 5.01905042251180477414, 6.16021097993053585195, 7.40974269950448939160, 2.97886665372100240670],
  [2.26052863220117276590, 9.39603524938001434673, 1.20489539808096656605e1, 1.70814450747565897222e1, 9.60896809063285878198, 3.36907645100081516050],
];

const errorOf = (x) => (x * polynomial(x * x, ERROR[0])) / monic(x * x, ERROR[1]);

function normalChance(value) {
  const x = value * Math.SQRT1_2;
  const size = Math.abs(x);
  if (size < 1) return 0.5 + 0.5 * errorOf(x);
  const [above, below] = size < 8 ? ERROR_LEFT : ERROR_FAR;
  const left = (0.5 * Math.exp(-size * size) * polynomial(size, above)) / monic(size, below);
  return x > 0 ? 1 - left : left;
}

// The incomplete beta function by its continued fraction, and its inverse between two bounds that close in.
const LANCZOS = [0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7];

function logGamma(x) {
  let sum = LANCZOS[0];
  for (let at = 1; at < 9; at++) sum += LANCZOS[at] / (x + at - 1);
  const t = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

function betaFraction(a, b, x) {
  const nonzero = (value) => (Math.abs(value) < 1e-300 ? 1e-300 : value);
  let c = 1;
  let d = 1 / nonzero(1 - ((a + b) * x) / (a + 1));
  let found = d;
  for (let m = 1; m < 300; m++) {
    for (const term of [
      (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)),
      (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1)),
    ]) {
      d = 1 / nonzero(1 + term * d);
      c = nonzero(1 + term / c);
      found *= d * c;
    }
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return found;
}

function betaChance(a, b, x, scale) {
  if (x <= 0 || x >= 1) return x <= 0 ? 0 : 1;
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - scale);
  return x < (a + 1) / (a + b + 2) ? (front * betaFraction(a, b, x)) / a : 1 - (front * betaFraction(b, a, 1 - x)) / b;
}

function betaQuantile(a, b, chance) {
  const scale = logGamma(a) + logGamma(b) - logGamma(a + b);
  let [low, high, x] = [0, 1, a / (a + b)];
  for (let round = 0; round < 100; round++) {
    const apart = betaChance(a, b, x, scale) - chance;
    if (apart > 0) high = x;
    else low = x;
    const slope = Math.exp((a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - scale);
    let next = x - apart / slope;
    if (!(next > low && next < high)) next = (low + high) / 2;
    if (Math.abs(next - x) <= 1e-16 * next) return next;
    x = next;
  }
  return x;
}

const PERT_WEIGHT = 4;
const CURVES = {
  uniform: ([least, most], chance) => least + chance * (most - least),
  normal: ([mean, deviation], chance) => mean + deviation * normalQuantile(chance),
  lognormal: ([mean, deviation], chance) => Math.exp(mean + deviation * normalQuantile(chance)),
  triangular([least, mode, most], chance) {
    const width = most - least;
    return chance * width < mode - least
      ? least + Math.sqrt(Math.max(chance, 0) * width * (mode - least))
      : most - Math.sqrt(Math.max(1 - chance, 0) * width * (most - mode));
  },
  pert([least, mode, most], chance) {
    const share = (mode - least) / (most - least);
    const found = betaQuantile(1 + PERT_WEIGHT * share, 1 + PERT_WEIGHT * (1 - share), Math.min(Math.max(chance, 0), 1));
    return least + (most - least) * found;
  },
  discrete(sizes, chance) {
    const count = sizes.length / 2;
    let below = 0;
    for (let at = 0; at < count - 1; at++) {
      below += sizes[count + at];
      if (chance < below) return sizes[at];
    }
    return sizes[count - 1];
  },
};

// A value in the file's unit of one input: the curve between its limits, whole numbers rounded.
function quantileOf(input, chance) {
  const [bottom, top] = input.ends;
  let found = CURVES[input.curve](input.sizes, bottom === 0 && top === 1 ? chance : bottom + chance * (top - bottom));
  if (input.whole) found = Math.floor(found + 0.5);
  if (input.lowest !== null) found = Math.max(found, input.lowest);
  return input.highest === null ? found : Math.min(found, input.highest);
}

// Makes draw after draw: `next(place)` gives the values of all inputs in normal units, in the order of `drawing.inputs`.
function drawer(drawing) {
  const beside = drawing.beside; // columns that are mixed in and belong to no input
  const point = new Float64Array(beside + drawing.inputs.length);
  const values = new Float64Array(drawing.inputs.length);
  const mixing = drawing.mixing;
  const mixed = (at, normals, own) => {
    const weights = mixing.weights[at];
    let sum = 0;
    for (let column = 0; column < beside; column++) sum += normals[column] * weights[column];
    if (!mixing.triangle) return sum + own[at] * mixing.rest[at];
    return mixing.triangle[at].reduce((before, weight, other) => before + own[other] * weight, sum);
  };
  return (place) => {
    sobolPoint(drawing.sequence, place, point);
    for (let column = 0; column < point.length; column++) point[column] = chanceInside(point[column]);
    if (mixing) {
      const normals = Array.from(point.subarray(0, beside), normalQuantile);
      const own = mixing.places.map((at) => normalQuantile(point[beside + at]));
      const together = own.map((_, at) => normalChance(mixed(at, normals, own)));
      mixing.places.forEach((at, which) => (point[beside + at] = together[which]));
    }
    drawing.inputs.forEach((input, at) => (values[at] = quantileOf(input, point[beside + at]) * input.scale));
    return values;
  };
}
