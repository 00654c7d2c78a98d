import { afterEach, describe, expect, test } from 'vitest';
import * as example from '../../../contract/wire/fhir/example-values.ts';
import { readSearchset } from '../../../contract/wire/fhir/bundle.ts';
import type { JsonObject } from '../../../contract/wire/json/lossless.ts';
import { createPipeline } from '../../app.ts';
import { DEFAULT_POLICIES } from '../../policies.ts';
import { must } from '../../world.test-helper.ts';
import { linksNow } from './links.test-helper.ts';
import { readingOf, type Seeded, startSeeded, TOKEN } from './seeded.test-helper.ts';

const MDC = 'urn:iso:std:iso:11073:10101';
const mdc = (code: string): JsonObject => ({ coding: [{ system: MDC, code }] });

/** What says of a result that it is none of the patient. */
const SAYS: readonly (readonly [string, JsonObject])[] = [
  ['its code', { code: mdc('160208') }],
  ['its sample', { component: [{ code: mdc('8417844'), valueCodeableConcept: mdc('8417860') }] }],
];

let close: () => Promise<void> = async () => {};
afterEach(() => close());

const start = async (control: 'refuse' | 'store-apart') => {
  const now = () => Date.parse('2026-03-03T13:05:12Z');
  const pipeline = createPipeline({ databasePath: ':memory:', now, policies: { ...DEFAULT_POLICIES, control } });
  const api: Seeded = await startSeeded(pipeline);
  close = async () => {
    await api.close();
    await pipeline.close();
  };
  const patient = linksNow(pipeline, api.base).ref('Patient', example.patient.identifier);
  const found = async (path: string): Promise<readonly unknown[]> =>
    must(readSearchset((await api.call('GET', path, TOKEN.ehr)).json)).resources.map(({ id }) => id);
  return {
    send: (over: JsonObject) =>
      api.post('/Observation', TOKEN.gateway, { ...api.resource(readingOf('350', 'CS1')), ...over }),
    found: (code?: string) =>
      found(`/Observation?patient=${patient}${code === undefined ? '' : `&code=${encodeURIComponent(code)}`}`),
    items: () => found('/Task'),
  };
};

describe.each(SAYS)('a result of control solution, as %s says', (_what, over) => {
  test('is refused, and found by nobody', async () => {
    const { send, found, items } = await start('refuse');
    const answer = await send(over);
    expect([answer.status, answer.refusal]).toEqual([422, 'control-solution']);
    expect([await found(), await items()]).toEqual([[], []]);
  });

  test('is kept apart, where that is declared, and found by its code, alone or among others', async () => {
    const { send, found, items } = await start('store-apart');
    const answer = await send(over);
    const kept = [answer.json['id']];
    expect(answer.status).toBe(201);
    expect(await items()).toEqual([]);
    expect(await found()).toEqual(kept);
    for (const code of [`${MDC}|160208`, '160208', `${MDC}|`, `http://loinc.org|41653-7,${MDC}|160208`])
      expect([code, await found(code)]).toEqual([code, kept]);
    for (const code of ['http://loinc.org|41653-7', 'http://loinc.org|', '|160208', 'urn:x|160208'])
      expect([code, await found(code)]).toEqual([code, []]);
  });
});
