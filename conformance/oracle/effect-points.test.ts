import { describe, expect, test } from 'vitest';
import type { InboxItem } from '../../contract/domain/index.ts';
import {
  change,
  critical,
  HistoryBuilder,
  makeItem,
  OKAFOR,
  reference,
  RIVERA,
  STARTED,
} from './history-builder.test-helper.ts';
import { countsOf, findingsOf, idsOf } from './judged.test-helper.ts';

/** A reading sent while a change of the limit from 180 to 300 is on its way. */
const duringAChange = (item: Partial<InboxItem> | undefined) => {
  const b = new HistoryBuilder();
  const order = b.order({ limits: [reference(undefined, '180')] });
  b.grant();
  b.changeOrder({ limits: [reference(undefined, '300')], from: '2034-12-31T23:58:00Z' }, { took: 100 });
  const reading = b.reading({ name: 'r', value: '250', at: '2034-12-31T23:59:00Z' }, { ago: 50, took: 10 });
  b.wait(40);
  if (item !== undefined) b.seen(makeItem(reading, order, 'i', { submitted: b.wall(), ...item }));
  return b.drain();
};

const betweenTwoThatCall = (kind: Partial<InboxItem> | undefined) => {
  const b = new HistoryBuilder();
  const order = b.order();
  b.grant();
  b.changeOrder(
    { limits: [reference('70', '180'), critical(undefined, '240')], from: '2034-12-31T23:58:00Z' },
    { took: 100 },
  );
  const reading = b.reading({ name: 'r', value: '250', at: '2034-12-31T23:59:00Z' }, { ago: 50, took: 10 });
  b.wait(40);
  if (kind !== undefined) b.seen(makeItem(reading, order, 'i', { submitted: b.wall(), ...kind }));
  return idsOf(b.drain());
};

describe('a reading that can have met either version', () => {
  test('may have an item or none', () => {
    expect(idsOf(duringAChange({}))).toEqual([]);
    expect(idsOf(duringAChange(undefined))).toEqual([]);
    expect(countsOf(duringAChange(undefined), 'ALR-01')['may']).toBe(1);
  });
  test('but an item that there is must fit one of them', () => {
    expect(idsOf(duringAChange({ limit: { value: '200', unit: 'mg/dL' } }))).toEqual(['ALR-03']);
  });
  test('where both call, it must have an item, of either', () => {
    const asCritical: Partial<InboxItem> = {
      kind: 'critical',
      priority: 'stat',
      interpretation: ['HH'],
      limit: { value: '240', unit: 'mg/dL' },
      limitFrom: '2034-12-31T23:58:00Z',
    };
    expect(betweenTwoThatCall({})).toEqual([]);
    expect(betweenTwoThatCall(asCritical)).toEqual([]);
    expect(betweenTwoThatCall(undefined)).toContain('ALR-01');
  });
});

const raisedFor = (recipient: typeof RIVERA, ago?: number) => {
  const b = new HistoryBuilder();
  const order = b.order();
  b.grant();
  b.changeOrder({ responsible: OKAFOR, from: '2034-12-31T23:58:00Z' }, { took: 100 });
  const reading = b.reading(
    { name: 'r', value: '250', at: '2034-12-31T23:30:00Z' },
    ago === undefined ? {} : { ago, took: 10 },
  );
  b.wait(40).seen(makeItem(reading, order, 'i', { recipient, submitted: b.wall() }));
  return idsOf(b.drain());
};

describe('recipients by the version at raising', () => {
  test('once the change is taken the former one is wrong', () => {
    expect(raisedFor(OKAFOR)).toEqual([]);
    expect(raisedFor(RIVERA)).toEqual(['ALR-01', 'ALR-04']);
  });
  test('while it is on its way either is right, nobody else', () => {
    expect(raisedFor(OKAFOR, 50)).toEqual([]);
    expect(raisedFor(RIVERA, 50)).toEqual([]);
  });
});

