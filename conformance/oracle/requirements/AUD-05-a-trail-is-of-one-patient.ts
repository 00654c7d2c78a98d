import { keyOf } from '../../../contract/domain/index.ts';
import { isOp } from '../record/patient-record.ts';
import type { Judge } from './judge.ts';

/** AUD-05: the trail of a patient tells of this patient, and of no other. */
export const AUD_05: Judge = {
  id: 'AUD-05',
  answer(op, out) {
    if (!isOp(op, 'audit.read') || op.outcome !== 'ok' || op.output?.audit === undefined) return;
    const patient = keyOf(op.act.patient);
    const named = op.output.audit.filter((event) => event.patient !== undefined);
    const others = named.filter((event) => event.patient !== undefined && keyOf(event.patient) !== patient);
    const own = named.length - others.length;
    const common = { lane: op.lane, subject: { patient }, lines: [op.seq] };
    // What has to stand in a trail is AUD-01's; of an empty one nothing can be said here.
    if (op.output.audit.length > 0)
      out.report({
        ...common,
        polarity: 'must',
        outcome: own > 0 ? 'met' : 'broken',
        expected: () => 'records that name the patient whose trail was asked for',
        observed: () => `${own} of ${op.output?.audit?.length ?? 0} records name the patient`,
      });
    out.report({
      ...common,
      polarity: 'must-not',
      outcome: others.length > 0 ? 'broken' : 'met',
      expected: () => 'no record about another patient',
      observed: () =>
        others.length === 0 ? 'none' : others.map((e) => `${e.subject} of ${e.patient?.value ?? '?'}`).join('; '),
    });
  },
  /** Whoever leaves out whose it is tells of another all the same. */
  trail({ lane, patient, read, unnamed }, out) {
    if (unnamed.length === 0) return;
    out.report({
      lane,
      subject: { patient },
      lines: [read.seq],
      polarity: 'must-not',
      outcome: 'broken',
      expected: () => 'no record about what is not of this patient',
      observed: () => unnamed.map((e) => `${e.subject} ${e.entity?.value ?? '?'}, of nobody`).join('; '),
    });
  },
};
