import { KG_PER_LB, METRES_PER_INCH, MG_DL_PER_MMOL_L, type Reader } from './reader.test-helper.ts';

/**
 * In the manner of Nordic's libraries: offsets added up field by field, whole-word special values, a mantissa and an exponent that
 * are turned signed one by one.
 */
export const offsets: Reader = (() => {
  const u16 = (bytes: Uint8Array, at: number): number => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
  const signed = (value: number, bits: number): number => (value >= 2 ** (bits - 1) ? value - 2 ** bits : value);
  const sfloat = (bytes: Uint8Array, at: number): number => {
    const word = u16(bytes, at);
    if (word === 0x07fe) return Number.POSITIVE_INFINITY;
    if (word === 0x0802) return Number.NEGATIVE_INFINITY;
    if (word === 0x07ff || word === 0x0800 || word === 0x0801) return Number.NaN;
    return signed(word & 0x0fff, 12) * 10 ** signed(word >> 12, 4);
  };
  const seconds = (bytes: Uint8Array, at: number): number =>
    Date.UTC(u16(bytes, at), (bytes[at + 2] ?? 1) - 1, bytes[at + 3], bytes[at + 4], bytes[at + 5], bytes[at + 6]) /
    1000;
  return {
    name: 'offsets, whole-word special values',
    glucose: (bytes) => {
      const flags = bytes[0] ?? 0;
      let at = 10;
      let display = seconds(bytes, 3);
      if (flags & 0x01) {
        display += signed(u16(bytes, at), 16) * 60;
        at += 2;
      }
      let mgDl: number | undefined;
      let typeAndLocation: number | undefined;
      if (flags & 0x02) {
        const value = sfloat(bytes, at);
        mgDl = flags & 0x04 ? value * 1000 * MG_DL_PER_MMOL_L : value * 100_000;
        typeAndLocation = bytes[at + 2];
        at += 3;
      }
      return {
        sequence: u16(bytes, 1),
        displaySeconds: display,
        mgDl,
        type: typeAndLocation === undefined ? undefined : typeAndLocation & 0x0f,
        location: typeAndLocation === undefined ? undefined : typeAndLocation >> 4,
        status: flags & 0x08 ? u16(bytes, at) : undefined,
        contextFollows: (flags & 0x10) !== 0,
      };
    },
    context: (bytes) => {
      const flags = bytes[0] ?? 0;
      let at = 3;
      const take = (bit: number, length: number): number | undefined => {
        if (!(flags & (1 << bit))) return undefined;
        at += length;
        return at - length;
      };
      take(7, 1);
      const carbohydrate = take(0, 3);
      const meal = take(1, 1);
      const tester = take(2, 1);
      const exercise = take(3, 3);
      const medication = take(4, 3);
      const hba1c = take(6, 2);
      const byteAt = (place: number | undefined): number | undefined =>
        place === undefined ? undefined : bytes[place];
      const sfloatAt = (place: number | undefined): number | undefined =>
        place === undefined ? undefined : sfloat(bytes, place);
      const times = (value: number | undefined, factor: number): number | undefined =>
        value === undefined ? undefined : value * factor;
      const who = byteAt(tester);
      return {
        sequence: u16(bytes, 1),
        carbohydrateGrams: times(sfloatAt(carbohydrate === undefined ? undefined : carbohydrate + 1), 1000),
        meal: byteAt(meal),
        tester: who === undefined ? undefined : who & 0x0f,
        health: who === undefined ? undefined : who >> 4,
        exerciseSeconds: exercise === undefined ? undefined : u16(bytes, exercise),
        medicationMilligramsOrMillilitres: times(
          sfloatAt(medication === undefined ? undefined : medication + 1),
          flags & 0x20 ? 1000 : 1_000_000,
        ),
        hba1c: sfloatAt(hba1c),
      };
    },
    weight: (bytes) => {
      const flags = bytes[0] ?? 0;
      const raw = u16(bytes, 1);
      let at = 3;
      const time = flags & 0x02 ? seconds(bytes, at) : undefined;
      if (flags & 0x02) at += 7;
      const user = flags & 0x04 ? bytes[at++] : undefined;
      const hasBody = (flags & 0x08) !== 0;
      return {
        kilograms: raw === 0xffff ? undefined : flags & 0x01 ? raw * 0.01 * KG_PER_LB : raw * 0.005,
        timeSeconds: time,
        user,
        bmi: hasBody ? u16(bytes, at) * 0.1 : undefined,
        heightMetres: hasBody ? u16(bytes, at + 2) * (flags & 0x01 ? 0.1 * METRES_PER_INCH : 0.001) : undefined,
      };
    },
  };
})();
