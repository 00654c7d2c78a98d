import type { Judge } from './judge.ts';
import { wasReplayedAfter } from './RDG-20-a-replay-undoes-no-correction.ts';
import { tries } from './try.ts';
import { isLaterVersion, isOld, isShownAs, resultText } from './shown-content.ts';

/** What it said before stays readable, over FHIR in its history. */
const VERSIONS = tries('RDG-10', {
  done: { 'read-former-version': 'what the reading said before it was corrected is among its versions' },
  refused: {},
});

/**
 * RDG-10: the latest content is what is found, as a later version of one record, and what it replaced is not. Whether
 * there was anything to replace may be open: then it may be the first version. Once that was sent again it is RDG-20's.
 */
export const RDG_10: Judge = {
  id: 'RDG-10',
  answer: (op, out) => VERSIONS.answer?.(op, out),
  found(fact, out) {
    const { filing, current, found, read } = fact;
    const [shown] = found;
    const [only] = current;
    if (filing.contents.length < 2 || !filing.whole || current.length !== 1 || only === undefined || only.erased)
      return;
    if (only.by.seq === filing.contents[0]?.by.seq || wasReplayedAfter(fact)) return;
    const common = {
      lane: fact.lane,
      subject: { patient: fact.patient, reading: filing.key },
      lines: [...filing.attempts.map((a) => a.op.seq), read.seq],
      observed: () =>
        `${shown === undefined ? 'not found' : `${resultText(shown.reading)}, version ${shown.version}`} (line ${read.seq})`,
    };
    out.report({
      ...common,
      polarity: 'must',
      outcome: isShownAs(fact, only) ? 'met' : 'broken',
      expected: () =>
        `${resultText(only.reading)}${isLaterVersion(fact, only) ? ', as a later version of the same record' : ''}`,
    });
    out.report({
      ...common,
      polarity: 'must-not',
      outcome: isOld(fact) || found.length > 1 ? 'broken' : 'met',
      expected: () => 'one record, and nothing that the correction replaced',
    });
  },
};
