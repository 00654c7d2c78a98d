/** That items have changed, for whoever shows them as they come. */
export interface Changes {
  /** An item was made or changed, in a transaction that may yet be undone. */
  touch(): void;
  /** What was touched so far is committed. */
  committed(): void;
  /** Resolves with the number of the latest change, once that is another one than `seen`; unsaid: at once. */
  changed(seen?: number): Promise<number>;
  /** Nothing changes any more: whoever waits is answered. */
  close(): void;
}

export const createChanges = (): Changes => {
  let latest = 0;
  let isTouched = false;
  let waiting = Promise.withResolvers<number>();
  const committed = (): void => {
    if (!isTouched) return;
    isTouched = false;
    latest += 1;
    waiting.resolve(latest);
    waiting = Promise.withResolvers<number>();
  };
  return {
    touch: () => {
      isTouched = true;
    },
    committed,
    changed: (seen) => (seen === latest ? waiting.promise : Promise.resolve(latest)),
    close: () => waiting.resolve(latest),
  };
};
