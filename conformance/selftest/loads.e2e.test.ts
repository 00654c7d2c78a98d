import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allAtOnce, cutOff, type SelftestLoad } from './loads.ts';
import { judgeLoad, receivers } from './play.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitalproof-selftest-load-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The two that no other test plays; `vitalproof selftest` plays each against what it has to show. */
describe('the reference as it is', () => {
  test.concurrent.each<[string, SelftestLoad]>([
    ['so much at once', allAtOnce],
    ['over connections that are cut', cutOff],
  ])(
    'breaks nothing under a load of the self-test: %s',
    async (name, load) => {
      const run = { runDir: join(folder, name), seed: 1, deadlineMs: receivers.leastMs };
      const { requirements, isVoid } = await judgeLoad(load, {}, run, ['RDG-01', 'RDG-02']);
      // How soon it alerts is a matter of the machine that plays all of this at once.
      const failed = requirements.filter((r) => r.verdict === 'FAIL' && r.requirement !== 'ALR-01');
      expect(failed.map((r) => `${r.requirement}: ${r.reason}`)).toEqual([]);
      expect(isVoid).toBe(false);
      const filed = requirements.find((r) => r.requirement === 'RDG-01');
      expect(filed?.verdict).toBe('PASS');
      expect(filed?.counts.must).toBeGreaterThan(100);
    },
    120_000,
  );
});
