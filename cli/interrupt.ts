const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Runs `work` with a signal that an interrupt (Ctrl-C, SIGTERM) aborts; a second interrupt ends the process at once. */
export const untilInterrupted = async <T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(75);
    controller.abort();
  };
  for (const signal of SIGNALS) process.on(signal, stop);
  try {
    return await work(controller.signal);
  } finally {
    for (const signal of SIGNALS) process.off(signal, stop);
  }
};
