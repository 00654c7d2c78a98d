import { describe, expect, test } from 'vitest';
import { isoOf } from '../clock/instant.ts';
import { clinician, EHR, must, OKAFOR, orderOf, readingOf, RIVERA } from '../world.test-helper.ts';
import { atHour, createWaitingWorld, missingAfter, periodOf, type WaitingWorld } from './waits.test-helper.ts';

type Story = (world: WaitingWorld) => Promise<void>;

const told = async (story: Story, over = {}): Promise<readonly string[]> => {
  const world = await createWaitingWorld([missingAfter(6)], over);
  await story(world);
  return world.lines('missing');
};
const corrected = (reading: ReturnType<typeof readingOf>, hours: number) => ({
  ...reading,
  status: 'corrected' as const,
  effective: isoOf(atHour(hours)),
});

describe('a gap has one item', () => {
  test.each<[string, string[], Story]>([
    ['none before it is due', [], (w) => w.until(5.999)],
    ['at its due instant', ['missing due 6h at 6h'], (w) => w.until(6)],
    ['at its due instant, however late that is noticed', ['missing due 6h at 6h'], (w) => w.until(400)],
    [
      'from the latest reading on',
      ['missing due 8h at 8h'],
      async (w) => {
        await w.until(3);
        await w.read(2);
        await w.read(1);
        await w.until(50);
      },
    ],
    [
      'however often it is looked at',
      ['missing due 6h at 6h'],
      async (w) => {
        await w.until(6);
        await w.until(6);
        await w.change({ limits: [{ tier: 'reference', high: '200' }] });
        await w.until(7);
      },
    ],
    [
      'and the next gap another',
      ['missing due 6h at 6h, withdrawn 7h data-received', 'missing due 13h at 13h'],
      async (w) => {
        await w.until(7);
        await w.read(7);
        await w.until(20);
      },
    ],
    [
      'and it stays when a late reading leaves it due',
      ['missing due 6h at 6h'],
      async (w) => {
        await w.until(9);
        await w.read(2);
      },
    ],
    [
      'which a failed measurement does not close',
      ['missing due 6h at 6h'],
      async (w) => {
        await w.until(7);
        await w.read(7, '100', { result: { kind: 'absent', reason: 'error' } });
      },
    ],
    [
      'which an off-scale one does',
      ['missing due 6h at 6h, withdrawn 7h data-received'],
      async (w) => {
        await w.until(7);
        await w.read(7, '100', { result: { kind: 'off-scale', direction: 'high' } });
      },
    ],
  ])('%s', async (_name, expected, story) => {
    expect(await told(story)).toEqual(expected);
  });

  test('and says since when nothing has come, for whom and from which order', async () => {
    const world = await createWaitingWorld([missingAfter(6)]);
    await world.until(1);
    await world.read(1);
    await world.until(8);
    expect(world.items()).toMatchObject([
      {
        kind: 'missing',
        rule: 'missing',
        priority: 'routine',
        interpretation: [],
        measure: 'glucose',
        order: orderOf().identifier,
        recipient: RIVERA,
        routedAs: 'responsible',
        due: isoOf(atHour(7)),
        lastEffective: isoOf(atHour(1)),
        created: isoOf(atHour(7)),
      },
    ]);
    expect(world.items()[0]).not.toHaveProperty('late');
  });

  test('that goes to who is responsible as it is raised, or who covers', async () => {
    const world = await createWaitingWorld([missingAfter(6)]);
    await world.change({ responsible: OKAFOR });
    const away = { period: { start: isoOf(atHour(5)), end: isoOf(atHour(6.5)) }, coveredBy: RIVERA };
    must(await world.pipeline.people.coverage(EHR, { person: OKAFOR, absences: [away] }));
    await world.until(7);
    expect(world.items()).toMatchObject([{ recipient: RIVERA, routedAs: 'covering' }]);
  });
});

describe('a gap closes', () => {
  test.each<[string, string[], Story]>([
    [
      'on hold, and a release begins anew',
      ['missing due 6h at 6h, withdrawn 7h order-on-hold', 'missing due 16h at 16h'],
      async (w) => {
        await w.until(7);
        await w.change({ status: 'on-hold' });
        await w.until(10);
        await w.change({});
        await w.until(30);
      },
    ],
    [
      'at a hold that was scheduled',
      ['missing due 6h at 6h, withdrawn 8h order-on-hold'],
      async (w) => {
        await w.until(7);
        await w.change({ status: 'on-hold', effectiveFrom: isoOf(atHour(8)) });
        await w.until(30);
      },
    ],
    [
      'at the end of the order',
      ['missing due 6h at 6h, withdrawn 9h order-ended'],
      async (w) => {
        await w.change({ period: periodOf(0, 9) });
        await w.until(30);
      },
    ],
    [
      'as it is revoked',
      ['missing due 6h at 6h, withdrawn 7h order-ended'],
      async (w) => {
        await w.until(7);
        await w.change({ status: 'revoked' });
        await w.until(30);
      },
    ],
    [
      'as it is in error, for whatever instant that is told',
      ['missing due 6h at 6h, withdrawn 7h order-in-error'],
      async (w) => {
        await w.until(7);
        await w.change({ status: 'entered-in-error', effectiveFrom: isoOf(atHour(20)) });
        await w.until(30);
      },
    ],
    [
      'as the rule goes',
      ['missing due 6h at 6h, withdrawn 7h re-evaluated'],
      async (w) => {
        await w.until(7);
        await w.change({ rules: [] });
        await w.until(30);
      },
    ],
    [
      'as the period grows',
      ['missing due 6h at 6h, withdrawn 7h data-received', 'missing due 10h at 10h'],
      async (w) => {
        await w.until(7);
        await w.change({ rules: [missingAfter(10)] });
        await w.until(30);
      },
    ],
  ])('%s', async (_name, expected, story) => {
    expect(await told(story)).toEqual(expected);
  });
});

