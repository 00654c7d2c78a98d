import { keyOf } from '../../contract/domain/index.ts';
import type { EndLine, HistoryLine, OpLine, RunLine } from '../history/lines.ts';
import { auditFacts } from './audit/audit-facts.ts';
import { attemptFacts, traceFacts } from './derive/attempt-facts.ts';
import { demandFacts } from './derive/demand-facts.ts';
import { foundFacts, readFacts } from './derive/found-facts.ts';
import { indexLooks, lifeFact, privacyFact, type LookIndex } from './derive/item-life-facts.ts';
import { matchItems } from './derive/item-matching.ts';
import { messageFacts } from './derive/message-facts.ts';
import { permissionFacts } from './derive/permission-facts.ts';
import { patientCase } from './derive/patient-case.ts';
import type { PatientCase, World } from './derive/world.ts';
import { makeWorld } from './derive/make-world.ts';
import { Ledger } from './ledger.ts';
import { orderFact } from './orders/order-expectation.ts';
import { Recorder } from './record/recorder.ts';
import type { OpOf } from './record/patient-record.ts';
import { judges } from './requirements/index.ts';
import type { Judge, Out } from './requirements/judge.ts';

/** Numbers of one lane, counted and not judged. */
export interface LaneNumbers {
  ops: number;
  readings: number;
  refused: number;
  items: number;
}

export interface OracleResult {
  readonly run: RunLine;
  readonly end: EndLine | undefined;
  readonly ledger: Ledger;
  readonly lanes: ReadonlyMap<string, LaneNumbers>;
  readonly virtualTime: boolean;
}

/**
 * The only judge. Fed with a history line by line, in the order of the file, beginning with its `run`
 * line; `finish` gives every finding. Pure: the same lines give the same result. Throws RangeError
 * when the first line is no `run` line.
 */
export class Oracle {
  readonly #judges = judges();
  readonly #ledger = new Ledger();
  readonly #outs = new Map<Judge, Out>();
  readonly #lanes = new Map<string, LaneNumbers>();
  readonly #tolerance: bigint | undefined;
  #recorder: Recorder | undefined;
  #virtualTime = false;

  /** `clockTolerance`: ns that the SUT's clock may be off; one second unless told. Zero for histories that are exact. */
  constructor({ clockTolerance }: { readonly clockTolerance?: bigint } = {}) {
    this.#tolerance = clockTolerance;
    for (const judge of this.#judges)
      this.#outs.set(judge, {
        report: (report) => this.#ledger.report(judge.id, report),
        may: (lane) => this.#ledger.may(judge.id, lane),
      });
  }

  /** Takes the next line. */
  feed(line: HistoryLine): void {
    if (line.kind === 'run') {
      this.#recorder = new Recorder(line, this.#tolerance);
      return;
    }
    const recorder = this.#recorder;
    if (recorder === undefined) throw new RangeError('a history begins with its run line');
    if (line.kind === 'op') this.#op(recorder, line);
    else if (line.kind === 'seen') recorder.seen(line);
    else if (line.kind === 'fault') recorder.faults.push(line);
    else recorder.end = line;
  }

  /** Judges what was fed. */
  finish(): OracleResult {
    const recorder = this.#recorder;
    if (recorder === undefined) throw new RangeError('a history begins with its run line');
    const { run, end } = recorder;
    const { patients, items } = recorder.settle();
    const world = makeWorld(recorder, items);
    const looks = indexLooks(recorder.looks);
    const reads = new Map<string, OpOf<'message.read'>[]>();
    for (const record of patients)
      for (const read of record.messageReads) reads.set(read.lane, [...(reads.get(read.lane) ?? []), read]);
    for (const record of patients) {
      const foreign = (key: string) =>
        recorder.ownersOf(key).size < 2
          ? []
          : recorder.submissionsUnder(key).filter((op) => keyOf(op.act.reading.patient) !== record.key);
      this.#patient(patientCase(record, run.policies, foreign), world, looks, (lane) => reads.get(lane) ?? []);
    }
    this.#each((judge, out) => judge.finish?.(out));
    return { run, end, ledger: this.#ledger, lanes: this.#lanes, virtualTime: this.#virtualTime };
  }

  #op(recorder: Recorder, op: OpLine): void {
    recorder.op(op);
    if (op.act.op === 'clock.advance' && op.outcome !== 'refused') this.#virtualTime = true;
    const numbers = this.#numbers(op.lane);
    numbers.ops += 1;
    if (op.act.op === 'reading.submit') {
      numbers.readings += 1;
      if (op.outcome === 'refused') numbers.refused += 1;
    }
    this.#each((judge, out) => judge.answer?.(op, out));
  }

  #patient(
    patient: PatientCase,
    world: World,
    looks: LookIndex,
    readsOf: (lane: string) => readonly OpOf<'message.read'>[],
  ): void {
    const { record, lane } = patient;
    const matching = matchItems(patient);
    if (record.items.length > 0) this.#numbers(lane).items += record.items.length;
    const context = { people: world.people, clock: record.clock, policies: world.policies };
    const orders = patient.orders.flatMap((order) => order.ops.map((op) => orderFact(op, order, record.key, context)));
    const attempts = attemptFacts(patient);
    const traces = traceFacts(patient, (key) => matching.byReading.get(key) ?? []);
    const traced = new Set(traces.map((t) => t.reading));
    const demands = demandFacts(patient, (demand) => matching.of.get(demand) ?? [], world);
    const stray = [
      ...matching.stray,
      ...[...matching.byReading]
        .filter(([key]) => !traced.has(key))
        .flatMap(([, list]) => list.map((item) => ({ item, why: 'its reading was refused' }))),
    ];
    const found = foundFacts(patient, world);
    const permissions = permissionFacts(record);
    const reads = readFacts(patient);
    const messages = messageFacts(record, readsOf);
    const audits = auditFacts(record, patient.attempts);
    this.#each((judge, out) => {
      for (const fact of orders) judge.order?.(fact, out);
      for (const fact of attempts) judge.attempt?.(fact, out);
      for (const fact of traces) judge.trace?.(fact, out);
      for (const fact of demands) judge.demand?.(fact, out);
      for (const { item, why } of stray) judge.stray?.({ lane, patient: record.key, item, why }, out);
      for (const fact of found) judge.found?.(fact, out);
      for (const fact of permissions) judge.permission?.(fact, out);
      for (const fact of reads) judge.read?.(fact, out);
      for (const fact of messages) judge.message?.(fact, out);
      for (const fact of audits) judge.audit?.(fact, out);
      for (const item of record.items) {
        if (judge.life !== undefined) judge.life(lifeFact(item, patient, world, looks), out);
        if (judge.privacy !== undefined) judge.privacy(privacyFact(item, patient, world, looks), out);
      }
    });
  }

  #each(use: (judge: Judge, out: Out) => void): void {
    for (const [judge, out] of this.#outs) use(judge, out);
  }

  #numbers(lane: string): LaneNumbers {
    const known = this.#lanes.get(lane);
    if (known !== undefined) return known;
    const fresh: LaneNumbers = { ops: 0, readings: 0, refused: 0, items: 0 };
    this.#lanes.set(lane, fresh);
    return fresh;
  }
}
