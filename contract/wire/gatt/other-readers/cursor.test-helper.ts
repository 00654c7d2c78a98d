import { KG_PER_LB, METRES_PER_INCH, MG_DL_PER_MMOL_L, type Reader } from './reader.test-helper.ts';

/**
 * In the manner of Spezi's: a buffer that is read from the front, structures inside structures, and flags as an option set. The
 * weight field is multiplied by its own fixed step, which is where that library went by the feature's resolution.
 */
export const cursor: Reader = (() => {
  class ByteBuffer {
    readonly #view: DataView;
    #at = 0;
    constructor(bytes: Uint8Array) {
      this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    u8(): number {
      return this.#view.getUint8(this.#at++);
    }
    u16(): number {
      this.#at += 2;
      return this.#view.getUint16(this.#at - 2, true);
    }
    i16(): number {
      this.#at += 2;
      return this.#view.getInt16(this.#at - 2, true);
    }
    /** Mantissa and exponent by arithmetic shifts; special values by the mantissa, with any exponent. */
    medfloat(): number {
      const raw = this.i16();
      const mantissa = (raw << 20) >> 20;
      if (mantissa === 0x7fe) return Infinity;
      if (mantissa === -0x7fe) return -Infinity;
      if (mantissa === 0x7ff || mantissa === -0x800 || mantissa === -0x7ff) return Number.NaN;
      return Number(`${mantissa}e${raw >> 12}`);
    }
    dateTime(): number {
      const [year, month, day, hours, minutes, second] = [
        this.u16(),
        this.u8(),
        this.u8(),
        this.u8(),
        this.u8(),
        this.u8(),
      ];
      return Date.UTC(year, month - 1, day, hours, minutes, second) / 1000;
    }
  }
  const when = <T>(present: boolean, read: () => T): T | undefined => (present ? read() : undefined);
  return {
    name: 'a cursor, special values by the mantissa',
    glucose: (bytes) => {
      const buffer = new ByteBuffer(bytes);
      const flags = buffer.u8();
      const has = (bit: number): boolean => (flags & (1 << bit)) !== 0;
      const sequence = buffer.u16();
      const base = buffer.dateTime();
      const offset = when(has(0), () => buffer.i16());
      const measured = when(has(1), () => ({ value: buffer.medfloat(), sample: buffer.u8() }));
      const status = when(has(3), () => buffer.u16());
      return {
        sequence,
        displaySeconds: base + 60 * (offset ?? 0),
        mgDl: when(measured !== undefined, () =>
          has(2) ? (measured?.value ?? 0) * 1e3 * MG_DL_PER_MMOL_L : (measured?.value ?? 0) * 1e5,
        ),
        type: when(measured !== undefined, () => (measured?.sample ?? 0) % 16),
        location: when(measured !== undefined, () => Math.floor((measured?.sample ?? 0) / 16)),
        status,
        contextFollows: has(4),
      };
    },
    context: (bytes) => {
      const buffer = new ByteBuffer(bytes);
      const flags = buffer.u8();
      const has = (bit: number): boolean => (flags & (1 << bit)) !== 0;
      const sequence = buffer.u16();
      when(has(7), () => buffer.u8());
      const carbohydrate = when(has(0), () => ({ id: buffer.u8(), kilograms: buffer.medfloat() }));
      const meal = when(has(1), () => buffer.u8());
      const who = when(has(2), () => buffer.u8());
      const exercise = when(has(3), () => ({ seconds: buffer.u16(), percent: buffer.u8() }));
      const medication = when(has(4), () => ({ id: buffer.u8(), amount: buffer.medfloat() }));
      const hba1c = when(has(6), () => buffer.medfloat());
      return {
        sequence,
        carbohydrateGrams: when(carbohydrate !== undefined, () => (carbohydrate?.kilograms ?? 0) * 1e3),
        meal,
        tester: when(who !== undefined, () => (who ?? 0) % 16),
        health: when(who !== undefined, () => Math.floor((who ?? 0) / 16)),
        exerciseSeconds: exercise?.seconds,
        medicationMilligramsOrMillilitres: when(
          medication !== undefined,
          () => (medication?.amount ?? 0) * (has(5) ? 1e3 : 1e6),
        ),
        hba1c,
      };
    },
    weight: (bytes) => {
      const buffer = new ByteBuffer(bytes);
      const flags = buffer.u8();
      const has = (bit: number): boolean => (flags & (1 << bit)) !== 0;
      const raw = buffer.u16();
      const timeSeconds = when(has(1), () => buffer.dateTime());
      const user = when(has(2), () => buffer.u8());
      const body = when(has(3), () => ({ bmi: buffer.u16(), height: buffer.u16() }));
      return {
        kilograms: when(raw !== 65_535, () => (has(0) ? (raw / 100) * KG_PER_LB : raw / 200)),
        timeSeconds,
        user,
        bmi: when(body !== undefined, () => (body?.bmi ?? 0) / 10),
        heightMetres: when(body !== undefined, () =>
          has(0) ? ((body?.height ?? 0) / 10) * METRES_PER_INCH : (body?.height ?? 0) / 1000,
        ),
      };
    },
  };
})();
