/** Plays what it is told to, one message a task, and tells what came of each. Started by threads.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import { playTask } from './play-task.ts';
import type { SelftestTask, ThreadStart } from './task.ts';

const port = parentPort;
if (port === null) throw new Error('thread.ts is started as a worker');
const { folder } = workerData as ThreadStart;
port.on('message', (task: SelftestTask) => {
  void playTask(task, folder).then((result) => port.postMessage(result));
});
