import { both, exactly, notAfter, type Span, type Tri } from '../time/span.ts';
import type { OrderVersion } from './version.ts';

/** The stretch of the harness's monotonic clock in which something met the order: [sent, settled] of an operation. */
export interface Met {
  readonly from: number;
  readonly to: number;
}

/** Whether the version had been taken when it was met. */
export const visible = (version: OrderVersion, met: Met): Tri => {
  if (version.sent > met.to) return 'no';
  return version.certain && version.settled <= met.from ? 'yes' : 'maybe';
};

/** Whether `later` replaces `version` wherever both hold. */
const replaces = (later: OrderVersion, version: OrderVersion): boolean =>
  later.sent >= version.settled &&
  ((later.byAcceptance && version.byAcceptance) || notAfter(version.from, later.from) === 'yes');

/**
 * The versions that can have been in force at time `at`, as the order stood when it was met;
 * `undefined` among them: possibly none. One entry: certain. More: it hangs on which of two
 * overlapping operations came first, or on an unknown one.
 */
export const inForce = (
  versions: readonly OrderVersion[],
  at: Span,
  met: Met,
): readonly (OrderVersion | undefined)[] => {
  const inError = versions.filter((v) => v.order.status === 'entered-in-error' && visible(v, met) !== 'no');
  if (inError.some((v) => visible(v, met) === 'yes')) return inError;
  const present = versions.map((version) => ({
    version,
    tri: both(visible(version, met), notAfter(version.from, at)),
  }));
  const sure = present.filter((p) => p.tri === 'yes').map((p) => p.version);
  const ended = sure.filter(isEnd);
  if (ended.length > 0) return [...ended, ...inError];
  const candidates = present
    .filter(({ version, tri }) => tri !== 'no' && !sure.some((other) => other !== version && replaces(other, version)))
    .map((p) => p.version);
  return sure.length > 0
    ? [...new Set([...candidates, ...inError])]
    : [...new Set([...candidates, ...inError]), undefined];
};

/** Completed or revoked: nothing that comes later makes the order active again. */
export const isEnd = (version: OrderVersion): boolean =>
  version.order.status === 'completed' || version.order.status === 'revoked';

/** The version in force at one exact time. */
export const inForceAt = (
  versions: readonly OrderVersion[],
  at: bigint,
  met: Met,
): readonly (OrderVersion | undefined)[] => inForce(versions, exactly(at), met);
