import { describe, expect, test } from 'vitest';
import type { SubmitAct } from '../../../history/lines.ts';
import { gateway } from '../../actor.ts';
import { scriptedContext, type Scripted } from '../scripted.test-helper.ts';
import { submitTogether } from './bundle.ts';

const patient = { system: 'urn:oid:2.999.1.1', value: 'MRN1' };
const act = (n: number, kind: 'transaction' | 'batch', more: Partial<SubmitAct['reading']> = {}): SubmitAct => ({
  op: 'reading.submit',
  reading: {
    identifier: { system: 'urn:example:meter-readings', value: `r-${n}` },
    patient,
    measure: 'glucose',
    code: { system: 'http://loinc.org', code: '2339-0' },
    status: 'final',
    effective: '2026-03-03T07:59:00-05:00',
    result: { kind: 'value', quantity: { value: '7.0', unit: 'mmol/L' } },
    ...more,
  },
  bundle: { id: 'b', kind },
});

const refusal = {
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code: 'invalid', diagnostics: 'no' }],
};

const sendOf = async (acts: readonly SubmitAct[], answer: Scripted) => {
  const { context, requests } = scriptedContext(() => answer);
  context.book.learn('Patient/p1', patient);
  const performed = await submitTogether(context, acts, gateway(patient));
  return { performed, body: requests[0]?.body ?? '', requests };
};

const entries = (type: string, statuses: readonly string[]): Scripted => ({
  body: {
    resourceType: 'Bundle',
    type,
    entry: statuses.map((status) => ({
      response: {
        status,
        ...(status.startsWith('2') ? { location: 'Observation/o1/_history/1' } : { outcome: refusal }),
      },
    })),
  },
});

describe('a batch', () => {
  const acts = [act(1, 'batch'), act(2, 'batch', { status: 'corrected' })];
  test('answers each entry by its own status', async () => {
    const { performed, body, requests } = await sendOf(acts, entries('batch-response', ['201 Created', '422 No']));
    expect(requests).toHaveLength(1);
    expect(requests[0]?.url.split('/fhir')[1]).toBe('/');
    expect(body).toContain('"type":"batch"');
    expect(body).toContain('"value":7.0,');
    expect(body).toContain('"url":"Observation?identifier=');
    expect(performed.map((p) => p.outcome)).toEqual(['ok', 'refused']);
    expect(performed[0]?.answer).toMatchObject({ code: '201', id: 'Observation/o1' });
    expect(performed[1]?.answer).toMatchObject({ code: '422', explained: true });
  });
  test.each([
    ['a missing entry', entries('batch-response', ['201 Created'])],
    ['another resource', { body: refusal }],
    ['a status that is none', entries('batch-response', ['fine', 'fine'])],
  ])('answered with %s says nothing certain', async (_what, answer) => {
    const { performed } = await sendOf(acts, answer);
    expect(performed.map((p) => p.outcome)).toEqual(['unknown', 'unknown']);
  });
});

describe('a transaction', () => {
  const acts = [act(1, 'transaction'), act(2, 'transaction')];
  test('that is refused is refused for every entry', async () => {
    const { performed, body } = await sendOf(acts, { status: 422, body: refusal });
    expect(body).toContain('"type":"transaction"');
    expect(performed.map((p) => [p.outcome, p.answer.code])).toEqual([
      ['refused', '422'],
      ['refused', '422'],
    ]);
  });
  test('carries the defect of an entry', async () => {
    const [one, two] = acts;
    const { body } = await sendOf(
      [one as SubmitAct, { ...(two as SubmitAct), defect: { kind: 'time-without-offset' } }],
      { status: 422, body: refusal },
    );
    expect(body.match(/"effectiveDateTime":"[^"]*"/g)).toEqual([
      '"effectiveDateTime":"2026-03-03T07:59:00-05:00"',
      '"effectiveDateTime":"2026-03-03T07:59:00"',
    ]);
  });
});
