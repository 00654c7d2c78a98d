import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { InputProblem } from '../../../contract/input-problem.ts';
import { randomStream } from '../../../simulator/random.ts';
import { makeBundle, NOW_MS, SMALL, VERIFY } from '../bundle.test-helper.ts';
import { pathsOf, TAMPERINGS } from './tampered.test-helper.ts';
import { verifyBundle } from './verify-bundle.ts';

const TIMES = 1000;
const SEED = 20_350_101;

let folder: string;
let bundle: string;
let original: ReadonlyMap<string, Buffer>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vitalproof-tampered-'));
  // Two attempts, so that there is a predecessor to take away.
  await makeBundle(folder);
  bundle = await makeBundle(folder);
  original = new Map(pathsOf(bundle).map((path) => [path, readFileSync(join(bundle, path))]));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Puts back whatever is not as it was; copying the whole folder a thousand times takes longer than verifying it. */
const restore = (): void => {
  const there = pathsOf(bundle);
  for (const path of there) if (!original.has(path)) rmSync(join(bundle, path));
  for (const [path, bytes] of original)
    if (!there.includes(path) || !readFileSync(join(bundle, path)).equals(bytes))
      writeFileSync(join(bundle, path), bytes);
};

const verify = () => verifyBundle(bundle, { key: VERIFY, catalogue: SMALL, nowMs: NOW_MS });

test(`${TIMES} tamperings of every class are all detected (seed ${SEED})`, async () => {
  const undetected: string[] = [];
  for (let i = 0; i < TIMES; i += 1) {
    const tampering = TAMPERINGS[i % TAMPERINGS.length];
    if (tampering === undefined) throw new Error('no tampering');
    const what = tampering.apply(bundle, randomStream(SEED, tampering.name, i));
    try {
      await verify();
      undetected.push(`${i}: ${tampering.name}, ${what}`);
    } catch (error) {
      if (!(error instanceof InputProblem)) undetected.push(`${i}: ${tampering.name}, ${what}: ${String(error)}`);
    }
    restore();
  }
  expect(undetected).toEqual([]);
  // What was tampered with is what is detected: without it, it is verified.
  expect((await verify()).claims.attempt).toBe(2);
}, 60_000);
