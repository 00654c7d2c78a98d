/**
 * What a reading costs once so many are stored: `growth.ts DATABASE COUNT`. Readings are filed through the pipeline in
 * hundreds; the first and the last ten thousand are measured. Prints a line of JSON.
 */
import { createPipeline } from '../../reference-impl/app.ts';
import type { Caller } from '../../reference-impl/pipeline.ts';
import { setScene } from './reference.ts';
import { PATIENTS, readingOf } from './scene.ts';

const [database = '', count = '0'] = process.argv.slice(2);
const GATEWAY: Caller = { role: 'gateway', client: 'vp-gateway' };
const TOGETHER = 100;
const MEASURED = 10_000;
const total = Number(count);
/** Every patient's readings lie ten minutes apart, as far back as the orders reach, and then again with other seconds. */
const SPREAD_MS = 19 * 86_400_000;

const nowMs = Date.now();
const pipeline = createPipeline({ databasePath: database });
await setScene(pipeline, nowMs);
const file = async (from: number): Promise<void> => {
  const readings = Array.from({ length: TOGETHER }, (_, i) => {
    const n = from + i;
    const at = nowMs - SPREAD_MS + ((Math.floor(n / PATIENTS) * 1000 * 61) % SPREAD_MS);
    return { ...readingOf(n, 'g', nowMs), effective: new Date(at).toISOString() };
  });
  const outcome = await pipeline.readings.file(GATEWAY, readings);
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.refusal)}`);
};
const memoryMb = (): number => {
  (globalThis as { readonly gc?: () => void }).gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1024 / 1024;
};
const stretch = async (from: number): Promise<number> => {
  const begun = performance.now();
  for (let n = from; n < from + MEASURED; n += TOGETHER) await file(n);
  return performance.now() - begun;
};

await stretch(0);
const first = await stretch(MEASURED);
const before = memoryMb();
for (let n = 2 * MEASURED; n < total - MEASURED; n += TOGETHER) {
  await file(n);
  if (n % 100_000 === 0) process.stderr.write(`${n} stored\n`);
}
const last = await stretch(total - MEASURED);
console.log(JSON.stringify({ firstMs: first, lastMs: last, beforeMb: before, afterMb: memoryMb() }));
await pipeline.close();
