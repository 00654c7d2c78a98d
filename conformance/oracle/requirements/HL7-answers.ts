import type { OpLine } from '../../history/lines.ts';
import type { Report } from '../finding.ts';
import { isSilenceProven, isTransported, type Sent, strayAcks } from './HL7-acks.ts';
import type { Judge, Out } from './judge.ts';
import { answerText } from './words.ts';

/** The harness listened for what the system sends by itself, and sent nothing. */
const isListening = ({ act }: OpLine): boolean => act.op === 'alerts.listen' || act.op === 'alerts.read';

const common = (op: OpLine): Pick<Report, 'lane' | 'subject' | 'lines'> => ({
  lane: op.lane,
  subject: {},
  lines: [op.seq],
});

const one = (
  op: OpLine,
  polarity: Report['polarity'],
  outcome: Report['outcome'],
  expected: string,
  out: Out,
): void => {
  if (outcome === 'met' && out.met(op.lane, polarity)) return;
  out.report({
    ...common(op),
    polarity,
    outcome,
    expected: () => expected,
    observed: () => `${answerText(op)}${op.answer.correlated === false ? ', not correlated' : ''}`,
  });
};

/** A message that went its own way: of original mode it has one acknowledgement; a frame that never ended has none. */
const transported = (op: Sent, out: Out): void => {
  const { acks = [] } = op.answer;
  const strays = strayAcks(op);
  const { mode } = op.act.transport ?? {};
  if (op.act.defect?.kind === 'cut-off')
    one(op, 'must-not', acks.length > 0 ? 'broken' : 'met', 'no ACK of a message that was never sent in full', out);
  else if (mode === undefined) {
    if (acks.length === 1) one(op, 'must', 'met', 'exactly one ACK', out);
    else if (acks.length > 1) one(op, 'must', 'broken', `exactly one ACK, not ${acks.length}`, out);
    else one(op, 'must', isSilenceProven(op) ? 'broken' : 'undecided', 'exactly one ACK', out);
  }
  if (op.answer.strays === undefined) return;
  one(
    op,
    'must-not',
    strays.length > 0 ? 'broken' : 'met',
    strays.length > 0 ? `no ACK that names no message of the connection, not ${strays.join(', ')}` : 'no stray ACK',
    out,
  );
};

/** HL7-01: one ACK for every message, naming it. A message that got no answer at all is undecided: the connection may have failed. */
export const HL7_01: Judge = {
  id: 'HL7-01',
  answer(op, out) {
    if (op.via !== 'hl7v2' || isListening(op)) return;
    if (isTransported(op)) return transported(op, out);
    const { correlated, outage } = op.answer;
    // Whoever takes the system down under a message cannot ask for its answer.
    if (outage === true) return out.may(op.lane);
    if (correlated === undefined && op.outcome === 'unknown') {
      one(op, 'must', 'undecided', 'exactly one ACK with MSA-2 equal to MSH-10', out);
      return;
    }
    const outcome = correlated === false ? 'broken' : correlated === true ? 'met' : 'undecided';
    one(op, 'must', outcome, 'exactly one ACK with MSA-2 equal to MSH-10', out);
    one(op, 'must-not', outcome, 'no ACK that names another message, and no second one', out);
  },
};

/** Table 0357: message type, event code, processing id and version that are not supported. */
const UNSUPPORTED: ReadonlySet<string> = new Set(['200', '201', '202', '203']);
/** What is rejected before its content is looked at. */
const FOREIGN: Readonly<Record<string, string>> = {
  'message-type': 'the message type is not supported',
  'processing-id': 'it is of another environment',
  version: 'the version is not supported',
};
/** Errors that stand at one place of a message. */
const IN_CONTENT: ReadonlySet<string> = new Set(['time-without-offset', 'unknown-unit', 'bad-number']);

/** What a refusal has to say beside its code. */
const said = (op: OpLine, isSaid: boolean, expected: string, observed: string, out: Out): void =>
  out.report({
    ...common(op),
    polarity: 'must',
    outcome: isSaid ? 'met' : 'broken',
    expected: () => expected,
    observed: () => observed,
  });

/** HL7-03: AR for a message type or a processing id that is not supported; AE, not AR, for an error of content. */
export const HL7_03: Judge = {
  id: 'HL7-03',
  answer(op, out) {
    if (op.via !== 'hl7v2' || op.outcome === 'unknown' || isListening(op)) return;
    const { act, answer } = op;
    const defect = act.op === 'reading.submit' ? act.defect?.kind : undefined;
    const foreign = defect === undefined ? undefined : FOREIGN[defect];
    if (foreign !== undefined) {
      one(
        op,
        'must',
        op.outcome === 'refused' && (answer.code === 'AR' || answer.code === 'CR') ? 'met' : 'broken',
        `AR: ${foreign}`,
        out,
      );
      if (op.outcome === 'refused' && answer.error !== undefined)
        said(op, UNSUPPORTED.has(answer.error), 'ERR-3 of 200 to 203', `ERR-3 ${answer.error || 'empty'}`, out);
      return;
    }
    if (op.outcome === 'refused' && defect !== undefined && IN_CONTENT.has(defect) && answer.place !== undefined)
      said(op, answer.place !== '', 'ERR-2 names the place of the error', `ERR-2 ${answer.place || 'empty'}`, out);
    if (op.outcome === 'refused')
      one(
        op,
        'must-not',
        answer.code === 'AR' || answer.code === 'CR' ? 'broken' : 'met',
        'not AR: the type is supported, the content is in error',
        out,
      );
  },
};

/** HL7-08: what was acknowledged with AA is found; what was refused is not. */
export const HL7_08: Judge = {
  id: 'HL7-08',
  found(fact, out) {
    const by = fact.filing.attempts.filter((a) => a.op.via === 'hl7v2' && a.op.outcome === 'ok');
    if (by.length === 0 || (!fact.due && fact.found.length === 0)) return;
    out.report({
      lane: fact.lane,
      polarity: 'must',
      outcome: fact.found.length > 0 ? 'met' : 'broken',
      subject: { patient: fact.patient, reading: fact.filing.key },
      expected: () => 'acknowledged, so it is found',
      observed: () => `${fact.found.length > 0 ? 'found' : 'not found'} (line ${fact.read.seq})`,
      lines: [...by.map((a) => a.op.seq), fact.read.seq],
    });
  },
  trace(fact, out) {
    if (!fact.v2 || (fact.foundBy.length === 0 && fact.soughtBy.length === 0)) return;
    out.report({
      lane: fact.lane,
      polarity: 'must-not',
      outcome: fact.foundBy.length > 0 ? 'broken' : 'met',
      subject: { patient: fact.patient, reading: fact.reading },
      expected: () => 'refused, so it is not found',
      observed: () => (fact.foundBy.length > 0 ? 'found' : 'not found'),
      lines: [...fact.lines, ...fact.foundBy.map((o) => o.seq), ...fact.soughtBy.map((o) => o.seq)],
    });
  },
};
