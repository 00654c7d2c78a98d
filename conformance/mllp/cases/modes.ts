import type { AckCondition } from '../../history/lines.ts';
import { cases, type MllpCase } from '../talk.ts';

const COUNTED: readonly AckCondition[] = ['AL', 'SU'];

const mode = (accept: AckCondition, application: AckCondition, sentence: string, spoilt = false): readonly MllpCase[] =>
  cases('mode', {
    [`mode-${accept}-${application}${spoilt ? '-refused' : ''}`.toLowerCase()]: [
      sentence,
      async (talk) => {
        const wire = await talk.connect();
        const message = talk.message(`MSH-15 ${accept}, MSH-16 ${application}`, {
          mode: { accept, application },
          ...(spoilt ? { defect: { kind: 'unknown-unit', unit: 'mg%' } } : {}),
        });
        await wire.send(message);
        const wanted = [accept, application].filter((c) => (spoilt ? c === 'AL' || c === 'ER' : COUNTED.includes(c)));
        await wire.answered(message, spoilt ? Math.min(1, wanted.length) : wanted.length);
        // Whatever comes behind it on the same connection proves that nothing else was to come.
        const next = talk.message('of original mode, behind it');
        await wire.send(next);
        await wire.answered(next);
      },
    ],
  });

/** MSH-15 and MSH-16 decide what is answered (HL7 table 0155). */
export const modes: readonly MllpCase[] = [
  ...mode('AL', 'NE', 'The commit alone is acknowledged'),
  ...mode('NE', 'AL', 'The application alone is acknowledged'),
  ...mode('AL', 'AL', 'Both are acknowledged, the commit first'),
  ...mode('SU', 'SU', 'Both are acknowledged on success'),
  ...mode('ER', 'ER', 'Success is not acknowledged where only errors are wanted'),
  ...mode('NE', 'NE', 'Nothing is acknowledged where nothing is wanted'),
  ...mode('AL', 'AL', 'Bad content is refused by the application', true),
  ...mode('SU', 'SU', 'Bad content is not acknowledged where only successes are wanted', true),
  ...mode('NE', 'ER', 'Bad content is refused where only errors are wanted', true),
];
