import { expect, test } from 'vitest';
import { CONTROL_SOLUTION } from '../../../contract/codes/measures.ts';
import type { FiledReading, Reading } from '../../../contract/domain/index.ts';
import { Policies } from '../../history/lines.ts';
import { Analysis } from '../analysis.ts';
import { HistoryBuilder, makeReading } from '../history-builder.test-helper.ts';
import { filed, rulings, UNKNOWN } from './explored.test-helper.ts';

const MINUTE = 60_000;

/** What a system that keeps control results and the future apart had to answer, and has filed. */
const found = (write: (b: HistoryBuilder) => void): { rulings: string[]; filed: string[][] } => {
  const b = new HistoryBuilder({ policies: Policies.parse({ control: 'store-apart', future: 'quarantine' }) });
  b.took = 10;
  write(b);
  const [only] = Analysis.of(b.end()).patients.flatMap((p) => p.measures.map((m) => m.explored));
  if (only === undefined) throw new Error('nothing explored');
  return { rulings: rulings(only), filed: filed(only) };
};
const control = (b: HistoryBuilder): Reading => ({
  ...makeReading({ name: 'r', value: '250', at: b.wall() }),
  code: CONTROL_SOLUTION,
});
const seen = (b: HistoryBuilder, reading: Reading): void => {
  const shown: FiledReading = { reading, version: 1, interpretation: [], ranges: [], orders: [] };
  b.read([shown]);
};

test('a control result that was sent before the permission and seen after it had been kept by then', () => {
  const all = found((b) => {
    b.order();
    const reading = control(b);
    b.op({ op: 'reading.submit', reading }, { ...UNKNOWN, ago: 0 });
    b.wait(10).grant();
    seen(b.wait(MINUTE), reading);
  });
  expect(all.rulings).toEqual(['1: accept', '2: accept control-solution', '3: accept']);
});

test('so it had where it was sent twice, before a withdrawal that was answered before it was seen', () => {
  const all = found((b) => {
    b.order();
    b.grant();
    const reading = control(b.wait(100));
    b.op({ op: 'reading.submit', reading }, { ...UNKNOWN, ago: 0 });
    b.wait(10).op({ op: 'reading.submit', reading }, { ...UNKNOWN, ago: 0 });
    b.permission('withdrawn', 'glucose', 'p1', { ago: 0, took: 30 });
    seen(b.wait(MINUTE), reading);
  });
  expect(all.filed.map((readings) => readings.length)).toEqual([1]);
});

test('what is in quarantine is not what was seen', () => {
  const all = found((b) => {
    b.order();
    b.grant();
    const reading = makeReading({ name: 'r', value: '250', at: b.wait(100).wall(6 * MINUTE) });
    b.op({ op: 'reading.submit', reading }, { ...UNKNOWN, ago: 0 });
    seen(b.wait(2 * MINUTE), reading);
  });
  expect(all.filed.map((readings) => readings.length)).toEqual([1]);
  expect(all.rulings).toEqual(['1: accept', '2: accept', '3: accept']);
});
