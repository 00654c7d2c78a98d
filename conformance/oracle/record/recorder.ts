import { keyOf, type Identifier } from '../../../contract/domain/index.ts';
import type { EndLine, FaultLine, HistoryLine, OpLine, RunLine, SeenLine } from '../../history/lines.ts';
import { CoverageBook } from '../people/coverage-book.ts';
import type { SourceOp } from '../people/sources.ts';
import { emptyRecord, isOp, listsOf, type OpOf, type PatientRecord } from './patient-record.ts';
import { PackedColumns } from './packed-columns.ts';
import { PackedSubmissions } from './packed-submissions.ts';
import { patientOfOp } from './patient-of-op.ts';
import { ReadingNames } from './reading-names.ts';
import { type Share, WHOLE } from '../share.ts';
import { isSentinelLane } from '../sight/sentinel-lane.ts';
import { observedItem, type ObservedItem } from './sighting.ts';

const bySending = (a: OpLine, b: OpLine): number => a.sent - b.sent || a.seq - b.seq;

/** Without what it showed. */
const bareLook = (op: OpOf<'inbox.look'>): OpOf<'inbox.look'> =>
  op.output?.look === undefined ? op : { ...op, output: { ...op.output, look: { ...op.output.look, items: [] } } };

/** Sorts a history's lines by whom they concern, as they come. Judges nothing. */
export class Recorder {
  readonly run: RunLine;
  end: EndLine | undefined;
  /** Monotonic: the latest instant that any line tells of. */
  lastMono = 0;
  readonly faults: FaultLine[] = [];
  readonly looks: OpOf<'inbox.look'>[] = [];
  readonly capabilities: OpOf<'capability.read'>[] = [];
  readonly coverage = new CoverageBook();
  readonly sources: SourceOp[] = [];
  readonly #patients = new Map<string, PatientRecord>();
  /** By the identifier object: lines share them. */
  readonly #byIdentifier = new WeakMap<Identifier, PatientRecord>();
  readonly #sightings = new Map<string, SeenLine[]>();
  readonly #packed = new Map<string, PackedSubmissions>();
  readonly #columns = new PackedColumns();
  readonly #names = new ReadingNames((patient) => this.#submissionsOf(patient));
  readonly #sentinels = new Map<string, OpOf<'reading.submit'>[]>();
  readonly #systemAdvances: OpLine[] = [];
  readonly #itemActs: OpOf<'item.act'>[] = [];
  /** By item. */
  readonly #actsOn = new Map<string, OpOf<'item.act'>[]>();
  readonly #people = new Map<string, OpLine[]>();
  /** By patient: keys of items that name him or her. */
  readonly #itemsOf = new Map<string, Set<string>>();
  readonly #looksOf = new Map<string, OpOf<'inbox.look'>[]>();
  /** How many operations there were that matter to everybody. */
  common = 0;

  readonly #tolerance: bigint | undefined;
  readonly #packs: boolean;
  readonly #share: Share;
  readonly #foreign = new Set<PatientRecord>();

  /**
   * `tolerance`: of the SUT's clock, ns; see PatientClock. `packs`: submissions are held packed and come back as equal
   * lines (see PackedSubmissions) when their patient is opened; else they stay the very lines that were taken. `share`:
   * whose patients are not foreign.
   */
  constructor(run: RunLine, tolerance?: bigint, packs = false, share: Share = WHOLE) {
    this.run = run;
    this.#tolerance = tolerance;
    this.#packs = packs;
    this.#share = share;
  }

  /** Another judges this patient. */
  isForeign(record: PatientRecord): boolean {
    return this.#foreign.has(record);
  }

