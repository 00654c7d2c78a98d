import { keyOf } from '../../contract/domain/index.ts';
import type { HistoryLine, Mono, OpLine } from '../history/lines.ts';
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
import { orderShownFacts } from './derive/order-shown-facts.ts';
import { permissionFacts, trackerActFacts } from './derive/permission-facts.ts';
import { notDueFacts } from './derive/not-due-facts.ts';
import { volumeFacts } from './derive/volume-facts.ts';
import { owedBy } from './derive/owed.ts';
import type { Surroundings } from './explore/ambience.ts';
import { patientCase } from './derive/patient-case.ts';
import type { World } from './derive/world.ts';
import type { StrayFact } from './facts.ts';
import { makeWorld } from './derive/make-world.ts';
import { Ledger } from './ledger.ts';
import { type LaneNumbers, type OraclePart, type OracleResult, resultOf } from './oracle-result.ts';
import { Recorder } from './record/recorder.ts';
import type { OpOf, PatientRecord } from './record/patient-record.ts';
import { Panel } from './panel.ts';
import { type Share, WHOLE } from './share.ts';

/** Where the profile names no deadline for the tracker of a signed order. Source: contract, Deadlines. */
const TRACKER_MS = 60_000;
const NS_PER_MS = 1_000_000;

/** The patients and what they share; items are held by their patients alone from then on. */
const settled = (
  recorder: Recorder,
): { readonly patients: readonly PatientRecord[]; readonly world: World; readonly looks: LookIndex } => {
  const { patients, items } = recorder.settle();
  const looks = indexLooks(recorder.looks, new Set(items.map((item) => item.key)));
  return { patients, world: makeWorld(recorder, items), looks };
};

/** The judges by the kinds of fact that they are about. */
const askedOf = (panel: Panel) => ({
  order: panel.asked((judge) => judge.order),
  orderShown: panel.asked((judge) => judge.orderShown),
  attempt: panel.asked((judge) => judge.attempt),
  trace: panel.asked((judge) => judge.trace),
  demand: panel.asked((judge) => judge.demand),
  stray: panel.asked((judge) => judge.stray),
  due: panel.asked((judge) => judge.due),
  notDue: panel.asked((judge) => judge.notDue),
  trackers: panel.asked((judge) => judge.trackers),
  pick: panel.asked((judge) => judge.pick),
  found: panel.asked((judge) => judge.found),
  volume: panel.asked((judge) => judge.volume),
  permission: panel.asked((judge) => judge.permission),
  read: panel.asked((judge) => judge.read),
  message: panel.asked((judge) => judge.message),
  audit: panel.asked((judge) => judge.audit),
  life: panel.asked((judge) => judge.life),
  privacy: panel.asked((judge) => judge.privacy),
});

/**
 * The only judge. Fed with a history line by line, in the order of the file, beginning with its `run`
 * line; `finish` gives every finding. Pure: the same lines give the same result. Throws RangeError
 * when the first line is no `run` line.
 */
export class Oracle {
  readonly #ledger = new Ledger();
  readonly #panel = new Panel(this.#ledger);
  readonly #asked = askedOf(this.#panel);
  readonly #lanes = new Map<string, LaneNumbers>();
  readonly #tolerance: bigint | undefined;
  readonly #share: Share;
  #recorder: Recorder | undefined;
  #virtualTime = false;

  /**
   * `clockTolerance`: ns that the SUT's clock may be off; one second unless told. Zero for histories that are exact.
   * `share`: whom it judges, all unless told. Of other patients it is fed with what it might need, at least: what is
   * about no patient, messages that were read, submissions of sentinels, and submissions and items that share an
   * identifier with those of its own.
   */
  constructor({ clockTolerance, share = WHOLE }: { readonly clockTolerance?: bigint; readonly share?: Share } = {}) {
    this.#tolerance = clockTolerance;
    this.#share = share;
  }

  /** Takes the next line. False: it is another's to count. */
  feed(line: HistoryLine): boolean {
    if (line.kind === 'run') {
      this.#recorder = new Recorder(line, this.#tolerance, true, this.#share);
      return true;
    }
    const recorder = this.#begun();
    recorder.take(line);
    const counts = recorder.counts(line);
    if (line.kind === 'op') this.#op(line, counts);
    return counts;
  }

