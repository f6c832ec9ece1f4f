/* The arithmetic of the calculator: evaluates the formulas the build checked, and shows values as macros/quantity.py
   does, step for step (its docstring is the specification; tests compare the two). No page, no storage: see estimates.js. */
(function (root) {
  "use strict";

  const NEAR = 1e-12;
  const DAY = 86400;
  const SUFFIXES = [[12, "tn"], [9, "bn"], [6, "M"], [3, "k"]];
  const SCALES = {
    k: 1e3, K: 1e3, thousand: 1e3, M: 1e6, million: 1e6, G: 1e9, bn: 1e9, billion: 1e9, B: 1e9,
    T: 1e12, tn: 1e12, trillion: 1e12,
  };

  /* Formulas: number | ["v", name] | [operator or function, ...arguments], as macros/estimates/formulas.py keeps them. */

  const ceil = (x) => Math.ceil(x - Math.abs(x) * NEAR);
  const whole = (seconds, unit) => ceil(seconds / unit) * unit;
  const FUNCTIONS = {
    "+": (a, b) => a + b,
    "-": (a, b) => a - b,
    "*": (a, b) => a * b,
    "/": (a, b) => a / b,
    "**": (a, b) => Math.pow(a, b),
    neg: (a) => -a,
    ceil,
    floor: (x) => Math.floor(x + Math.abs(x) * NEAR),
    min: Math.min,
    max: Math.max,
    sqrt: Math.sqrt,
    log2: Math.log2,
    ln: Math.log,
    exp: Math.exp,
    count: (x) => x,
    whole_days: (x) => whole(x, DAY),
    whole_weeks: (x) => whole(x, 7 * DAY),
    z: normalQuantile,
  };

  function evaluate(node, values) {
    if (typeof node === "number") return node;
    if (node[0] === "v") return values[node[1]];
    return FUNCTIONS[node[0]](...node.slice(1).map((part) => evaluate(part, values)));
  }

  /* Algorithm AS 241 (Wichura, Applied Statistics 37, 1988), which Python's statistics.NormalDist uses too.
     Coefficients from the highest power down. */
  const MIDDLE = [
    [2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
     13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608],
    [5226.495278852854561, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867,
     5394.1960214247511077, 687.1870074920579083, 42.313330701600911252, 1],
  ];
  const NEAR_TAIL = [
    [7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258,
     3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734],
    [1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459,
     0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1],
  ];
  const FAR_TAIL = [
    [2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093,
     0.29656057182850489123, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772],
    [2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4,
     0.0148753612908506148525, 0.13692988092273580531, 0.59983220655588793769, 1],
  ];

  function ratio([above, below], r) {
    const polynomial = (coefficients) => coefficients.reduce((sum, coefficient) => sum * r + coefficient, 0);
    return polynomial(above) / polynomial(below);
  }

  function normalQuantile(p) {
    if (!(p > 0 && p < 1)) return NaN;
    const q = p - 0.5;
    if (Math.abs(q) <= 0.425) return q * ratio(MIDDLE, 0.180625 - q * q);
    const r = Math.sqrt(-Math.log(q <= 0 ? p : 1 - p));
    const x = r <= 5 ? ratio(NEAR_TAIL, r - 1.6) : ratio(FAR_TAIL, r - 5);
    return q < 0 ? -x : x;
  }

  /* All values by name. `data.values` stands in an order in which each comes after what it needs. */
  function compute(data, changes) {
    const values = {};
    for (const [name, value] of Object.entries(data)) {
      if (value.formula !== undefined) values[name] = evaluate(value.formula, values);
      else values[name] = Object.hasOwn(changes, name) ? changes[name] : value.base;
    }
    return values;
  }

  /* Showing. A rounded number is kept as its decimal digits and the power of ten of the first one. */

  function rounded(x, digits) {
    const [mantissa, power] = Math.abs(x).toExponential(digits - 1).split("e");
    return { digits: mantissa.replace(".", "").replace(/0+$/, "") || "0", power: Number(power) };
  }

  const size = (number) => Number(`${number.digits[0]}.${number.digits.slice(1)}e${number.power}`);
  const decimals = (number) => Math.max(0, number.digits.length - 1 - number.power);

  function plain(number, least) {
    const { digits, power } = number;
    const padded = power < 0 ? "0".repeat(-power) + digits : digits.padEnd(power + 1, "0");
    const whole = padded.slice(0, Math.max(power, 0) + 1).replace(/\B(?=(\d{3})+$)/g, ",");
    const rest = padded.slice(Math.max(power, 0) + 1);
    return rest || least ? `${whole}.${rest.padEnd(least || 0, "0")}` : whole;
  }

  function powerOfTen(number) {
    const raised = [...String(number.power)].map((c) => (c === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c])).join("");
    return `${plain({ digits: number.digits, power: 0 })} × 10${raised}`;
  }

  function unsigned(number, style) {
    const value = size(number);
    if (value !== 0 && (value >= 1e15 || value < 0.0001)) return powerOfTen(number);
    if (value >= 10000 && style.suffix) {
      const [power, suffix] = SUFFIXES.find(([least]) => number.power >= least);
      const mantissa = { digits: number.digits, power: number.power - power };
      if (decimals(mantissa) <= 2 || value >= 1e6) return `${plain(mantissa)} ${suffix}`;
    }
    return plain(number, style.money && decimals(number) === 1 ? 2 : 0);
  }

  function bestStep(base, style) {
    const of = (step) => size(rounded(base / step[0], style.digits));
    const now = of(style.unit);
    if (!style.family || now === 0 || (now >= 0.1 && now < 10000)) return style.unit;
    const fitting = style.family.filter((step) => of(step) >= 1);
    return fitting.length ? fitting[fitting.length - 1] : style.family[0];
  }

  function show(base, style) {
    if (!Number.isFinite(base)) return "n/a";
    const step = bestStep(base, style);
    const x = base / step[0];
    const text = unsigned(rounded(x, style.digits), style);
    const unit = text === "1" || step.length < 3 ? step[1] : step[2];
    const gap = !unit || unit.startsWith("/") ? "" : " ";
    return (x < 0 ? "−" : "") + (style.money ? "$" : "") + text + gap + unit;
  }

  /* Reading what a reader types: "500 M", "1e9", "40 %", "$0.80/GPU/h", "0.2 s" for a value in ms. NaN when unclear. */

  const squeezed = (text) => text.toLowerCase().replace(/\s+/g, "");

  function unitScale(text, value) {
    if (!text) return value.style.unit[0];
    const steps = [value.style.unit, ...(value.accept || [])];
    const exact = steps.find((step) => step.slice(1).some((name) => name.replace(/\s+/g, "") === text.replace(/\s+/g, "")));
    const loose = exact || steps.find((step) => step.slice(1).some((name) => squeezed(name) === squeezed(text)));
    return loose ? loose[0] : NaN;
  }

  function read(text, value) {
    const match = /^\s*([-−+]?)\s*\$?\s*([\d.,_]*\d[\d.,_]*(?:e[-+]?\d+)?)\s*(.*?)\s*$/i.exec(text);
    if (!match) return NaN;
    const number = Number(match[2].replace(/[,_]/g, "")) * (match[1] && match[1] !== "+" ? -1 : 1);
    const whole = unitScale(match[3], value);
    if (!Number.isNaN(whole)) return number * whole;
    const scaled = /^([A-Za-z]+)\s*(.*)$/.exec(match[3]);
    const scale = scaled && Object.hasOwn(SCALES, scaled[1]) ? SCALES[scaled[1]] : NaN;
    return scaled ? number * scale * unitScale(scaled[2], value) : NaN;
  }

  root.mlsdEstimates = { evaluate, compute, show, read };
})(typeof window === "undefined" ? globalThis : window);
