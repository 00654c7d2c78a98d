import { randomStream } from '../random.ts';
import { FEATURE_NAMES, featuresOf } from './features.ts';
import { fitLogistic, score, standardised, standardOf } from './logistic.ts';
import { mean } from './moments.ts';
import type { PatientStream } from './observation.ts';

export interface ClassifierOptions {
  readonly folds: number;
  /** Whole cross-validations, each with folds of its own; the verdict is their mean. */
  readonly repeats: number;
  readonly ridge: number;
  readonly seed: number;
}

export const CLASSIFIER: ClassifierOptions = { folds: 5, repeats: 10, ridge: 1, seed: 1 };

export interface Separation {
  /** Area under the curve of patients that the fitted fold did not see: 0.5 is chance, 1 is told apart for sure. */
  readonly auc: number;
  /** What gives the first group away, strongest first: weight per deviation in a fit on all. */
  readonly weights: readonly { readonly feature: string; readonly weight: number }[];
}

/** Chance that a positive scores above a negative, ties counted half. */
export function areaUnderCurve(positive: readonly number[], negative: readonly number[]): number {
  let wins = 0;
  for (const p of positive) for (const n of negative) wins += p > n ? 1 : p === n ? 0.5 : 0;
  return wins / (positive.length * negative.length);
}

/** Fold of each of `n` members: shuffled, then dealt out, so that folds differ by one at most. */
function foldsOf(n: number, key: string, { folds, seed }: ClassifierOptions, repeat: number): readonly number[] {
  const random = randomStream(seed, 'folds', key, repeat);
  const order = Array.from({ length: n }, (_, i) => ({ i, at: random.uniform() })).toSorted((a, b) => a.at - b.at);
  const places = new Map(order.map(({ i }, place) => [i, place % folds]));
  return Array.from({ length: n }, (_, i) => places.get(i) ?? 0);
}

type Row = readonly number[];

/** A fit on some rows as a function that scores any row. */
function scorerOf(rows: readonly Row[], labels: readonly boolean[], ridge: number): (row: Row) => number {
  const standard = standardOf(rows);
  const standardRows = rows.map((row) => standardised(row, standard));
  const model = fitLogistic(standardRows, labels, ridge);
  return (row) => score(model, standardised(row, standard));
}

/** One cross-validation: each row scored by the fit that did not see its fold. */
function heldOutScores(
  rows: readonly Row[],
  labels: readonly boolean[],
  fold: readonly number[],
  { folds, ridge }: ClassifierOptions,
): readonly number[] {
  const scorers = Array.from({ length: folds }, (_, held) =>
    scorerOf(
      rows.filter((_row, i) => fold[i] !== held),
      labels.filter((_label, i) => fold[i] !== held),
      ridge,
    ),
  );
  return rows.map((row, i) => scorers[fold[i] ?? 0]?.(row) ?? Number.NaN);
}

/**
 * How well a logistic classifier of 20 features tells two groups of patients apart, each patient
 * scored by a fit that saw neither this patient nor the rest of the fold.
 */
export function separation(
  first: readonly PatientStream[],
  second: readonly PatientStream[],
  options: ClassifierOptions = CLASSIFIER,
): Separation {
  const rows = [...first, ...second].map(featuresOf);
  const labels = rows.map((_, i) => i < first.length);
  const aucs = Array.from({ length: options.repeats }, (_, repeat) => {
    const fold = [
      ...foldsOf(first.length, 'first', options, repeat),
      ...foldsOf(second.length, 'second', options, repeat),
    ];
    const scores = heldOutScores(rows, labels, fold, options);
    return areaUnderCurve(scores.slice(0, first.length), scores.slice(first.length));
  });
  const standard = standardOf(rows);
  const standardRows = rows.map((row) => standardised(row, standard));
  const whole = fitLogistic(standardRows, labels, options.ridge);
  const weights = FEATURE_NAMES.map((feature, j) => ({ feature, weight: whole.weights[j] as number })).toSorted(
    (a, b) => Math.abs(b.weight) - Math.abs(a.weight),
  );
  return { auc: mean(aucs), weights };
}
