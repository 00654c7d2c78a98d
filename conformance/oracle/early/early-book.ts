import { analysePatient, surroundingsOf } from '../analysis.ts';
import { BenchOfJudges } from '../bench-of-judges.ts';
import type { Ledger } from '../ledger.ts';
import { patientFacts } from '../patient-facts.ts';
import type { PatientRecord } from '../record/patient-record.ts';
import type { Recorder } from '../record/recorder.ts';
import type { Proofs } from '../sight/absence.ts';
import { type DelaySample, samplesOf } from '../sight/delay-samples.ts';
import { AssumedProofs, earlyAround, isEarly, lastSettled } from './early-world.ts';
import { EarlyFindings, Slots } from './early-findings.ts';

const NS_PER_MS = 1_000_000;

/** What was found of a patient early, and what it rests on. */
export interface Early {
  readonly lane: string;
  /** What the record held: see Recorder.sizeOf. */
  readonly size: number;
  readonly common: number;
  /** Slot and count, turn by turn. */
  readonly counts: Int32Array;
  /** Numbers of names under which something was gathered. */
  readonly names: Int32Array;
  readonly delays: readonly DelaySample[];
  readonly lastSettled: number;
  /** What has to be followed by quiet time, a sentinel and a look. */
  readonly absence: Pick<AssumedProofs, 'settled' | 'quietNs'>;
}

/**
 * Patients who were judged before the history was over, each in a few numbers. Only what was met is kept here: a
 * patient with anything else is judged when everything is known. At the end each of them stands only if nothing has
 * come since of what it rests on, and only for counts: what is kept in words is found by the judges of the whole.
 */
export class EarlyBook {
  readonly #slots = new Slots();
  readonly #early = new Map<string, Early>();
  readonly #names = new Map<string, number>();
  readonly #allNames: (readonly [judge: string, name: string])[] = [];

  get size(): number {
    return this.#early.size;
  }

  /** Judges a patient now, if that can be done. True: it will stand if nothing more comes. */
  judge(key: string, recorder: Recorder): boolean {
    this.#early.delete(key);
    const record = recorder.glimpse(key);
    if (record === undefined || !isEarly(record) || recorder.isContested(key)) return false;
    const absence = new AssumedProofs();
    const surroundings = surroundingsOf(recorder);
    const facts = patientFacts(
      analysePatient(record, surroundings),
      earlyAround(record, recorder, surroundings, absence),
    );
    if (facts.isBeyond) return false;
    const findings = new EarlyFindings(this.#slots);
    const bench = new BenchOfJudges(findings);
    bench.patient(facts, []);
    if (!findings.isClean || bench.panel.errors.size > 0) return false;
    this.#early.set(key, {
      lane: facts.lane,
      size: recorder.sizeOf(record),
      common: recorder.common,
      counts: findings.counts(),
      names: Int32Array.from(this.#numbersOf(bench.panel.gatheredNames())),
      // Nothing that had to come is missing: no look bounds a delay.
      delays: samplesOf(facts.demands, 0),
      lastSettled: lastSettled(record),
      absence: { settled: absence.settled, quietNs: absence.quietNs },
    });
    return true;
  }

  /**
   * What was found of a patient early, if it still holds now that the record is settled and everything is known.
   * `record`: not yet opened.
   */
  standing(record: PatientRecord, recorder: Recorder, proofs: Proofs): Early | undefined {
    const early = this.#early.get(record.key);
    if (early === undefined) return undefined;
    const { size, common, lastSettled: last, absence } = early;
    const holds =
      // An outage says something of whatever it held up, and of what came after it: then all is judged by the whole.
      recorder.faults.length === 0 &&
      size === recorder.sizeOf(record) &&
      common === recorder.common &&
      !recorder.isContested(record.key) &&
      proofs.lastLook(record.key) > last + recorder.run.deadlines.other * NS_PER_MS &&
      (absence.settled < 0 || proofs.provesAbsence(record.key, absence.settled, absence.quietNs));
    return holds ? early : undefined;
  }

  /** Whether it adds nothing to a ledger and its judges but counts. */
  isCounted({ counts, names }: Early, ledger: Ledger, gathered: ReadonlyMap<string, ReadonlySet<string>>): boolean {
    for (let i = 0; i < counts.length; i += 2) {
      const slot = this.#slots.all[counts[i] ?? 0];
      if (slot === undefined) return false;
      if (slot.side !== 'may' && !ledger.hasMet(slot.requirement, slot.lane, slot.side)) return false;
    }
    return names.every((number) => {
      const [judge, name] = this.#allNames[number] ?? ['', ''];
      return gathered.get(judge)?.has(name) === true;
    });
  }

  /** Adds its counts. */
  count({ counts }: Early, ledger: Ledger): void {
    for (let i = 0; i < counts.length; i += 2) {
      const slot = this.#slots.all[counts[i] ?? 0];
      if (slot !== undefined) ledger.count(slot.requirement, slot.lane, slot.side, counts[i + 1] ?? 0);
    }
  }

  *#numbersOf(gathered: ReadonlyMap<string, ReadonlySet<string>>): Generator<number> {
    for (const [judge, names] of gathered)
      for (const name of names) {
        const key = `${judge} ${name}`;
        let number = this.#names.get(key);
        if (number === undefined) this.#names.set(key, (number = this.#allNames.push([judge, name]) - 1));
        yield number;
      }
  }
}
