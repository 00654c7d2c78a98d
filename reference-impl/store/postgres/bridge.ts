import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { Row } from '../database.ts';
import type { Answered, Asked, Bounds, Failure, SessionTask, Statement } from './protocol.ts';
import type { PostgresSettings } from './settings.ts';
import { waitForChange } from './wait-for.ts';

/** The same file beside this one, compiled or not. */
const THREAD = new URL(import.meta.url.endsWith('.ts') ? './session.ts' : './session.js', import.meta.url);

/** The server refused a statement, or could not be asked. */
export class StatementFailed extends Error {
  override readonly name = 'StatementFailed';
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

export interface Bridge {
  /**
   * Carries out statements in their order and waits for it; the rows of the last. `goesOn`: in the transaction that was
   * begun before, which fails where its connection is gone. Throws StatementFailed.
   */
  ask(statements: readonly Statement[], goesOn: boolean): readonly Row[];
  /** Called when another connection answers than before: what was held by that one is held no more. */
  onReconnected(listener: () => void): void;
  /** Called with what another session notified. */
  onNotified(listener: (payload: string) => void): void;
  close(): void;
}

const NO_ANSWER: Failure = { code: 'ETIMEDOUT', message: 'no answer came in time', isLost: true };

/**
 * The rules run without a pause from their first look to their last write, as on SQLite; so whoever asks PostgreSQL
 * waits for it. The connection is held by a thread of its own, which goes on while this one waits.
 */
export const openBridge = (settings: PostgresSettings, bounds: Bounds): Bridge => {
  let notified: (payload: string) => void = () => {};
  let reconnected: () => void = () => {};
  let connection = 0;
  const start = () => {
    const { port1, port2 } = new MessageChannel();
    const signal = new SharedArrayBuffer(4);
    const workerData: SessionTask = { settings, bounds, signal, port: port2 };
    const worker = new Worker(THREAD, { workerData, transferList: [port2] });
    worker.on('message', (payload: string) => notified(payload));
    // Whoever waits for an answer is told in time; the next question starts another thread.
    worker.on('error', () => {});
    worker.unref();
    return { worker, port: port1, counter: new Int32Array(signal) };
  };
  let thread: ReturnType<typeof start> | undefined;
  let isClosed = false;

  const answerTo = (asked: Asked): Answered => {
    thread ??= start();
    const { worker, port, counter } = thread;
    const before = Atomics.load(counter, 0);
    port.postMessage(asked);
    const hasCome = waitForChange(counter, before, bounds.answerMs);
    const answered: { message: Answered } | undefined = hasCome ? receiveMessageOnPort(port) : undefined;
    if (answered !== undefined) return answered.message;
    // An answer that comes later would be taken for that of another question.
    thread = undefined;
    port.close();
    void worker.terminate();
    return { failed: NO_ANSWER, connection: 0 };
  };

  return {
    ask: (statements, goesOn) => {
      // What was notified as it was closed must not open it again.
      if (isClosed || (goesOn && thread === undefined)) throw new StatementFailed(NO_ANSWER);
      const answered = answerTo({ statements, goesOn });
      if (answered.connection !== connection) {
        connection = answered.connection;
        reconnected();
      }
      if ('failed' in answered) throw new StatementFailed(answered.failed);
      return answered.rows;
    },
    onNotified: (listener) => {
      notified = listener;
    },
    onReconnected: (listener) => {
      reconnected = listener;
    },
    close: () => {
      isClosed = true;
      // What its thread has sent already is still to come, and would be told to whoever has gone.
      notified = () => {};
      if (thread === undefined) return;
      const { worker, port } = thread;
      answerTo('close');
      thread = undefined;
      port.close();
      void worker.terminate();
    },
  };
};
