import type { PermissionFact } from '../facts.ts';
import { lastPermissions } from '../readings/permission-gate.ts';
import type { PatientRecord } from '../record/patient-record.ts';

/** What became of each grant and withdrawal, in the order of sending. */
export const permissionFacts = (record: PatientRecord): PermissionFact[] =>
  record.permissions.map((op, i) => {
    const { status, measure } = op.act.permission;
    const before = lastPermissions(record.permissions.slice(0, i), measure, { from: op.sent, to: op.sent });
    const granted = before.map((last) => last?.act.permission.status === 'granted');
    return {
      lane: op.lane,
      patient: record.key,
      op,
      changes: status === 'granted' ? granted.every((g) => !g) : granted.every(Boolean),
    };
  });
