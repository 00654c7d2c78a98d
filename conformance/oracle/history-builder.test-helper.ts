import type {
  FiledReading,
  Identifier,
  InboxItem,
  ItemStatus,
  Measure,
  Order,
  Reading,
} from '../../contract/domain/index.ts';
import type {
  Act,
  Answer,
  ArrivedLine,
  EndLine,
  HistoryLine,
  OpLine,
  Output,
  RunLine,
  SeenLine,
} from '../history/lines.ts';

import {
  MS,
  type OrderInput,
  makeOrder,
  type ReadingInput,
  makeReading,
  patientId,
  STARTED,
  RIVERA,
  OKAFOR,
  DECOY,
  POOL,
  makeItem,
} from './made-up.test-helper.ts';

export * from './made-up.test-helper.ts';

export interface OpOptions {
  readonly lane?: string;
  readonly via?: 'fhir' | 'hl7v2';
  readonly actor?: string;
  readonly outcome?: OpLine['outcome'];
  readonly answer?: Answer;
  readonly output?: Output;
  /** Milliseconds. */
  readonly took?: number;
  /** Milliseconds by which it was meant to be sent earlier. */
  readonly slip?: number;
  /** Sent this many milliseconds before the builder's now. */
  readonly ago?: number;
}

/**
 * Writes histories for tests, in milliseconds of the harness's clock. Every operation takes `took`
 * milliseconds (5 unless told) and moves the builder's now to its end.
 */
export class HistoryBuilder {
  readonly lines: HistoryLine[] = [];
  lane = 'lane/fhir';
  via: 'fhir' | 'hl7v2' = 'fhir';
  took = 5;
  #now = 0;
  #seq = 0;
  readonly #started: string;

  constructor(run: Partial<RunLine> = {}) {
    this.#started = run.started ?? STARTED;
    this.lines.push({
      kind: 'run',
      format: 2,
      run: 'r1',
      started: this.#started,
      seed: 1,
      harness: 'test',
      catalogue: 'c',
      command: [],
      sut: { name: 'sut', version: '1' },
      deadlines: { critical: 1000, other: 1000, filed: 1000 },
      policies: {
        backfill: 'since-order-start',
        afterEnd: 'accept',
        control: 'refuse',
        future: 'refuse',
        duplicates: 'server-side',
        backdateDays: 30,
      },
      clock: 'patient',
      people: {
        clinicians: [RIVERA, OKAFOR, DECOY].map((identifier) => ({ identifier, family: identifier.value, given: 'A' })),
        pools: [{ identifier: POOL, name: 'dm', members: [RIVERA] }],
        decoys: [DECOY],
      },
      selected: [],
      ...run,
    });
  }

  /** Milliseconds since the run began. */
  get now(): number {
    return this.#now;
  }

  wait(ms: number): this {
    this.#now += ms;
    return this;
  }

