import { describe, expect, test } from 'vitest';
import type { Reading, Rule } from '../../../contract/domain/index.ts';
import { reference } from '../history-builder.test-helper.ts';
import {
  ACCEPTED,
  begin,
  courses,
  explored,
  filed,
  read,
  REFUSED,
  rulings,
  UNKNOWN,
  versions,
} from './explored.test-helper.ts';
import type { Explored } from './explorer.ts';

describe('an attempt that nobody answered may have come after its repetition', () => {
  test.each([0, 1, 10])('which took %i ms', (took) => {
    const found = explored((b) => {
      begin(b);
      const reading = read(b, 'r', UNKNOWN);
      b.op({ op: 'reading.submit', reading }, { took });
    });
    expect(rulings(found)).toEqual([...ACCEPTED, '3: accept or accept replay', '4: accept or accept replay']);
  });
  test('or never', () => {
    /** A hold that nobody answered, sent again; the order is resumed meanwhile. */
    const held = (reading: object): Explored =>
      explored((b) => {
        begin(b);
        b.changeOrder({ status: 'on-hold' }, UNKNOWN);
        b.changeOrder({ status: 'on-hold' }, { took: 100, ago: 0 });
        b.wait(20);
        b.changeOrder({}, { took: 50, ago: 0 });
        b.wait(200);
        read(b, 'r', reading);
      });
    expect(versions(held({}))).toEqual(['1, 3, 5', '1, 4, 5']);
    expect(versions(held(REFUSED))).toEqual(['1, 3', '1, 3, 5, 4', '1, 4', '1, 4, 5, 3']);
  });
});

test('readings on which repeated or digest depends come one after the other, others at any time', () => {
  const sent = (rules: readonly Rule[]): string[] =>
    filed(
      explored((b) => {
        b.order({ limits: [reference('70', '180')], rules });
        b.grant();
        read(b.wait(80), 'r', { took: 100, ago: 0 });
        read(b.wait(50), 's');
        b.wait(100);
      }),
    )
      .map((course) => course.toSorted().join(', '))
      .toSorted();
  expect(sent([])).toEqual(['r 3 100-200, s 4 150-160']);
  const digest: Rule = { kind: 'digest', window: { value: 1, unit: 'h' } };
  expect(sent([digest])).toEqual(['r 3 100-160, s 4 150-160', 'r 3 150-200, s 4 150-160']);
});

test('of several corrections, none is placed before one that came first in its course', () => {
  const found = explored((b) => {
    begin(b);
    const r = read(b, 'r', {}, '120');
    b.wait(100);
    const start = b.now;
    for (const [i, at] of [0, 60, 30].entries()) {
      const corrected: Reading = {
        ...r,
        status: 'corrected',
        result: { kind: 'value', quantity: { value: `${130 + i}`, unit: 'mg/dL' } },
      };
      b.op({ op: 'reading.submit', reading: corrected }, { ago: b.now - start - at, took: 100 });
    }
  });
  expect(filed(found).flat().toSorted()).toEqual([
    'r 3 120-130, 4 230-330, 5 290-360, 6 290-360',
    'r 3 120-130, 4 230-330, 6 260-360, 5 290-390',
    'r 3 120-130, 5 290-330, 4 290-330, 6 290-360',
    'r 3 120-130, 5 290-330, 6 290-330, 4 290-330',
    'r 3 120-130, 6 260-330, 4 260-330, 5 290-390',
    'r 3 120-130, 6 260-330, 5 290-330, 4 290-330',
  ]);
});

test('a measurement that is told again under another identifier comes after the erasure that made it new', () => {
  const found = explored((b) => {
    b.order({ start: '2034-12-20T00:00:00Z' });
    b.grant();
    b.wait(100);
    // Too old for an item from 80 ms later on, when its second identifier is under way and it is not erased yet.
    const at = new Date(Date.parse(b.wall()) + 80 - 7 * 86_400_000).toISOString();
    const r = b.reading({ name: 'r', value: '250', device: 'meter', at });
    b.wait(100);
    b.op({ op: 'reading.submit', reading: { ...r, status: 'entered-in-error' } });
    b.reading({ name: 's', value: '250', device: 'meter', at }, { took: 250, ago: 90 });
    b.wait(300);
  });
  expect(courses(found)).toEqual(['r 3+4, abnormal withdrawn', 'r 3+4, s 5, abnormal withdrawn']);
});
