import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../json/lossless.ts';
import { admission } from './example-values.ts';
import { decodeSource, encodeSource } from './source.ts';
import { complaints } from './validate.test-helper.ts';

const shown = encodeSource(admission);
const parameters = shown['parameter'] as readonly JsonObject[];
const read = (...parameter: readonly JsonObject[]) => decodeSource({ resourceType: 'Parameters', parameter });
const without = (name: string) => parameters.filter((p) => p['name'] !== name);

describe('the admission of a source', () => {
  test('comes back as it was, of one measure or of both', () => {
    expect(complaints(shown)).toEqual([]);
    expect(decodeSource(shown)).toEqual({ ok: true, value: admission });
    const both = {
      ...admission,
      status: 'withdrawn' as const,
      source: { ...admission.source, measures: ['weight' as const, 'glucose' as const] },
    };
    expect(decodeSource(encodeSource(both))).toEqual({ ok: true, value: both });
  });

  test.each(['source', 'measure', 'expires', 'status'])('without %s is refused', (name) => {
    expect(read(...without(name))).toMatchObject({
      refusal: { code: 'missing-element', at: `Parameters.parameter('${name}')` },
    });
  });

  test.each<[string, readonly JsonObject[], string, string]>([
    [
      'in another status',
      [...without('status'), { name: 'status', valueCode: 'pending' }],
      'bad-value',
      'Parameters.parameter[3].valueCode',
    ],
    [
      'of something that is not measured',
      [...parameters, { name: 'measure', valueCode: 'pulse' }],
      'bad-value',
      'Parameters.parameter[4].valueCode',
    ],
    [
      'until a day',
      [...without('expires'), { name: 'expires', valueInstant: '2027-01-01' }],
      'time-without-offset',
      'Parameters.parameter[3].valueInstant',
    ],
    [
      'in two statuses',
      [...parameters, { name: 'status', valueCode: 'admitted' }],
      'bad-value',
      'Parameters.parameter[4]',
    ],
    [
      'with more than is understood',
      [...parameters, { name: 'from', valueInstant: '2026-01-01T00:00:00Z' }],
      'bad-value',
      'Parameters.parameter[4].name',
    ],
    [
      'under a modifier',
      [...without('status'), { name: 'status', valueCode: 'admitted', modifierExtension: [{ url: 'urn:x' }] }],
      'field-not-understood',
      'Parameters.parameter[3].modifierExtension[0]',
    ],
  ])('%s is refused', (_title, parameter, code, at) => {
    expect(read(...parameter)).toMatchObject({ refusal: { code, at } });
  });
});
