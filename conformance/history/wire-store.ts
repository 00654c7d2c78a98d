import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Redactor } from './redact.ts';

/** Wire bytes beside a history, each once, under `wire/SHA256` of what is stored. */
export interface WireStore {
  /** The name to put into the history; undefined when the store is full. */
  keep(text: string): string | undefined;
  /** Resolves when everything kept is on disk; rejects when something could not be written. */
  settled(): Promise<void>;
}

export interface WireBounds {
  readonly blobs: number;
  readonly bytes: number;
}

const BOUNDS: WireBounds = { blobs: 100_000, bytes: 512 * 1024 * 1024 };
const WRITERS = 16;

/** What goes past the bounds is left out of the store; the history line then has no wire name. */
export const wireStore = (
  runDir: string,
  bounds: WireBounds = BOUNDS,
  redactor: Redactor = new Redactor(),
): WireStore => {
  const folder = join(runDir, 'wire');
  mkdirSync(folder, { recursive: true });
  const known = new Set<string>();
  const queue: { path: string; text: string }[] = [];
  let bytes = 0;
  let running = 0;
  let failure: unknown;
  let waiting: (() => void)[] = [];

  const drain = (): void => {
    while (running < WRITERS) {
      const next = queue.shift();
      if (next === undefined) break;
      running++;
      writeFile(next.path, next.text)
        .catch((error: unknown) => (failure ??= error))
        .finally(() => {
          running--;
          drain();
        });
    }
    if (running > 0) return;
    const done = waiting;
    waiting = [];
    for (const resolve of done) resolve();
  };

  return {
    keep: (text) => {
      const stored = redactor.wire(text);
      const name = createHash('sha256').update(stored).digest('hex');
      if (known.has(name)) return name;
      const size = Buffer.byteLength(stored);
      if (known.size >= bounds.blobs || bytes + size > bounds.bytes) return undefined;
      known.add(name);
      bytes += size;
      queue.push({ path: join(folder, name), text: stored });
      drain();
      return name;
    },
    settled: async () => {
      if (running > 0 || queue.length > 0) await new Promise<void>((resolve) => waiting.push(resolve));
      if (failure !== undefined) throw new Error('wire bytes could not be written', { cause: failure });
    },
  };
};
