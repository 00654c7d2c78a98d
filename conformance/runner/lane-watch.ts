import { type Identifier, keyOf } from '../../contract/domain/index.ts';
import { NS_PER_MS } from '../history/clock.ts';
import { NOT_OFFERED, type OpLine } from '../history/lines.ts';

/** Time-outs of one wire after each other that end a lane. */
const MOST_SILENT = 3;

/** Why a lane is played no further. `silent`: the system does not answer over FHIR any more, by which all else is read. */
export interface LaneStop {
  readonly reason: string;
  readonly silent: boolean;
  /** What the lane is about is optional, and the system has none. */
  readonly notApplicable?: true;
}

/** Whether nothing came within the time that the harness waits. */
export const timedOut = (
  { outcome, answer, sent, settled }: Pick<OpLine, 'outcome' | 'answer' | 'sent' | 'settled'>,
  answerWithinMs: number,
): boolean =>
  // Timers keep whole milliseconds: one of them may be missing.
  outcome === 'unknown' && answer.code === undefined && settled - sent >= (answerWithinMs - 1) * NS_PER_MS;

/** Counts time-outs in a row. Gives the reason to stop from the third on. */
export const silenceWatch = (answerWithinMs: number): ((op: OpLine) => string | undefined) => {
  const inARow = new Map<OpLine['via'], number>();
  return (op) => {
    const count = timedOut(op, answerWithinMs) ? (inARow.get(op.via) ?? 0) + 1 : 0;
    inARow.set(op.via, count);
    return count < MOST_SILENT ? undefined : `no answer within ${answerWithinMs / 1000} s, three times in a row`;
  };
};

/** Follows what comes of a lane's operations, and says when it is of no use to go on. */
export class LaneWatch {
  readonly #silence: (op: OpLine) => string | undefined;
  #stop: LaneStop | undefined;
  /** To what each clock was advanced last, by patient; ms since the epoch. */
  readonly #reached = new Map<string, number>();

  constructor(answerWithinMs: number) {
    this.#silence = silenceWatch(answerWithinMs);
  }

  get stop(): LaneStop | undefined {
    return this.#stop;
  }

  note(op: OpLine): void {
    const silence = this.#silence(op);
    if (silence !== undefined) this.#stop ??= { reason: silence, silent: op.via === 'fhir' };
    if (op.outcome === 'unknown' && op.answer.code === undefined && op.answer.text?.endsWith(NOT_OFFERED) === true)
      this.#stop ??= { reason: op.answer.text, silent: false, notApplicable: true };
    // Everything after it would be done at another virtual time than was planned.
    if (op.act.op === 'clock.advance' && !this.#isInOrder(op, op.act))
      this.#stop ??= { reason: `the test clock did not advance to ${op.act.to}: ${said(op)}`, silent: false };
  }

  /** The clock goes forward. A step back, that a scenario asks for to see it refused, leaves it where it was. */
  #isInOrder(
    { outcome }: OpLine,
    { to, patient }: { readonly to: string; readonly patient?: Identifier | undefined },
  ): boolean {
    const key = patient === undefined ? '' : keyOf(patient);
    const at = Date.parse(to);
    const before = this.#reached.get(key);
    if (outcome === 'ok') this.#reached.set(key, Math.max(at, before ?? at));
    return outcome === 'ok' || (outcome === 'refused' && before !== undefined && at < before);
  }
}

/** What was answered, for people: `HTTP 500: busy`, `HTTP 422`, `ECONNRESET`. */
export const said = ({ via, answer: { code, text } }: Pick<OpLine, 'via' | 'answer'>): string => {
  const status = code === undefined ? undefined : via === 'fhir' ? `HTTP ${code}` : code;
  return [status, text].filter((part) => part !== undefined && part !== '').join(': ') || 'no answer';
};
