import { describe, expect, it } from 'vitest';
import type { HistoryLine } from '../../conformance/history/lines.ts';
import { historyBuilder, order, reading } from '../sample-run.test-helper.ts';
import { linesBySeq } from './run-facts.ts';
import { wireFiles } from './wire-files.ts';

const hash = (c: string): string => c.repeat(64);

function history(wire: { request?: string; response?: string }) {
  const h = historyBuilder('s/fhir');
  h.op({ op: 'order.submit', order: order() });
  h.op({ op: 'reading.submit', reading: reading(1, 1, '212') });
  return linesBySeq(h.lines.map((l) => (l.kind === 'op' ? { ...l, wire: l.seq === 2 ? wire : {} } : l)));
}

describe('wireFiles', () => {
  it('names the bytes of the reading, sent and answered', () =>
    expect(wireFiles([2, 1], history({ request: hash('a'), response: hash('b') }))).toEqual([
      `#2 request wire/${hash('a')}`,
      `#2 answer wire/${hash('b')}`,
    ]));

  it('names the bytes of what arrived from a sender, and not of what was shown', () => {
    const shown = { kind: 'op', seq: 4, act: { op: 'phone.show' } } as unknown as HistoryLine;
    const came = { kind: 'arrived', seq: 5, wire: { request: hash('c'), response: hash('d') } } as HistoryLine;
    expect(wireFiles([5, 4], linesBySeq([shown, came]))).toEqual([
      `#5 request wire/${hash('c')}`,
      `#5 answer wire/${hash('d')}`,
    ]);
    expect(wireFiles([4], linesBySeq([shown, came]))).toEqual([]);
  });

  it('is empty where none were kept, or the history has no such line', () => {
    expect(wireFiles([1, 2], history({}))).toEqual([]);
    expect(wireFiles([9], history({}))).toEqual([]);
  });

  it('never makes a path of anything but a content address', () =>
    expect(wireFiles([2], history({ request: '../../secret', response: `${hash('b')}/../x` }))).toEqual([]));
});
