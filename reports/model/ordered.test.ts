import { describe, expect, it } from 'vitest';
import { historyBuilder, item, order, reading, requirement } from '../sample-run.test-helper.ts';
import { keyOf } from '../../contract/domain/index.ts';
import { describeLine } from './describe-line.ts';
import type { Unmet } from './findings.ts';
import { ordered } from './ordered.ts';
import { linesBySeq } from './run-facts.ts';

const POOL = { system: 'urn:pool', value: 'DMPOOL' };
const first = order({ limits: [{ tier: 'reference', high: '160' }], responsible: POOL });
const second = order({ limits: [{ tier: 'reference', high: '200' }], effectiveFrom: '2035-03-06T08:00:00-05:00' });
const third = order({ limits: [{ tier: 'reference', high: '220' }] });

const about = (lines: readonly number[], subject: Unmet['finding']['subject']): Unmet => {
  const finding = {
    requirement: 'LIM-12',
    lane: 's/fhir',
    polarity: 'must-not' as const,
    outcome: 'broken' as const,
    subject,
    expected: 'no item',
    observed: 'an item',
    lines,
  };
  return { requirement: requirement('LIM-12', 'FAIL', { findings: [finding] }), finding };
};

describe('what was ordered', () => {
  const h = historyBuilder('s/fhir');
  const seqs = [
    h.op({ op: 'order.submit', order: first }),
    h.op({ op: 'order.submit', order: { ...first, identifier: { system: 'placer', value: 'ANOTHER' } } }),
    h.op({ op: 'order.change', order: second }),
    h.op({ op: 'reading.submit', reading: reading(1, 30, '180') }),
    h.op({ op: 'order.change', order: third }),
    h.op({ op: 'reading.submit', reading: reading(2, 31, '180') }),
  ];
  const bySeq = linesBySeq(h.lines);
  const subject = { order: keyOf(first.identifier) };
  const [submitted = 0, , changed = 0, measured = 0, , later = 0] = seqs;

  it('is each version sent by then of the order that the finding is about, with limits and recipient', () => {
    const lines = ordered(about([measured], subject), bySeq);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain('order ORD-1 active: reference –160 mg/dL; for DMPOOL, ordered by ');
    expect(lines[1]).toContain('order change ORD-1 active: reference –200 mg/dL; for ');
    expect(lines[1]).toContain(', from 2035-03-06T08:00:00-05:00 → ok');
    expect(lines[1]).not.toContain('ordered by');
  });
  it('names the latest two, and says that there were others', () => {
    const lines = ordered(about([later], subject), bySeq);
    expect(lines).toHaveLength(3);
    expect(lines[0]).toBe('… 1 earlier version');
    expect(lines[2]).toContain('reference –220 mg/dL');
  });
  it('leaves out what the finding shows anyway', () => {
    const lines = ordered(about([submitted, measured], subject), bySeq);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`^#${changed} .* order change ORD-1 `));
  });
  it('is nothing where the finding is about no order, or about one that the history does not have', () => {
    expect(ordered(about([measured], {}), bySeq)).toEqual([]);
    expect(ordered(about([measured], { order: 'placer|NOBODY' }), bySeq)).toEqual([]);
  });
});

describe('an item that was seen', () => {
  it('says by which limit it was raised, and from when that holds', () => {
    const h = historyBuilder('s/fhir');
    const r = reading(1, 1, '180');
    h.seen(
      item(r, 'abnormal', 'H', { limit: { value: '160', unit: 'mg/dL' }, limitFrom: '2035-03-05T08:00:00-05:00' }),
    );
    h.seen(item(r, 'abnormal', 'H'));
    expect(h.lines.map(describeLine)).toEqual([
      expect.stringMatching(/, new; it says limit 160 mg\/dL, from 2035-03-05T08:00:00-05:00$/),
      expect.stringMatching(/, new$/),
    ]);
  });
});
