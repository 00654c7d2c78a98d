import { Worker } from 'node:worker_threads';
import { MOST_WAITING, type ThreadMessage, type ThreadTask } from './thread-message.ts';
import { blockCount, blockSize, type Chunk, patientsIn, type Work } from './work.ts';

/** The same file beside this one, compiled or not. */
const THREAD = new URL(import.meta.url.endsWith('.ts') ? './thread.ts' : './thread.js', import.meta.url);

/** What one thread has sent, in order, for one reader. */
class Outbox {
  readonly #worker: Worker;
  readonly #credit = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  readonly #came: ThreadMessage[] = [];
  #broken: Error | undefined;
  #wake: (() => void) | undefined;

  constructor(task: Omit<ThreadTask, 'credit'>) {
    this.#credit[0] = MOST_WAITING;
    this.#worker = new Worker(THREAD, { workerData: { ...task, credit: this.#credit } satisfies ThreadTask });
    this.#worker.on('message', (message: ThreadMessage) => {
      this.#came.push(message);
      this.#wake?.();
    });
    this.#worker.on('error', (error) => this.#fail(error instanceof Error ? error : new Error(String(error))));
    this.#worker.on('exit', () => this.#fail(new Error('a simulating thread ended before its work did')));
  }

  #fail(error: Error): void {
    this.#broken ??= error;
    this.#wake?.();
  }

  /** The next message. Rejects with what broke the thread once everything it sent before was read. */
  async next(): Promise<ThreadMessage> {
    for (;;) {
      const message = this.#came.shift();
      if (message !== undefined) {
        if (message.kind === 'chunk') {
          Atomics.add(this.#credit, 0, 1);
          Atomics.notify(this.#credit, 0);
        }
        return message;
      }
      if (this.#broken !== undefined) throw this.#broken;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = undefined;
    }
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }
}

/**
 * Simulates in `workers` threads, and gives the chunks in the order of patients, whichever thread is
 * faster: the bytes are those of one thread. Threads wait when the reader does; they end when it stops.
 */
export async function* threaded(work: Work, workers: number): AsyncGenerator<Chunk> {
  const patientsPerBlock = blockSize(patientsIn(work), work.options.days, workers);
  const outboxes = Array.from({ length: workers }, (_, of) => new Outbox({ ...work, of, workers, patientsPerBlock }));
  try {
    const count = blockCount(work.stretches, patientsPerBlock);
    for (let index = 0; index < count; index++) {
      const outbox = outboxes[index % workers];
      if (outbox === undefined) throw new Error('no thread has this block');
      for (let message = await outbox.next(); message.kind === 'chunk'; message = await outbox.next()) yield message;
    }
  } finally {
    await Promise.all(outboxes.map((outbox) => outbox.stop()));
  }
}
