import type { HistoryLine } from '../../conformance/history/lines.ts';
import { filedReading } from './filed.ts';
import type { BenchPatient } from './patient.ts';
import { raise } from './raise.ts';
import { nextReading, type Measured } from './reading.ts';
import type { Scene } from './scene.ts';

const TIME_OUT_MS = 1500;

/** What has to come of a history. */
export interface Expected {
  /** Filed, each once. */
  readings: number;
  items: number;
}

/** Readings of one run, and what they bring. */
export class Stimuli {
  readonly expected: Expected = { readings: 0, items: 0 };
  readonly #scene: Scene;
  /** When the first reading of the run is sent. */
  readonly #firstMs: number;

  constructor(scene: Scene, firstMs: number) {
    this.#scene = scene;
    this.#firstMs = firstMs;
  }

  /** One line for the next reading of a patient; of a thousand 5 have a defect, 15 go unanswered at first, 10 are read back. */
  next(p: BenchPatient): HistoryLine {
    const draw = this.#scene.random.int(1000);
    if (draw < 5) return this.#defect(p);
    const measured = nextReading(p, this.#firstMs, this.#scene.random);
    // A v2 message that nobody acknowledges leaves HL7-01 undecided for good.
    if (draw < 30 && p.via === 'fhir') return this.#unanswered(p, measured);
    if (draw >= 990) this.#readLater(p, measured);
    return this.submit(p, measured);
  }

  /** Files a reading; `item`: what its item is called. */
  submit(p: BenchPatient, measured: Measured, item?: string): HistoryLine {
    const tookMs = this.#scene.random.between(3, 9);
    this.#filed(p, measured, this.#scene.ms + tookMs, item);
    return this.#scene.op({ ...this.#attempt(p, measured.reading), tookMs });
  }

  #filed(p: BenchPatient, measured: Measured, settledMs: number, item?: string): void {
    this.expected.readings += 1;
    if (measured.call !== undefined) this.expected.items += 1;
    raise(this.#scene, p, measured, item ?? `i${this.expected.items}`, settledMs);
  }

  #attempt(p: BenchPatient, reading: Measured['reading']) {
    return {
      lane: p.lane,
      via: p.via,
      actor: `gateway:${p.key.value}`,
      act: { op: 'reading.submit' as const, reading },
    };
  }

  /** The answer to the first attempt is lost; the retry is answered as a replay. */
  #unanswered(p: BenchPatient, measured: Measured): HistoryLine {
    const attempt = this.#attempt(p, measured.reading);
    this.#scene.later(this.#scene.ms + TIME_OUT_MS + 5, (ms) => {
      this.#filed(p, measured, ms + 6);
      const replayed = p.via === 'fhir' ? { answer: { code: '200', id: 'Observation/o1' } } : {};
      return this.#scene.op({ ...attempt, sentMs: ms, tookMs: 6, ...replayed });
    });
    return this.#scene.op({ ...attempt, outcome: 'unknown', answer: { text: 'no answer' }, tookMs: TIME_OUT_MS });
  }

  /** A copy of a reading under a name of its own, with a unit that nobody knows. */
  #defect(p: BenchPatient): HistoryLine {
    const { reading } = nextReading({ ...p }, this.#firstMs, this.#scene.random);
    const identifier = { ...reading.identifier, value: `${reading.identifier.value}-x${this.#scene.count}` };
    const { act, ...attempt } = this.#attempt(p, { ...reading, identifier });
    return this.#scene.op({
      ...attempt,
      act: { ...act, defect: { kind: 'unknown-unit', unit: 'mgdl' } },
      outcome: 'refused',
      answer: {
        code: p.via === 'fhir' ? '422' : 'AE',
        refusal: 'unknown-unit',
        text: 'unit mgdl',
        explained: true,
        ...(p.via === 'fhir' ? {} : { correlated: true }),
      },
    });
  }

  #readLater(p: BenchPatient, measured: Measured): void {
    const filedMs = this.#scene.ms + 5;
    this.#scene.later(filedMs + 5000, (sentMs) =>
      this.#scene.op({
        lane: p.lane,
        actor: 'ehr',
        act: { op: 'reading.read', patient: p.key, identifier: measured.reading.identifier },
        sentMs,
        answer: { code: '200' },
        output: { readings: [filedReading(p, measured, p.limitFrom, filedMs)] },
      }),
    );
  }
}
