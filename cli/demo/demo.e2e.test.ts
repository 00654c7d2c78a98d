import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BenchDevice } from '../../reference-impl/operation/bench.ts';
import { type RunningReference, startReference } from '../../reference-impl/server.ts';
import { systemNow } from '../../reference-impl/clock/system-now.ts';
import type { Tally } from '../simulate/send.ts';
import { commandLine } from '../command-line.test-helper.ts';
import { CAST } from './cast.ts';
import { type Clinic, startClinic } from './clinic.ts';
import { nextMidnight } from './stream.ts';

const vitalproof = commandLine(() => ({}));

describe('a clinic before a running reference', () => {
  let reference: RunningReference;
  let clinic: Clinic;
  let tally: Tally;
  beforeAll(async () => {
    reference = await startReference({
      databasePath: ':memory:',
      tokenKey: 'k'.repeat(32),
      auth: 'none',
      policies: { portal: 'required' },
    });
    const playing = { seed: 1, days: 7, daysBefore: 7, pace: 1, startMs: nextMidnight(systemNow()) };
    clinic = await startClinic(reference, playing);
    tally = await clinic.run(new AbortController().signal, () => undefined);
  });
  afterAll(async () => {
    await clinic.close();
    await reference.close();
  });
  const devices = (): readonly BenchDevice[] => clinic.bench.state().devices;

  test('every reading of whom something was ordered is taken, by its own wire; every other is refused', () => {
    expect(devices().map(({ wire }) => wire)).toEqual(CAST.map(({ wire }) => wire));
    for (const [position, { terms }] of CAST.entries()) {
      const device = devices()[position];
      if (terms === undefined) expect(device).toMatchObject({ taken: 0, lastRefusal: 'no-active-order' });
      else expect(device).toMatchObject({ refused: 0, waiting: 0 });
      expect((device?.taken ?? 0) + (device?.refused ?? 0)).toBeGreaterThan(0);
    }
    expect([...tally.refused.keys()]).toEqual(['no-active-order']);
    expect(tally.unknown.size).toBe(0);
  });

  test('some of them are in an In Basket', async () => {
    const metrics = await (await fetch(new URL('/metrics', reference.fhirBase))).text();
    expect(metrics).toMatch(/^vitalproof_items_total\{kind="abnormal",by="reading"\} [1-9]/m);
  });

  test('a fault is on until it is switched off; what there is not is passed over', () => {
    const { bench } = clinic;
    const isOn = (id: string) => bench.state().faults.find((fault) => fault.id === id)?.isOn;
    bench.turn('line-down', true);
    bench.turn('nothing', true);
    expect([isOn('line-down'), isOn('poison'), isOn('nothing')]).toEqual([true, false, undefined]);
    bench.turn('line-down', false);
    expect(isOn('line-down')).toBe(false);
  });
});

describe('vitalproof demo', () => {
  test('shows where the pages are, ends by itself when asked to, and says what was sent', async () => {
    const said = await vitalproof('demo', '--for', '2');
    expect([said.code, said.err]).toEqual([0, '']);
    expect(said.out).toMatch(/^The clinic is open: {3}http:\/\/127\.0\.0\.1:\d+\/$/m);
    expect(said.out).toMatch(/^accepted +[1-9]\d*$/m);
    expect(said.out).toMatch(/no-active-order$/m);
  });

  test('takes no word', async () => {
    expect(await vitalproof('demo', 'please')).toMatchObject({
      code: 64,
      err: expect.stringContaining('takes no word'),
    });
  });
});
