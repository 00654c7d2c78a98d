import { keyOf } from '../../../contract/domain/index.ts';
import { demandsOf } from '../items/demands.ts';
import { ordersOf } from '../orders/version.ts';
import { admit } from '../readings/admission.ts';
import { isCertain, type Filing, type SubmitOp } from '../readings/filing.ts';
import type { PatientRecord } from '../record/patient-record.ts';
import type { PatientCase } from './world.ts';
import type { Policies } from '../../history/lines.ts';

/** Later sight of an effect settles an attempt that was never answered: an item about it, or a query that finds it. */
const resolve = (filing: Filing, record: PatientRecord): void => {
  if (isCertain(filing)) return;
  const sights: { mono: number; line: number }[] = [];
  for (const { first, latest } of record.items)
    if (latest.reading !== undefined && filing.keys.has(keyOf(latest.reading)))
      sights.push({ mono: first.by, line: first.seq });
  for (const read of record.reads)
    if (read.output?.readings?.some((r) => filing.keys.has(keyOf(r.reading.identifier))) === true)
      sights.push({ mono: read.settled, line: read.seq });
  const [earliest] = sights.sort((a, b) => a.mono - b.mono || a.line - b.line);
  filing.evidence = earliest;
};

const firstLane = (record: PatientRecord): string => {
  const ops = [
    ...record.submissions,
    ...[...record.orders.values()].flat(),
    ...record.permissions,
    ...record.registrations,
    ...record.reads,
    ...record.messageReads,
    ...record.audits,
  ].sort((a, b) => a.sent - b.sent || a.seq - b.seq);
  return ops[0]?.lane ?? 'unknown';
};

/** Everything that can be said of one patient's orders and readings before anything observed is looked at. */
export const patientCase = (
  record: PatientRecord,
  policies: Policies,
  foreign: (key: string) => readonly SubmitOp[],
): PatientCase => {
  const orders = ordersOf(record);
  const { attempts, filings } = admit({ record, orders, policies, foreign });
  for (const filing of filings) resolve(filing, record);
  return {
    record,
    lane: firstLane(record),
    orders,
    attempts,
    filings,
    demands: demandsOf(orders, filings, { clock: record.clock, policies }),
  };
};
