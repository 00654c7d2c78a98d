import { describe, expect, test } from 'vitest';
import { runClock } from '../../history/clock.ts';
import type { Act } from '../../history/lines.ts';
import { clinician, EHR } from '../actor.ts';
import { openDrivers } from '../drivers.ts';
import { parseProfile } from '../profile.ts';
import { operatorDriver } from './operator-driver.ts';

const patient = { system: 'urn:oid:2.999.1.1', value: 'MRN1' };
const npi = { system: 'http://hl7.org/fhir/sid/us-npi', value: '1234567893' };
const order: Act = {
  op: 'order.submit',
  order: {
    identifier: { system: 'urn:example:ehr:placer', value: 'PLC1' },
    patient,
    measure: 'glucose',
    status: 'active',
    requester: npi,
    responsible: npi,
    authoredOn: '2035-01-08T08:00:00-05:00',
    period: { start: '2035-01-08T08:00:00-05:00', end: '2035-04-08T08:00:00-04:00' },
    unit: 'mg/dL',
    limits: [{ tier: 'reference', low: '70', high: '180' }],
    rules: [],
  },
};
const acts: readonly Act[] = [
  order,
  {
    op: 'person.patient',
    patient: { identifier: patient, family: 'Doe', given: 'Jo', gender: 'other', birthDate: '1970-01-01' },
  },
  {
    op: 'permission.set',
    permission: {
      identifier: patient,
      patient,
      measure: 'glucose',
      status: 'granted',
      at: '2035-01-08T08:00:00-05:00',
    },
  },
  { op: 'item.act', item: { system: 's', value: 'item-1' }, act: 'seen', person: npi },
];

describe('an operator', () => {
  test('is told all that is needed, each thing once', async () => {
    const shown: string[] = [];
    const driver = operatorDriver(async (lines) => (shown.push(lines.join('\n')), ''), runClock());
    for (const act of acts) await driver.perform(act, act.op === 'item.act' ? clinician(npi) : EHR);
    expect(shown[0]).toContain('Enter this order.');
    expect(shown[0]).toContain('limits: reference low 70 high 180 mg/dL');
    expect(shown[1]).toContain('MRN1 (urn:oid:2.999.1.1): Jo Doe');
    expect(shown[2]).toContain('permission for glucose to granted');
    expect(shown[3]).toContain('As clinician:1234567893, mark this item as seen.');
  });
  test.each([
    ['Enter', '', { outcome: 'ok', answer: { code: 'attested' } }],
    ['a remark', 'done by Eva', { outcome: 'ok', answer: { code: 'attested', text: 'done by Eva' } }],
    [
      'a refusal',
      'refused limits-missing',
      { outcome: 'refused', answer: { code: 'attested', refusal: 'limits-missing' } },
    ],
    [
      'a refusal in words',
      'refused It says No',
      { outcome: 'refused', answer: { code: 'attested', text: 'It says No' } },
    ],
    ['that nobody can tell', 'unknown', { outcome: 'unknown' }],
  ])('says %s', async (_what, typed, expected) => {
    const done = await operatorDriver(async () => typed, runClock()).perform(order, EHR);
    expect(done).toMatchObject(expected);
    expect(done.settled).toBeGreaterThanOrEqual(done.sent);
  });
  test('is asked one thing at a time', async () => {
    const open: ((typed: string) => void)[] = [];
    const driver = operatorDriver(() => new Promise((resolve) => open.push(resolve)), runClock());
    const both = Promise.all([driver.perform(order, EHR), driver.perform(order, EHR)]);
    await Promise.resolve();
    await Promise.resolve();
    expect(open).toHaveLength(1);
    open[0]?.('');
    await new Promise((resolve) => setImmediate(resolve));
    expect(open).toHaveLength(2);
    open[1]?.('');
    expect((await both).map((p) => p.outcome)).toEqual(['ok', 'ok']);
  });
  test('who is not there any more leaves open what was done', async () => {
    const driver = operatorDriver(() => Promise.reject(new Error('the terminal was closed')), runClock());
    expect(await driver.perform(order, EHR)).toMatchObject({
      outcome: 'unknown',
      answer: { text: 'the terminal was closed' },
    });
  });
});

test('where nobody can be asked, nothing is begun', () => {
  const profile = parseProfile(
    "vitalproof: 1\nname: ACME\nversion: '1'\nrole: receiver\nscope: alerts\nenvironment: test\nfhir: { base: 'http://127.0.0.1:1/fhir' }\nports: { orders: operator }\n",
    'acme.yaml',
  );
  const setting = { profile, clock: runClock(), secrets: {}, nonce: 'N', timeoutMs: 1000 };
  expect(() => openDrivers(setting)).toThrow(
    expect.objectContaining({
      name: 'InputProblem',
      exitCode: 65,
      advice: expect.stringContaining('terminal') as string,
    }),
  );
});
