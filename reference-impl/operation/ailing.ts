import type { Trouble } from '../store/unavailable.ts';
import type { Watch } from './watch.ts';

/** Of a database that is not what was written to it, no commit is proof that it is well again. */
const INCURABLE: readonly Trouble[] = ['damaged', 'not-a-database'];

/** What the database suffers from now. */
export interface Ailing {
  readonly trouble: Trouble | undefined;
  /** Whether nothing may be written any more until a person has seen to it. */
  readonly isIncurable: boolean;
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
    came: become,
    committed: () => become(undefined),
    reached: () => {
      if (now === 'unreachable' || now === 'not-admitted') become(undefined);
    },
  };
};
