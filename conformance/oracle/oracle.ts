import type { EndLine, HistoryLine, OpLine, RunLine } from '../history/lines.ts';
import { analysePatient, type PatientAnalysis, surroundingsOf } from './analysis.ts';
import { auditFacts } from './audit/audit-facts.ts';
import { attemptFacts, traceFacts } from './derive/attempt-facts.ts';
import { dueFact, Originals } from './derive/due-facts.ts';
import { trackerFacts } from './derive/tracker-facts.ts';
import { dueDemands } from './derive/due-demands.ts';
import { demandFacts } from './derive/demand-facts.ts';
import { foundFacts, readFacts } from './derive/found-facts.ts';
import { indexLooks, lifeFact, privacyFact, type LookIndex } from './derive/item-life-facts.ts';
import { matchItems } from './derive/item-matching.ts';
import { messageFacts } from './derive/message-facts.ts';
import { orderFacts } from './derive/order-facts.ts';
import { permissionFacts, trackerActFacts } from './derive/permission-facts.ts';
import { notDueFacts } from './derive/not-due-facts.ts';
import { owedBy } from './derive/owed.ts';
import type { Surroundings } from './explore/ambience.ts';
import { patientCase } from './derive/patient-case.ts';
import type { World } from './derive/world.ts';
import type { StrayFact } from './facts.ts';
import { makeWorld } from './derive/make-world.ts';
import { Ledger } from './ledger.ts';
import { Recorder } from './record/recorder.ts';
import type { OpOf, PatientRecord } from './record/patient-record.ts';
import { judges } from './requirements/index.ts';
import type { Judge, Out } from './requirements/judge.ts';

/** Where the profile names no deadline for the tracker of a signed order. Source: contract, Deadlines. */
const TRACKER_MS = 60_000;
const NS_PER_MS = 1_000_000;

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
  /** Requirements whose judge threw, with what it threw: our own fault, and nobody else's verdict. */
  readonly errors: ReadonlyMap<string, string>;
}

/** The patients and what they share; items are held by their patients alone from then on. */
const settled = (recorder: Recorder): { readonly patients: readonly PatientRecord[]; readonly world: World } => {
  const { patients, items } = recorder.settle();
  return { patients, world: makeWorld(recorder, items) };
};

/**
 * The only judge. Fed with a history line by line, in the order of the file, beginning with its `run`
 * line; `finish` gives every finding. Pure: the same lines give the same result. Throws RangeError
 * when the first line is no `run` line.
 */
export class Oracle {
  readonly #judges = judges();
  readonly #ledger = new Ledger();
  readonly #outs = new Map<Judge, Out>();
  /** Those that look at every operation as it comes. */
  readonly #answering: readonly (readonly [Judge, Out])[];
  readonly #lanes = new Map<string, LaneNumbers>();
  readonly #tolerance: bigint | undefined;
  readonly #errors = new Map<string, string>();
  #recorder: Recorder | undefined;
  #virtualTime = false;

