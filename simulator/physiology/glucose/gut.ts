import { remaining } from './decay.ts';
import { matrixExponential } from './matrix-exponential.ts';

/**
 * Stomach and gut of one person: three compartments, what is still to be eaten, and the glucose that
 * appears in plasma. The places stand in this file because an engine folds a file's own constants alone.
 */
export type Gut = Float64Array;
/** mg of carbohydrate. */
const SOLID = 0;
const GROUND = 1;
const INTESTINE = 2;
/** The meal that sets the scale of the stomach, mg. */
const MEAL = 3;
const TO_EAT = 4;
/** mg/min: how fast it is eaten, and what this minute brings. */
const SPEED = 5;
const SWALLOWED = 6;
/** Glucose appearing at the start, in the middle and at the end of a step, mg/kg/min. */
const APPEARS = 7;
/** Nodes of the table of emptying for a milligram: what `swallow` works out once for all steps after it. */
const PER_MEAL = 10;
const GUT_SIZE = 11;
/** What a snapshot keeps: the rest is worked out by each step. */
const KEPT = APPEARS;

/** Less than this in all three together is nothing: 0.1 mg is some 0.0006 mg/dL. */
const EMPTY_MG = 0.1;

export interface GutParameters {
  readonly bodyWeightKg: number;
  /** From solid to ground, 1/min; `kgri` in the meal model, `kmax` in UVA/Padova. */
  readonly grinding: number;
  readonly kmax: number;
  readonly kmin: number;
  readonly kabs: number;
  readonly f: number;
  readonly b: number;
  readonly d: number;
}

/**
 * How the intestine moves on to `minutes` when what flows in is the parabola through its values at 0, `span`/2
 * and `span`: the shares of what it holds and of the three inflows.
 */
function intestineShares(kabs: number, span: number, minutes: number): readonly number[] {
  // The inflow as a chain of derivatives: its value, its slope, its curvature.
  const chain = [
    [-kabs, 1, 0, 0],
    [0, 0, 1, 0],
    [0, 0, 0, 1],
    [0, 0, 0, 0],
  ];
  const [held = 0, value = 0, slope = 0, bend = 0] = matrixExponential(
    chain.map((row) => row.map((rate) => rate * minutes)),
  );
  const perSpan = 1 / span;
  return [
    held,
    value - 3 * slope * perSpan + 4 * bend * perSpan * perSpan,
    4 * slope * perSpan - 8 * bend * perSpan * perSpan,
    -slope * perSpan + 4 * bend * perSpan * perSpan,
  ];
}

/** The numbers of a person and a step's length, as `moveGut` reads them. */
export function gutStep(p: GutParameters, minutes: number): Float64Array {
  return Float64Array.of(
    minutes,
    p.grinding,
    remaining(p.grinding, minutes / 2),
    remaining(p.grinding, minutes),
    (p.f * p.kabs) / p.bodyWeightKg,
    2.5 / (1 - p.b),
    p.b,
    ...intestineShares(p.kabs, minutes, minutes / 2),
    ...intestineShares(p.kabs, minutes, minutes),
  );
}

/** Glucose appearing in plasma now, mg/kg/min; `k` of any `gutStep` of the person. */
export const appearance = (gut: Gut, k: Float64Array): number => (k[4] as number) * (gut[INTESTINE] as number);

/** Nodes of the table of emptying, over the share of the meal that the stomach holds. */
const NODES = 512;

/**
 * How fast the stomach empties, 1/min, by the share of the meal that it holds: fast at both ends of a meal and
 * slowly in between. Between two nodes lie the four coefficients of the cubic through the paper's hyperbolic
 * tangents, within 3e-4 of the true rate for the sharpest bend: the tangents themselves would be most of the cost
 * of a meal. Rounded, so that no engine's last bit gets into a curve.
 */
export function emptyingOf(p: Pick<GutParameters, 'kmax' | 'kmin' | 'b' | 'd'>): Float64Array {
  const rounded = (x: number): number => Math.round(Math.tanh(x) * 1e12) / 1e12;
  const [rise, fall] = [2.5 / (1 - p.b), 2.5 / p.d];
  const range = (p.kmax - p.kmin) / 2;
  const table = new Float64Array(4 * NODES);
  let [from, slopeFrom] = [0, 0];
  for (let i = 0; i <= NODES; i++) {
    const share = i / NODES;
    const [up, down] = [rounded(rise * (share - p.b)), rounded(fall * (share - p.d))];
    const to = p.kmin + range * (up - down + 2);
    const slopeTo = (range * (rise * (1 - up * up) - fall * (1 - down * down))) / NODES;
    if (i > 0) {
      const between = [
        from,
        slopeFrom,
        3 * (to - from) - 2 * slopeFrom - slopeTo,
        slopeFrom + slopeTo - 2 * (to - from),
      ];
      table.set(between, 4 * (i - 1));
    }
    [from, slopeFrom] = [to, slopeTo];
  }
  return table;
}

/** The rate of emptying at a share of the meal, counted in nodes. */
function emptying(table: Float64Array, place: number): number {
  const i = place <= 0 ? 0 : place >= NODES ? NODES - 1 : place | 0;
  const t = place - i;
  const at = 4 * i;
  return (
    (table[at] as number) +
    t * (table[at + 1] as number) +
    t * t * ((table[at + 2] as number) + t * (table[at + 3] as number))
  );
}

