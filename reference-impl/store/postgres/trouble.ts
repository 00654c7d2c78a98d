import type { Trouble } from '../unavailable.ts';
import type { Failure } from './protocol.ts';

/** By SQLSTATE or the first two characters of it, its class. Source: PostgreSQL's manual, appendix A. */
const BY_STATE: Readonly<Record<string, Trouble>> = {
  '08': 'unreachable',
  '25006': 'read-only',
  '25P03': 'unreachable',
  '28': 'not-admitted',
  '3D000': 'not-admitted',
  '42501': 'not-admitted',
  // As while a backup is put back, which takes them away first.
  '42P01': 'without-tables',
  '40': 'locked',
  '53100': 'full',
  '53200': 'out-of-memory',
  '53300': 'unreachable',
  '55P03': 'locked',
  '57014': 'locked',
  '57P': 'unreachable',
  '58': 'input-output',
  XX001: 'damaged',
  XX002: 'damaged',
};

/** Which trouble a failure tells of; undefined: none, what was asked was wrong. */
export const postgresTroubleOf = ({ code, isLost }: Failure): Trouble | undefined => {
  const known =
    code === undefined ? undefined : (BY_STATE[code] ?? BY_STATE[code.slice(0, 3)] ?? BY_STATE[code.slice(0, 2)]);
  return known ?? (isLost ? 'unreachable' : undefined);
};
