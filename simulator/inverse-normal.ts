type Eight = readonly [number, number, number, number, number, number, number, number];
/** Numerator then denominator of one rational approximation, lowest power first. */
type Rational = readonly [numerator: Eight, denominator: Eight];

const CENTRE: Rational = [
  [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087,
    33430.57558358813, 2509.0809287301227,
  ],
  [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
    28729.085735721943, 5226.495278852546,
  ],
];
const NEAR_TAIL: Rational = [
  [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
    0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
    0.0005475938084995345, 1.0507500716444169e-9,
  ],
];
const FAR_TAIL: Rational = [
  [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
    0.0012426609473880784, 0.000027115555687434876, 2.0103343992922881e-7,
  ],
  [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 0.000018463183175100548,
    1.421511758316446e-7, 2.0442631033899397e-15,
  ],
];

/** Eight coefficients each, written out: this is what most draws wait for. */
function ratio([n, d]: Rational, x: number): number {
  const numerator = ((((((n[7] * x + n[6]) * x + n[5]) * x + n[4]) * x + n[3]) * x + n[2]) * x + n[1]) * x + n[0];
  const denominator = ((((((d[7] * x + d[6]) * x + d[5]) * x + d[4]) * x + d[3]) * x + d[2]) * x + d[1]) * x + d[0];
  return numerator / denominator;
}

/**
 * The standard normal deviate below which probability `p` lies, for 0 < p < 1, to about 1 part in
 * 10^16. Algorithm AS 241, PPND16 (Wichura, Applied Statistics 37(3), 1988). Throws RangeError
 * outside (0, 1).
 */
export function inverseNormal(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`inverseNormal(${p}): a probability between 0 and 1`);
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(CENTRE, 0.180625 - q * q);
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
  const tail = r <= 5 ? ratio(NEAR_TAIL, r - 1.6) : ratio(FAR_TAIL, r - 5);
  return q < 0 ? -tail : tail;
}
