/** Logistic regression: features in, odds out. All pure; rows are standardised by the caller's training rows. */

export interface Standard {
  readonly centre: readonly number[];
  readonly scale: readonly number[];
}

export interface LogisticModel {
  readonly intercept: number;
  /** One per feature, of standardised features. */
  readonly weights: readonly number[];
}

/** Mean and deviation of each column over the rows that have it; a column without spread has scale 1. */
export function standardOf(rows: readonly (readonly number[])[]): Standard {
  const columns = (rows[0] ?? []).map((_, j) => rows.map((row) => row[j] as number).filter((v) => !Number.isNaN(v)));
  const centre = columns.map((c) => (c.length === 0 ? 0 : c.reduce((a, b) => a + b, 0) / c.length));
  const scale = columns.map((c, j) => {
    const m = centre[j] as number;
    const spread = Math.sqrt(c.reduce((a, b) => a + (b - m) ** 2, 0) / Math.max(1, c.length));
    return spread > 0 ? spread : 1;
  });
  return { centre, scale };
}

/** What is missing becomes the mean, 0; what is far out is held at `MOST` deviations, or one odd patient decides. */
const MOST = 4;
export const standardised = (row: readonly number[], { centre, scale }: Standard): readonly number[] =>
  row.map((value, j) => {
    if (Number.isNaN(value)) return 0;
    const z = (value - (centre[j] as number)) / (scale[j] as number);
    return Math.max(-MOST, Math.min(MOST, z));
  });

export const score = (model: LogisticModel, row: readonly number[]): number =>
  row.reduce((total, value, j) => total + value * (model.weights[j] as number), model.intercept);

const probability = (odds: number): number => 1 / (1 + Math.exp(-odds));

const ITERATIONS = 30;

/**
 * Fits by Newton's method with an L2 penalty `ridge` on the weights, not on the intercept. Both
 * classes weigh the same in all, however many rows each has. Labels: true is the class whose odds
 * the score gives.
 */
export function fitLogistic(
  rows: readonly (readonly number[])[],
  labels: readonly boolean[],
  ridge: number,
): LogisticModel {
  const size = (rows[0]?.length ?? 0) + 1;
  const positives = labels.filter(Boolean).length;
  const weightOf = (label: boolean): number =>
    labels.length / 2 / Math.max(1, label ? positives : labels.length - positives);
  const beta = Array.from({ length: size }, () => 0);
  for (let round = 0; round < ITERATIONS; round++) {
    const gradient = beta.map((b, j) => (j === 0 ? 0 : -ridge * b));
    const hessian = beta.map((_, j) => beta.map((_b, k) => (j === k ? (j === 0 ? 1e-9 : ridge) : 0)));
    rows.forEach((row, i) => {
      const label = labels[i] as boolean;
      const x = [1, ...row];
      const p = probability(x.reduce((total, value, j) => total + value * (beta[j] as number), 0));
      const w = weightOf(label);
      for (let j = 0; j < size; j++) {
        gradient[j] = (gradient[j] as number) + w * ((label ? 1 : 0) - p) * (x[j] as number);
        const line = hessian[j] as number[];
        for (let k = 0; k < size; k++) {
          line[k] = (line[k] as number) + w * p * (1 - p) * (x[j] as number) * (x[k] as number);
        }
      }
    });
    const step = solved(hessian, gradient);
    for (let j = 0; j < size; j++) beta[j] = (beta[j] as number) + (step[j] as number);
    if (Math.max(...step.map(Math.abs)) < 1e-9) break;
  }
  const [intercept = 0, ...weights] = beta;
  return { intercept, weights };
}

/** Solves a symmetric positive system by elimination with pivots. */
function solved(matrix: readonly (readonly number[])[], right: readonly number[]): readonly number[] {
  const n = right.length;
  const rows = matrix.map((row, i) => [...row, right[i] as number]);
  for (let column = 0; column < n; column++) {
    let pivot = column;
    for (let i = column + 1; i < n; i++) {
      if (Math.abs(rows[i]?.[column] as number) > Math.abs(rows[pivot]?.[column] as number)) pivot = i;
    }
    [rows[column], rows[pivot]] = [rows[pivot] as number[], rows[column] as number[]];
    const top = rows[column] as number[];
    for (let i = 0; i < n; i++) {
      if (i === column) continue;
      const row = rows[i] as number[];
      const factor = (row[column] as number) / (top[column] as number);
      for (let k = column; k <= n; k++) row[k] = (row[k] as number) - factor * (top[k] as number);
    }
  }
  return rows.map((row, i) => (row[n] as number) / (row[i] as number));
}
