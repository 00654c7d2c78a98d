import { describe, expect, test } from 'vitest';
import type { Identifier } from '../../../contract/domain/index.ts';
import { findReference } from './context.ts';
import { type Scripted, scriptedContext } from './scripted.test-helper.ts';

const patient: Identifier = { system: 'urn:oid:2.999.1.1', value: 'MRN1' };
const found = (...resources: object[]): Scripted => ({
  body: { resourceType: 'Bundle', type: 'searchset', entry: resources.map((resource) => ({ resource })) },
});
const warning = { resourceType: 'OperationOutcome', issue: [{ severity: 'warning', code: 'informational' }] };

describe('the logical id of a business key', () => {
  test('is found behind what the system says of the search', async () => {
    const { context } = scriptedContext(() =>
      found(warning, { resourceType: 'Patient', id: 'p1', meta: { versionId: '4' } }),
    );
    expect(await findReference(context, 'Patient', patient)).toBe('Patient/p1');
    expect(context.book.etag('Patient/p1')).toBe('W/"4"');
  });
  test('is none where nothing of its type came', async () => {
    const { context } = scriptedContext(() => found(warning));
    expect(await findReference(context, 'Patient', patient)).toBeUndefined();
  });
  test.each<[string, Scripted]>([
    ['nobody answered', { failure: 'ECONNRESET' }],
    ['the system says to come again', { status: 503 }],
    ['it was asked too often', { status: 429 }],
  ])('stays open where %s', async (_why, answer) => {
    const { context } = scriptedContext(() => answer);
    await expect(findReference(context, 'Patient', patient)).rejects.toThrow('was asked for, and not answered');
  });
});
