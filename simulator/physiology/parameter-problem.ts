/** Why a set of parameters is nobody. */
export interface ParameterProblem {
  /** The parameter that is wrong; absent where they are wrong together. */
  readonly field?: string;
  readonly what: string;
}

/** Numbers that are not finite or below their least: 0 excluded, unless the name is among `orZero`. */
export const notPositive = (p: object, orZero: readonly string[] = []): readonly ParameterProblem[] =>
  Object.entries(p as Record<string, unknown>)
    .filter(
      ([name, value]) => !(Number.isFinite(value) && (Number(value) > 0 || (value === 0 && orZero.includes(name)))),
    )
    .map(([field, value]) => ({ field, what: `${field} is ${String(value)}, not a positive number` }));

/** Numbers of 1 or more among those that are shares. */
export const notFraction = (p: object, names: readonly string[]): readonly ParameterProblem[] =>
  Object.entries(p as Record<string, number>)
    .filter(([name, value]) => names.includes(name) && value >= 1)
    .map(([field, value]) => ({ field, what: `${field} is ${value}, not below 1` }));
