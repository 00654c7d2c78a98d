import { expect, test } from 'vitest';
import type { Identifier } from '../../contract/domain/identifier.ts';
import { remembering } from './remembered.ts';

const setUp = (inTime: boolean) => {
  const known = new Map<string, Identifier>();
  let asked = 0;
  const references = remembering({
    identifierOf: (reference) => {
      asked += 1;
      return inTime ? Promise.resolve(known.get(reference)) : known.get(reference);
    },
    referenceTo: () => undefined,
    recipient: () => undefined,
  });
  return { references, known, asked: () => asked };
};

test.each([false, true])('a reference that was found is asked for once (in time: %s)', async (inTime) => {
  const { references, known, asked } = setUp(inTime);
  expect(await references.identifierOf('Patient/p1')).toBeUndefined();
  const key = { system: 'urn:x', value: '1' };
  known.set('Patient/p1', key);
  expect(await references.identifierOf('Patient/p1')).toEqual(key);
  expect(references.identifierOf('Patient/p1')).toEqual(key);
  expect(asked()).toBe(2);
});

test('of very many all are asked for anew, and none is told wrong', async () => {
  const { references, known } = setUp(false);
  for (let n = 0; n < 20_001; n += 1) known.set(`Patient/p${n}`, { system: 'urn:x', value: String(n) });
  for (let n = 0; n < 20_001; n += 1) references.identifierOf(`Patient/p${n}`);
  expect(references.identifierOf('Patient/p0')).toEqual({ system: 'urn:x', value: '0' });
});
