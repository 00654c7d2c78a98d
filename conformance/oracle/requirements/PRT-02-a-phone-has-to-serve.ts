import { keyOf } from '../../../contract/domain/index.ts';
import { isEligible } from '../people/eligibility.ts';
import { isOp, type OpOf } from '../record/patient-record.ts';
import type { Judge } from './judge.ts';
import { answerText } from './words.ts';

/** PRT-02: who orders is told whether the patient's phone can serve. Devices are told of before they are asked for. */
export const makePRT_02 = (): Judge => {
  const devices = new Map<string, OpOf<'device.register'>[]>();
  return {
    id: 'PRT-02',
    answer(op, out) {
      if (isOp(op, 'device.register')) {
        const key = keyOf(op.act.device.patient);
        devices.set(key, [...(devices.get(key) ?? []), op]);
      }
      if (!isOp(op, 'eligibility.read')) return;
      const patient = keyOf(op.act.patient);
      const can = isEligible(devices.get(patient) ?? [], op.sent, op.settled);
      if (can === 'maybe') {
        out.may(op.lane);
        return;
      }
      const told = op.output?.eligibility;
      const right = told?.eligible === (can === 'yes');
      out.report({
        lane: op.lane,
        subject: { patient },
        lines: [...(devices.get(patient) ?? []).map((d) => d.seq), op.seq],
        polarity: can === 'yes' ? 'must' : 'must-not',
        outcome: op.outcome === 'unknown' ? 'undecided' : right ? 'met' : 'broken',
        expected: () => (can === 'yes' ? 'told that the phone can serve' : 'not told that a phone can serve'),
        observed: () =>
          `${answerText(op)}; ${told === undefined ? 'nothing told' : told.eligible ? 'can serve' : `cannot, ${told.reason ?? 'no reason'}`}`,
        ...(right && can === 'no' && told?.reason === undefined ? { warning: 'no reason is given' } : {}),
      });
    },
  };
};
