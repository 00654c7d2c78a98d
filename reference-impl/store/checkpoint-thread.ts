/** Copies what is in the log of a database into it, whenever it is told to, and says whether it could. */
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';

export interface CheckpointTask {
  readonly uri: string;
  /** 1 while it is at it. */
  readonly running: Int32Array<SharedArrayBuffer>;
}

if (parentPort === null) throw new Error('store/checkpoint-thread.ts is started as a worker');
const { uri, running } = workerData as CheckpointTask;

/** A connection of its own each time: between two there is none that could be left behind. */
const copy = (): boolean => {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(uri);
    db.exec('PRAGMA synchronous = NORMAL; PRAGMA wal_checkpoint(PASSIVE)');
    return true;
  } catch {
    return false;
  } finally {
    db?.close();
  }
};

const port = parentPort;
port.on('message', () => {
  const isCopied = copy();
  Atomics.store(running, 0, 0);
  Atomics.notify(running, 0);
  port.postMessage(isCopied);
});
