import type { HistoryLine, Mono, OpLine } from '../history/lines.ts';
import { analysePatient, surroundingsOf } from './analysis.ts';
import { BenchOfJudges } from './bench-of-judges.ts';
import { indexLooks, type LookIndex, privacyFact } from './derive/item-life-facts.ts';
import { makeWorld } from './derive/make-world.ts';
import type { World } from './derive/world.ts';
import { type Early, EarlyBook } from './early/early-book.ts';
import type { PrivacyFact } from './facts.ts';
import { Ledger } from './ledger.ts';
import { type LaneNumbers, type OraclePart, type OracleResult, resultOf } from './oracle-result.ts';
import { type Around, patientFacts } from './patient-facts.ts';
import type { OpOf, PatientRecord } from './record/patient-record.ts';
import { Recorder } from './record/recorder.ts';
import { type Share, WHOLE } from './share.ts';
import { type DelaySample, samplesOf } from './sight/delay-samples.ts';

/** The patients and what they share; items are held by their patients alone from then on. */
const settled = (
  recorder: Recorder,
): { readonly patients: readonly PatientRecord[]; readonly world: World; readonly looks: LookIndex } => {
  const { patients, items } = recorder.settle();
  const looks = indexLooks(recorder.looks, new Set(items.map((item) => item.key)));
  return { patients, world: makeWorld(recorder, items), looks };
};

/**
 * The only judge. Fed with a history line by line, in the order of the file, beginning with its `run`
 * line; `finish` gives every finding. Pure: the same lines give the same result. Throws RangeError
 * when the first line is no `run` line.
 */
export class Oracle {
  readonly #ledger = new Ledger();
  readonly #bench = new BenchOfJudges(this.#ledger);
  readonly #early = new EarlyBook();
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

  /**
   * Judges a patient, by key, with what was fed so far, so that nearly nothing is left to do for him or her at the
   * end. Whenever it is called, for whom and how often, the result stays the same. True: it will have been of use if
   * nothing more comes that concerns this patient.
   */
  early(patient: string): boolean {
    return this.#early.judge(patient, this.#begun());
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
    const around: Around = { surroundings, world, looks, readsOf: (lane) => reads.get(lane) ?? [] };
    const delays: DelaySample[] = [];
    for (const record of patients) {
      if (recorder.isForeign(record)) continue;
      this.#ledger.rank = record.key;
      const privacies = (lane: string): PrivacyFact[] =>
        record.items.map((item) => privacyFact(item, { record, lane }, world, looks));
      const early = this.#standing(record, world);
      if (early === undefined) {
        recorder.open(record);
        const facts = patientFacts(analysePatient(record, surroundings), around);
        this.#bench.patient(facts, privacies(facts.lane));
        delays.push(...samplesOf(facts.demands, world.absence.lastLook(record.key)));
        this.#counted(facts.lane, record);
      } else {
        this.#early.count(early, this.#ledger);
        delays.push(...early.delays);
        this.#bench.privacy(privacies(early.lane));
        this.#counted(early.lane, record);
      }
      recorder.close(record);
    }
    const { requirements, lanes, broken } = this.#ledger;
    const { panel } = this.#bench;
    return {
      run,
      end,
      ledger: { requirements, lanes, broken },
      lanes: this.#lanes,
      virtualTime: this.#virtualTime,
      errors: panel.errors,
      gathered: panel.gathered(),
      delays,
    };
  }

  /** What was found early of a patient, if nothing that has come since, and nothing in words, asks for more. */
  #standing(record: PatientRecord, { absence }: World): Early | undefined {
    const { panel } = this.#bench;
    // A judge that threw is asked no more, and counts no more.
    if (this.#early.size === 0 || panel.errors.size > 0) return undefined;
    const early = this.#early.standing(record, this.#begun(), absence);
    return early !== undefined && this.#early.isCounted(early, this.#ledger, panel.gatheredNames()) ? early : undefined;
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
    this.#bench.answer(op);
  }

  #counted(lane: string, { items }: PatientRecord): void {
    if (items.length > 0) this.#numbers(lane).items += items.length;
  }

  #numbers(lane: string): LaneNumbers {
    const known = this.#lanes.get(lane);
    if (known !== undefined) return known;
    const fresh: LaneNumbers = { ops: 0, readings: 0, refused: 0, items: 0 };
    this.#lanes.set(lane, fresh);
    return fresh;
  }
}
