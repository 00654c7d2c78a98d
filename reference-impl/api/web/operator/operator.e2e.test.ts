import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Bench } from '../../../operation/bench.ts';
import type { RunningReference } from '../../../server.ts';
import { type Browser, createBrowser, originOf, sendFhir, startOpen } from '../browser.test-helper.ts';

const HOSTILE = '<img src=x onerror=alert(1)>';

/** A bench with one fault and one device that calls itself by a hostile name. */
const benchOf = (turned: [id: string, isOn: boolean][]): Bench => ({
  state: () => ({
    now: '2035-03-05T08:00:00-05:00',
    pace: 1800,
    faults: [
      { id: 'line-down', title: 'Nobody can be reached', where: 'On the way', isOn: turned.at(-1)?.[1] ?? false },
    ],
    devices: [
      {
        model: HOSTILE,
        identifier: 'D-1',
        use: 'tests',
        wire: 'hl7v2',
        taken: 3,
        refused: 1,
        waiting: 2,
        lastRefusal: 'no-permission',
      },
    ],
  }),
  turn: (id, isOn) => void turned.push([id, isOn]),
});

describe('the operator’s page', () => {
  let reference: RunningReference;
  let browser: Browser;
  const turned: [string, boolean][] = [];
  beforeAll(async () => {
    reference = await startOpen({ bench: benchOf(turned) });
    browser = createBrowser(originOf(reference));
  });
  afterAll(async () => {
    await reference.close();
  });

  test('shows the figures of the pipeline to who has not signed in', async () => {
    const person = {
      resourceType: 'Patient',
      meta: { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'HTEST' }] },
      identifier: [{ system: 'urn:oid:2.999.1.1', value: 'MRN1' }],
      name: [{ family: 'Secretname', given: ['Jo'] }],
      gender: 'female',
      birthDate: '1970-01-01',
    };
    await sendFhir(reference, person);
    const { status, text } = await browser.get('/operator');
    expect(status).toBe(200);
    expect(text).toMatch(/<th scope="row">person<\/th>\s*<td class="num">1<\/td>\s*<td class="num">1<\/td>/);
    expect(text).not.toContain('Secretname');
    expect((await browser.get('/operator/figures')).text).toMatch(/<th scope="row">person<\/th>/);
  });

  test('shows devices and their names as they are, and no markup of theirs', async () => {
    const { text } = await browser.get('/operator');
    expect(text).toContain('<span>5 Mar 2035 08:00</span> <span>UTC-05:00</span>');
    expect(text).toContain('no-permission');
    expect(text).toContain('&lt;img src=x');
    expect(text).not.toContain(HOSTILE);
  });

  test('switches a fault on and off again', async () => {
    const off = await browser.get('/operator');
    expect(off.text).toMatch(/aria-checked="false"\s*>\s*Nobody can be reached/);
    const on = await browser.post('/operator/faults', { fault: 'line-down', on: 'yes' });
    expect(turned).toEqual([['line-down', true]]);
    expect(on.text).toMatch(/aria-checked="true"\s*>\s*Nobody can be reached/);
    await browser.post('/operator/faults', { fault: 'line-down', on: 'no' });
    expect(turned.at(-1)).toEqual(['line-down', false]);
  });

  test.each([
    ['a page of others', { 'sec-fetch-site': 'cross-site' }, {}],
    ['a form of another session', { 'sec-fetch-site': 'same-origin' }, { 'form-token': 'x' }],
  ])('takes no form of %s', async (_who, headers, fields) => {
    const before = turned.length;
    const { status } = await browser.post('/operator/faults', { fault: 'line-down', on: 'yes', ...fields }, headers);
    expect([status, turned.length]).toEqual([401, before]);
  });
});

test('of a reference that is served by itself there is nothing to switch', async () => {
  const reference = await startOpen({ frontThread: true });
  const { status, text } = await createBrowser(originOf(reference)).get('/operator');
  await reference.close();
  expect(status).toBe(200);
  expect(text).toContain('served by itself');
  expect(text).not.toContain('role="switch"');
});
