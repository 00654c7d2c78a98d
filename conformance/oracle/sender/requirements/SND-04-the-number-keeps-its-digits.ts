import type { Reading } from '../../../../contract/domain/index.ts';
import { sameResult } from '../match-arrivals.ts';
import { compared } from '../outcomes.ts';
import type { SenderJudge } from '../sender-judge.ts';
import { resultText } from '../words.ts';

const numberOf = ({ result }: Reading): string | undefined =>
  result.kind === 'value' ? result.quantity.value : undefined;

const endsInZero = (text: string): boolean => /\.\d*0$/.test(text);

/** On the air a weight always has the field's three decimals; how many the scale shows, another characteristic says. */
const isPadded = (shown: Reading, sent: Reading): boolean =>
  shown.measure === 'weight' && shown.device !== undefined && sameResult(shown.result, sent.result);

/** SND-04: a zero that was shown is kept (must), and digits that were not shown are not made up (must not). */
export const SND_04: SenderJudge = {
  id: 'SND-04',
  judge(of, out) {
    for (const { measurement, versions } of of.measurements)
      for (const { version, arrivals } of versions) {
        const shown = numberOf(version.reading);
        if (shown === undefined) continue;
        for (const arrival of arrivals) {
          const sent = numberOf(arrival.reading);
          const exact = sent === shown;
          const padded =
            !exact && of.phone.enrol.act.phone.source === 'gatt' && isPadded(version.reading, arrival.reading);
          out.report(
            compared(of, measurement, arrival, endsInZero(shown) ? 'must' : 'must-not', {
              same: exact || padded,
              expected: endsInZero(shown) ? `${shown}, with its last zero` : `${shown}, and no digit more or less`,
              observed: resultText(arrival.reading),
              ...(padded ? { warning: `${sent ?? ''} where the scale shows ${shown}` } : {}),
            }),
          );
        }
      }
  },
};