const afterAHeavyOne = (outcome: 'ok' | 'unknown', item: InboxItem['interpretation'] | undefined) => {
  const b = new HistoryBuilder();
  const order = b.order({
    measure: 'weight',
    rules: [change('gain', '2', 'kg', '3 d'), change('loss', '5', 'kg', '3 d')],
  });
  b.grant('weight');
  b.reading({ name: 'heavy', value: '90.0', unit: 'kg', at: '2034-12-31T21:00:00Z' }, { outcome });
  b.reading({ name: 'light', value: '80.0', unit: 'kg', at: '2034-12-31T22:00:00Z' }, { outcome: 'ok' });
  const reading = b.reading({ name: 'gain', value: '83.0', unit: 'kg', at: '2034-12-31T23:30:00Z' });
  b.wait(40);
  if (item !== undefined)
    b.seen(
      makeItem(reading, order, 'i', {
        submitted: b.wall(),
        kind: 'change',
        rule: 'change',
        interpretation: item,
        limit: { value: '2', unit: 'kg' },
      }),
    );
  return b.drain();
};

describe('an earlier weight that may have been filed', () => {
  test('leaves what it alone would call for free, and nothing else', () => {
    expect(idsOf(afterAHeavyOne('unknown', ['U']))).toEqual([]);
    expect(idsOf(afterAHeavyOne('unknown', ['D', 'U']))).toEqual([]);
    expect(idsOf(afterAHeavyOne('unknown', ['D']))).toContain('ALR-03');
    expect(idsOf(afterAHeavyOne('unknown', undefined))).toContain('ALR-01');
  });
  test('the direction that is certain is enough', () => {
    const [met] = findingsOf(afterAHeavyOne('unknown', ['U']), 'met', 'LIM-06').filter((f) => f.polarity === 'must');
    expect(met?.expected).toContain('(change U):');
  });
});

const seenBy = (by: number) => {
  const b = new HistoryBuilder();
  const order = b.order({ measure: 'weight', rules: [change('gain', '2', 'kg', '3 d')] });
  b.grant('weight');
  const gain = b.reading({ name: 'gain', value: '83.0', unit: 'kg', at: '2034-12-31T23:30:00Z' });
  b.wait(5000);
  b.reading({ name: 'base', value: '80.0', unit: 'kg', at: '2034-12-31T22:00:00Z' });
  b.wait(2000);
  b.seen(
    makeItem(gain, order, 'i', {
      submitted: b.wall(),
      kind: 'change',
      rule: 'change',
      interpretation: ['U'],
      limit: { value: '2', unit: 'kg' },
    }),
    { after: by - 20, by },
  );
  return idsOf(b.drain());
};

describe('a late reading that raises a newer one', () => {
  test('has its deadline from the late one', () => {
    expect(seenBy(5100)).toEqual([]);
    expect(seenBy(6500)).toEqual(['ALR-01']);
  });
  test('and cannot come before it', () => {
    expect(seenBy(3000)).toEqual(['ALR-01']);
  });
});

const neverAnswered = (found: boolean, item: boolean) => {
  const b = new HistoryBuilder();
  const order = b.order();
  b.grant();
  const reading = b.reading({ name: 'r', value: '212', at: STARTED }, { outcome: 'unknown', answer: {} });
  b.wait(2000);
  if (item) b.seen(makeItem(reading, order, 'i', { submitted: b.wall() }));
  const ranges = [{ tier: 'reference' as const, unit: 'mg/dL', low: '70', high: '180' }];
  if (found) b.read([{ reading, version: 1, interpretation: ['H'], ranges, orders: [] }]);
  return b.drain();
};

describe('an attempt that was never answered', () => {
  test('found afterwards, it must have its item, without a deadline', () => {
    expect(idsOf(neverAnswered(true, true))).toEqual([]);
    expect(idsOf(neverAnswered(true, false))).toContain('ALR-01');
  });
  test('found nowhere, it leaves everything open', () => {
    expect(idsOf(neverAnswered(false, false))).toEqual([]);
    expect(idsOf(neverAnswered(false, false), 'undecided')).toContain('ORD-01');
  });
  test('an item settles it too', () => {
    expect(idsOf(neverAnswered(false, true))).toEqual([]);
    expect(idsOf(neverAnswered(false, true), 'undecided')).not.toContain('ORD-01');
  });
});
