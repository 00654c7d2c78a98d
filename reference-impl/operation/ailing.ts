import type { Trouble } from '../store/unavailable.ts';
import type { Watch } from './watch.ts';

/** Of a database that is not what was written to it, or not of this version, no commit is proof that it is well again. */
const INCURABLE: readonly Trouble[] = ['damaged', 'not-a-database', 'migrated'];

/** Whoever can read of a server is in again, and its tables are there. */
const OVER_BY_READING: readonly Trouble[] = ['unreachable', 'not-admitted', 'without-tables'];

/** What the database suffers from now. */
export interface Ailing {
  readonly trouble: Trouble | undefined;
  /** Whether nothing may be written any more until a person has seen to it. */
  readonly isIncurable: boolean;
  /** Whether there is a trouble that only a commit shows to be over. */
  readonly isProvedByWriting: boolean;
  came(trouble: Trouble): void;
  /** Something was committed. */
  committed(): void;
  /** Something was read of a server. */
  reached(): void;
}

/** Follows the database's troubles, and tells of each as it comes and as it goes. */
export const createAiling = (watch: Pick<Watch, 'store'>): Ailing => {
  let now: Trouble | undefined;
  const isIncurable = (): boolean => now !== undefined && INCURABLE.includes(now);
  const become = (next: Trouble | undefined): void => {
    if (next === now || isIncurable()) return;
    now = next;
    watch.store(now);
  };
  return {
    get trouble() {
      return now;
    },
    get isIncurable() {
      return isIncurable();
    },
    get isProvedByWriting() {
      return now !== undefined && !isIncurable() && !OVER_BY_READING.includes(now);
    },
    came: become,
    committed: () => become(undefined),
    reached: () => {
      if (now !== undefined && OVER_BY_READING.includes(now)) become(undefined);
    },
  };
};
