import { describe, expect, test } from 'vitest';
import type { InboxItem } from '../../contract/domain/inbox-item.ts';
import type { UnitCode } from '../../contract/domain/quantity.ts';
import type { Reading } from '../../contract/domain/reading.ts';
import type { Rule } from '../../contract/domain/rule.ts';
import {
  clinician,
  createReadyWorld,
  EHR,
  must,
  orderOf,
  OKAFOR,
  readingOf,
  RIVERA,
  weightOrderOf,
  type World,
} from '../world.test-helper.ts';

const weighed = (key: string, value: string, unit: UnitCode, effective: string): Reading =>
  readingOf(value, unit, { effective, identifier: { system: 'urn:x', value: key } });
const corrected = (reading: Reading, value: string, unit: UnitCode): Reading => ({
  ...reading,
  status: 'corrected',
  result: { kind: 'value', quantity: { value, unit } },
});
const erased = (reading: Reading): Reading => ({ ...reading, status: 'entered-in-error' });
const standing = (world: World): readonly InboxItem[] => world.items().filter(({ status }) => status !== 'withdrawn');

describe('a rule on change depends on the set of readings, also where a difference between two units is rounded', () => {
  // 82.04 less 80.00 is beyond 2 kg; less 176.35 lb, which is lower, it is 2.0 rounded and not beyond.
  const a = weighed('a', '80.00', 'kg', '2026-03-02T08:00:00Z');
  const b = weighed('b', '176.35', '[lb_av]', '2026-03-02T09:00:00Z');
  const c = weighed('c', '82.04', 'kg', '2026-03-03T08:00:00Z');
  const after = async (...readings: readonly Reading[]): Promise<readonly string[]> => {
    const world = await createReadyWorld(weightOrderOf());
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    for (const reading of readings) must(await world.file(reading));
    return standing(world).map(
      ({ interpretation, reading, baseline }) => `${interpretation.join()} ${reading?.value} over ${baseline?.value}`,
    );
  };

  test.each([
    ['a b c', [a, b, c], []],
    ['b c a', [b, c, a], []],
    ['a c, and b late', [a, c, b], []],
    ['a c alone', [a, c], ['U c over a']],
    ['a b c, and b erased', [a, b, c, erased(b)], ['U c over a']],
    ['a b c, and b corrected to more', [a, b, c, corrected(b, '179.0', '[lb_av]')], ['U c over a']],
    ['b c, and a late, and b erased', [b, c, a, erased(b)], ['U c over a']],
  ])('%s', async (_title, readings, items) => {
    expect(await after(...readings)).toEqual(items);
  });
});

describe('the item of a repetition shows what its own reading says after a correction', () => {
  const twice: Rule = { kind: 'repeated', count: 2, window: { value: 24, unit: 'h' } };

  test('another unit', async () => {
    const limits = [{ tier: 'reference', high: '80' }] as const;
    const world = await createReadyWorld(weightOrderOf({ limits: [...limits], rules: [twice] }));
    const last = weighed('b', '200', 'kg', '2026-03-03T09:00:00Z');
    must(await world.file(weighed('a', '200', '[lb_av]', '2026-03-03T08:00:00Z')));
    must(await world.file(last));
    must(await world.file(corrected(last, '200', '[lb_av]')));
    expect(standing(world).map(({ value, interpretation }) => [value, interpretation])).toEqual([
      [{ value: '200', unit: '[lb_av]' }, ['H']],
    ]);
  });

  test('a meal context, and the limit that it brings', async () => {
    const limits = [
      { tier: 'reference', high: '160' },
      { tier: 'reference', high: '140', context: 'pre-meal' },
    ] as const;
    const world = await createReadyWorld(orderOf({ limits: [...limits], rules: [twice] }));
    const last = readingOf('200', 'mg/dL', { effective: '2026-03-03T09:00:00Z' });
    must(await world.file(readingOf('200', 'mg/dL', { effective: '2026-03-03T08:00:00Z' })));
    must(await world.file(last));
    expect(standing(world).map(({ limit, context }) => [limit?.value, context])).toEqual([['160', undefined]]);
    must(await world.file({ ...last, status: 'corrected', mealContext: 'pre-meal' }));
    expect(standing(world).map(({ limit, context }) => [limit?.value, context])).toEqual([['140', 'pre-meal']]);
  });
});

