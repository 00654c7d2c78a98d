import { describe, expect, test } from 'vitest';
import type { InboxItem, Order, Rule } from '../../contract/domain/index.ts';
import { isoOf, msOf } from '../clock/instant.ts';
import { EHR, must, OKAFOR, POOL, RIVERA } from '../world.test-helper.ts';
import { atHour, createWaitingWorld, hoursOf, periodOf, summaryEvery, type WaitingWorld } from './waits.test-helper.ts';

/** Made a minute after the period. */
const MADE = 1 / 60;
const LIMITS: Order['limits'] = [
  { tier: 'reference', low: '70', high: '160' },
  { tier: 'critical', low: '54', high: '300' },
  { tier: 'absolute', low: '20', high: '600' },
];

const hour = (text: string | undefined): number | undefined => hoursOf(text === undefined ? undefined : msOf(text));
const numberOf = (shown: { readonly value: string } | undefined): string => shown?.value ?? '-';
/** `0-12: count abnormal critical min max mean`. */
const said = ({ summary, count }: InboxItem): string =>
  `${hour(summary?.period.start)}-${hour(summary?.period.end)}: ${count} ${summary?.abnormalCount} ${summary?.criticalCount} ${[summary?.min, summary?.max, summary?.mean].map(numberOf).join(' ')}`;
const summaries = (world: WaitingWorld): readonly string[] =>
  world
    .items()
    .filter(({ kind }) => kind === 'summary')
    .toSorted((a, b) => msOf(a.created ?? '') - msOf(b.created ?? ''))
    .map(said);
const NONE = '0 0 0 - - -';
const worldOf = (rules: readonly Rule[] = [summaryEvery(12)], over: Partial<Order> = {}) =>
  createWaitingWorld(rules, { limits: LIMITS, ...over });

describe('a summary is made', () => {
  test.each<[string, string[], number]>([
    ['a minute after its period', [`0-12: ${NONE}`], 12 + MADE],
    ['not a moment earlier', [], 12 + MADE - 1 / 3_600_000],
    ['of each period', [`0-12: ${NONE}`, `12-24: ${NONE}`, `24-36: ${NONE}`], 40],
  ])('%s', async (_name, expected, hours) => {
    const world = await worldOf();
    await world.until(hours);
    await world.until(hours);
    expect(summaries(world)).toEqual(expected);
  });

  test('at its own instant, however late that is noticed, to whom the rule names or who covers', async () => {
    const world = await worldOf([{ ...summaryEvery(12), recipient: OKAFOR }]);
    const away = { period: { start: isoOf(atHour(20)), end: isoOf(atHour(30)) }, coveredBy: POOL };
    must(await world.pipeline.people.coverage(EHR, { person: OKAFOR, absences: [away] }));
    await world.until(30);
    const byTime = world.items().toSorted((a, b) => msOf(a.created ?? '') - msOf(b.created ?? ''));
    expect(byTime.map((i) => [hour(i.created), i.recipient, i.routedAs])).toEqual([
      [12 + MADE, OKAFOR, 'responsible'],
      [24 + MADE, POOL, 'covering'],
    ]);
    expect(byTime[0]).toMatchObject({ kind: 'summary', rule: 'summary', priority: 'routine', interpretation: [] });
  });

  test('for who is responsible then, where the rule names nobody', async () => {
    const world = await worldOf();
    await world.until(13);
    await world.change({ responsible: OKAFOR, rules: [summaryEvery(12)] });
    await world.until(26);
    expect(world.items().map(({ recipient }) => recipient)).toEqual([RIVERA, OKAFOR]);
  });

  test('of no period that was over and summed up before the order was there', async () => {
    const world = await worldOf([summaryEvery(12)], { period: periodOf(-36.5, 100) });
    await world.until(13);
    expect(summaries(world)).toEqual([`-0.5-11.5: ${NONE}`]);
  });
});

