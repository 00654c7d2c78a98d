import { keyOf } from '../../../contract/domain/index.ts';
import type { Judge } from './judge.ts';

/** AUD-04: a reading that is shown names the device that it was sent with, and none where none was named. */
export const AUD_04: Judge = {
  id: 'AUD-04',
  found(fact, out) {
    const { filing, read, found } = fact;
    const [only, ...more] = found;
    if (only === undefined || more.length > 0 || filing.contents.length > 1) return;
    const sent = filing.reading.device;
    const shown = only.reading.device;
    const right = sent === undefined ? shown === undefined : shown !== undefined && keyOf(shown) === keyOf(sent);
    const polarity = sent === undefined ? 'must-not' : 'must';
    if (right && out.met(fact.lane, polarity)) return;
    out.report({
      lane: fact.lane,
      subject: { patient: fact.patient, reading: filing.key },
      lines: [...filing.attempts.map((a) => a.op.seq), read.seq],
      polarity,
      outcome: right ? 'met' : 'broken',
      expected: () => (sent === undefined ? 'no device: none was named' : `device ${sent.value}`),
      observed: () => (shown === undefined ? 'no device' : `device ${shown.value}`),
    });
  },
};
