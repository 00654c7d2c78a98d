import { MEASURES_OF } from './measures.ts';
import type { ReadArrival } from './match-arrivals.ts';
import { changesOf, grantedAt, type PermissionOp } from './permission-at.ts';
import type { MeasurementCase, SenderCase } from './sender-case.ts';

const changes = (of: SenderCase, one: MeasurementCase): readonly PermissionOp[] =>
  changesOf(of.phone.permissions, one.measurement.first.reading.measure);

/** Arrivals before anything of the kind could have been granted. */
export const beforeGrant = (of: SenderCase, one: MeasurementCase): readonly ReadArrival[] => {
  const all = changes(of, one);
  const first = all.find((c) => c.act.status === 'granted')?.sent ?? Infinity;
  return one.arrivals.filter((a) => a.at < first);
};

/** Arrivals after a withdrawal that the sender was told of, and before the next grant. */
export const afterWithdrawal = (of: SenderCase, one: MeasurementCase): readonly ReadArrival[] => {
  const all = changes(of, one);
  return one.arrivals.filter((a) => {
    const latest = all.findLast((c) => c.sent <= a.at);
    return latest?.act.status === 'withdrawn' && latest.act.told && grantedAt(all, a.at) === 'no';
  });
};

/** When it was shown first, nothing of its kind was granted, and something of another kind was. */
export const isOfAnotherType = (of: SenderCase, one: MeasurementCase): boolean => {
  const { reading, shows } = one.measurement.first;
  return MEASURES_OF.some(
    (measure) =>
      measure !== reading.measure && grantedAt(changesOf(of.phone.permissions, measure), shows[0].sent) === 'yes',
  );
};

/** It was shown before the first grant of its kind, or there never was one. */
export const isShownBeforeGrant = (of: SenderCase, one: MeasurementCase): boolean => {
  const first = changes(of, one).find((c) => c.act.status === 'granted')?.sent ?? Infinity;
  return one.measurement.first.shows[0].sent < first;
};

/** It was shown while its kind, once granted, was not. */
export const isShownAfterWithdrawal = (of: SenderCase, one: MeasurementCase): boolean => {
  const all = changes(of, one);
  const { sent } = one.measurement.first.shows[0];
  return grantedAt(all, sent) === 'no' && all.some((c) => c.act.status === 'granted' && c.sent < sent);
};

/** It was shown before its kind was withdrawn, and the EHR had not accepted it by then: it waited. */
export const hasWaited = (of: SenderCase, one: MeasurementCase): boolean => {
  const all = changes(of, one);
  const withdrawal = all.find((c) => c.act.status === 'withdrawn' && c.act.told)?.sent;
  if (withdrawal === undefined || one.measurement.first.shows[0].sent > withdrawal) return false;
  return !one.arrivals.some((a) => a.outcome === 'accepted' && a.answered < withdrawal);
};