describe('it counts', () => {
  test('what is filed and beyond a limit, and the numbers that can be', async () => {
    const world = await worldOf();
    await world.until(11);
    for (const [i, value] of ['200', '310', '50', '120', '650', '60'].entries())
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await world.read(i + 1, value);
    await world.read(8, '0', { result: { kind: 'off-scale', direction: 'high' } });
    await world.read(9, '0', { result: { kind: 'absent', reason: 'error' } });
    await world.read(10, '0', {
      code: { system: 'http://loinc.org', code: '14743-9' },
      result: { kind: 'value', quantity: { value: '10.0', unit: 'mmol/L' } },
    });
    await world.until(13);
    // 200, 310, 50, 120, 60 and 180.156 have the mean 153.36.
    expect(summaries(world)).toEqual(['0-12: 9 3 3 50 310 153']);
  });

  test('from the beginning of the period to before its end, and what is filed until it is made', async () => {
    const world = await worldOf();
    await world.until(12);
    await world.read(0, '100');
    await world.read(12 - 1 / 3_600_000, '101');
    await world.read(12, '150');
    await world.until(12 + MADE / 2);
    await world.read(3, '90');
    await world.until(13);
    await world.read(4, '80');
    await world.until(25);
    expect(summaries(world)).toEqual(['0-12: 3 0 0 90 101 97', '12-24: 1 0 0 150 150 150']);
  });

  test('what was corrected or erased as it is when it is made, and goes back on nothing', async () => {
    const world = await worldOf();
    await world.until(3);
    const wrong = await world.read(1, '200');
    const gone = await world.read(2, '500');
    const later = await world.read(3, '80');
    const result = { kind: 'value', quantity: { value: '100', unit: 'mg/dL' } } as const;
    must(await world.file({ ...wrong, status: 'corrected', result }, { ...gone, status: 'entered-in-error' }));
    await world.until(13);
    must(await world.file({ ...later, status: 'entered-in-error' }));
    expect(summaries(world)).toEqual(['0-12: 2 0 0 80 100 90']);
  });

  test('nothing from while the order was on hold', async () => {
    const world = await worldOf();
    await world.read(0, '100');
    await world.until(2);
    await world.change({ status: 'on-hold', rules: [summaryEvery(12)] });
    await world.until(4);
    await world.change({ rules: [summaryEvery(12)] });
    await world.read(4, '110');
    await world.until(13);
    expect(summaries(world)).toEqual(['0-12: 2 0 0 100 110 105']);
  });
});

describe('the latest version', () => {
  test.each<[string, string[], Partial<Order>]>([
    ['asks for none', [], { rules: [] }],
    ['asks for a shorter period', [`0-6: ${NONE}`, `6-12: ${NONE}`, `12-18: ${NONE}`], { rules: [summaryEvery(6)] }],
    ['is on hold', [`0-12: ${NONE}`], { status: 'on-hold', rules: [summaryEvery(12)] }],
    ['ended the order in the period', [], { status: 'revoked', rules: [summaryEvery(12)] }],
    ['is in error', [], { status: 'entered-in-error', rules: [summaryEvery(12)] }],
    ['ends before the period does', [], { period: periodOf(0, 11), rules: [summaryEvery(12)] }],
    ['ends with the period', [`0-12: ${NONE}`], { period: periodOf(0, 12), rules: [summaryEvery(12)] }],
  ])('%s', async (_name, expected, over) => {
    const world = await worldOf();
    await world.until(1);
    await world.change({ limits: LIMITS, ...over });
    await world.until(20);
    expect(summaries(world)).toEqual(expected);
  });

  test('may ask for longer periods: one that begins where a shorter one began is another', async () => {
    const world = await worldOf();
    await world.until(13);
    await world.change({ rules: [summaryEvery(24)] });
    await world.until(50);
    expect(summaries(world)).toEqual([`0-12: ${NONE}`, `0-24: ${NONE}`, `24-48: ${NONE}`]);
  });

  test.each([
    [12, [`0-12: ${NONE}`]],
    [12 + MADE / 2, [`0-12: ${NONE}`]],
    [12 - 1 / 3600, []],
  ])('that ends the order at hour %f', async (hours, expected) => {
    const world = await worldOf();
    await world.until(hours);
    await world.change({ status: 'completed', rules: [summaryEvery(12)] });
    await world.until(50);
    expect(summaries(world)).toEqual(expected);
  });
});
