/** One part of a transaction that can be undone by itself. `mark`: the savepoint that it goes back to, once it wrote. */
export interface Level {
  mark?: string;
  wrote?: true;
}

/** A part is to be undone, and there is no savepoint to go back to: all of the transaction is to be done anew, with them. */
export class Unmarked extends Error {
  override readonly name = 'Unmarked';
}

export interface Savepoints {
  /** Of the transaction that begins: whether savepoints are set. */
  begin(areSet: boolean): void;
  enter(): Level;
  /** To be called before anything is written. */
  writes(): void;
  /**
   * `isOver`: the transaction has ended, and its savepoints with it. Whether there was anything to undo. Throws Unmarked
   * where that cannot be done.
   */
  leave(level: Level, how: { readonly stays: boolean; readonly isOver: boolean }): boolean;
  /** Whether Unmarked was thrown since the beginning: whoever caught it has no say in it. */
  readonly isUnmarked: boolean;
}

/**
 * Savepoints, each set only once something is written behind it: most parts of a transaction look, refuse and write
 * nothing, and of nested ones the outer seldom writes before the inner does, so that one serves both. A savepoint that
 * is set costs a copy of every page that is written first behind it. Hence a transaction that can be done anew does
 * without them at first: what is refused is seldom refused after it has written something.
 */
export const createSavepoints = (execute: (sql: string) => void): Savepoints => {
  let levels: Level[] = [];
  let areSet = true;
  let isUnmarked = false;
  return {
    get isUnmarked() {
      return isUnmarked;
    },
    begin: (set) => {
      levels = [];
      areSet = set;
      isUnmarked = false;
    },
    enter: () => {
      const level: Level = {};
      levels.push(level);
      return level;
    },
    writes: () => {
      const innermost = levels[levels.length - 1];
      if (innermost === undefined || innermost.wrote === true) return;
      const first = levels.findIndex(({ wrote }) => wrote === undefined);
      const mark = `level${first + 1}`;
      if (areSet) execute(`SAVEPOINT ${mark}`);
      for (const level of levels.slice(first)) {
        level.wrote = true;
        if (areSet) level.mark = mark;
      }
    },
    leave: (level, { stays, isOver }) => {
      levels.pop();
      if (level.wrote === undefined) return false;
      if (isOver) return !stays;
      const { mark } = level;
      if (mark === undefined) {
        if (stays) return false;
        isUnmarked = true;
        throw new Unmarked('a part of a transaction without savepoints is to be undone');
      }
      if (!stays) execute(`ROLLBACK TO ${mark}`);
      // The outermost that goes back to it is who set it.
      if (mark === `level${levels.length + 1}`) execute(`RELEASE ${mark}`);
      return !stays;
    },
  };
};
