import { gate } from './gate.ts';
import type { Judge } from './judge.ts';
import { sentBy } from './words.ts';
import { permissionTaken } from './permission-taken.ts';

const base = gate('PRM-03', ['withdrawn'], (fact) =>
  fact.record.permissions.some((op) => op.act.permission.status === 'withdrawn'),
);

/** PRM-03: what was filed before the withdrawal is still found after it, and a withdrawal is taken. */
export const PRM_03: Judge = {
  ...base,
  permission(fact, out) {
    if (fact.op.act.permission.status === 'withdrawn') permissionTaken(fact, out);
  },
  found(fact, out) {
    const { measure } = fact.filing.reading;
    if (!fact.due || !fact.withdrawnBefore(measure)) return;
    out.report({
      lane: fact.lane,
      polarity: 'must',
      outcome: fact.found.length > 0 ? 'met' : 'broken',
      subject: { patient: fact.patient, reading: fact.filing.key },
      expected: () => `a reading filed (${sentBy(fact.filing)}) before permission was withdrawn remains`,
      observed: () => (fact.found.length > 0 ? 'found' : `not found by the query of line ${fact.read.seq}`),
      lines: [...fact.filing.attempts.map((a) => a.op.seq), fact.read.seq],
    });
  },
};
