import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { handlersFor } from '../../examples/adapter-typescript/fhir-adapter.ts';
import { type Handler, serveAdapter } from '../../examples/adapter-kit/vitalproof-adapter.ts';
import { type RunningReference, startReference } from '../../reference-impl/server.ts';
import { checkAdapter } from '../adapter-check/check-adapter.ts';
import { type AdapterReport, isSound } from '../adapter-check/fault.ts';
import { referenceProfile } from '../sut/profile.ts';

const KEY = 'a key for tests alone, with more than thirty-two bytes';
const system = { name: 'ACME', version: '1' };
let reference: RunningReference;
beforeAll(async () => {
  reference = await startReference({ databasePath: ':memory:', tokenKey: KEY, policies: { portal: 'required' } });
});
afterAll(() => reference.close());

type Handlers = Record<string, Handler>;

const reportOn = async (change: (sound: Handlers) => Handlers): Promise<AdapterReport> => {
  const sound = handlersFor(reference.fhirBase, KEY);
  const adapter = await serveAdapter({ system, handlers: change(sound) });
  try {
    return await checkAdapter({
      adapter: { base: adapter.base },
      reference: referenceProfile({ fhirBase: reference.fhirBase, keyVariable: 'KEY', portal: true }),
      secrets: { KEY },
    });
  } finally {
    await adapter.close();
  }
};

const faultsOf = ({ calls }: AdapterReport) =>
  calls.flatMap((c) => c.faults.map((f) => `${f.kind} ${f.call}: ${f.what}`));

test('a sound adapter: every call of every port is made, and none has a fault', async () => {
  const report = await reportOn((sound) => sound);
  expect(faultsOf(report)).toEqual([]);
  expect(report.calls.filter((c) => c.made === 0).map((c) => `${c.port} ${c.call}`)).toEqual([]);
  // A check that stopped the adapter's system would check nothing more.
  expect(report.notServed).toEqual(['process']);
  expect(isSound(report)).toBe(true);
});

test('an adapter of a few ports is checked on those alone', async () => {
  const report = await reportOn(({ 'message.send': _none, 'audit.read': _neither, ...few }) => few);
  expect(faultsOf(report)).toEqual([]);
  expect(report.notServed).toEqual(['messages', 'audit', 'process']);
});

const edited =
  (call: string, edit: (answer: string) => string) =>
  (sound: Handlers): Handlers => ({
    ...sound,
    [call]: async (asked) =>
      JSON.parse(edit(JSON.stringify(await sound[call]?.(asked)))) as Awaited<ReturnType<Handler>>,
  });

describe('a fault of the adapter is its own', () => {
  test.concurrent.each<[string, (sound: Handlers) => Handlers, RegExp]>([
    [
      'digits lost',
      edited('reading.read', (text) => text.replaceAll('80.10', '80.1').replaceAll('12.5', '12.50')),
      /content reading\.read/,
    ],
    [
      'accepts what is spoilt',
      (sound) => ({ ...sound, 'reading.submit': async () => ({ outcome: 'ok' }) }),
      /outcome reading\.submit: ok, and the reference says refused no-permission/,
    ],
    [
      'keeps the reason to itself',
      edited('reading.submit', (text) => text.replace(/"refusal":"[^"]+",?/, '')),
      /refusal reading\.submit: refused for no reason/,
    ],
    [
      'looks as one person for all',
      (sound) => ({
        ...sound,
        'inbox.look': (call) => sound['inbox.look']?.({ ...call, as: { role: 'ehr' } }) ?? { outcome: 'ok' },
      }),
      /person inbox\.look: shows clinician/,
    ],
    [
      'answers in its own shape',
      edited('inbox.look', (text) => text.replaceAll('"kind":', '"type":')),
      /answer inbox\.look/,
    ],
  ])('%s', async (_what, change, fault) => {
    const report = await reportOn(change);
    expect(isSound(report)).toBe(false);
    expect(faultsOf(report).join('\n')).toMatch(fault);
  });
});
