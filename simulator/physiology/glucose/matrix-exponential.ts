/** A square matrix, row by row. */
export type Matrix = readonly (readonly number[])[];

/** For a norm of 0.5 at most: what is left out is below 1e-14. */
const TAYLOR_TERMS = 13;

/** `into` = a·b for matrices of `n` rows that lie row by row. */
function multiply(a: Float64Array, b: Float64Array, into: Float64Array, n: number): void {
  into.fill(0);
  for (let row = 0; row < n * n; row += n) {
    for (let k = 0; k < n; k++) {
      const cell = a[row + k] as number;
      if (cell === 0) continue;
      for (let j = 0; j < n; j++) into[row + j] = (into[row + j] as number) + cell * (b[k * n + j] as number);
    }
  }
}

/**
 * e^matrix by Taylor's series of a fraction of it, squared back; row by row. Made of sums and products
 * alone, so that every engine gives the same bits. Exact to some 1e-13 for matrices of the size met here.
 */
export function matrixExponential(matrix: Matrix): Float64Array {
  const n = matrix.length;
  const size = Math.max(...matrix.map((row) => row.reduce((sum, cell) => sum + Math.abs(cell), 0)));
  let halvings = 0;
  let scale = 1;
  for (; size * scale > 0.5; scale /= 2) halvings++;

  const part = Float64Array.from(matrix.flat(), (cell) => cell * scale);
  let sum = new Float64Array(n * n);
  for (let i = 0; i < n; i++) sum[i * n + i] = 1;
  let term = sum.slice();
  let spare = new Float64Array(n * n);
  for (let nth = 1; nth <= TAYLOR_TERMS; nth++) {
    multiply(term, part, spare, n);
    [term, spare] = [spare, term];
    for (let i = 0; i < n * n; i++) {
      term[i] = (term[i] as number) / nth;
      sum[i] = (sum[i] as number) + (term[i] as number);
    }
  }
  for (let i = 0; i < halvings; i++) {
    multiply(sum, sum, spare, n);
    [sum, spare] = [spare, sum];
  }
  return sum;
}
