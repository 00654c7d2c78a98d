/** Where a sender keeps what must outlive it: one text, written whole. */
export interface Storage {
  load(): string | undefined;
  save(text: string): void;
}