  /** Wall time now, as the SUT's clock shows it while nothing was advanced. */
  wall(offsetMs = 0): string {
    return new Date(Date.parse(this.#started) + this.#now + offsetMs).toISOString();
  }

  op(act: Act, options: OpOptions = {}): OpLine {
    const took = options.took ?? this.took;
    const start = this.#now - (options.ago ?? 0);
    const outcome = options.outcome ?? 'ok';
    const line: OpLine = {
      kind: 'op',
      seq: (this.#seq += 1),
      lane: options.lane ?? this.lane,
      via: options.via ?? this.via,
      actor: options.actor ?? 'ehr',
      act,
      intended: (start - (options.slip ?? 0)) * MS,
      sent: start * MS,
      settled: (start + took) * MS,
      wall: this.wall(),
      outcome,
      answer: options.answer ?? (outcome === 'refused' ? { code: '422', explained: true } : { code: '200' }),
      ...(options.output === undefined ? {} : { output: options.output }),
    };
    this.lines.push(line);
    if (options.ago === undefined) this.#now += took;
    return line;
  }

  order(input: OrderInput = {}, options: OpOptions = {}): Order {
    const order = makeOrder(input);
    this.op({ op: 'order.submit', order }, options);
    return order;
  }

  changeOrder({ delta, ...input }: OrderInput & { readonly delta?: true }, options: OpOptions = {}): Order {
    const order = makeOrder(input);
    this.op({ op: 'order.change', order, ...(delta === undefined ? {} : { delta }) }, options);
    return order;
  }

  permission(
    status: 'granted' | 'withdrawn',
    measure: Measure = 'glucose',
    patient = 'p1',
    options: OpOptions = {},
  ): void {
    this.op(
      {
        op: 'permission.set',
        permission: {
          identifier: { system: 'urn:example:permission', value: `${patient}/${measure}` },
          patient: patientId(patient),
          measure,
          status,
          at: this.wall(),
        },
      },
      { actor: `portal:${patient}`, ...options },
    );
  }

  grant(measure: Measure = 'glucose', patient = 'p1', options: OpOptions = {}): void {
    this.permission('granted', measure, patient, options);
  }

  /** A reading measured now, unless it says when. */
  reading(input: ReadingInput, options: OpOptions & { readonly refusal?: string } = {}): Reading {
    const reading = makeReading({ at: this.wall(), ...input });
    const answer: Answer | undefined =
      options.refusal === undefined ? undefined : { code: '422', refusal: options.refusal, explained: true };
    this.op(
      { op: 'reading.submit', reading },
      { actor: 'gateway', ...options, ...(answer === undefined ? {} : { answer, outcome: 'refused' as const }) },
    );
    return reading;
  }

  advance(to: string, patient: string | undefined = 'p1', options: OpOptions = {}): void {
    this.op({ op: 'clock.advance', to, ...(patient === undefined ? {} : { patient: patientId(patient) }) }, options);
  }

  /** An item comes into sight: after the last look (or `after` ms ago), by now. */
  seen(item: InboxItem, interval: { readonly after?: number | null; readonly by?: number } = {}): SeenLine {
    const by = interval.by ?? this.#now;
    const after = interval.after === null ? null : (interval.after ?? Math.max(0, by - 20));
    const line: SeenLine = {
      kind: 'seen',
      seq: (this.#seq += 1),
      surface: 'inbox',
      after: after === null ? null : after * MS,
      by: by * MS,
      item,
    };
    this.lines.push(line);
    return line;
  }

  /** Something arrives at the harness's EHR now, and is answered a millisecond later. */
  arrived(line: Pick<ArrivedLine, 'phone' | 'outcome'> & Partial<ArrivedLine>): ArrivedLine {
    const way =
      line.reading?.status === 'corrected' || line.reading?.status === 'entered-in-error' ? 'update' : 'create';
    const made: ArrivedLine = {
      kind: 'arrived',
      seq: (this.#seq += 1),
      lane: this.lane,
      via: this.via,
      at: this.#now * MS,
      answered: (this.#now + 1) * MS,
      wall: this.wall(),
      way,
      conditional: way === 'create',
      marked: true,
      ...line,
    };
    this.lines.push(made);
    return made;
  }

  /** Something was done to the system, from a millisecond until now; a step of its clock by `byMs`. */
  fault(fault: string, from: number, patient?: Identifier, byMs?: number): void {
    const [at, until] = [from * MS, this.#now * MS];
    this.lines.push({
      kind: 'fault',
      seq: (this.#seq += 1),
      fault,
      from: at,
      until,
      ...(patient === undefined ? {} : { patient }),
      ...(byMs === undefined ? {} : { byMs }),
    });
  }

  look(
    options: {
      person?: Identifier;
      patient?: string;
      items?: string[];
      complete?: boolean;
      pooled?: { item: string; status: ItemStatus }[];
    } = {},
  ): void {
    const { person, patient, items = [], complete = true, pooled } = options;
    this.op(
      {
        op: 'inbox.look',
        surface: 'inbox',
        ...(person === undefined ? {} : { person }),
        ...(patient === undefined ? {} : { patient: patientId(patient) }),
      },
      {
        lane: 'observer',
        output: { look: { pages: 1, items, complete, ...(pooled === undefined ? {} : { pooled }) } },
      },
    );
  }

  read(
    readings: FiledReading[],
    options: { patient?: string; identifier?: Identifier; measure?: Measure } & OpOptions = {},
  ): void {
    const { patient, identifier, measure, ...rest } = options;
    this.op(
      {
        op: 'reading.read',
        patient: patientId(patient),
        ...(identifier === undefined ? {} : { identifier }),
        ...(measure === undefined ? {} : { measure }),
      },
      { ...rest, output: { readings } },
    );
  }

  /** Quiet time, a sentinel that is seen, a last complete look, and the end. */
  drain(end: Partial<EndLine> = {}): HistoryLine[] {
    this.wait(3000);
    const [start, until] = [this.wall(-3_600_000), this.wall(8_640_000_000)];
    const sentinel = makeOrder({ name: 'sentinel-order', patient: 'sentinel', start, end: until });
    this.op({ op: 'order.submit', order: sentinel }, { lane: 'sentinel' });
    this.grant('glucose', 'sentinel', { lane: 'sentinel' });
    const reading = this.reading(
      { name: `sentinel-${this.#seq}`, value: '250', patient: 'sentinel' },
      { lane: 'sentinel' },
    );
    this.wait(30);
    this.seen(makeItem(reading, sentinel, `sentinel-${this.#seq}`));
    this.wait(3000);
    this.look();
    return this.end(end);
  }

  /** The end line, and nothing before it. */
  end(end: Partial<EndLine> = {}): HistoryLine[] {
    this.lines.push({ kind: 'end', seq: (this.#seq += 1), at: this.#now * MS, lag: 0, skipped: [], ...end });
    return this.lines;
  }
}
