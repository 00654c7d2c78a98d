import type { Identifier, Reading } from '../../contract/domain/index.ts';
import type { HistoryWriter } from '../history/writer.ts';
import type { SubmitAct } from '../history/lines.ts';
import type { Progress } from '../runner/progress.ts';
import type { FhirDriver } from '../sut/fhir-driver.ts';
import type { LoadCast } from './cast.ts';
import { answersOf, type Counted, type SendEvent } from './events.ts';
import { type PlacedEvent, placeEvent } from './place-event.ts';
import type { LoadPlan } from './plan-load.ts';
import type { RollingClocks } from './rolling-clocks.ts';
import { Slips } from './slips.ts';

/** What a recorder works with. */
export interface SendRecorderParts {
  readonly plan: LoadPlan;
  readonly cast: LoadCast;
  readonly clocks: RollingClocks;
  readonly history: Pick<HistoryWriter, 'op' | 'together'>;
  readonly driver: Pick<FhirDriver, 'learn'>;
  readonly laneOf: (person: number) => string;
  readonly progress: Progress;
  /** Told when everything of a person is in the history. */
  readonly onPersonDone?: (person: number) => void;
}

/** What became of a load as a whole. */
export interface SendTotals {
  /** Readings that were written down. */
  readonly recorded: number;
  /** Sends that never came to a line, by channel. */
  readonly missing: readonly number[];
  /** The widest interval that a send was placed in, ns. */
  readonly withinNs: number;
  /** How late the harness was with what goes over FHIR (Slips.most), ns; a sender of messages knows by itself. */
  readonly slipNs: number;
  /** Readings that were not answered with success, by person. */
  readonly doubtful: ReadonlyMap<number, readonly Identifier[]>;
}

const STEPPED = { text: 'the wall clock was stepped while this was sent: when it was cannot be told' };
/** Of so many people none is read one by one any more. */
const MOST_DOUBTFUL = 100_000;

/**
 * Turns the lines of senders into operations of the history as soon as they can be placed on our clock, and forgets
 * them: what is held is what waits for the next pair of clocks, and a bit for each send.
 */
export class SendRecorder {
  readonly #parts: SendRecorderParts;
  readonly #told: readonly Uint8Array[];
  readonly #left: Uint32Array;
  /** By channel and by what its sender says: of several senders each began when it did. */
  readonly #startedNs = new Map<string, number>();
  readonly #slips = new Slips();
  readonly #doubtful = new Map<number, Identifier[]>();
  #waiting: SendEvent[] = [];
  #recorded = 0;
  #doubts = 0;
  #withinNs = 0;

  constructor(parts: SendRecorderParts) {
    this.#parts = parts;
    const { channels, people } = parts.cast.stream;
    this.#told = channels.map(({ sends }) => new Uint8Array(sends));
    this.#left = new Uint32Array(people);
    for (const { firstPerson, turns, channel } of channels)
      this.#left.fill(turns, firstPerson, firstPerson + channel.people);
  }

  /** Takes what a sender says. A send that was never planned, or was told before, is an error of the sender. */
  add(event: SendEvent): void {
    const told = this.#told[event.channel];
    if (told === undefined || told[event.index] !== 0)
      throw new Error(`a sender told of send ${event.index} of channel ${event.channel}, which is not to be told now`);
    told[event.index] = 1;
    this.#learn(event);
    this.#waiting.push(event);
  }

