/** Tells whoever shows the In Basket that something in it has changed; all of them by one question to the pipeline. */
export interface Hub {
  /** Calls `told` after every change from now on; returns what ends it. */
  join(told: () => void): () => void;
  close(): void;
}

/** `changed`: as of the pipeline's inbox. */
export const createHub = (changed: (seen?: number) => number | Promise<number>): Hub => {
  const listeners = new Set<() => void>();
  let isListening = false;
  const listen = async (): Promise<void> => {
    isListening = true;
    try {
      let seen = await changed();
      while (listeners.size > 0) {
        // What came before this question is told by the look that everybody begins with.
        seen = await changed(seen);
        for (const told of listeners) told();
      }
    } finally {
      isListening = false;
    }
  };
  return {
    join: (told) => {
      listeners.add(told);
      // It ends in silence with the pipeline: whoever looks then is told by the look itself.
      if (!isListening) listen().catch(() => {});
      return () => void listeners.delete(told);
    },
    close: () => listeners.clear(),
  };
};