  patient(id: Identifier): PatientRecord {
    let record = this.#byIdentifier.get(id);
    if (record !== undefined) return record;
    const key = keyOf(id);
    record = this.#patients.get(key);
    if (record === undefined) {
      record = emptyRecord(key, this.run.started, this.#tolerance);
      this.#patients.set(key, record);
      if (!this.#share.has(key)) this.#foreign.add(record);
    }
    this.#byIdentifier.set(id, record);
    return record;
  }

  seen(line: SeenLine): void {
    const key = keyOf(line.item.identifier);
    const known = this.#sightings.get(key);
    if (known !== undefined) {
      known.push(line);
      if (known[0]?.item.patient === line.item.patient) return;
    } else this.#sightings.set(key, [line]);
    const patient = keyOf(line.item.patient);
    const own = this.#itemsOf.get(patient);
    if (own === undefined) this.#itemsOf.set(patient, new Set([key]));
    else own.add(key);
  }

  /** Takes a line of any kind but `run`. */
  take(line: HistoryLine): void {
    if (line.kind === 'op') this.op(line);
    else if (line.kind === 'seen') this.seen(line);
    else if (line.kind === 'fault') this.faults.push(line);
    else if (line.kind === 'end') this.end = line;
    this.reach(line.kind === 'op' ? line.settled : line.kind === 'seen' ? line.by : line.kind === 'end' ? line.at : 0);
  }

  /** Something is known until then, monotonic. */
  reach(mono: number): void {
    if (mono > this.lastMono) this.lastMono = mono;
  }

  /** Whether what a line tells is for the oracle of this share to count. */
  counts(line: HistoryLine): boolean {
    if (this.#share === WHOLE) return true;
    // Only an operation makes a patient known.
    if (line.kind === 'seen') return this.#share.has(keyOf(line.item.patient));
    // A look at an In Basket tells of more than the patient that it asks about.
    const about = line.kind === 'op' && line.act.op !== 'inbox.look' ? patientOfOp(line) : undefined;
    return about === undefined ? this.#share.leads : !this.isForeign(this.patient(about));
  }

  op(op: OpLine): void {
    if (isOp(op, 'reading.submit')) this.#submission(op);
    else if (isOp(op, 'person.patient')) this.patient(op.act.patient.identifier).registrations.push(op);
    else if (isOp(op, 'order.submit', 'order.change')) this.#order(op);
    else if (isOp(op, 'order.read')) this.patient(op.act.patient).orderReads.push(op);
    else if (isOp(op, 'permission.set')) this.patient(op.act.permission.patient).permissions.push(op);
    else if (isOp(op, 'permission.read')) this.patient(op.act.patient).permissionReads.push(op);
    else if (isOp(op, 'reading.read')) this.patient(op.act.patient).reads.push(op);
    else if (isOp(op, 'message.send')) this.patient(op.act.message.patient).messages.push(op);
    else if (isOp(op, 'message.read')) this.patient(op.act.patient).messageReads.push(op);
    else if (isOp(op, 'notice.list')) this.patient(op.act.patient).noticeLists.push(op);
    else if (isOp(op, 'audit.read')) this.patient(op.act.patient).audits.push(op);
    else if (isOp(op, 'inbox.look')) this.#look(op);
    else if (isOp(op, 'item.act')) this.#act(op);
    else if (isOp(op, 'capability.read')) this.capabilities.push(op);
    else if (isOp(op, 'clock.advance')) this.#advance(op);
    else if (isOp(op, 'person.clinician')) this.#person(op.act.clinician.identifier, op);
    else if (isOp(op, 'person.pool')) this.#person(op.act.pool.identifier, op);
    else if (isOp(op, 'device.register')) this.patient(op.act.device.patient).devices.push(op);
    else if (isOp(op, 'tracker.set')) this.patient(op.act.patient).trackers.push(op);
    else if (isOp(op, 'tracker.list')) this.patient(op.act.patient).trackerLists.push(op);
    else if (isOp(op, 'eligibility.read')) this.patient(op.act.patient).eligibilities.push(op);
    else if (isOp(op, 'surface.try')) this.patient(op.act.patient).tries.push(op);
    else if (isOp(op, 'alerts.listen', 'alerts.read')) this.patient(op.act.patient).alerts.push(op);
    else if (isOp(op, 'coverage.set', 'source.set')) this.#rule(op);
  }

  /** Operations that told the SUT of a clinician or pool, by key. */
  get people(): ReadonlyMap<string, readonly OpLine[]> {
    return this.#people;
  }

  /** Submissions under an identifier that was used for more than one patient or code; of any other: none. */
  contested(readingKey: string): readonly OpOf<'reading.submit'>[] {
    return this.#names.contested(readingKey);
  }

  /** Submissions that were made to prove that the In Basket is alive. */
  sentinelsUnder(readingKey: string): readonly OpOf<'reading.submit'>[] {
    return this.#sentinels.get(readingKey) ?? [];
  }

  /** An identifier of this patient's readings was used for another one, or for another code. */
  isContested(patient: string): boolean {
    return this.#names.isRival(patient);
  }

  /** Looks at everything of this patient. */
  looksAt(patient: string): readonly OpOf<'inbox.look'>[] {
    return this.#looksOf.get(patient) ?? [];
  }

  /**
   * What is known of a patient so far, as `settle` and `open` would give it, in lists of its own; undefined: nothing.
   * Items that name one of his or her readings and another patient are not among it.
   */
  glimpse(key: string): PatientRecord | undefined {
    const record = this.#patients.get(key);
    if (record === undefined || this.isForeign(record) || this.#systemAdvances.length > 0) return undefined;
    const items = [...(this.#itemsOf.get(key) ?? [])]
      .flatMap((item) => observedItem(this.#sightings.get(item) ?? []) ?? [])
      .filter((item) => keyOf(item.latest.patient) === key);
    const glimpsed: PatientRecord = {
      ...record,
      orders: new Map([...record.orders].map(([order, ops]) => [order, [...ops]])),
      registrations: [...record.registrations],
      orderReads: [...record.orderReads],
      permissions: [...record.permissions],
      permissionReads: [...record.permissionReads],
      submissions: [...this.#submissionsOf(key)],
      reads: [...record.reads],
      messages: [...record.messages],
      messageReads: [...record.messageReads],
      noticeLists: [...record.noticeLists],
      audits: [...record.audits],
      itemActs: items.flatMap((item) => this.#actsOn.get(item.key) ?? []),
      trackers: [...record.trackers],
      alerts: [...record.alerts],
      items: items.sort((a, b) => (a.key < b.key ? -1 : 1)),
    };
    this.#sort(glimpsed);
    return glimpsed;
  }

  /** How much is known of a patient whose submissions are not yet brought back: it grows with every line that says more. */
  sizeOf(record: PatientRecord): number {
    const { key, items, submissions } = record;
    const held = (this.#patients.get(key)?.submissions.length ?? 0) + (this.#packed.get(key)?.count ?? 0);
    const listed = listsOf(record).reduce((sum, list) => sum + (list === submissions ? held : list.length), 0);
    return items.reduce(
      (sum, { versions, pushed }) => sum + versions.length + (pushed === undefined ? 0 : 1),
      listed + this.looksAt(key).length,
    );
  }

  /** Brings a patient's submissions back; after `settle`. */
  open(record: PatientRecord): void {
    const packed = this.#packed.get(record.key);
    if (packed === undefined) return;
    this.#packed.delete(record.key);
    record.submissions.push(...packed.unpack());
    record.submissions.sort(bySending);
  }

  /** Lets go of what only this patient's own judgement needs. */
  close(record: PatientRecord): void {
    if (!this.#packs) return;
    this.#packed.delete(record.key);
    for (const list of [record.submissions, record.reads, record.items, record.itemActs]) list.length = 0;
  }

  /** Closes the record: everything sorted by sending, items with their patients. By patient key. */
  settle(): { patients: PatientRecord[]; items: ObservedItem[] } {
    const items = [...this.#sightings.values()]
      .map(observedItem)
      .filter((item) => item !== undefined)
      .sort((a, b) => (a.key < b.key ? -1 : 1));
    this.#sightings.clear();
    const byKey = new Map(items.map((item) => [item.key, item]));
    for (const item of items) for (const owner of this.#concerned(item)) owner.items.push(item);
    for (const op of this.#itemActs) {
      const about = byKey.get(keyOf(op.act.item));
      if (about !== undefined) this.#patients.get(keyOf(about.latest.patient))?.itemActs.push(op);
    }
    const patients = [...this.#patients.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
    for (const record of patients) {
      this.#sort(record);
      for (const op of this.#systemAdvances) record.clock.add(op);
      for (const fault of this.faults) record.clock.stepped(fault);
    }
    this.looks.sort(bySending);
    return { patients, items };
  }

  #concerned(item: ObservedItem): PatientRecord[] {
    const keys = new Set([keyOf(item.latest.patient)]);
    if (item.latest.reading !== undefined) {
      const owners = this.#names.patients(item.latest.reading);
      const [only] = owners;
      if (owners.size === 1 && only !== undefined) keys.add(only);
    }
    return [...keys].flatMap((key) => this.#patients.get(key) ?? []);
  }

  #sort(record: PatientRecord): void {
    const { registrations, orderReads, permissions, permissionReads, submissions, reads } = record;
    const { messages, messageReads, noticeLists, audits, itemActs, trackers, alerts } = record;
    for (const list of [registrations, orderReads, permissions, permissionReads, submissions, reads])
      list.sort(bySending);
    for (const list of [messages, messageReads, noticeLists, audits, itemActs, trackers, alerts]) list.sort(bySending);
    for (const list of record.orders.values()) list.sort(bySending);
  }

  /** What a look at everybody's items showed, or at those of a patient of another, matters to nobody here. */
  #look(op: OpOf<'inbox.look'>): void {
    const { person, patient } = op.act;
    const matters = person !== undefined || (patient !== undefined && this.#share.has(keyOf(patient)));
    this.looks.push(matters ? op : bareLook(op));
    if (patient === undefined) return;
    const key = keyOf(patient);
    const known = this.#looksOf.get(key);
    if (known === undefined) this.#looksOf.set(key, [op]);
    else known.push(op);
  }

  #order(op: OpOf<'order.submit' | 'order.change'>): void {
    const { orders } = this.patient(op.act.order.patient);
    const key = keyOf(op.act.order.identifier);
    const known = orders.get(key);
    if (known === undefined) orders.set(key, [op]);
    else known.push(op);
  }

  #submission(op: OpOf<'reading.submit'>): void {
    const { identifier, patient } = op.act.reading;
    const record = this.patient(patient);
    this.#names.add(op, record.key);
    if (isSentinelLane(op.lane)) {
      const key = keyOf(identifier);
      this.#sentinels.set(key, [...(this.#sentinels.get(key) ?? []), op]);
    }
    if (!this.#pack(record.key, op)) record.submissions.push(op);
  }

  #pack(patient: string, op: OpOf<'reading.submit'>): boolean {
    if (!this.#packs) return false;
    let packed = this.#packed.get(patient);
    if (packed === undefined) this.#packed.set(patient, (packed = new PackedSubmissions(this.#columns)));
    return packed.add(op);
  }

  #submissionsOf(patient: string): readonly OpOf<'reading.submit'>[] {
    return [...(this.#patients.get(patient)?.submissions ?? []), ...(this.#packed.get(patient)?.unpack() ?? [])];
  }

  #act(op: OpOf<'item.act'>): void {
    this.#itemActs.push(op);
    const key = keyOf(op.act.item);
    const known = this.#actsOn.get(key);
    if (known === undefined) this.#actsOn.set(key, [op]);
    else known.push(op);
  }

  /** Something that holds for everybody. */
  #rule(op: OpOf<'coverage.set' | 'source.set'>): void {
    this.common += 1;
    if (isOp(op, 'coverage.set')) this.coverage.add(op);
    else if (isOp(op, 'source.set')) this.sources.push(op);
  }

  #advance(op: OpOf<'clock.advance'>): void {
    if (op.act.patient === undefined) {
      this.#systemAdvances.push(op);
      this.common += 1;
    } else this.patient(op.act.patient).clock.add(op);
  }

  #person(id: Identifier, op: OpLine): void {
    this.common += 1;
    const key = keyOf(id);
    const known = this.#people.get(key);
    if (known === undefined) this.#people.set(key, [op]);
    else known.push(op);
  }
}
