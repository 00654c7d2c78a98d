/**
 * Simulates its share of a fleet in a thread of its own, and waits where the reader is slow. Started by
 * threads.ts; ends when its blocks do.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { fleetOf } from '../../simulator/fleet.ts';
import { pieces } from '../../simulator/pieces.ts';
import type { ThreadMessage, ThreadTask } from './thread-message.ts';
import { blocks, blocksOf } from './work.ts';

const port = parentPort;
if (port === null) throw new Error('thread.ts is started as a worker');
const task = workerData as ThreadTask;

const takeCredit = (): void => {
  while (Atomics.load(task.credit, 0) <= 0) Atomics.wait(task.credit, 0, 0);
  Atomics.sub(task.credit, 0, 1);
};
const send = (message: ThreadMessage): void => {
  if (message.kind === 'chunk') port.postMessage(message, [message.text.buffer, message.truth.buffer]);
  else port.postMessage(message);
};

const fleet = fleetOf(task.options);
const encoder = new TextEncoder();
for (const block of blocksOf(blocks(task.stretches, task.patientsPerBlock), task.of, task.workers)) {
  for (const { text, truth, deliveries, patients } of pieces(fleet, block, task.withTruth)) {
    takeCredit();
    send({ kind: 'chunk', text: encoder.encode(text), truth: encoder.encode(truth), deliveries, patients });
  }
  send({ kind: 'block' });
}
port.close();
