/** One part of a transaction that can be undone by itself. `mark`: the savepoint that it goes back to, once it wrote. */
export interface Level {
  mark?: string;
}

export interface Savepoints {
  enter(): Level;
  /** To be called before anything is written. */
  writes(): void;
  /** `isOver`: the transaction has ended, and its savepoints with it. Whether there was anything to undo. */
  leave(level: Level, how: { readonly stays: boolean; readonly isOver: boolean }): boolean;
}

/**
 * Savepoints, each set only once something is written behind it: most parts of a transaction look, refuse and write
 * nothing, and of nested ones the outer seldom writes before the inner does, so that one serves both. A savepoint that
 * is set costs a copy of every page that is written first behind it.
 */
export const createSavepoints = (execute: (sql: string) => void): Savepoints => {
  const levels: Level[] = [];
  return {
    enter: () => {
      const level: Level = {};
      levels.push(level);
      return level;
    },
    writes: () => {
      if (levels.length === 0 || levels[levels.length - 1]?.mark !== undefined) return;
      const first = levels.findIndex(({ mark }) => mark === undefined);
      const mark = `level${first + 1}`;
      execute(`SAVEPOINT ${mark}`);
      for (const level of levels.slice(first)) level.mark = mark;
    },
    leave: (level, { stays, isOver }) => {
      levels.pop();
      const { mark } = level;
      if (mark === undefined) return false;
      if (isOver) return !stays;
      if (!stays) execute(`ROLLBACK TO ${mark}`);
      // The outermost that goes back to it is who set it.
      if (mark === `level${levels.length + 1}`) execute(`RELEASE ${mark}`);
      return !stays;
    },
  };
};
