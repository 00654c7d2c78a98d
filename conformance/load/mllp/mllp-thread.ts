/** A sender of messages in a thread of its own, so that neither the harness's work nor its own delays the other. */
import { parentPort, workerData } from 'node:worker_threads';
import { runClock } from '../../history/clock.ts';
import { sendMessages } from './send-messages.ts';
import type { MllpTask, ToldByMllp } from './task.ts';

const port = parentPort;
if (port === null) throw new Error('mllp-thread.ts is started as a worker');

const EVERY_MS = 50;
const stopping = new AbortController();
port.once('message', () => stopping.abort());

let lines: string[] = [];
const tell = (): void => {
  if (lines.length > 0) port.postMessage({ lines } satisfies ToldByMllp);
  lines = [];
};
const telling = setInterval(tell, EVERY_MS);
let slipNs = 0;
try {
  slipNs = await sendMessages(workerData as MllpTask, runClock(), (line) => lines.push(line), stopping.signal);
} finally {
  clearInterval(telling);
  tell();
}
port.postMessage({ slipNs } satisfies ToldByMllp);
port.close();