  /** A line that another is fed with tells of this instant, monotonic. */
  reach(mono: Mono): void {
    this.#begun().reach(mono);
  }

  /** Judges what was fed. */
  finish(): OracleResult {
    return resultOf([this.part()]);
  }

  /** The same, where others have a share in the history. */
  part(): OraclePart {
    const recorder = this.#begun();
    const { run, end } = recorder;
    const { patients, world, looks } = settled(recorder);
    const reads = new Map<string, OpOf<'message.read'>[]>();
    for (const record of patients)
      for (const read of record.messageReads) reads.set(read.lane, [...(reads.get(read.lane) ?? []), read]);
    const surroundings = surroundingsOf(recorder);
    for (const record of patients) {
      if (recorder.isForeign(record)) continue;
      recorder.open(record);
      this.#ledger.rank = record.key;
      const analysis = analysePatient(record, surroundings);
      this.#patient(analysis, surroundings, world, looks, (lane) => reads.get(lane) ?? []);
      recorder.close(record);
    }
    const { requirements, lanes, broken } = this.#ledger;
    return {
      run,
      end,
      ledger: { requirements, lanes, broken },
      lanes: this.#lanes,
      virtualTime: this.#virtualTime,
      errors: this.#panel.errors,
      gathered: this.#panel.gathered(),
    };
  }

  #begun(): Recorder {
    if (this.#recorder === undefined) throw new RangeError('a history begins with its run line');
    return this.#recorder;
  }

  #op(op: OpLine, counts: boolean): void {
    if (op.act.op === 'clock.advance' && op.outcome !== 'refused') this.#virtualTime = true;
    if (!counts) return;
    const numbers = this.#numbers(op.lane);
    numbers.ops += 1;
    if (op.act.op === 'reading.submit') {
      numbers.readings += 1;
      if (op.outcome === 'refused') numbers.refused += 1;
    }
    this.#ledger.rank = op.seq;
    this.#panel.answer(op);
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
    const dueOfEach = patient.measures.map((view) => dueDemands(view, record, world.end));
    const due = dueOfEach.flatMap(({ demands }) => demands);
    const isBeyond = dueOfEach.some(({ cut }) => cut) || analysis.measures.some((m) => m.explored.overflow);
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
        .flatMap(([, list]) =>
          list.map((item) => ({ item, why: 'nothing was filed as its reading that calls for one' })),
        ),
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
    const acts = Map.groupBy(record.itemActs, (act) => keyOf(act.act.item));
    const lives = record.items.map((item) => ({
      life: lifeFact(item, patient, world, looks, owed.get(item), acts.get(item.key) ?? []),
      privacy: privacyFact(item, patient, world, looks),
    }));
    const panel = this.#panel;
    const asked = this.#asked;
    panel.putAll(asked.message, messages);
    panel.beyond(isBeyond, () => {
      panel.putAll(asked.order, orders);
      panel.putAll(asked.orderShown, orderShownFacts(record));
      panel.putAll(asked.attempt, attempts);
      panel.putAll(asked.trace, traces);
      panel.putAll(asked.demand, demands);
      panel.putAll(asked.stray, strays);
      panel.putAll(asked.due, dues);
      panel.putAll(asked.notDue, notDue);
      panel.putAll(asked.trackers, trackers);
      panel.putAll(asked.pick, picks);
      panel.putAll(asked.found, found);
      panel.putAll(asked.volume, volumeFacts(found));
      panel.putAll(asked.permission, permissions);
      panel.putAll(asked.read, reads);
      panel.putAll(asked.audit, audits);
      for (const { life, privacy } of lives) {
        panel.put(asked.life, life);
        panel.put(asked.privacy, privacy);
      }
    });
  }

  #numbers(lane: string): LaneNumbers {
    const known = this.#lanes.get(lane);
    if (known !== undefined) return known;
    const fresh: LaneNumbers = { ops: 0, readings: 0, refused: 0, items: 0 };
    this.#lanes.set(lane, fresh);
    return fresh;
  }
}
