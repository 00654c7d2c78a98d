import { indexLooks } from '../derive/item-life-facts.ts';
import { poolMembersOf } from '../derive/make-world.ts';
import type { Surroundings } from '../explore/ambience.ts';
import type { Around } from '../patient-facts.ts';
import { listsOf, type PatientRecord } from '../record/patient-record.ts';
import type { Recorder } from '../record/recorder.ts';
import type { Proofs } from '../sight/absence.ts';
import { Outages } from '../sight/outages.ts';

/** Rules that a reading decides when it comes. What others come to depends on how long is looked. */
const BY_READING: ReadonlySet<string> = new Set(['change', 'repeated', 'alert-on']);

/**
 * Whether what has become of a patient can be told before the history is over: everything was answered, nothing goes by
 * time, and nobody did anything that others see.
 */
export const isEarly = (record: PatientRecord): boolean =>
  record.submissions.length > 0 &&
  [record.messages, record.messageReads, record.tries].every((list) => list.length === 0) &&
  !record.clock.used &&
  [...record.orders.values()].flat().every((op) => op.act.order.rules.every((rule) => BY_READING.has(rule.kind))) &&
  listsOf(record).every((ops) => ops.every((op) => op.outcome !== 'unknown'));

/** When the last of what was done for a patient was answered, monotonic. */
export const lastSettled = (record: PatientRecord): number =>
  listsOf(record)
    .flat()
    .reduce((last, op) => Math.max(last, op.settled), 0);

/** Takes for proven what the looks at the end of a run will prove, and notes what they have to. */
export class AssumedProofs implements Proofs {
  /** Until when something was that has to be followed by quiet time, a sentinel and a look; −1: nothing. */
  settled = -1;
  quietNs = 0;

  lastLook(): number {
    return Number.POSITIVE_INFINITY;
  }

  provesMissing(): boolean {
    return true;
  }

  provesAbsence(_patient: string, settled: number, quietNs: number): boolean {
    this.settled = Math.max(this.settled, settled);
    this.quietNs = Math.max(this.quietNs, quietNs);
    return true;
  }
}

/**
 * What a patient is held against before the history is over. The harness's lag is not known yet; what came in time by
 * the upper bound of its interval came in time whatever it is.
 */
export const earlyAround = (
  record: PatientRecord,
  recorder: Recorder,
  surroundings: Surroundings,
  absence: Proofs,
): Around => {
  const { deadlines, policies } = recorder.run;
  return {
    surroundings,
    world: {
      deadlines,
      policies,
      lagNs: 0,
      absence,
      outages: new Outages([], 0),
      coverage: recorder.coverage,
      poolMembers: poolMembersOf(recorder),
      end: recorder.lastMono,
    },
    looks: indexLooks(recorder.looksAt(record.key), new Set()),
    readsOf: () => [],
  };
};
