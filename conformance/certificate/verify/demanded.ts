import { InputProblem } from '../../../contract/input-problem.ts';
import { instantOf } from '../../../simulator/instant-of.ts';
import type { Entry } from '../attempts/entry.ts';
import { hashOf } from '../attempts/entry.ts';
import type { Head } from '../attempts/chain.ts';
import type { HistoryFacts } from '../history-facts.ts';
import type { Claims } from '../statement.ts';

const DAY_MS = 86_400_000;
/** Two clocks of two machines differ by so much without anybody lying. */
const CLOCKS_MS = 300_000;

/** What whoever verifies asks for besides. */
export interface Demands {
  /** The nonce that was given out. */
  readonly nonce?: string | undefined;
  /** The oldest a run may be. */
  readonly maxAgeDays?: number | undefined;
  /** A head of the log of attempts that was noted earlier: the log has to go through it. */
  readonly head?: Head | undefined;
}

const refuse = (what: string, expected: string): InputProblem => new InputProblem(what, {}, expected);

/**
 * Throws InputProblem where a bundle is not what was asked for: another nonce, too old, a log begun anew; or where its
 * own instants cannot be: a run or a certificate from the future, one that was issued before its run or ended before that.
 */
export const checkDemands = (
  { nonce, maxAgeDays, head }: Demands,
  claims: Claims,
  { run }: HistoryFacts,
  log: readonly Entry[],
  nowMs: number,
): void => {
  if (nonce !== undefined && claims.nonce !== nonce)
    throw refuse(
      claims.nonce === null ? 'it was made without a nonce' : `it was made for the nonce ${claims.nonce}`,
      `the nonce ${nonce}`,
    );
  const startedMs = instantOf(run.started);
  if (startedMs === undefined) throw refuse(`its run began at ${run.started}, which no clock shows`, 'a run that was');
  if (startedMs > nowMs + CLOCKS_MS)
    throw refuse(`its run began at ${run.started}, which is to come`, 'a run that was');
  const { issued, expires } = claims;
  const issuedMs = Date.parse(issued);
  if (issuedMs > nowMs + CLOCKS_MS)
    throw refuse(`it was issued on ${issued}, which is to come`, 'a certificate that holds');
  if (issuedMs < startedMs - CLOCKS_MS)
    throw refuse(`it was issued on ${issued}, before its run began`, `an instant after ${run.started}`);
  if (Date.parse(expires) <= issuedMs)
    throw refuse(`it ends on ${expires}, before it was issued`, `an instant after ${issued}`);
  if (maxAgeDays !== undefined && nowMs - startedMs > maxAgeDays * DAY_MS)
    throw refuse(`its run is of ${run.started}`, `a run of the last ${maxAgeDays} days`);
  if (head === undefined) return;
  const entry = log[head.count - 1];
  if (entry === undefined || hashOf(entry) !== head.hash)
    throw refuse(
      `its log of attempts does not go through ${head.hash.slice(0, 16)}…@${head.count}`,
      'the log that was seen before, longer: attempts before this one are missing',
    );
};
