import { keyOf } from '../../../contract/domain/index.ts';
import type { AckMode, Answer, TransportTopic } from '../../history/lines.ts';
import type { AttemptFact } from '../facts.ts';
import type { Cause } from '../readings/expectation.ts';
import { mustAccept, mustRefuse } from '../readings/expectation.ts';
import { BY_TOPIC } from './claimant.ts';
import { gate } from './gate.ts';
import { isSilenceProven, isTransported, modeFinding } from './HL7-acks.ts';
import type { Judge, Out } from './judge.ts';
import { answerText } from './words.ts';

/** Beyond ASCII. */
const WIDE = /[\u0080-\uFFFF]/;
/** The usual delimiters, which are none where MSH-2 names others. */
const DELIMITING = /[|^~\\&]/;

const topicOf = (fact: AttemptFact): TransportTopic | undefined => fact.attempt.op.act.transport?.topic;

/** Everything but what was never sent, and what wants no answer at all. */
const wantsAnswer = (mode: AckMode | undefined): boolean =>
  mode === undefined || [mode.accept, mode.application].some((condition) => condition === 'AL' || condition === 'SU');

type Silence = NonNullable<Answer['silence']>;

const silenceText = ({ waitedMs, closed, controlMs }: Silence): string => {
  const end = closed ? ', then the connection was closed' : '';
  const plain =
    controlMs === undefined
      ? 'whether a plain one would have been is not known'
      : `a plain message after it was answered in ${controlMs} ms`;
  return `no acknowledgement in ${waitedMs} ms${end}; ${plain}`;
};

/** One manner of sending: what is sent so is taken, and its spoilt twin, stopped by `causes`, is not. */
const manner = (topic: TransportTopic, causes: readonly Cause[]): Judge => ({
  ...gate(BY_TOPIC[topic], causes, (fact) => topicOf(fact) === topic),
  answer(op, out) {
    if (!isTransported(op) || op.act.transport?.topic !== topic || op.act.defect?.kind === 'cut-off') return;
    const { silence } = op.answer;
    if ((op.answer.acks ?? []).length > 0 || !wantsAnswer(op.act.transport.mode) || silence === undefined) return;
    out.report({
      lane: op.lane,
      polarity: 'must',
      outcome: isSilenceProven(op) ? 'broken' : 'undecided',
      subject: {},
      expected: () => `answered: ${op.act.transport?.how ?? ''}`,
      observed: () => silenceText(silence),
      lines: [op.seq],
    });
  },
});

/** A frame that never ended is no message: it is not accepted, and leaves no trace. That nothing answers it is as it should be. */
const stream = manner('stream', ['cut-off']);
const cutOff = (fact: AttemptFact, out: Out): void => {
  const { op } = fact.attempt;
  out.report({
    lane: fact.lane,
    polarity: 'must-not',
    outcome: op.outcome === 'ok' ? 'broken' : 'met',
    subject: { patient: fact.patient, reading: keyOf(op.act.reading.identifier) },
    expected: () => `not accepted: ${op.act.transport?.how ?? 'its frame never ended'}`,
    observed: () => answerText(op),
    lines: [op.seq],
  });
};

export const HL7_02: Judge = {
  ...stream,
  attempt(fact, out) {
    if (fact.attempt.op.act.defect?.kind === 'cut-off') cutOff(fact, out);
    else stream.attempt?.(fact, out);
  },
};

/** HL7-04: the conditions of MSH-15 and MSH-16 decide which acknowledgements come; with both empty it is the one of original mode. */
export const HL7_04: Judge = {
  ...manner('mode', []),
  attempt(fact, out) {
    const { op, expectation } = fact.attempt;
    const { mode } = op.act.transport ?? {};
    if (topicOf(fact) !== 'mode' || mode === undefined) return;
    const good = mustAccept(expectation);
    const { met, expected } = modeFinding(op, mode, good);
    const acks = op.answer.acks ?? [];
    out.report({
      lane: fact.lane,
      polarity: wantsAnswer(mode) && good ? 'must' : 'must-not',
      outcome:
        met === undefined || (!met && acks.length === 0 && !isSilenceProven(op)) ? 'undecided' : met ? 'met' : 'broken',
      subject: { patient: fact.patient, reading: keyOf(op.act.reading.identifier) },
      expected: () => `${expected}: MSH-15 is ${mode.accept}, MSH-16 ${mode.application}`,
      observed: () => (acks.length === 0 ? 'no acknowledgement' : acks.join(', then ')),
      lines: [op.seq],
    });
  },
};

/** HL7-05: sent again it is answered as before and filed once; other content under its control id is refused. */
const repeat = manner('repeat', ['control-id-reuse']);
export const HL7_05: Judge = {
  ...repeat,
  attempt(fact, out) {
    repeat.attempt?.(fact, out);
    const { op, expectation } = fact.attempt;
    // What was refused for its content is refused again, and not taken for something that is there already.
    if (op.act.transport?.again !== true || !mustRefuse(expectation)) return;
    out.report({
      lane: fact.lane,
      polarity: 'must-not',
      outcome: op.outcome === 'ok' ? 'broken' : op.outcome === 'refused' ? 'met' : 'undecided',
      subject: { patient: fact.patient, reading: keyOf(op.act.reading.identifier) },
      expected: () => `refused as before: ${expectation.reasons.map((r) => r.why).join('; or ')}`,
      observed: () => answerText(op),
      lines: [op.seq],
    });
  },
  found(fact, out) {
    const again = fact.filing.attempts.filter((a) => a.op.act.transport?.again === true);
    if (again.length === 0 || fact.found.length === 0) return;
    out.report({
      lane: fact.lane,
      polarity: 'must-not',
      outcome: fact.found.length > 1 ? 'broken' : 'met',
      subject: { patient: fact.patient, reading: fact.filing.key },
      expected: () => 'sent again byte for byte, it is filed once',
      observed: () => `found ${fact.found.length} times by the query of line ${fact.read.seq}`,
      lines: [...fact.filing.attempts.map((a) => a.op.seq), fact.read.seq],
    });
  },
};

/** What was taken in a manner of its own, under an identifier of characters that matter there, is found under that identifier. */
const keptAs = (topic: TransportTopic, matters: RegExp): Pick<Judge, 'found'> => ({
  found(fact, out) {
    const { filing, found, due, read } = fact;
    const own = filing.attempts.filter(({ op }) => op.act.transport?.topic === topic && op.outcome === 'ok');
    if (own.length === 0 || !due || !matters.test(filing.reading.identifier.value)) return;
    out.report({
      lane: fact.lane,
      polarity: 'must',
      outcome: found.length > 0 ? 'met' : 'broken',
      subject: { patient: fact.patient, reading: filing.key },
      expected: () => `found under the identifier that it was sent with, ${filing.reading.identifier.value}`,
      observed: () => `${found.length > 0 ? 'found' : 'not found'} by the query of line ${read.seq}`,
      lines: [...own.map(({ op }) => op.seq), read.seq],
    });
  },
});

/** HL7-06: what is no delimiter of its message is text, and what is escaped is read. */
export const HL7_06: Judge = {
  ...manner('delimiters', ['foreign-delimiters']),
  ...keptAs('delimiters', DELIMITING),
};

/** HL7-07: what was taken is there by the characters that it was sent with. */
export const HL7_07: Judge = { ...manner('charset', ['undecodable']), ...keptAs('charset', WIDE) };
export const HL7_09: Judge = manner('spelling', []);
