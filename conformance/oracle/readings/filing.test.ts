import { expect, test } from 'vitest';
import { HistoryBuilder, makeReading } from '../history-builder.test-helper.ts';
import type { Content, SubmitOp } from '../course/filing.ts';
import { accepted, acceptedOf, type Filing, isAmended, isCertain } from './filing.ts';

test('the first answer of success counts, whenever it was sent', () => {
  const b = new HistoryBuilder();
  const send = (took: number, outcome: 'ok' | 'unknown' | 'refused') =>
    b.op(
      { op: 'reading.submit', reading: makeReading({ name: 'r', value: '100' }) },
      { took, outcome, ago: b.now },
    ) as SubmitOp;
  const [unknown, late, early, refusal] = [send(1, 'unknown'), send(90, 'ok'), send(20, 'ok'), send(5, 'refused')];
  expect(accepted([unknown, late, early, refusal])).toBe(early);
  expect(accepted([early, late])).toBe(early);
  expect(accepted([unknown, refusal])).toBeUndefined();
  const filed = (...ops: SubmitOp[]) => acceptedOf({ attempts: ops.map((op) => ({ op })) } as unknown as Filing);
  expect(filed(unknown, late, early, refusal)).toBe(early);
  expect(filed(late)).toBe(late);
  expect([filed(unknown), filed(refusal), filed()]).toEqual([undefined, undefined, undefined]);
});

test('a reading that had one content was not changed, one that had several was', () => {
  const content = { reading: makeReading({ name: 'r', value: '100' }) } as Content;
  const filing = (...contents: Content[]) => ({ contents, certain: contents.length === 1 }) as unknown as Filing;
  expect([filing(content), filing(content, content)].map(isAmended)).toEqual([false, true]);
  expect([filing(content), filing(content, content)].map(isCertain)).toEqual([true, false]);
});
