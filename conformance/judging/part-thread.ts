/** One part of a history judged in a thread of its own. Started by judge-in-parts.ts; ends when it has said its part. */
import { parentPort, workerData } from 'node:worker_threads';
import { judgePart } from './judge-part.ts';
import type { PartTask, ToldByPart } from './part-task.ts';

const port = parentPort;
if (port === null) throw new Error('part-thread.ts is started as a worker');
const tell = (told: ToldByPart): void => port.postMessage(told);
const { path, ...partOf } = workerData as PartTask;
tell({ judged: await judgePart(path, partOf, (bytes) => tell({ bytes })) });
