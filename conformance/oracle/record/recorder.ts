import { keyOf, type Identifier } from '../../../contract/domain/index.ts';
import type { EndLine, FaultLine, OpLine, RunLine, SeenLine } from '../../history/lines.ts';
import { emptyRecord, isOp, type OpOf, type PatientRecord } from './patient-record.ts';
import { observedItem, type ObservedItem } from './sighting.ts';

const bySending = (a: OpLine, b: OpLine): number => a.sent - b.sent || a.seq - b.seq;

/** Sorts a history's lines by whom they concern, as they come. Judges nothing. */
export class Recorder {
  readonly run: RunLine;
  end: EndLine | undefined;
  readonly faults: FaultLine[] = [];
  readonly looks: OpOf<'inbox.look'>[] = [];
  readonly capabilities: OpOf<'capability.read'>[] = [];
  readonly #patients = new Map<string, PatientRecord>();
  readonly #sightings = new Map<string, SeenLine[]>();
  readonly #submissionsByKey = new Map<string, OpOf<'reading.submit'>[]>();
  readonly #systemAdvances: OpLine[] = [];
  readonly #itemActs: OpOf<'item.act'>[] = [];
  readonly #people = new Map<string, OpLine[]>();

  readonly #tolerance: bigint | undefined;

  /** `tolerance`: of the SUT's clock, ns; see PatientClock. */
  constructor(run: RunLine, tolerance?: bigint) {
    this.run = run;
    this.#tolerance = tolerance;
  }

  patient(id: Identifier): PatientRecord {
    const key = keyOf(id);
    const known = this.#patients.get(key);
    if (known !== undefined) return known;
    const fresh = emptyRecord(key, this.run.started, this.#tolerance);
    this.#patients.set(key, fresh);
    return fresh;
  }

  seen(line: SeenLine): void {
    const key = keyOf(line.item.identifier);
    const known = this.#sightings.get(key);
    if (known === undefined) this.#sightings.set(key, [line]);
    else known.push(line);
  }

  op(op: OpLine): void {
    if (isOp(op, 'person.patient')) this.patient(op.act.patient.identifier).registrations.push(op);
    else if (isOp(op, 'order.submit', 'order.change')) this.#order(op);
    else if (isOp(op, 'permission.set')) this.patient(op.act.permission.patient).permissions.push(op);
    else if (isOp(op, 'reading.submit')) this.#submission(op);
    else if (isOp(op, 'reading.read')) this.patient(op.act.patient).reads.push(op);
    else if (isOp(op, 'message.send')) this.patient(op.act.message.patient).messages.push(op);
    else if (isOp(op, 'message.read')) this.patient(op.act.patient).messageReads.push(op);
    else if (isOp(op, 'audit.read')) this.patient(op.act.patient).audits.push(op);
    else if (isOp(op, 'inbox.look')) this.looks.push(op);
    else if (isOp(op, 'item.act')) this.#itemActs.push(op);
    else if (isOp(op, 'capability.read')) this.capabilities.push(op);
    else if (isOp(op, 'clock.advance')) this.#advance(op);
    else if (isOp(op, 'person.clinician')) this.#person(op.act.clinician.identifier, op);
    else if (isOp(op, 'person.pool')) this.#person(op.act.pool.identifier, op);
  }

  /** Operations that told the SUT of a clinician or pool, by key. */
  get people(): ReadonlyMap<string, readonly OpLine[]> {
    return this.#people;
  }

  /** Keys of the patients for whom a reading identifier was used. */
  ownersOf(readingKey: string): ReadonlySet<string> {
    return new Set(this.submissionsUnder(readingKey).map((op) => keyOf(op.act.reading.patient)));
  }

  submissionsUnder(readingKey: string): readonly OpOf<'reading.submit'>[] {
    return this.#submissionsByKey.get(readingKey) ?? [];
  }

  /** Closes the record: everything sorted by sending, items with their patients. By patient key. */
  settle(): { patients: PatientRecord[]; items: ObservedItem[] } {
    const items = [...this.#sightings.values()]
      .map(observedItem)
      .filter((item) => item !== undefined)
      .sort((a, b) => (a.key < b.key ? -1 : 1));
    const byKey = new Map(items.map((item) => [item.key, item]));
    for (const item of items) for (const owner of this.#concerned(item)) owner.items.push(item);
    for (const op of this.#itemActs) {
      const about = byKey.get(keyOf(op.act.item));
      if (about !== undefined) this.#patients.get(keyOf(about.latest.patient))?.itemActs.push(op);
    }
    const patients = [...this.#patients.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
    for (const record of patients) this.#sort(record);
    this.looks.sort(bySending);
    return { patients, items };
  }

  #concerned(item: ObservedItem): PatientRecord[] {
    const keys = new Set([keyOf(item.latest.patient)]);
    if (item.latest.reading !== undefined) {
      const owners = this.ownersOf(keyOf(item.latest.reading));
      const [only] = owners;
      if (owners.size === 1 && only !== undefined) keys.add(only);
    }
    return [...keys].flatMap((key) => this.#patients.get(key) ?? []);
  }

  #sort(record: PatientRecord): void {
    const { registrations, permissions, submissions, reads, messages, messageReads, audits, itemActs } = record;
    for (const list of [registrations, permissions, submissions, reads, messages, messageReads, audits, itemActs])
      list.sort(bySending);
    for (const list of record.orders.values()) list.sort(bySending);
    for (const op of this.#systemAdvances) record.clock.add(op);
  }

  #order(op: OpOf<'order.submit' | 'order.change'>): void {
    const { orders } = this.patient(op.act.order.patient);
    const key = keyOf(op.act.order.identifier);
    const known = orders.get(key);
    if (known === undefined) orders.set(key, [op]);
    else known.push(op);
  }

  #submission(op: OpOf<'reading.submit'>): void {
    this.patient(op.act.reading.patient).submissions.push(op);
    const key = keyOf(op.act.reading.identifier);
    const known = this.#submissionsByKey.get(key);
    if (known === undefined) this.#submissionsByKey.set(key, [op]);
    else known.push(op);
  }

  #advance(op: OpOf<'clock.advance'>): void {
    if (op.act.patient === undefined) this.#systemAdvances.push(op);
    else this.patient(op.act.patient).clock.add(op);
  }

  #person(id: Identifier, op: OpLine): void {
    const key = keyOf(id);
    const known = this.#people.get(key);
    if (known === undefined) this.#people.set(key, [op]);
    else known.push(op);
  }
}