  /**
   * Writes down what can be placed by now, in the order in which it was told; no more once so many readings were written.
   * Gives whether more of it is left.
   */
  flush(most = Number.POSITIVE_INFINITY): boolean {
    const { clocks } = this.#parts;
    const upTo = this.#recorded + most;
    const ready: SendEvent[] = [];
    const later: SendEvent[] = [];
    for (const event of this.#waiting) (event.settled < clocks.untilMs ? ready : later).push(event);
    let written = 0;
    this.#parts.history.together(() => {
      for (; written < ready.length && this.#recorded < upTo; written++) {
        const event = ready[written];
        if (event !== undefined) this.#write(event);
      }
    });
    this.#waiting = [...ready.slice(written), ...later];
    return written < ready.length;
  }

  /** After the last line and the last pair of clocks: all that is left is written, and what became of it is told. */
  end(): SendTotals {
    for (const event of this.#waiting) this.#write(event);
    this.#waiting = [];
    return {
      recorded: this.#recorded,
      missing: this.#told.map((told) => told.reduce((n, each) => n + (each === 0 ? 1 : 0), 0)),
      withinNs: this.#withinNs,
      slipNs: this.#slips.most(),
      doubtful: this.#doubtful,
    };
  }

  /** The logical ids are known before any item can be read that names them, as far as an item may be expected. */
  #learn(event: SendEvent): void {
    const { cast, driver } = this.#parts;
    if (!event.tail.includes(':Observation/')) return;
    const { readings, person } = cast.stream.send(event.channel, event.index);
    for (const [i, { answer }] of answersOf(event, readings.length).entries()) {
      const reading = readings[i];
      if (answer.id === undefined || reading === undefined) continue;
      // A guess of what will be asked for, and no judgement: what is not learnt is looked up when an item names it.
      const value = Number(reading.value);
      if (value >= Number(person.reference.low) && value <= Number(person.reference.high)) continue;
      driver.learn(answer.id, cast.readingOf(reading).identifier);
    }
  }

  #place(event: SendEvent): PlacedEvent {
    const { clocks, plan } = this.#parts;
    const key = `${event.channel} ${event.started}`;
    const known = this.#startedNs.get(key);
    const started = known ?? clocks.map.at(event.started).earliest;
    if (known === undefined) this.#startedNs.set(key, started);
    return placeEvent(event, clocks.map, started, plan.schedule.intendedMs(event.channel, event.index));
  }

  #write(event: SendEvent): void {
    const { cast, history, laneOf, plan, progress } = this.#parts;
    const placed = this.#place(event);
    const { readings, person, transport } = cast.stream.send(event.channel, event.index);
    const answers = answersOf(event, readings.length);
    const bundle = `B${event.channel}.${event.index}-${plan.parameters.nonce}`;
    const lane = laneOf(person.index);
    const wall = new Date(event.sent).toISOString();
    if (placed.certain) {
      this.#withinNs = Math.max(this.#withinNs, placed.withinNs);
      if (transport !== 'mllp') this.#slips.add(placed.slipNs);
    }
    for (const [i, each] of readings.entries()) {
      const reading = cast.readingOf(each);
      const act: SubmitAct = {
        op: 'reading.submit',
        reading,
        ...(transport === 'bundle' ? { bundle: { id: bundle, kind: 'transaction' } } : {}),
      };
      const counted: Counted = placed.certain
        ? (answers[i] ?? { outcome: 'unknown', answer: {} })
        : { outcome: 'unknown', answer: STEPPED };
      const { intended, sent, settled } = placed;
      const via = transport === 'mllp' ? 'hl7v2' : 'fhir';
      history.op({ lane, via, actor: 'gateway', act, intended, sent, settled, wall, ...counted });
      this.#count(person.index, reading, counted);
      progress({
        kind: 'act',
        lane,
        done: this.#recorded,
        of: plan.total,
        op: 'reading.submit',
        outcome: counted.outcome,
      });
    }
    this.#left[person.index] = (this.#left[person.index] ?? 1) - 1;
    if (this.#left[person.index] === 0) this.#parts.onPersonDone?.(person.index);
  }

  #count(person: number, { identifier }: Reading, { outcome }: Counted): void {
    this.#recorded += 1;
    if (outcome === 'ok' || this.#doubts >= MOST_DOUBTFUL) return;
    this.#doubts += 1;
    this.#doubtful.set(person, [...(this.#doubtful.get(person) ?? []), identifier]);
  }
}