  /** `clockTolerance`: ns that the SUT's clock may be off; one second unless told. Zero for histories that are exact. */
  constructor({ clockTolerance }: { readonly clockTolerance?: bigint } = {}) {
    this.#tolerance = clockTolerance;
    for (const judge of this.#judges)
      this.#outs.set(judge, {
        met: (lane, polarity) => this.#ledger.met(judge.id, lane, polarity),
        report: (report) => this.#ledger.report(judge.id, report),
        may: (lane, why) => this.#ledger.may(judge.id, lane, why),
      });
    this.#answering = [...this.#outs].filter(([judge]) => judge.answer !== undefined);
  }

  /** Takes the next line. */
  feed(line: HistoryLine): void {
    if (line.kind === 'run') {
      this.#recorder = new Recorder(line, this.#tolerance, true);
      return;
    }
    const recorder = this.#recorder;
    if (recorder === undefined) throw new RangeError('a history begins with its run line');
    recorder.take(line);
    if (line.kind === 'op') this.#op(line);
  }

  /** Judges what was fed. */
  finish(): OracleResult {
    const recorder = this.#recorder;
    if (recorder === undefined) throw new RangeError('a history begins with its run line');
    const { run, end } = recorder;
    const { patients, world } = settled(recorder);
    const looks = indexLooks(recorder.looks);
    const reads = new Map<string, OpOf<'message.read'>[]>();
    for (const record of patients)
      for (const read of record.messageReads) reads.set(read.lane, [...(reads.get(read.lane) ?? []), read]);
    const surroundings = surroundingsOf(recorder);
    for (const record of patients) {
      recorder.open(record);
      const analysis = analysePatient(record, surroundings);
      this.#patient(analysis, surroundings, world, looks, (lane) => reads.get(lane) ?? []);
      recorder.close(record);
    }
    this.#each((judge, out) => judge.finish?.(out));
    return {
      run,
      end,
      ledger: this.#ledger,
      lanes: this.#lanes,
      virtualTime: this.#virtualTime,
      errors: this.#errors,
    };
  }

  #op(op: OpLine): void {
    if (op.act.op === 'clock.advance' && op.outcome !== 'refused') this.#virtualTime = true;
    const numbers = this.#numbers(op.lane);
    numbers.ops += 1;
    if (op.act.op === 'reading.submit') {
      numbers.readings += 1;
      if (op.outcome === 'refused') numbers.refused += 1;
    }
    for (const [judge, out] of this.#answering)
      if (this.#outs.has(judge)) this.#try(judge, () => judge.answer?.(op, out));
  }

  #patient(
    analysis: PatientAnalysis,
    surroundings: Surroundings,
    world: World,
    looks: LookIndex,
    readsOf: (lane: string) => readonly OpOf<'message.read'>[],
  ): void {
    const patient = patientCase(analysis);
    const { record, lane } = patient;
    const due = patient.measures.flatMap((view) => dueDemands(view, record, world.end));
    const matching = matchItems(patient, due);
    if (record.items.length > 0) this.#numbers(lane).items += record.items.length;
    const orders = orderFacts(patient);
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
    const originals = new Originals(due.length === 0 ? [] : record.items);
    const dues = due.map((demand) => dueFact(demand, matching.ofDue.get(demand) ?? [], patient, world, originals));
    const notDue = notDueFacts(
      patient,
      matching.stray.map((s) => s.item),
      world,
    );
    const trackers = trackerFacts(
      patient,
      (cut) => analysePatient(cut, surroundings).measures,
      (world.deadlines.tracker ?? TRACKER_MS) * NS_PER_MS,
    );
    const picks = trackerActFacts(patient);
    const found = foundFacts(patient, world);
    const owed = owedBy(matching);
    const permissions = permissionFacts(patient);
    const reads = readFacts(patient);
    const messages = messageFacts(record, readsOf);
    const audits = auditFacts(record, patient.attempts);
    const strays = stray.map(({ item, why }): StrayFact => ({ lane, patient: record.key, item, why }));
    const lives = record.items.map((item) => lifeFact(item, patient, world, looks, owed.get(item)));
    const privacies = record.items.map((item) => privacyFact(item, patient, world, looks));
    this.#each((judge, out) => {
      if (judge.order !== undefined) for (const fact of orders) judge.order(fact, out);
      if (judge.attempt !== undefined) for (const fact of attempts) judge.attempt(fact, out);
      if (judge.trace !== undefined) for (const fact of traces) judge.trace(fact, out);
      if (judge.demand !== undefined) for (const fact of demands) judge.demand(fact, out);
      if (judge.stray !== undefined) for (const fact of strays) judge.stray(fact, out);
      if (judge.due !== undefined) for (const fact of dues) judge.due(fact, out);
      if (judge.notDue !== undefined) for (const fact of notDue) judge.notDue(fact, out);
      if (judge.trackers !== undefined) for (const fact of trackers) judge.trackers(fact, out);
      if (judge.pick !== undefined) for (const fact of picks) judge.pick(fact, out);
      if (judge.found !== undefined) for (const fact of found) judge.found(fact, out);
      if (judge.permission !== undefined) for (const fact of permissions) judge.permission(fact, out);
      if (judge.read !== undefined) for (const fact of reads) judge.read(fact, out);
      if (judge.message !== undefined) for (const fact of messages) judge.message(fact, out);
      if (judge.audit !== undefined) for (const fact of audits) judge.audit(fact, out);
      for (const [i, life] of lives.entries()) {
        judge.life?.(life, out);
        const privacy = privacies[i];
        if (privacy !== undefined) judge.privacy?.(privacy, out);
      }
    });
  }

  #each(use: (judge: Judge, out: Out) => void): void {
    for (const [judge, out] of this.#outs) this.#try(judge, () => use(judge, out));
  }

  #try(judge: Judge, use: () => void): void {
    try {
      use();
    } catch (error) {
      this.#errors.set(judge.id, error instanceof Error ? error.message : String(error));
      this.#outs.delete(judge);
    }
  }

  #numbers(lane: string): LaneNumbers {
    const known = this.#lanes.get(lane);
    if (known !== undefined) return known;
    const fresh: LaneNumbers = { ops: 0, readings: 0, refused: 0, items: 0 };
    this.#lanes.set(lane, fresh);
    return fresh;
  }
}
