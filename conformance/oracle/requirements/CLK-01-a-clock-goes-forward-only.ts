import { keyOf } from '../../../contract/domain/index.ts';
import { isOp, type OpOf } from '../record/patient-record.ts';
import { instant } from '../time/instant.ts';
import { gathering, type Judge, type Out } from './judge.ts';
import { answerText } from './words.ts';

type Advance = OpOf<'clock.advance'>;

const report = (op: Advance, before: Advance | undefined, out: Out): void => {
  const isBack = before !== undefined && instant(op.act.to) < instant(before.act.to);
  const { patient } = op.act;
  const now = op.output?.now;
  const reached = now === undefined ? op.outcome === 'ok' : instant(now) >= instant(op.act.to);
  out.report({
    lane: op.lane,
    subject: patient === undefined ? {} : { patient: keyOf(patient) },
    lines: [...(before === undefined ? [] : [before.seq]), op.seq],
    polarity: isBack ? 'must-not' : 'must',
    outcome:
      op.outcome === 'unknown'
        ? 'undecided'
        : (isBack ? op.outcome === 'refused' : op.outcome === 'ok' && reached)
          ? 'met'
          : 'broken',
    expected: () => (isBack ? `refused: the clock stood at ${before.act.to} already` : `${op.act.to} is reached`),
    observed: () => `${answerText(op)}${now === undefined ? '' : `; now ${now}`}`,
  });
};

/** CLK-01: the test clock goes forward, and a step back is refused. A system's clock may have been carried on by other lanes. */
export const makeCLK_01 = (): Judge => {
  const own: Advance[] = [];
  return {
    id: 'CLK-01',
    answer(op) {
      if (isOp(op, 'clock.advance')) own.push(op);
    },
    gathering: gathering(own, (all, out) => {
      const last = new Map<string, Advance>();
      for (const op of all.flat().toSorted((a, b) => a.sent - b.sent || a.seq - b.seq)) {
        const key = op.act.patient === undefined ? '' : keyOf(op.act.patient);
        const before = last.get(key);
        report(op, before, out);
        if (op.outcome !== 'refused' && (before === undefined || instant(op.act.to) > instant(before.act.to)))
          last.set(key, op);
      }
    }),
  };
};
