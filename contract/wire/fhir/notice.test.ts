import { describe, expect, test } from 'vitest';
import { notice } from './example-values.ts';
import { EXAMPLES, exampleIdentifierOf, exampleRef } from './examples.ts';
import type { JsonObject } from '../json/lossless.ts';
import { decodeNotice, encodeNotice, isNotice } from './notice.ts';
import { UNRESOLVED } from './reference.ts';

const sent = encodeNotice(notice, exampleRef);
const read = (resource: JsonObject) => decodeNotice(resource, exampleIdentifierOf);

describe('a notice', () => {
  test.each(['mail', 'text', 'push'] as const)('by %s comes back as it was sent', (medium) =>
    expect(read(encodeNotice({ ...notice, medium }, exampleRef))).toEqual({ ok: true, value: { ...notice, medium } }),
  );
  test('by nobody knows what is taken for one on a locked screen', () =>
    expect(read({ ...sent, medium: [] })).toMatchObject({ value: { medium: 'push' } }));
  test('in several parts is all of them', () =>
    expect(read({ ...sent, payload: [{ contentString: 'a' }, { contentString: 'b' }] })).toMatchObject({
      value: { text: 'a\nb' },
    }));
  test('to somebody unknown keeps who that is', () =>
    expect(read({ ...sent, recipient: [{ reference: 'Patient/x' }] })).toMatchObject({
      value: { patient: { system: UNRESOLVED, value: 'Patient/x' } },
    }));
  test.each<[string, JsonObject, string]>([
    ['without a text', { ...sent, payload: [] }, 'bad-value'],
    ['with a picture', { ...sent, payload: [{ contentAttachment: {} }] }, 'missing-element'],
    ['to nobody', { ...sent, recipient: [] }, 'missing-element'],
    ['of no time', { ...sent, sent: undefined }, 'missing-element'],
    ['of another type', { ...sent, resourceType: 'Task' }, 'malformed'],
  ])('%s cannot be read', (_title, resource, code) =>
    expect(read(resource)).toMatchObject({ ok: false, refusal: { code } }),
  );
  test('is told from a message by its category', () => {
    expect(isNotice(sent)).toBe(true);
    expect(isNotice(EXAMPLES['message'] ?? {})).toBe(false);
    expect(isNotice({ ...sent, category: [{ text: 'notification' }] })).toBe(false);
    expect(isNotice({ ...sent, category: 'notification' })).toBe(false);
    expect(isNotice({ ...sent, resourceType: 'Task' })).toBe(false);
  });
});
