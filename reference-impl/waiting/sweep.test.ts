import { describe, expect, test } from 'vitest';
import type { Order } from '../../contract/domain/order.ts';
import { isoOf } from '../clock/instant.ts';
import {
  CLOCK,
  clinician,
  EHR,
  JANE,
  JOHN,
  must,
  OKAFOR,
  orderOf,
  permissionOf,
  portalOf,
  readingOf,
  refusalOf,
  RIVERA,
} from '../world.test-helper.ts';
import {
  atHour,
  createWaitingWorld,
  missingAfter,
  periodOf,
  stepTo,
  summaryEvery,
  type WaitingWorld,
} from './waits.test-helper.ts';

const ALL = [missingAfter(6), summaryEvery(4), stepTo(1, OKAFOR, 90), stepTo(2, RIVERA, 60)];
/** As `ALL` asks for it, of a critical reading of hour 1. */
const TOLD = [
  'critical at 1h',
  'copy 1 at 2.5h',
  'copy 2 at 3.5h',
  'summary at 4.0166h',
  'missing due 7h at 7h',
  'summary at 8.0166h',
];
/** A minute is no round part of an hour. */
const lines = (world: WaitingWorld): readonly string[] =>
  world.lines().map((line) => line.replace(/(\.016)\d+h/, '$16h'));

const johnsOrder = (over: Partial<Order> = {}): Order =>
  orderOf({
    identifier: { system: 'urn:example:ehr:placer', value: 'PLC-JOHN' },
    patient: JOHN,
    period: periodOf(0, 1000),
    ...over,
  });
const orderForJohn = async (world: WaitingWorld, over: Partial<Order> = {}): Promise<void> => {
  must(await world.pipeline.orders.submit(EHR, johnsOrder(over)));
  must(await world.pipeline.permissions.set(portalOf(JOHN), permissionOf({ patient: JOHN })));
};

describe('what falls due in a stretch of time happens at its own instants', () => {
  const advance =
    (to: number, patient = false) =>
    async (world: WaitingWorld) => {
      must(await world.pipeline.clock.advance(CLOCK, isoOf(atHour(to)), ...(patient ? [JANE] : [])));
    };
  test.each<[string, (world: WaitingWorld) => Promise<void>]>([
    ['as time passes', (w) => w.until(9)],
    ['in an advance of the patient', advance(9, true)],
    ['in an advance of the system', advance(9)],
    [
      'in an advance of both, and as time passes',
      async (w) => {
        await advance(3, true)(w);
        await advance(4)(w);
        await w.until(3.5);
      },
    ],
    [
      'in an advance that says too little by itself',
      async (w) => {
        await advance(2, true)(w);
        await w.until(2);
        await advance(5)(w);
        await advance(9, true)(w);
      },
    ],
  ])('%s', async (_name, pass) => {
    const world = await createWaitingWorld(ALL);
    await world.until(1);
    await world.read(1, '310');
    await pass(world);
    expect(lines(world)).toEqual(TOLD);
  });

  test('in a stable order where two fall due at one instant', async () => {
    const world = await createWaitingWorld([missingAfter(241, 'min'), summaryEvery(4), stepTo(1, OKAFOR, 181)]);
    await orderForJohn(world, { rules: [missingAfter(241, 'min')] });
    await world.until(1);
    await world.read(1, '310');
    await world.read(0);
    await world.change({ rules: [missingAfter(181, 'min'), summaryEvery(4), stepTo(1, OKAFOR, 181)] });
    await world.until(5);
    const at = isoOf(atHour(4) + 60_000);
    const then = world
      .items()
      .filter(({ created }) => created === at)
      .toSorted((a, b) => Number(a.identifier.value.slice(1)) - Number(b.identifier.value.slice(1)));
    expect(then.map(({ rule, patient }) => [rule, patient.value])).toEqual([
      ['escalation', JANE.value],
      ['missing', JANE.value],
      ['missing', JOHN.value],
      ['summary', JANE.value],
    ]);
  });

  test('of one patient only, where only that one is set ahead', async () => {
    const world = await createWaitingWorld([missingAfter(6)]);
    await orderForJohn(world, { rules: [missingAfter(6)] });
    must(await world.pipeline.clock.advance(CLOCK, isoOf(atHour(7)), JANE));
    expect(world.items(JOHN)).toEqual([]);
    expect(world.items(JANE)).toHaveLength(1);
    must(await world.pipeline.clock.advance(CLOCK, isoOf(atHour(7))));
    expect(world.items(JOHN)).toMatchObject([{ created: isoOf(atHour(6)) }]);
    expect(world.items(JANE)).toHaveLength(1);
  });
});