export const emptyGut = (): Gut => new Float64Array(GUT_SIZE);
export const gutNumbers = (gut: Gut): readonly number[] => [...gut.subarray(0, KEPT)];
export const GUT_NUMBERS = KEPT;
export const setGut = (gut: Gut, numbers: readonly number[]): void => gut.set(numbers.slice(0, KEPT));
/** The least that any part of stomach and intestine holds, mg. */
export const lowestInGut = (gut: Gut): number =>
  Math.min(gut[SOLID] as number, gut[GROUND] as number, gut[INTESTINE] as number);

/** Puts a meal on the table; `Infinity` grams a minute puts it into the stomach at once. */
export function serve(gut: Gut, grams: number, gramsPerMinute: number): void {
  const mg = grams * 1000;
  if (gramsPerMinute !== Number.POSITIVE_INFINITY) {
    gut[TO_EAT] = (gut[TO_EAT] as number) + mg;
    gut[SPEED] = gramsPerMinute * 1000;
    return;
  }
  const before = isEating(gut) ? (gut[MEAL] as number) : (gut[SOLID] as number) + (gut[GROUND] as number);
  gut[MEAL] = before + mg;
  gut[SOLID] = (gut[SOLID] as number) + mg;
}

const isEating = (gut: Gut): boolean => (gut[SWALLOWED] as number) > 0;

/** Whether anything is still to be eaten. */
export const isServed = (gut: Gut): boolean => (gut[TO_EAT] as number) > 0;

/**
 * What the coming minute brings into the stomach. What was in it when eating began belongs to the meal
 * (the rule of S2008): scaled to a snack alone, the stomach would empty a whole dinner at its fastest.
 */
export function swallow(gut: Gut): void {
  const left = gut[TO_EAT] as number;
  if (left <= 0) {
    gut[SWALLOWED] = 0;
    gut[PER_MEAL] = NODES / (gut[MEAL] as number);
    return;
  }
  if (!isEating(gut)) gut[MEAL] = (gut[SOLID] as number) + (gut[GROUND] as number);
  const mouthful = Math.min(left, gut[SPEED] as number);
  gut[TO_EAT] = left - mouthful;
  gut[MEAL] = (gut[MEAL] as number) + mouthful;
  gut[SWALLOWED] = mouthful;
  gut[PER_MEAL] = NODES / (gut[MEAL] as number);
}

/** Above 1, a step of `gutStep` is too long for the bend by which a stomach slows down after a meal has begun. */
const LONGEST_BEND_SPAN = 3;
/** Where that bend is over, in its own widths. */
const BEND_OVER = -2;

/** Whether a step of those numbers would miss the bend at which emptying slows down, which may be sharp. */
export function isBending(gut: Gut, k: Float64Array): boolean {
  const rise = k[5] as number;
  if (rise * (k[1] as number) * (k[0] as number) < LONGEST_BEND_SPAN) return false;
  const share = ((gut[SOLID] as number) + (gut[GROUND] as number)) / (gut[MEAL] as number);
  return rise * (share - (k[6] as number)) > BEND_OVER;
}

/**
 * One step, by the numbers of `gutStep` and `emptyingOf`: the solid part and the intestine exactly, the ground part
 * by the classical Runge–Kutta method.
 */
export function moveGut(gut: Gut, k: Float64Array, table: Float64Array): void {
  const solid = gut[SOLID] as number;
  const ground = gut[GROUND] as number;
  const inside = gut[INTESTINE] as number;
  const swallowed = gut[SWALLOWED] as number;
  if (solid + ground + inside + swallowed <= EMPTY_MG) {
    gut[SOLID] = 0;
    gut[GROUND] = 0;
    gut[INTESTINE] = 0;
    gut[APPEARS] = 0;
    gut[APPEARS + 1] = 0;
    gut[APPEARS + 2] = 0;
    return;
  }
  const h = k[0] as number;
  const half = h / 2;
  const grinding = k[1] as number;
  const perMg = k[4] as number;
  const perMeal = gut[PER_MEAL] as number;
  const settles = swallowed === 0 ? 0 : swallowed / grinding;
  const midSolid = settles + (solid - settles) * (k[2] as number);
  const nextSolid = settles + (solid - settles) * (k[3] as number);

  const out1 = emptying(table, (solid + ground) * perMeal) * ground;
  const ground1 = grinding * solid - out1;
  let g = ground + half * ground1;
  const out2 = emptying(table, (midSolid + g) * perMeal) * g;
  const ground2 = grinding * midSolid - out2;
  g = ground + half * ground2;
  const out3 = emptying(table, (midSolid + g) * perMeal) * g;
  const ground3 = grinding * midSolid - out3;
  g = ground + h * ground3;
  const out4 = emptying(table, (nextSolid + g) * perMeal) * g;
  gut[SOLID] = nextSolid;
  gut[GROUND] = ground + (h / 6) * (ground1 + 2 * (ground2 + ground3) + grinding * nextSolid - out4);

  const outMid = (out2 + out3) / 2;
  const insideMid =
    (k[7] as number) * inside + (k[8] as number) * out1 + (k[9] as number) * outMid + (k[10] as number) * out4;
  const insideNext =
    (k[11] as number) * inside + (k[12] as number) * out1 + (k[13] as number) * outMid + (k[14] as number) * out4;
  gut[INTESTINE] = insideNext;
  gut[APPEARS] = perMg * inside;
  gut[APPEARS + 1] = perMg * insideMid;
  gut[APPEARS + 2] = perMg * insideNext;
}
