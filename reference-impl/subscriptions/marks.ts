/** How far each endpoint has taken its events, as far as that is not yet written down. */
export interface Marks {
  /** The highest number taken, given the one that is written down. */
  of(seq: number, written: number): number;
  /** An endpoint took everything up to a number; written down soon, and many of them at once where they come fast. */
  take(seq: number, number: number): void;
  /** Resolves when nothing is being written. */
  settled(): Promise<void>;
}

/**
 * A commit for each event would let the disk set the pace of every endpoint. What is lost with the process
 * is sent again: at least once was promised. A mark that could not be written is written with the next.
 */
export const createMarks = (write: (seq: number, number: number) => Promise<void>): Marks => {
  const taken = new Map<number, number>();
  const underWay = new Map<number, Promise<void>>();
  const writeDown = async (seq: number): Promise<void> => {
    for (let number = taken.get(seq); number !== undefined; number = taken.get(seq)) {
      // oxlint-disable-next-line no-await-in-loop -- the next one says more, and comes after
      await write(seq, number);
      if (taken.get(seq) === number) taken.delete(seq);
    }
  };
  return {
    of: (seq, written) => Math.max(written, taken.get(seq) ?? 0),
    take: (seq, number) => {
      taken.set(seq, number);
      if (underWay.has(seq)) return;
      const done = writeDown(seq)
        .catch(() => {})
        .finally(() => underWay.delete(seq));
      underWay.set(seq, done);
    },
    settled: async () => {
      await Promise.all(underWay.values());
    },
  };
};
