/** Runs a task when a slot is free. */
export type Slots = <T>(task: () => Promise<T>) => Promise<T>;

/** At most `count` tasks at a time, in the order in which they came. */
export const slots = (count: number): Slots => {
  let free = count;
  const waiting: (() => void)[] = [];
  return async (task) => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free++;
      else next();
    }
  };
};
