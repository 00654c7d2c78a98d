import { bareKeys } from '../bare-key.ts';
import type { Judge } from './judge.ts';

const MOST_NAMED = 5;

/** RDG-16: where a patient sends a day of a glucose sensor, every reading of it is found once the time for it is over. */
export const RDG_16: Judge = {
  id: 'RDG-16',
  volume({ lane, patient, read, due, missing }, out) {
    const more = missing.length > MOST_NAMED ? ' and more' : '';
    out.report({
      lane,
      subject: { patient },
      lines: [read.seq],
      polarity: 'must',
      outcome: missing.length === 0 ? 'met' : 'broken',
      expected: () => `all of ${due} readings, each filed within its deadline`,
      observed: () =>
        missing.length === 0
          ? `all ${due} found`
          : `${missing.length} of ${due} not found: ${bareKeys(missing.slice(0, MOST_NAMED))}${more}`,
    });
  },
};
