import { keyOf, type Identifier, type Reading } from '../../../contract/domain/index.ts';
import { type Outcome, refuse, type Refusal } from '../../../contract/refusal.ts';
import type { RunClock } from '../../history/clock.ts';
import type { ArrivedLine, Mono } from '../../history/lines.ts';
import { sameResult } from '../../oracle/course/same-as.ts';

/** How the EHR behaves towards one phone. */
export type EhrMood = 'up' | 'unavailable' | 'cut';

/** What came, as far as it could be read, and how. */
export interface Delivered {
  readonly via: 'fhir' | 'hl7v2';
  readonly at: Mono;
  readonly wall: string;
  readonly way: ArrivedLine['way'];
  readonly reading: Outcome<Reading>;
  /** It can be read, and not be written where its request says. */
  readonly misdirected?: Refusal;
  /** A create under the condition that its identifier is not there. */
  readonly conditional?: boolean;
  readonly marked: boolean;
}

/** What the EHR makes of it. `id`: under which it is kept. */
export interface Decision {
  readonly outcome: ArrivedLine['outcome'];
  readonly refusal?: Refusal;
  /** It was refused on purpose, and not for anything that is wrong with it. */
  readonly onPurpose?: boolean;
  readonly id?: string;
  readonly isNew?: boolean;
}

/** Once it is answered: what stands in the history. */
export type Arrival = Omit<ArrivedLine, 'kind' | 'seq' | 'lane' | 'wire'> & {
  readonly request: string;
  readonly response: string | undefined;
};

interface Kept {
  readonly id: string;
  /** As it is now. */
  readonly reading: Reading;
  /** What came under its identifier before. */
  readonly before: readonly Reading[];
}

/** Most records of one phone that are kept. A sender that makes more has gone wrong. */
const MOST_KEPT = 10_000;
const MOST_VERSIONS = 100;

const contentOf = ({ result, effective, code, patient, status }: Reading): string =>
  JSON.stringify([sameResult(result), Date.parse(effective), code.code, keyOf(patient), status]);

/** What was filed before under its identifier, in any version, comes again and changes nothing (contract: Admission, 3). */
const isReplay = ({ reading, before }: Kept, again: Reading): boolean =>
  [reading, ...before].some((one) => contentOf(one) === contentOf(again));

/** What may come after what is there; final follows preliminary (contract: Admission, 3). */
const isChange = (kept: Reading, { status }: Reading): boolean =>
  status === 'corrected' || status === 'entered-in-error' || (kept.status === 'preliminary' && status === 'final');

/** What the EHR keeps of one phone, and what it has been told to do with what comes. */
export class Mailbox {
  readonly patient: Identifier;
  mood: EhrMood = 'up';
  readonly #clock: RunClock;
  readonly #note: (arrival: Arrival) => void;
  readonly #kept = new Map<string, Kept>();
  readonly #turnedAway = new Set<string>();
  readonly #devices = new Map<string, { readonly id: string; readonly key: Identifier }>();

  constructor(patient: Identifier, clock: RunClock, note: (arrival: Arrival) => void) {
    this.patient = patient;
    this.#clock = clock;
    this.#note = note;
  }

  now(): { readonly at: Mono; readonly wall: string } {
    return { at: this.#clock.now(), wall: this.#clock.wall() };
  }

  /** From now on this one is refused, whenever it comes: by the value of its identifier. */
  turnAway(value: string): void {
    this.#turnedAway.add(value);
  }

  find(key: Identifier): Kept | undefined {
    return this.#kept.get(keyOf(key));
  }

  byId(id: string): Kept | undefined {
    return [...this.#kept.values()].find((kept) => kept.id === id);
  }

  /** Keeps a device. Gives its id, and whether it is new. */
  addDevice(key: Identifier): { readonly id: string; readonly isNew: boolean } {
    const known = this.#devices.get(keyOf(key));
    if (known !== undefined) return { id: known.id, isNew: false };
    const id = `d${this.#devices.size + 1}`;
    if (this.#devices.size < MOST_KEPT) this.#devices.set(keyOf(key), { id, key });
    return { id, isNew: true };
  }

  deviceBy(id: string): Identifier | undefined {
    return [...this.#devices.values()].find((device) => device.id === id)?.key;
  }

  /** What becomes of a reading; `keep` puts it there. */
  decide({ reading, misdirected, conditional }: Delivered): Decision {
    if (this.mood === 'unavailable') return { outcome: 'unavailable', refusal: { code: 'unavailable' } };
    if (!reading.ok) return { outcome: this.mood === 'cut' ? 'cut' : 'refused', refusal: reading.refusal };
    const { value } = reading;
    const { mood } = this;
    const answered = (decision: Decision): Decision => (mood === 'cut' ? { ...decision, outcome: 'cut' } : decision);
    if (misdirected !== undefined) return answered({ outcome: 'refused', refusal: misdirected });
    if (this.#turnedAway.has(value.identifier.value))
      return answered({ outcome: 'refused', refusal: refuse('no-active-order').refusal, onPurpose: true });
    const kept = this.#kept.get(keyOf(value.identifier));
    if (kept === undefined) return answered({ outcome: 'accepted', isNew: true });
    if (isReplay(kept, value)) return answered({ outcome: 'accepted', id: kept.id });
    // What is there a conditional create leaves as it is, whatever it brings.
    if (conditional === true || !isChange(kept.reading, value))
      return answered({ outcome: 'refused', refusal: refuse('identifier-conflict').refusal });
    return answered({ outcome: 'accepted', id: kept.id });
  }

  /** Keeps what was accepted, or may have been: a connection that is cut has lost the answer and not the reading. */
  keep({ reading }: Delivered, decision: Decision): string | undefined {
    if (!reading.ok || (decision.outcome !== 'accepted' && decision.outcome !== 'cut')) return undefined;
    if (decision.refusal !== undefined) return undefined;
    const key = keyOf(reading.value.identifier);
    const kept = this.#kept.get(key);
    if (kept !== undefined && isReplay(kept, reading.value)) return kept.id;
    const id = kept?.id ?? `r${this.#kept.size + 1}`;
    const before = kept === undefined ? [] : [...kept.before, kept.reading];
    if (this.#kept.size < MOST_KEPT && before.length < MOST_VERSIONS)
      this.#kept.set(key, { id, reading: reading.value, before });
    return id;
  }

  /** Writes down what came and what it was answered. */
  note(
    { reading, via, at, wall, way, conditional, marked }: Delivered,
    { outcome, refusal, onPurpose }: Decision,
    answered: { readonly code?: string; readonly request: string; readonly response?: string },
  ): void {
    const problem = outcome === 'unavailable' || onPurpose === true ? undefined : refusal;
    this.#note({
      via,
      phone: this.patient,
      at,
      answered: this.#clock.now(),
      wall,
      way,
      outcome,
      ...(answered.code === undefined ? {} : { code: answered.code }),
      ...(reading.ok ? { reading: reading.value } : {}),
      ...(problem === undefined
        ? {}
        : {
            problem: {
              code: problem.code,
              ...(problem.at === undefined ? {} : { at: problem.at }),
              ...(problem.detail === undefined ? {} : { text: problem.detail.slice(0, 2000) }),
            },
          }),
      ...(conditional === undefined ? {} : { conditional }),
      marked,
      request: answered.request,
      response: answered.response,
    });
  }
}
