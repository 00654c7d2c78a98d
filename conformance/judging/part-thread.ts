/** One part of a history judged in a thread of its own. Started by judge-in-parts.ts; ends when it has said its part. */
import { parentPort, workerData } from 'node:worker_threads';
import { judgePart, type PartOf } from './judge-part.ts';

const port = parentPort;
if (port === null) throw new Error('part-thread.ts is started as a worker');
const { path, ...partOf } = workerData as PartOf & { readonly path: string };
port.postMessage(await judgePart(path, partOf));
