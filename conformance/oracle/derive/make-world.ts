import { keyOf } from '../../../contract/domain/index.ts';
import { RECOVERY_MS } from '../../history/lines.ts';
import { Absence, type Sentinel } from '../sight/absence.ts';
import { Outages } from '../sight/outages.ts';
import { isOp } from '../record/patient-record.ts';
import type { Recorder } from '../record/recorder.ts';
import type { ObservedItem } from '../record/sighting.ts';
import type { World } from './world.ts';

const sentinelsOf = (recorder: Recorder, items: readonly ObservedItem[]): Sentinel[] =>
  items.flatMap((item) => {
    if (item.latest.reading === undefined) return [];
    const causes = recorder.sentinelsUnder(keyOf(item.latest.reading));
    return causes.flatMap((op) => item.versions.map(({ surface, by }) => ({ surface, sent: op.sent, by })));
  });

/** Members by pool, keys. */
export const poolMembersOf = ({ run, people }: Recorder): Map<string, ReadonlySet<string>> => {
  const members = new Map<string, ReadonlySet<string>>();
  for (const pool of run.people.pools) members.set(keyOf(pool.identifier), new Set(pool.members.map(keyOf)));
  for (const ops of people.values())
    for (const op of ops)
      if (isOp(op, 'person.pool') && op.outcome !== 'refused')
        members.set(keyOf(op.act.pool.identifier), new Set(op.act.pool.members.map(keyOf)));
  return members;
};

/** What all patients of a settled record share. */
export const makeWorld = (recorder: Recorder, items: readonly ObservedItem[]): World => {
  const { deadlines, policies } = recorder.run;
  const lagNs = recorder.end?.lag ?? 0;
  return {
    deadlines,
    policies,
    lagNs,
    absence: new Absence(recorder.looks, sentinelsOf(recorder, items), recorder.end !== undefined),
    outages: new Outages(recorder.faults, deadlines.recovery ?? RECOVERY_MS, lagNs),
    coverage: recorder.coverage,
    poolMembers: poolMembersOf(recorder),
    end: recorder.lastMono,
  };
};
