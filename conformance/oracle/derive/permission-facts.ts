import type { Measure } from '../../../contract/domain/index.ts';
import type { AnyRuling } from '../course/effect.ts';
import type { PermissionFact, TrackerActFact } from '../facts.ts';
import type { OpOf } from '../record/patient-record.ts';
import { instant } from '../time/instant.ts';
import type { PatientCase } from './world.ts';

type PermissionOp = OpOf<'permission.set'>;

/** Whether it can be accepted, and each reason for which it can be refused. */
const answerTo = (rulings: readonly AnyRuling[]): Pick<TrackerActFact, 'accept' | 'reasons'> => ({
  accept: rulings.length === 0 || rulings.some((r) => r.way !== 'refuse'),
  reasons: rulings.flatMap((r) => (r.way === 'accept' ? [] : r.grounds)) as TrackerActFact['reasons'],
});

/** A grant that a withdrawal from before it in the history, decided after it, may leave without effect. */
const mayBeOvertaken = (op: PermissionOp, before: readonly PermissionOp[]): boolean => {
  const { status, measure, at } = op.act.permission;
  return (
    status === 'granted' &&
    before.some(
      ({ act: { permission: p }, outcome }) =>
        p.measure === measure && p.status === 'withdrawn' && outcome !== 'refused' && instant(p.at) > instant(at),
    )
  );
};

/** Whether a permission can have been granted (or not) when an operation was sent, by what was sent before it: every possibility. */
const grantedBefore = (ops: readonly PermissionOp[], measure: Measure, sent: number): ReadonlySet<boolean> => {
  let states = new Set([false]);
  for (const [i, op] of ops.entries()) {
    if (op.act.permission.measure !== measure || op.outcome === 'refused') continue;
    const granted = op.act.permission.status === 'granted';
    const isSure = op.outcome === 'ok' && op.settled <= sent && !mayBeOvertaken(op, ops.slice(0, i));
    states = isSure ? new Set([granted]) : new Set([...states, granted]);
  }
  return states;
};

/** Without a portal declared nobody knows whether a tracker has to be picked first. */
const mayWait = ({ act, answer }: PermissionOp, measures: PatientCase['measures']): boolean =>
  act.permission.status === 'granted' &&
  answer.refusal === 'tracker-not-picked' &&
  !measures.some((view) => view.measure.ambience.portal);

const WAITS: Pick<TrackerActFact, 'accept' | 'reasons'> = {
  accept: true,
  reasons: [{ codes: ['tracker-not-picked'], why: 'the system may have a portal' }],
};

/** What became of each grant and withdrawal, in the order of sending. */
export const permissionFacts = ({ record, measures }: PatientCase): PermissionFact[] => {
  const rulingsOf = (op: PermissionOp): readonly AnyRuling[] =>
    measures.flatMap((view) => view.measure.explored.rulings.get(op) ?? []);
  return record.permissions.map((op, i) => {
    const { status, measure } = op.act.permission;
    const before = grantedBefore(record.permissions.slice(0, i), measure, op.sent);
    return {
      lane: op.lane,
      patient: record.key,
      op,
      changes: !before.has(status === 'granted') && !mayBeOvertaken(op, record.permissions.slice(0, i)),
      ...(mayWait(op, measures) ? WAITS : answerTo(rulingsOf(op))),
    };
  });
};

/** What became of each tracker that was picked or disconnected. */
export const trackerActFacts = ({ record, measures }: PatientCase): TrackerActFact[] =>
  record.trackers.flatMap((op) => {
    const rulings = measures.flatMap((view) => view.measure.explored.rulings.get(op) ?? []);
    return rulings.length === 0 ? [] : [{ lane: op.lane, patient: record.key, op, ...answerTo(rulings) }];
  });
