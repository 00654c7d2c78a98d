import { keyOf } from '../../../contract/domain/index.ts';
import { namesPatient } from '../audit/audit-who.ts';
import type { Judge } from './judge.ts';

/**
 * AUD-04: a reading that is shown names the device that it was sent with, and none where none was named; the trail says
 * whose it is, and by which client it came. That no other client is named is AUD-01's.
 */
export const AUD_04: Judge = {
  id: 'AUD-04',
  audit(fact, out) {
    if (fact.outcome !== 'ok' || fact.subject !== 'reading' || fact.events.length === 0) return;
    const isLinked = fact.events.some(
      (event) => event.who !== '' && !fact.namesakes.includes(event) && namesPatient(event, fact.patient),
    );
    out.report({
      lane: fact.lane,
      subject: { patient: fact.patient, reading: fact.entity },
      lines: [...(fact.op === undefined ? [] : [fact.op.seq]), fact.read.seq],
      polarity: 'must',
      outcome: isLinked ? 'met' : 'broken',
      expected: () => `an event that links the reading with its patient and the client that sent it: ${fact.what}`,
      observed: () => fact.events.map((e) => `by ${e.who}, of ${e.patient?.value ?? 'nobody'}`).join('; '),
    });
  },
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
