import type { Measure } from '../../../contract/domain/index.ts';
import type { AnyRuling } from '../course/effect.ts';
import type { PermissionFact, TrackerActFact } from '../facts.ts';
import type { OpOf } from '../record/patient-record.ts';
import type { PatientCase } from './world.ts';

type PermissionOp = OpOf<'permission.set'>;

/** Whether it can be accepted, and each reason for which it can be refused. */
const answerTo = (rulings: readonly AnyRuling[]): Pick<TrackerActFact, 'accept' | 'reasons'> => ({
  accept: rulings.length === 0 || rulings.some((r) => r.way !== 'refuse'),
  reasons: rulings.flatMap((r) => (r.way === 'accept' ? [] : r.grounds)) as TrackerActFact['reasons'],
});

/** Whether a permission can have been granted (or not) when an operation was sent, by what was sent before it: every possibility. */
const grantedBefore = (ops: readonly PermissionOp[], measure: Measure, sent: number): ReadonlySet<boolean> => {
  let states = new Set([false]);
  for (const op of ops) {
    if (op.act.permission.measure !== measure || op.outcome === 'refused') continue;
    const granted = op.act.permission.status === 'granted';
    states = op.outcome === 'ok' && op.settled <= sent ? new Set([granted]) : new Set([...states, granted]);
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
      changes: !before.has(status === 'granted'),
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
