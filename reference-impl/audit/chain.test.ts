import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { CHAIN_START, hashAfter, headText, readHead } from './chain.ts';

const DIGEST = 'ab'.repeat(32);

describe('the hash of a row', () => {
  test('is the SHA-256 of a JSON array that begins with the hash before it', () => {
    const bytes = `["${CHAIN_START.hash}",1,"a1",null,"{\\"who\\":\\"Zoë \\u0000\\"}"]`;
    const expected = createHash('sha256').update(Buffer.from(bytes, 'utf8')).digest('hex');
    expect(hashAfter(CHAIN_START.hash, [1, 'a1', null, '{"who":"Zoë \u0000"}'])).toBe(expected);
  });
  test('is the one that sha256sum gives', () => {
    // printf '["%064d",1,null]' 0 | sha256sum
    expect(hashAfter(CHAIN_START.hash, [1, null])).toBe(
      'f7282246302f48ad3394baafcd85b5831e445dce064416bbb92f915924886e60',
    );
  });
  test('is the same for a number, however the database hands it out', () => {
    expect(hashAfter(DIGEST, [1_772_539_200_000n])).toBe(hashAfter(DIGEST, [1_772_539_200_000]));
  });
  test.each([
    ['a text and a number', ['1'], [1]],
    ['a text and nothing', ['null'], [null]],
    ['cells divided elsewhere', ['ab', 'c'], ['a', 'bc']],
    ['a separator in a text', ['a","b'], ['a', 'b']],
    ['one cell less', ['a', null], ['a']],
    ['the order', ['a', 'b'], ['b', 'a']],
  ] as const)('tells %s apart', (_title, one, other) => {
    expect(hashAfter(DIGEST, one)).not.toBe(hashAfter(DIGEST, other));
  });
  test('depends on the hash before it', () => {
    expect(hashAfter(DIGEST, ['a'])).not.toBe(hashAfter(CHAIN_START.hash, ['a']));
  });
});

describe('a head that is noted', () => {
  test.each([CHAIN_START, { count: 1, hash: DIGEST }, { count: 999_999_999, hash: DIGEST }])(
    '$count comes back',
    (head) => {
      expect(readHead(headText(head))).toEqual(head);
    },
  );
  test('is read with space around it and in capitals', () => {
    expect(readHead(` ${DIGEST.toUpperCase()}@7\n`)).toEqual({ count: 7, hash: DIGEST });
  });
  test.each([
    '',
    DIGEST,
    `${DIGEST}@`,
    `@7`,
    `${DIGEST.slice(1)}@7`,
    `${DIGEST}@-1`,
    `${DIGEST}@07`,
    `${DIGEST}@1e3`,
    `${DIGEST}@0`,
    `7@${DIGEST}`,
  ])('%j is none', (text) => {
    expect(readHead(text)).toBeUndefined();
  });
});
