import type { FoundFact } from '../facts.ts';
import type { Judge } from './judge.ts';
import { isOld, isShownAs, resultText, saysSame } from './shown-content.ts';

/** What was filed first was sent again after it had been corrected. */
export const wasReplayedAfter = ({ filing, current: [only], read }: FoundFact): boolean =>
  only !== undefined &&
  only.by.seq !== filing.contents[0]?.by.seq &&
  filing.attempts.some(
    ({ op, expectation }) =>
      expectation.replay &&
      op.outcome === 'ok' &&
      op.sent >= only.by.settled &&
      op.settled <= read.sent &&
      !saysSame(op.act.reading, only.reading),
  );

/** RDG-20: the first content, sent again after its correction, is answered as a replay, and the correction stands. */
export const RDG_20: Judge = {
  id: 'RDG-20',
  found(fact, out) {
    const { filing, current, found, read } = fact;
    const [only] = current;
    const [shown] = found;
    if (only === undefined || current.length !== 1 || only.erased || !wasReplayedAfter(fact)) return;
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
      expected: () => `${resultText(only.reading)}, as corrected (line ${only.by.seq}), whatever was sent again since`,
    });
    out.report({
      ...common,
      polarity: 'must-not',
      outcome: isOld(fact) ? 'broken' : 'met',
      expected: () => 'nothing that the correction replaced',
    });
  },
};
