import type { Judge } from './judge.ts';

/** RDG-15: a reading typed by the patient comes back marked so, one that a device sent does not. */
export const RDG_15: Judge = {
  id: 'RDG-15',
  found(fact, out) {
    const [shown] = fact.found;
    const sent = new Set(fact.current.map((c) => c.reading.userEntered === true));
    const [typed] = sent;
    if (shown === undefined || typed === undefined || sent.size > 1 || fact.current.some((c) => c.erased)) return;
    const marked = shown.reading.userEntered === true;
    out.report({
      lane: fact.lane,
      polarity: typed ? 'must' : 'must-not',
      outcome: marked === typed ? 'met' : 'broken',
      subject: { patient: fact.patient, reading: fact.filing.key },
      expected: () => (typed ? 'marked as typed by the patient' : 'not marked as typed by the patient'),
      observed: () => `${marked ? 'marked' : 'not marked'} (line ${fact.read.seq})`,
      lines: [...fact.filing.attempts.map((a) => a.op.seq), fact.read.seq],
    });
  },
};
