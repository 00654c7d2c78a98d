import { CONTROL_SOLUTION } from '../../../contract/codes/measures.ts';
import type { Mono } from '../../history/lines.ts';
import { instant } from '../time/instant.ts';
import type { Measurement, Version } from './measurement.ts';
import { changesOf, grantedAt, grantedFrom, lostAfter, type PermissionOp } from './permission-at.ts';
import type { PhoneRecord, SenderSurroundings } from './sender-record.ts';

const NS_PER_MS = 1_000_000;

/** Why a measurement has to stay away. */
export type Forbidden =
  | 'control'
  | 'other-person'
  | 'not-ordered'
  | 'outside-order'
  | 'not-granted'
  | 'before-grant'
  | 'withdrawn';

/** What has to become of one content of a measurement. `open`: either is right. */
export type Demand =
  | {
      readonly kind: 'must';
      readonly from: Mono;
      readonly due: Mono;
      readonly budgetMs: number;
      readonly outage: boolean;
    }
  | { readonly kind: 'must-not'; readonly why: Forbidden }
  | { readonly kind: 'open'; readonly why: string };

/** Kinds of fault during which nothing can arrive. */
const OUTAGES: ReadonlySet<string> = new Set(['ehr-unavailable', 'ehr-cut', 'sender-killed']);

const open = (why: string): Demand => ({ kind: 'open', why });
const mustNot = (why: Forbidden): Demand => ({ kind: 'must-not', why });

/** Reasons that need no look at the permission; undefined: none. */
const forbiddenAnyway = (measurement: Measurement, { enrol }: PhoneRecord): Forbidden | undefined => {
  const { reading } = measurement.first;
  const { order } = enrol.act.phone;
  if (reading.code.system === CONTROL_SOLUTION.system && reading.code.code === CONTROL_SOLUTION.code) return 'control';
  if (measurement.whose === 'other') return 'other-person';
  if (!order.measures.includes(reading.measure)) return 'not-ordered';
  const at = instant(reading.effective);
  return at < instant(order.period.start) || at >= instant(order.period.end) ? 'outside-order' : undefined;
};

/** When it was surely shown first, and might have been before. */
const shownIn = ({ shows }: Version): { readonly first: Mono; readonly sure: Mono | undefined } => ({
  first: Math.min(...shows.map((s) => s.sent)),
  sure: shows.find((s) => s.outcome === 'ok')?.intended,
});

const wasGrantedBefore = (changes: readonly PermissionOp[], at: Mono): boolean =>
  changes.some((c) => c.act.status === 'granted' && c.sent < at);

/** It was measured before the grant under which it would go, by the phone's own clock. */
const isBackFill = (version: Version, changes: readonly PermissionOp[], granted: Mono): boolean => {
  const grant = changes.findLast((c) => c.act.status === 'granted' && c.sent <= granted);
  return grant !== undefined && instant(version.reading.effective) < instant(grant.act.at);
};

/** The deadline, moved behind every outage that lies in its way. */
const dueOf = (
  from: Mono,
  { faults }: PhoneRecord,
  { terms }: SenderSurroundings,
): Pick<Extract<Demand, { kind: 'must' }>, 'due' | 'budgetMs' | 'outage'> => {
  let due = from + terms.forward * NS_PER_MS;
  let [budgetMs, outage] = [terms.forward, false];
  for (const fault of faults.toSorted((a, b) => a.from - b.from)) {
    if (!OUTAGES.has(fault.fault) || fault.until < from || fault.from > due) continue;
    due = Math.max(due, fault.until + terms.recovery * NS_PER_MS);
    [budgetMs, outage] = [terms.recovery, true];
  }
  return { due, budgetMs, outage };
};

/** What comes after a version and may overtake it: its correction, its deletion. */
const overtakenAt = (measurement: Measurement, version: Version): Mono | undefined => {
  const later = measurement.versions.slice(measurement.versions.indexOf(version) + 1);
  const instants = [...later.flatMap((v) => v.shows.map((s) => s.sent)), measurement.deletion?.sent ?? Infinity];
  const first = Math.min(...instants);
  return Number.isFinite(first) ? first : undefined;
};

/** Without a number no receiver can evaluate it: it may be told of, and need not be. */
const isFailed = ({ reading }: Version): boolean => reading.result.kind === 'absent';

/**
 * What has to become of one content of a measurement: to arrive by its deadline, to stay away, or either.
 * Source: contract, Two roles (sender), Admission 4 to 7; docs/sender.md.
 */
export const demandOf = (
  measurement: Measurement,
  version: Version,
  phone: PhoneRecord,
  surroundings: SenderSurroundings,
): Demand => {
  const anyway = forbiddenAnyway(measurement, phone);
  if (anyway !== undefined) return mustNot(anyway);
  const changes = changesOf(phone.permissions, version.reading.measure);
  const { first, sure } = shownIn(version);
  if (changes.every((c) => c.act.status === 'withdrawn')) return mustNot('not-granted');
  const before = grantedAt(changes, first);
  const granted = grantedFrom(changes, first);
  if (before === 'no') {
    if (wasGrantedBefore(changes, first))
      return granted === undefined && !changes.some((c) => c.act.status === 'granted' && c.sent > first)
        ? mustNot('withdrawn')
        : open('it was shown while the permission was withdrawn, and it was granted again');
    if (granted === undefined) return open('it is not known whether it was ever granted');
  }
  if (granted === undefined || before === 'open') return open('the permission changed while it was shown');
  if (surroundings.backfill === 'none' && isBackFill(version, changes, granted)) return mustNot('before-grant');
  if (sure === undefined) return open('it was shown only once, and that was disturbed');
  if (isFailed(version)) return open('a failed measurement may be told of');
  const from = Math.max(sure, granted);
  const due = dueOf(from, phone, surroundings);
  const lost = lostAfter(changes, from);
  if (lost !== undefined && lost <= due.due) return open('the permission was withdrawn before its time was over');
  const overtaken = overtakenAt(measurement, version);
  if (overtaken !== undefined && overtaken <= due.due)
    return open('it was changed or deleted before its time was over');
  return { kind: 'must', from, ...due };
};
