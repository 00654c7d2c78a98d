import { expect, test } from 'vitest';
import { keyOf } from '../../../contract/domain/index.ts';
import { hashOfKey, keyHash, keyHashAt } from './key-hash.ts';

const ids = Array.from({ length: 2000 }, (_, i) => ({ system: `urn:oid:2.999.${i % 7}`, value: `MRN${i}` }));

test('an identifier has one hash, however it is come by', () => {
  for (const id of ids) {
    const line = `{"system":"${id.system}","value":"${id.value}"}`;
    const at = (text: string) => ({ from: line.indexOf(text), to: line.indexOf(text) + text.length });
    expect(keyHash(id)).toBe(hashOfKey(keyOf(id)));
    expect(keyHashAt(Buffer.from(line), at(id.system), at(id.value))).toBe(keyHash(id));
  }
});

test('hashes differ, and halve what they are of', () => {
  const hashes = ids.map(keyHash);
  expect(new Set(hashes).size).toBe(ids.length);
  for (const parts of [2, 3]) {
    const first = hashes.filter((hash) => (hash >>> 0) % parts === 0).length;
    expect(Math.abs(first - ids.length / parts)).toBeLessThan(ids.length / 20);
  }
});
