import type { Reading } from '../../../contract/domain/index.ts';
import { equalNumbers } from '../items/content.ts';
import { sameInstant } from '../time/instant.ts';
import type { FoundFact } from '../facts.ts';
import type { Judge } from './judge.ts';

const resultText = ({ result, effective }: Reading): string =>
  `${result.kind === 'value' ? `${result.quantity.value} ${result.quantity.unit}` : result.kind} at ${effective}`;

const saysSame = (a: Reading, b: Reading): boolean => {
  if (!sameInstant(a.effective, b.effective) || a.result.kind !== b.result.kind) return false;
  if (a.result.kind !== 'value' || b.result.kind !== 'value') return true;
  const [left, right] = [a.result.quantity, b.result.quantity];
  return equalNumbers(left.value, right.value) && left.unit === right.unit;
};

/** Found with its first content alone, though another had replaced it. */
const isOld = ({ filing, current, found: [shown] }: FoundFact): boolean =>
  shown !== undefined &&
  !current.some((c) => saysSame(c.reading, shown.reading)) &&
  filing.contents.some((c) => saysSame(c.reading, shown.reading));

/** RDG-10: the latest content is what is found, as a later version of one record, and what it replaced is not. */
export const RDG_10: Judge = {
  id: 'RDG-10',
  found(fact, out) {
    const { filing, current, found, read } = fact;
    const [shown] = found;
    const [only] = current;
    if (filing.contents.length < 2 || !filing.whole || current.length !== 1 || only === undefined || only.erased)
      return;
    if (only.by.seq === filing.contents[0]?.by.seq) return;
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
      outcome: shown !== undefined && saysSame(only.reading, shown.reading) && shown.version > 1 ? 'met' : 'broken',
      expected: () => `${resultText(only.reading)}, as a later version of the same record`,
    });
    out.report({
      ...common,
      polarity: 'must-not',
      outcome: isOld(fact) || found.length > 1 ? 'broken' : 'met',
      expected: () => 'one record, and nothing that the correction replaced',
    });
  },
};
