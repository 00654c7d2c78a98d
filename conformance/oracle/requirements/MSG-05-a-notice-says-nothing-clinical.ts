import type { NoticesFact } from '../facts.ts';
import { isOp } from '../record/patient-record.ts';
import { clinicalIn } from './clinical-words.ts';
import type { Judge } from './judge.ts';

const repliesIn = ({ known }: NoticesFact): readonly string[] =>
  known.flatMap((op) => (isOp(op, 'message.send') ? [op.act.message.text] : []));

const valuesIn = ({ known }: NoticesFact): readonly string[] =>
  known.flatMap((op) =>
    isOp(op, 'reading.submit') && op.act.reading.result.kind === 'value' ? [op.act.reading.result.quantity.value] : [],
  );

/**
 * MSG-05: what goes to a patient outside the portal says that there is something to read, and nothing clinical. A system
 * that sends no notices breaks nothing: the lane then does not apply.
 */
export const MSG_05: Judge = {
  id: 'MSG-05',
  notices(fact, out) {
    const { lane, patient, list, notices, messages } = fact;
    const common = { lane, subject: { patient } };
    if (notices.length > 0 && messages.length > 0)
      out.report({
        ...common,
        lines: [...messages.map(({ seq }) => seq), list.seq],
        polarity: 'must',
        outcome: 'met',
        expected: () => 'the patient is told outside the portal that there is something to read',
        observed: () => `${notices.length} sent`,
      });
    for (const { text, medium } of notices) {
      const found = clinicalIn(text, repliesIn(fact), valuesIn(fact));
      out.report({
        ...common,
        lines: [...messages.map(({ seq }) => seq), list.seq],
        polarity: 'must-not',
        outcome: found === undefined ? 'met' : 'broken',
        expected: () => `nothing clinical in what went by ${medium}`,
        observed: () => (found === undefined ? JSON.stringify(text) : `${found}, in ${JSON.stringify(text)}`),
      });
    }
  },
};
