import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { runClock } from '../history/clock.ts';
import { fhirDriver } from './fhir-driver.ts';
import { referenceProfile } from './profile.ts';

test('what cannot be named for want of an answer is not sent, alone or together, and its outcome is unknown', async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url?.split('?')[0]}`);
    response.destroy();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const profile = referenceProfile({ fhirBase: `http://127.0.0.1:${port}/fhir` });
  const driver = fhirDriver(profile, runClock(), { VITALPROOF_KEY: 'k'.repeat(40) });
  const reading = {
    identifier: { system: 'urn:example:meter-readings', value: 'r1' },
    patient: { system: 'urn:oid:2.999.1.1', value: 'MRN1' },
    measure: 'glucose',
    code: { system: 'http://loinc.org', code: '41653-7' },
    status: 'final',
    effective: '2026-03-03T12:00:00Z',
    result: { kind: 'value', quantity: { value: '116', unit: 'mg/dL' } },
  } as const;
  const act = { op: 'reading.submit', reading } as const;
  try {
    const alone = await driver.perform(act, { role: 'gateway' });
    const together = (await driver.together?.([act, act], { role: 'gateway' })) ?? [];
    for (const { outcome, answer } of [alone, ...together]) {
      expect(outcome).toBe('unknown');
      expect(answer.text).toContain('not sent: the logical id of Patient MRN1');
    }
    expect(together).toHaveLength(2);
    expect(new Set(asked)).toEqual(new Set(['GET /fhir/Patient']));
  } finally {
    await driver.close();
    server.close();
  }
});