describe('a gap opens at once', () => {
  test.each<[string, string[], Story]>([
    [
      'where an erasure makes the due instant past',
      ['missing due 6h at 9h'],
      async (w) => {
        await w.until(5);
        const reading = await w.read(5);
        await w.until(9);
        must(await w.file({ ...reading, status: 'entered-in-error' }));
      },
    ],
    [
      'where a correction moves the last reading back',
      ['missing due 7h at 9h'],
      async (w) => {
        await w.until(5);
        const reading = await w.read(5);
        await w.until(9);
        must(await w.file(corrected(reading, 1)));
      },
    ],
    [
      'where a shorter period is asked for',
      ['missing due 2h at 3h'],
      async (w) => {
        await w.until(3);
        await w.change({ rules: [missingAfter(2)] });
      },
    ],
    [
      'again, where what closed it is erased',
      ['missing due 6h at 6h, withdrawn 7h data-received', 'missing due 6h at 8h'],
      async (w) => {
        await w.until(7);
        const reading = await w.read(7);
        await w.until(8);
        must(await w.file({ ...reading, status: 'entered-in-error' }));
      },
    ],
  ])('%s', async (_name, expected, story) => {
    expect(await told(story)).toEqual(expected);
  });

  test('where the order begins in the past', async () => {
    const world = await createWaitingWorld([missingAfter(6)], { period: periodOf(-30, 100) });
    expect(world.lines()).toEqual(['missing due -24h at 0h']);
  });
});

describe('an item that somebody has finished', () => {
  const finished = async (): Promise<WaitingWorld> => {
    const world = await createWaitingWorld([missingAfter(6)]);
    await world.until(7);
    const id = world.idOf('missing due 6h at 6h');
    must(await world.pipeline.inbox.act(clinician(RIVERA), { id }, 'done'));
    return world;
  };

  test.each<[string, string[], Story]>([
    ['is not told of again', [], (w) => w.until(60)],
    ['stays when data come, and the next gap has its own', ['missing due 13h at 13h'], (w) => next(w)],
    ['stays when the order ends', [], (w) => w.change({ status: 'revoked' })],
    ['stays when the order is in error', [], (w) => w.change({ status: 'entered-in-error' })],
    [
      'is not raised again for the same gap, as data come and are erased',
      [],
      async (w) => {
        const reading = await w.read(7);
        await w.until(8);
        must(await w.file({ ...reading, status: 'entered-in-error' }));
        await w.until(20);
      },
    ],
  ])('%s', async (_name, expected, story) => {
    const world = await finished();
    await story(world);
    expect(world.lines()).toEqual(['missing due 6h at 6h, done 7h', ...expected]);
  });

  const next = async (world: WaitingWorld): Promise<void> => {
    await world.read(7);
    await world.until(14);
  };

  test('is withdrawn when it was only seen', async () => {
    const world = await createWaitingWorld([missingAfter(6)]);
    await world.until(7);
    const id = world.idOf('missing due 6h at 6h');
    must(await world.pipeline.inbox.act(clinician(RIVERA), { id }, 'seen'));
    await world.read(7);
    expect(world.lines()).toEqual(['missing due 6h at 6h, withdrawn 7h data-received']);
  });
});

test('each order waits for itself: two of one measure have an item each, and one reading closes both', async () => {
  const world = await createWaitingWorld([missingAfter(6)]);
  const other = orderOf({
    identifier: { system: 'urn:example:ehr:placer', value: 'PLC-OTHER' },
    period: periodOf(0, 1000),
    responsible: OKAFOR,
    rules: [missingAfter(8)],
  });
  must(await world.pipeline.orders.submit(EHR, other));
  await world.until(9);
  expect(world.lines()).toEqual(['missing due 6h at 6h', 'missing due 8h at 8h']);
  await world.read(9);
  expect(world.items().map(({ status }) => status)).toEqual(['withdrawn', 'withdrawn']);
});

describe('a clock that is a little behind the one by which data were missing', () => {
  const behind = async (): Promise<WaitingWorld> => {
    const world = await createWaitingWorld([missingAfter(6)]);
    await world.until(6);
    world.setNow(isoOf(atHour(6) - 500));
    return world;
  };

  test.each<[string, (world: WaitingWorld) => Promise<unknown>]>([
    ['a change of who is responsible', (w) => w.change({ responsible: OKAFOR })],
    ['a reading that leaves the gap as it is', (w) => w.read(0)],
  ])('takes nothing back by %s', async (_title, story) => {
    const world = await behind();
    await story(world);
    await world.until(7);
    expect(world.lines()).toEqual(['missing due 6h at 6h']);
  });

  test('unless it was set back: what was raised by a clock that was wrong goes', async () => {
    const world = await createWaitingWorld([missingAfter(6)]);
    await world.until(100);
    world.setNow(isoOf(atHour(1)));
    await world.read(1);
    expect(world.lines()).toEqual(['missing due 6h at 6h, withdrawn 1h data-received']);
  });

  test('closes the gap by data, or where the order is on hold', async () => {
    const world = await behind();
    await world.read(5);
    expect(world.lines()).toEqual(['missing due 6h at 6h, withdrawn 6h data-received']);
    const other = await behind();
    await other.change({ status: 'on-hold' });
    expect(other.lines()).toEqual(['missing due 6h at 6h, withdrawn 6h order-on-hold']);
  });
});
