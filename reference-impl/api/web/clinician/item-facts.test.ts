import { expect, test } from 'vitest';
import { createReadyWorld, must, orderOf, readingOf } from '../../../world.test-helper.ts';
import { createWaitingWorld, summaryEvery } from '../../../waiting/waits.test-helper.ts';
import type { InboxItem } from '../../../../contract/domain/inbox-item.ts';
import { itemText } from '../show/words.ts';
import { facts } from './item-facts.ts';

/** The facts as somebody reads them: `Kind: Summary`. */
const said = (item: InboxItem | undefined): readonly string[] => {
  if (item === undefined) throw new Error('no item');
  const shown = String(facts(item, (key) => (typeof key === 'string' ? key : key.value)));
  return [...shown.matchAll(/<dt>(.*?)<\/dt>\s*<dd>(.*?)<\/dd>/g)].map(
    ([, name, value]) => `${name}: ${value?.replaceAll(/<[^>]+>/g, '')}`,
  );
};

test('a summary says what it found in which time', async () => {
  const world = await createWaitingWorld([summaryEvery(12)], {
    limits: [
      { tier: 'reference', high: '160' },
      { tier: 'critical', high: '300' },
    ],
  });
  await world.until(11);
  await world.read(1, '120');
  await world.read(2, '200');
  await world.read(3, '310');
  await world.until(13);
  const [item] = world.items().filter(({ kind }) => kind === 'summary');
  expect(said(item)).toEqual([
    'Kind: Summary',
    'Status: New',
    'For: 1234567893, responsible',
    'Order number: PLC-7001',
    'Readings: 3',
    'From: 3 Mar 2026 12:00 UTC',
    'To: 4 Mar 2026 00:00 UTC',
    'Abnormal: 1',
    'Critical: 1',
    'Lowest: 120 mg/dL',
    'Highest: 310 mg/dL',
    'Mean: 210 mg/dL',
    'Raised: 4 Mar 2026 00:01 UTC',
  ]);
});

test('a summary of nothing, and of one reading', async () => {
  const world = await createWaitingWorld([summaryEvery(12)], { limits: [{ tier: 'reference', high: '160' }] });
  await world.until(23);
  await world.read(22, '120');
  await world.until(25);
  const [none, one] = world.items().filter(({ kind }) => kind === 'summary');
  expect(said(none)).toContain('Critical: 0');
  expect(said(none)).not.toContainEqual(expect.stringMatching(/^(?:Mean|Lowest|Highest)/));
  expect(one && itemText(one)).toBe('Glucose: summary of 1 reading');
});

test('an item says of which order it is, at which meal it was measured, and when it was raised', async () => {
  const limits = [{ tier: 'reference', high: '140', context: 'fasting' } as const];
  const world = await createReadyWorld(orderOf({ limits }));
  must(await world.file(readingOf('150', 'mg/dL', { mealContext: 'fasting' })));
  const [item] = world.items();
  expect(said(item)).toEqual(
    expect.arrayContaining(['Order number: PLC-7001', 'Meal: fasting', 'Raised: 3 Mar 2026 12:00 UTC']),
  );
});