describe('what fell due before a write has happened before it', () => {
  const late = async (): Promise<WaitingWorld> => {
    const world = await createWaitingWorld([missingAfter(6)]);
    await orderForJohn(world, { rules: [missingAfter(6)] });
    world.setNow(isoOf(atHour(8)));
    return world;
  };

  test('a reading', async () => {
    const world = await late();
    await world.read(8);
    expect(world.items(JANE)).toMatchObject([{ created: isoOf(atHour(6)), withdrawal: 'data-received' }]);
  });

  test('each reading of a message about two patients', async () => {
    const world = await late();
    const effective = isoOf(atHour(8));
    must(
      await world.file(
        readingOf('100', 'mg/dL', { effective }),
        readingOf('100', 'mg/dL', { effective, patient: JOHN }),
      ),
    );
    expect(world.items(JANE)).toMatchObject([{ created: isoOf(atHour(6)), withdrawal: 'data-received' }]);
    expect(world.items(JOHN)).toMatchObject([{ created: isoOf(atHour(6)), withdrawal: 'data-received' }]);
  });

  test('a change of the order', async () => {
    const world = await late();
    await world.change({ responsible: OKAFOR, status: 'on-hold' });
    expect(world.items(JANE)).toMatchObject([{ recipient: RIVERA, withdrawal: 'order-on-hold' }]);
  });

  test('an absence', async () => {
    const world = await late();
    const absences = [{ period: { start: isoOf(atHour(0)), end: isoOf(atHour(9)) }, coveredBy: OKAFOR }];
    must(await world.pipeline.people.coverage(EHR, { person: RIVERA, absences }));
    expect(world.items().map(({ recipient }) => recipient)).toEqual([RIVERA, RIVERA]);
  });

  test('an act', async () => {
    const world = await createWaitingWorld([stepTo(1, OKAFOR, 30)]);
    await world.read(0, '310');
    world.setNow(isoOf(atHour(2)));
    must(await world.pipeline.inbox.act(clinician(RIVERA), { id: world.idOf('critical at 0h') }, 'seen'));
    expect(world.lines()).toEqual(['critical at 0h, seen 2h', 'copy 1 at 0.5h']);
  });

  test('one that is refused', async () => {
    const world = await late();
    const early = readingOf('100', 'mg/dL', { effective: isoOf(atHour(-1)) });
    expect(refusalOf(await world.file(early))).toBe('no-active-order');
    expect(world.items(JANE)).toHaveLength(1);
  });
});

describe('more than a commit takes', () => {
  const MINUTES = 2500;
  const HOURS = (MINUTES + 1.5) / 60;
  const busy = (): Promise<WaitingWorld> => createWaitingWorld([summaryEvery(1, 'min'), missingAfter(1)]);

  test('is worked off as time has passed, and others are served in between', async () => {
    const world = await busy();
    await orderForJohn(world);
    world.setNow(isoOf(atHour(HOURS)));
    const ended: string[] = [];
    const effective = isoOf(atHour(1));
    await Promise.all([
      world.pipeline.settle().then(() => ended.push('all')),
      world.file(readingOf('100', 'mg/dL', { effective, patient: JOHN })).then(() => ended.push('other')),
    ]);
    expect(ended).toEqual(['other', 'all']);
    expect(world.count('summary')).toBe(MINUTES);
  });

  test('may be a few things that take long each: others are served in between too', async () => {
    let ticksMs = 0;
    const world = await createWaitingWorld([summaryEvery(1)], undefined, { monotonic: () => (ticksMs += 100) });
    await orderForJohn(world);
    world.setNow(isoOf(atHour(30)));
    const ended: string[] = [];
    const effective = isoOf(atHour(1));
    await Promise.all([
      world.pipeline.settle().then(() => ended.push('all')),
      world.file(readingOf('100', 'mg/dL', { effective, patient: JOHN })).then(() => ended.push('other')),
    ]);
    expect(ended).toEqual(['other', 'all']);
    expect(world.count('summary')).toBe(29);
  });

  test('is worked off before an advance is answered', async () => {
    const world = await busy();
    must(await world.pipeline.clock.advance(CLOCK, isoOf(atHour(HOURS)), JANE));
    expect(world.count('summary')).toBe(MINUTES);
  });

  test.each<[string, (world: WaitingWorld) => Promise<unknown>]>([
    ['a reading of the same patient', (w) => w.read(1, '100')],
    ['a change of its order', (w) => w.change({ rules: [] })],
    ['an absence', (w) => w.pipeline.people.coverage(EHR, { person: RIVERA, absences: [] })],
  ])('is worked off before %s', async (_name, write) => {
    const world = await busy();
    world.setNow(isoOf(atHour(HOURS)));
    await write(world);
    expect(world.count('summary')).toBe(MINUTES);
    const [gap] = must(world.pipeline.inbox.search(EHR, { count: 1, kind: 'missing' })).entries;
    expect(gap?.body.created).toBe(isoOf(atHour(1)));
  });
});
