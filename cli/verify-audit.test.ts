import { describe, expect, test } from 'vitest';
import { CHAIN_START, headText } from '../reference-impl/audit/chain.ts';
import type { TrailVerdict } from '../reference-impl/audit/prove.ts';
import { notedHead, verdictText } from './verify-audit.ts';

const head = { count: 3, hash: 'cd'.repeat(32) };
const intact: TrailVerdict = { intact: true, head };
const broken: TrailVerdict = {
  intact: false,
  head,
  broken: { event: 4, recorded: '2026-03-03T12:00:00.000Z', what: 'does not fit its hash' },
};

describe('the verdict in words', () => {
  test('an intact trail: count, head and a sentence', () => {
    expect(verdictText(intact, undefined, false).split('\n')).toEqual([
      'events    3',
      `head      ${headText(head)}`,
      'The audit trail is intact: 3 events, none changed, missing, added or out of place.',
      '',
    ]);
  });
  test('an intact trail that goes through what was noted', () => {
    expect(verdictText(intact, { ...head, count: 2 }, false)).toContain('goes through the head that was noted at 2.');
  });
  test('one event is one event', () => {
    expect(verdictText({ intact: true, head: { ...head, count: 1 } }, undefined, false)).toContain('1 event,');
  });
  test('a broken trail: how far it fits, where it breaks, when that was recorded, why', () => {
    expect(verdictText(broken, undefined, false).split('\n')).toEqual([
      'events    3 that fit',
      `head      ${headText(head)}`,
      'The audit trail is broken: event 4, recorded 2026-03-03T12:00:00.000Z, does not fit its hash.',
      '',
    ]);
  });
  test('an event that is not there has no time', () => {
    const gone: TrailVerdict = { intact: false, head, broken: { event: 4, what: 'is missing' } };
    expect(verdictText(gone, undefined, false)).toContain('broken: event 4 is missing.');
  });
});

describe('the verdict as JSON', () => {
  test.each([intact, broken])('intact $intact', (verdict) => {
    const text = verdictText(verdict, undefined, true);
    expect(text.trimEnd()).not.toContain('\n');
    expect(JSON.parse(text)).toEqual({
      ...verdict,
      count: 3,
      head: headText(head),
      verdict: expect.stringMatching(/^The audit trail is (intact|broken): .*\.$/),
    });
  });
});

describe('a head from outside', () => {
  test('is what was printed', () => {
    expect(notedHead(headText(head))).toEqual(head);
    expect(notedHead(headText(CHAIN_START))).toEqual(CHAIN_START);
  });
  test.each(['', 'abc', `${head.hash}@`, `${head.hash}@0`])('%j is a usage error that shows the form', (text) => {
    expect(() => notedHead(text)).toThrow(
      expect.objectContaining({ exitCode: 64, expected: expect.stringContaining('HASH@COUNT') }),
    );
  });
});
