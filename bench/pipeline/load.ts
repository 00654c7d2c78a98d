import { setTimeout as pause } from 'node:timers/promises';
import { type Answered, openWire, type HTTP } from './wire.ts';

/** What is sent, by its number, and whether its answer is the right one. */
export interface Stimulus {
  readonly request: (n: number) => Buffer;
  readonly isRight: (answer: Answered, n: number) => boolean;
}

/**
 * As many as so many connections get answered in a time, each sending again as soon as it has its answer. Returns
 * answers a second. Throws on the first wrong answer.
 */
export const closedLoop = async (
  port: number,
  cut: typeof HTTP,
  { request, isRight }: Stimulus,
  { connections, seconds }: { readonly connections: number; readonly seconds: number },
): Promise<number> => {
  const wires = await Promise.all(Array.from({ length: connections }, () => openWire(port, cut)));
  let sent = 0;
  let answered = 0;
  const begun = performance.now();
  const until = begun + seconds * 1000;
  await Promise.all(
    wires.map(async (wire) => {
      while (performance.now() < until) {
        const n = sent++;
        const answer = await wire.ask(request(n));
        if (!isRight(answer, n))
          throw new Error(`a wrong answer: ${answer.status} ${answer.body.toString().slice(0, 300)}`);
        answered++;
      }
    }),
  );
  const rate = answered / ((performance.now() - begun) / 1000);
  for (const wire of wires) wire.close();
  return rate;
};

/**
 * Sends at fixed instants, whatever the answers do. `intended`: told of each when it was to be sent (ms). Throws on a
 * wrong answer. More than `connections` in flight wait, and their wait counts.
 */
export const openLoop = async (
  port: number,
  cut: typeof HTTP,
  { request, isRight }: Stimulus,
  {
    connections,
    perSecond,
    seconds,
  }: { readonly connections: number; readonly perSecond: number; readonly seconds: number },
  intended: (n: number, atMs: number) => void,
): Promise<void> => {
  const free = await Promise.all(Array.from({ length: connections }, () => openWire(port, cut)));
  const all = [...free];
  const queue: number[] = [];
  const state: { left: number; failure?: Error } = { left: perSecond * seconds };
  const serve = async (): Promise<void> => {
    const wire = free.pop();
    const n = wire === undefined ? undefined : queue.shift();
    if (wire === undefined || n === undefined) {
      if (wire !== undefined) free.push(wire);
      return;
    }
    const answer = await wire.ask(request(n));
    if (!isRight(answer, n))
      state.failure = new Error(`a wrong answer: ${answer.status} ${answer.body.toString().slice(0, 300)}`);
    state.left--;
    free.push(wire);
    await serve();
  };
  const begun = performance.now() + 50;
  for (let n = 0; n < perSecond * seconds && state.failure === undefined;) {
    const due = Math.floor(((performance.now() - begun) * perSecond) / 1000);
    for (; n <= due && n < perSecond * seconds; n++) {
      intended(n, begun + (n * 1000) / perSecond);
      queue.push(n);
      void serve().catch((error: Error) => (state.failure = error));
    }
    await pause(1);
  }
  while (state.left > 0 && state.failure === undefined) await pause(5);
  for (const wire of all) wire.close();
  if (state.failure !== undefined) throw state.failure;
};
