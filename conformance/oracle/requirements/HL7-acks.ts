import type { AckCondition, AckMode, OpLine } from '../../history/lines.ts';
import type { OpOf } from '../record/patient-record.ts';

export type Sent = OpOf<'reading.submit'>;

/** A message that went over its connection in a manner of its own (docs/mllp.md). */
export const isTransported = (op: OpLine): op is Sent =>
  op.via === 'hl7v2' && op.act.op === 'reading.submit' && op.act.transport !== undefined;

/** How long a plain message may take, as a share of how long this one was waited for, for its silence to be proven. */
const CONTROL_SHARE = 1 / 3;

/**
 * It was not answered, and will not be: the system closed the connection; or a plain message that was sent after it was
 * answered in a third of the time that this one was waited for, and then nothing came for three times as long as that took,
 * on a connection that stood and was listened to. A system that is merely late with the one and quick with the other has
 * proven nothing. Either way the system was up and the harness listened.
 */
export const isSilenceProven = ({ answer: { silence } }: OpLine): boolean => {
  if (silence?.controlMs === undefined) return false;
  const { waitedMs, closed, controlMs, watchedMs } = silence;
  return closed || (controlMs <= waitedMs * CONTROL_SHARE && controlMs <= (watchedMs ?? 0) * CONTROL_SHARE);
};

const wants = (condition: AckCondition, success: boolean): boolean =>
  condition === 'AL' || condition === (success ? 'SU' : 'ER');

/** Its sender has asked to hear nothing of a failure, so that silence says nothing of what became of it. */
export const mayBeSilent = ({ act }: OpLine): boolean => {
  if (act.op !== 'reading.submit' || act.transport?.mode === undefined) return false;
  const { accept, application } = act.transport.mode;
  return !wants(accept, false) && !wants(application, false);
};

const ACCEPTING = new Set(['AA', 'CA']);
const isAccepting = (code: string): boolean => ACCEPTING.has(code);

/** What was wanted and what came, of one message with MSH-15 or MSH-16. `met` undefined: cannot be told. */
export interface ModeFinding {
  readonly met: boolean | undefined;
  readonly expected: string;
}

/**
 * The acknowledgements that MSH-15 and MSH-16 ask for (HL7 table 0155). Of a message that is taken: the commit's before the
 * application's. Of one whose content is refused: where an application's is wanted it refuses, and nothing accepts but the commit.
 */
export const modeFinding = (
  { answer, outcome }: Sent,
  { accept, application }: AckMode,
  good: boolean,
): ModeFinding => {
  const acks = answer.acks ?? [];
  if (good) {
    const wanted = [...(wants(accept, true) ? ['CA'] : []), ...(wants(application, true) ? ['AA'] : [])];
    const expected = wanted.length === 0 ? 'no acknowledgement' : `exactly ${wanted.join(', then ')}`;
    // What the system refused is another requirement's to judge.
    if (outcome === 'refused') return { met: undefined, expected };
    return { met: acks.length === wanted.length && wanted.every((code, i) => acks[i] === code), expected };
  }
  const refusing = acks.filter((code) => !isAccepting(code));
  if (wants(application, false))
    return { met: refusing.length > 0 && !acks.includes('AA'), expected: 'an acknowledgement that refuses it' };
  if (wants(accept, false) || wants(accept, true))
    return { met: !acks.some((code) => code.startsWith('A')), expected: 'none of the application' };
  return { met: acks.length === 0, expected: 'no acknowledgement' };
};

/** The acknowledgements of one connection that named no message of ours, less what frames without HL7 account for. */
export const strayAcks = ({ act, answer }: Sent): readonly string[] => {
  const strays = answer.strays ?? [];
  const accepting = strays.filter(isAccepting);
  const refusing = strays.filter((code) => !isAccepting(code));
  return [...accepting, ...refusing.slice(act.transport?.junk ?? 0)];
};
