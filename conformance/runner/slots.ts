/** Runs a task when a slot is free. */
export interface Slots {
  <T>(task: () => Promise<T>): Promise<T>;
  /** Runs a task while no other runs: after those that run have ended, and before any that comes later. */
  alone<T>(task: () => Promise<T>): Promise<T>;
}

/** At most `count` tasks at a time, in the order in which they came. */
export const slots = (count: number): Slots => {
  let free = count;
  const waiting: { readonly needs: number; readonly go: () => void }[] = [];
  const next = (): void => {
    for (let first = waiting[0]; first !== undefined && first.needs <= free; first = waiting[0]) {
      free -= first.needs;
      waiting.shift();
      first.go();
    }
  };
  const run = async <T>(needs: number, task: () => Promise<T>): Promise<T> => {
    await new Promise<void>((go) => {
      waiting.push({ needs, go });
      next();
    });
    try {
      return await task();
    } finally {
      free += needs;
      next();
    }
  };
  return Object.assign(async <T>(task: () => Promise<T>) => await run(1, task), {
    alone: async <T>(task: () => Promise<T>) => await run(count, task),
  });
};
