import { keyOf } from '../../../contract/domain/index.ts';
import { Absence, type Sentinel } from '../items/absence.ts';
import { isOp } from '../record/patient-record.ts';
import type { Recorder } from '../record/recorder.ts';
import type { ObservedItem } from '../record/sighting.ts';
import type { World } from './world.ts';

/** Lanes whose items are caused on purpose, to prove that the In Basket is alive. */
const isSentinelLane = (lane: string): boolean => lane === 'sentinel' || lane.startsWith('sentinel/');

const sentinelsOf = (recorder: Recorder, items: readonly ObservedItem[]): Sentinel[] =>
  items.flatMap((item) => {
    if (item.latest.reading === undefined) return [];
    const causes = recorder.submissionsUnder(keyOf(item.latest.reading)).filter((op) => isSentinelLane(op.lane));
    return causes.map((op) => ({ sent: op.sent, by: item.first.by }));
  });

const poolMembersOf = ({ run, people }: Recorder): Map<string, ReadonlySet<string>> => {
  const members = new Map<string, ReadonlySet<string>>();
  for (const pool of run.people.pools) members.set(keyOf(pool.identifier), new Set(pool.members.map(keyOf)));
  for (const ops of people.values())
    for (const op of ops)
      if (isOp(op, 'person.pool') && op.outcome !== 'refused')
        members.set(keyOf(op.act.pool.identifier), new Set(op.act.pool.members.map(keyOf)));
  return members;
};

const knownPeople = ({ run, people }: Recorder): Set<string> =>
  new Set([
    ...run.people.clinicians.map((c) => keyOf(c.identifier)),
    ...run.people.pools.map((p) => keyOf(p.identifier)),
    ...run.people.decoys.map(keyOf),
    ...[...people].filter(([, ops]) => ops.some((op) => op.outcome === 'ok')).map(([key]) => key),
  ]);

/** What all patients of a settled record share. */
export const makeWorld = (recorder: Recorder, items: readonly ObservedItem[]): World => ({
  deadlines: recorder.run.deadlines,
  policies: recorder.run.policies,
  lagNs: recorder.end?.lag ?? 0,
  absence: new Absence(recorder.looks, sentinelsOf(recorder, items), recorder.end !== undefined),
  people: { known: knownPeople(recorder), registrations: recorder.people, poolMembers: poolMembersOf(recorder) },
});
