import { KG_PER_LB, METRES_PER_INCH, MG_DL_PER_MMOL_L, type Reader } from './reader.test-helper.ts';

/**
 * In the manner of xDrip: the fields from the back, because their lengths are known once the flags are, the exponent from a table
 * of powers, and a calendar of its own.
 */
export const backwards: Reader = (() => {
  const POWERS = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1] as const;
  const SPECIAL: Readonly<Record<string, number>> = {
    FF07: Number.NaN,
    '0008': Number.NaN,
    '0108': Number.NaN,
    FE07: Infinity,
    '0208': -Infinity,
  };
  const textOf = (bytes: readonly number[]): string =>
    bytes.map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join('');
  const sfloat = (bytes: readonly number[]): number => {
    const special = SPECIAL[textOf(bytes)];
    if (special !== undefined) return special;
    const [low = 0, high = 0] = bytes;
    const size = low + (high % 16) * 256;
    return (size < 2048 ? size : size - 4096) * (POWERS[Math.floor(high / 16)] ?? Number.NaN);
  };
  const number = (bytes: readonly number[]): number => bytes.reduceRight((sum, byte) => sum * 256 + byte, 0);
  /** Days since 1970-01-01 by Zeller's months, March first. */
  const daysTo = (year: number, month: number, day: number): number => {
    const [y, m] = month > 2 ? [year, month - 3] : [year - 1, month + 9];
    return (
      365 * y +
      Math.floor(y / 4) -
      Math.floor(y / 100) +
      Math.floor(y / 400) +
      Math.floor((153 * m + 2) / 5) +
      day -
      719_469
    );
  };
  const seconds = (bytes: readonly number[]): number => {
    const [, , month = 0, day = 0, hour = 0, minute = 0, second = 0] = bytes;
    return daysTo(number(bytes.slice(0, 2)), month, day) * 86_400 + hour * 3600 + minute * 60 + second;
  };
  /** Takes from the end of what is left. */
  const popper = (bytes: Uint8Array) => {
    const left = [...bytes];
    return (present: boolean, length: number): readonly number[] | undefined =>
      present ? left.splice(left.length - length, length) : undefined;
  };
  return {
    name: 'from the back, powers from a table',
    glucose: (bytes) => {
      const [flags = 0, low = 0, high = 0] = bytes;
      const pop = popper(bytes);
      const status = pop((flags >> 3) % 2 === 1, 2);
      const sample = pop((flags >> 1) % 2 === 1, 1);
      const concentration = pop((flags >> 1) % 2 === 1, 2);
      const offset = pop(flags % 2 === 1, 2);
      const base = pop(true, 7) ?? [];
      const ahead = offset === undefined ? 0 : number(offset);
      const value = concentration === undefined ? undefined : sfloat(concentration);
      return {
        sequence: low + 256 * high,
        displaySeconds: seconds(base) + 60 * (ahead < 32_768 ? ahead : ahead - 65_536),
        mgDl: value === undefined ? undefined : (flags >> 2) % 2 === 1 ? value * 1000 * MG_DL_PER_MMOL_L : value / 1e-5,
        type: sample === undefined ? undefined : (sample[0] ?? 0) & 15,
        location: sample === undefined ? undefined : (sample[0] ?? 0) >>> 4,
        status: status === undefined ? undefined : number(status),
        contextFollows: (flags >> 4) % 2 === 1,
      };
    },
    context: (bytes) => {
      const [flags = 0, low = 0, high = 0] = bytes;
      const set = (bit: number): boolean => (flags >> bit) % 2 === 1;
      const pop = popper(bytes);
      const hba1c = pop(set(6), 2);
      const medication = pop(set(4), 2);
      pop(set(4), 1);
      pop(set(3), 1);
      const exercise = pop(set(3), 2);
      const who = pop(set(2), 1);
      const meal = pop(set(1), 1);
      const carbohydrate = pop(set(0), 2);
      return {
        sequence: low + 256 * high,
        carbohydrateGrams: carbohydrate === undefined ? undefined : sfloat(carbohydrate) / 1e-3,
        meal: meal?.[0],
        tester: who === undefined ? undefined : (who[0] ?? 0) & 15,
        health: who === undefined ? undefined : (who[0] ?? 0) >>> 4,
        exerciseSeconds: exercise === undefined ? undefined : number(exercise),
        medicationMilligramsOrMillilitres:
          medication === undefined ? undefined : sfloat(medication) / (set(5) ? 1e-3 : 1e-6),
        hba1c: hba1c === undefined ? undefined : sfloat(hba1c),
      };
    },
    weight: (bytes) => {
      const [flags = 0, low = 0, high = 0] = bytes;
      const set = (bit: number): boolean => (flags >> bit) % 2 === 1;
      const pop = popper(bytes);
      const height = pop(set(3), 2);
      const bmi = pop(set(3), 2);
      const user = pop(set(2), 1);
      const time = pop(set(1), 7);
      const steps = low + 256 * high;
      const metres = set(0) ? METRES_PER_INCH / 10 : 1 / 1000;
      return {
        kilograms: low === 255 && high === 255 ? undefined : set(0) ? (steps * KG_PER_LB) / 100 : (steps * 5) / 1000,
        timeSeconds: time === undefined ? undefined : seconds(time),
        user: user?.[0],
        bmi: bmi === undefined ? undefined : number(bmi) / 10,
        heightMetres: height === undefined ? undefined : number(height) * metres,
      };
    },
  };
})();