describe('a finished item stays, and shows what became of its reading', () => {
  const finished = async (rules: readonly Rule[] = []) => {
    const world = await createReadyWorld(orderOf({ rules: [...rules] }));
    const reading = readingOf('310');
    must(await world.file(reading));
    const finish = async (nth: number): Promise<void> => {
      const { id } = must(world.pipeline.inbox.search(EHR, { count: 100 })).entries[nth] ?? { id: '' };
      must(await world.pipeline.inbox.act(clinician(RIVERA), { id }, 'done'));
    };
    return { world, reading, finish };
  };
  const told = ({ status, value, interpretation, limit, history }: InboxItem) => [
    status,
    value?.value,
    interpretation.join(),
    limit?.value,
    history.map((event) => event.status).join(' '),
  ];

  test('corrected to a normal value', async () => {
    const { world, reading, finish } = await finished();
    await finish(0);
    must(await world.file(corrected(reading, '112', 'mg/dL')));
    expect(world.items().map(told)).toEqual([['done', '112', 'HH', '300', 'new seen done updated']]);
    // The same once more tells nothing new.
    must(await world.file(corrected(reading, '112', 'mg/dL')));
    expect(world.items().map(told)).toEqual([['done', '112', 'HH', '300', 'new seen done updated']]);
  });

  test('corrected to what asks for another item', async () => {
    const { world, reading, finish } = await finished();
    await finish(0);
    must(await world.file(corrected(reading, '61', 'mg/dL')));
    expect(world.items().map(told)).toEqual([
      ['done', '61', 'HH', '300', 'new seen done updated'],
      ['new', '61', 'L', '70', 'new'],
    ]);
  });

  test('erased', async () => {
    const { world, reading, finish } = await finished();
    await finish(0);
    must(await world.file(erased(reading)));
    expect(world.items().map(told)).toEqual([['done', '310', 'HH', '300', 'new seen done updated']]);
  });

  test('of a repetition, erased', async () => {
    const { world, reading, finish } = await finished([
      { kind: 'repeated', count: 2, window: { value: 24, unit: 'h' } },
    ]);
    const last = readingOf('200', 'mg/dL', { effective: '2026-03-03T07:00:00-05:00' });
    must(await world.file(corrected(reading, '210', 'mg/dL')));
    must(await world.file(last));
    const nth = world.items().findIndex(({ rule }) => rule === 'repeated');
    await finish(nth);
    must(await world.file(erased(last)));
    expect(world.items().map(told)[nth]).toEqual(['done', '200', 'H', '160', 'new seen done updated']);
  });

  describe('but copies that nobody has finished go', () => {
    /** Owner, state, value and reason of each, after the first was finished, or both. */
    const after = async (both: boolean, change: (reading: Reading) => Reading): Promise<readonly string[]> => {
      const { world, reading } = await finished([
        { kind: 'escalation', step: 1, after: { value: 15, unit: 'min' }, recipient: OKAFOR },
      ]);
      world.passMs(16 * 60_000);
      await world.pipeline.settle();
      for (const { id, body } of must(world.pipeline.inbox.search(EHR, { count: 100 })).entries)
        if (both || body.routedAs !== 'escalated')
          must(await world.pipeline.inbox.act(clinician(body.recipient), { id }, 'done'));
      must(await world.file(change(reading)));
      return world
        .items()
        .map(({ recipient, status, value, withdrawal }) =>
          [recipient.value, status, value?.value, withdrawal].join(' ').trim(),
        )
        .toSorted();
    };
    test.each<[string, boolean, (reading: Reading) => Reading, readonly string[]]>([
      [
        'where it is corrected to normal',
        false,
        (r) => corrected(r, '110', 'mg/dL'),
        [`${RIVERA.value} done 110`, `${OKAFOR.value} withdrawn 310 corrected-to-normal`],
      ],
      [
        'where it is corrected to abnormal',
        false,
        (r) => corrected(r, '200', 'mg/dL'),
        [`${RIVERA.value} done 200`, `${RIVERA.value} new 200`, `${OKAFOR.value} withdrawn 310 corrected-otherwise`],
      ],
      [
        'where it is erased',
        false,
        (r) => ({ ...r, status: 'entered-in-error' }),
        [`${RIVERA.value} done 310`, `${OKAFOR.value} withdrawn 310 entered-in-error`],
      ],
      [
        'but not where it stays critical',
        false,
        (r) => corrected(r, '330', 'mg/dL'),
        [`${RIVERA.value} done 330`, `${OKAFOR.value} new 330`],
      ],
      [
        'and not where they are finished too',
        true,
        (r) => corrected(r, '110', 'mg/dL'),
        [`${RIVERA.value} done 110`, `${OKAFOR.value} done 110`],
      ],
    ])('%s', async (_name, both, change, expected) => {
      expect(await after(both, change)).toEqual(expected.toSorted());
    });
  });
});
