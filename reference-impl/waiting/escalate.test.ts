import { describe, expect, test } from 'vitest';
import type { Identifier, Reading } from '../../contract/domain/index.ts';
import { isoOf } from '../clock/instant.ts';
import { clinician, DECOY, EHR, must, OKAFOR, POOL, RIVERA } from '../world.test-helper.ts';
import { atHour, createWaitingWorld, stepTo, type WaitingWorld } from './waits.test-helper.ts';

const STEPS = [stepTo(1, OKAFOR, 30), stepTo(2, POOL, 60)];

/** A critical reading of the first hour is filed at once: its copies are due at 1.5 h and 2.5 h. */
const critical = async (rules = STEPS): Promise<{ world: WaitingWorld; reading: Reading }> => {
  const world = await createWaitingWorld(rules);
  await world.until(1);
  return { world, reading: await world.read(1, '310') };
};
const FIRST = 'critical at 1h';
const ONE = 'copy 1 at 1.5h';
const TWO = 'copy 2 at 2.5h';
const act = async (world: WaitingWorld, line: string, what: 'seen' | 'done', person: Identifier) =>
  must(await world.pipeline.inbox.act(clinician(person), { id: world.idOf(line) }, what));
const corrected = (reading: Reading, value: string): Reading => ({
  ...reading,
  status: 'corrected',
  result: { kind: 'value', quantity: { value, unit: 'mg/dL' } },
});

describe('a critical item that nobody has seen', () => {
  test.each([
    ['is not copied before its step', 1.4999, [FIRST]],
    ['is copied at its step', 1.5, [FIRST, ONE]],
    ['is copied again a step after its copy', 2.5, [FIRST, ONE, TWO]],
    ['is copied as its steps fell due, however late that is noticed, and no further', 400, [FIRST, ONE, TWO]],
  ])('%s', async (_name, hours, expected) => {
    const { world } = await critical();
    await world.until(hours);
    expect(world.lines()).toEqual(expected);
  });

  test('is copied with all that it says, to the next recipient', async () => {
    const { world, reading } = await critical();
    await world.until(2);
    const [first, copy] = world.items().toSorted((a, b) => (a.step ?? 0) - (b.step ?? 0));
    expect(first).not.toHaveProperty('step');
    expect(copy).toEqual({
      ...first,
      identifier: copy?.identifier,
      rule: 'escalation',
      recipient: OKAFOR,
      routedAs: 'escalated',
      step: 1,
      copyOf: first?.identifier,
      created: isoOf(atHour(1.5)),
      history: [{ status: 'new', at: isoOf(atHour(1.5)), actor: 'system' }],
    });
    expect(copy?.identifier).not.toEqual(first?.identifier);
    expect(copy).toMatchObject({ reading: reading.identifier, kind: 'critical', priority: 'stat', late: false });
  });

  test('is not copied where the order has no steps, and an abnormal one never', async () => {
    const { world } = await critical([]);
    await world.until(5);
    expect(world.lines()).toEqual([FIRST]);
    const other = (await critical()).world;
    await other.read(0.9, '200');
    await other.until(5);
    expect(other.lines('abnormal')).toHaveLength(1);
    expect(other.lines('critical')).toEqual([FIRST, ONE, TWO]);
  });
});

describe('an act stops what comes after it', () => {
  test.each<[string, 'seen' | 'done', Identifier, string, number, string[]]>([
    ['seen on the item', 'seen', RIVERA, FIRST, 1.4, [`${FIRST}, seen 1.4h`]],
    ['done on the item', 'done', RIVERA, FIRST, 1.4, [`${FIRST}, done 1.4h`]],
    ['seen on the item after a copy', 'seen', RIVERA, FIRST, 1.7, [`${FIRST}, seen 1.7h`, ONE]],
    ['seen on the copy', 'seen', OKAFOR, ONE, 1.7, [FIRST, `${ONE}, seen 1.7h`]],
    ['done on the copy', 'done', OKAFOR, ONE, 1.7, [FIRST, `${ONE}, done 1.7h`]],
    ['one member of a pool', 'seen', RIVERA, TWO, 3, [FIRST, ONE, `${TWO}, seen 3h`]],
  ])('%s', async (_name, what, person, line, hours, expected) => {
    const { world } = await critical();
    await world.until(hours);
    await act(world, line, what, person);
    await world.until(50);
    expect(world.lines()).toEqual(expected);
  });

  test('but not of another order or another reading', async () => {
    const { world } = await critical();
    await world.until(1.2);
    await world.read(1.2, '320');
    await act(world, FIRST, 'done', RIVERA);
    await world.until(50);
    expect(world.lines()).toEqual([`${FIRST}, done 1.2h`, 'critical at 1.2h', 'copy 1 at 1.7h', 'copy 2 at 2.7h']);
  });
});

describe('with the item go its copies', () => {
  test.each<[string, number, (reading: Reading) => Reading, string, string[]]>([
    ['corrected to normal', 2, (r) => corrected(r, '100'), 'corrected-to-normal', [FIRST, ONE]],
    ['corrected to abnormal', 3, (r) => corrected(r, '200'), 'corrected-otherwise', [FIRST, ONE, TWO]],
    ['erased', 2, (r) => ({ ...r, status: 'entered-in-error' }), 'entered-in-error', [FIRST, ONE]],
  ])('%s', async (_name, hours, as, reason, gone) => {
    const { world, reading } = await critical();
    await world.until(hours);
    must(await world.file(as(reading)));
    await world.until(50);
    expect(world.lines('critical')).toEqual(gone.map((line) => `${line}, withdrawn ${hours}h ${reason}`));
  });

  test('and what takes its place on the other side has copies of its own', async () => {
    const { world, reading } = await critical();
    await world.until(2);
    must(await world.file(corrected(reading, '50')));
    await world.until(50);
    expect(world.lines().slice(2)).toEqual(['critical at 2h', 'copy 1 at 2.5h', 'copy 2 at 3.5h']);
  });

  test('but for one that somebody has finished', async () => {
    const { world, reading } = await critical();
    await world.until(2);
    await act(world, ONE, 'done', OKAFOR);
    must(await world.file(corrected(reading, '100')));
    expect(world.lines()).toEqual([`${FIRST}, withdrawn 2h corrected-to-normal`, `${ONE}, done 2h`]);
  });

  test('a correction alike updates them all, also one that is finished, and the later ones say it too', async () => {
    const { world, reading } = await critical();
    await world.until(2);
    await act(world, ONE, 'done', OKAFOR);
    must(await world.file(corrected(reading, '320')));
    expect(world.items().map(({ value }) => value?.value)).toEqual(['320', '320']);
    expect(world.items().map(({ rule, status }) => [rule, status])).toContainEqual(['escalation', 'done']);
    const other = await critical();
    must(await other.world.file(corrected(other.reading, '320')));
    await other.world.until(50);
    expect(other.world.items().map(({ value }) => value?.value)).toEqual(['320', '320', '320']);
  });
});

describe('the order', () => {
  test.each([
    ['a hold', { status: 'on-hold' as const }],
    ['its end', { status: 'revoked' as const }],
    ['a version without steps', { rules: [] }],
  ])('stops nothing by %s', async (_name, over) => {
    const { world } = await critical();
    await world.change(over);
    await world.until(50);
    expect(world.lines()).toEqual([FIRST, ONE, TWO]);
  });

  test('in error withdraws each open one once, and a copy also where its item was finished', async () => {
    const { world } = await critical();
    await world.until(2);
    await world.change({ status: 'entered-in-error' });
    await world.until(50);
    const gone = [FIRST, ONE].map((line) => `${line}, withdrawn 2h order-in-error`);
    expect(world.lines()).toEqual(gone);
    expect(world.items().map(({ version, history }) => [version, history.length])).toEqual([
      [2, 2],
      [2, 2],
    ]);

    const other = (await critical()).world;
    await other.until(2);
    await act(other, FIRST, 'done', RIVERA);
    await other.change({ status: 'entered-in-error' });
    expect(other.lines()).toEqual([`${FIRST}, done 2h`, `${ONE}, withdrawn 2h order-in-error`]);
  });
});

describe('a copy goes to', () => {
  const recipients = (world: WaitingWorld) =>
    world
      .items()
      .toSorted((a, b) => (a.step ?? 0) - (b.step ?? 0))
      .map(({ recipient, routedAs }) => [recipient.value, routedAs]);

  test('whom the latest version names for the step as it falls due, by the times of the first', async () => {
    const { world } = await critical();
    await world.until(1.2);
    await world.change({ rules: [stepTo(1, DECOY, 5)] });
    await world.until(50);
    expect(world.lines()).toEqual([FIRST, ONE, TWO]);
    expect(recipients(world).slice(1)).toEqual([
      [DECOY.value, 'escalated'],
      [POOL.value, 'escalated'],
    ]);
  });

  test('not yet to whom a scheduled version names', async () => {
    const { world } = await critical();
    await world.change({ rules: [stepTo(1, DECOY)], effectiveFrom: isoOf(atHour(1.6)) });
    await world.until(50);
    expect(recipients(world)[1]).toEqual([OKAFOR.value, 'escalated']);
  });

  test('who covers at that instant, even if they hold one already', async () => {
    const { world } = await critical();
    const away = { period: { start: isoOf(atHour(1.4)), end: isoOf(atHour(1.6)) }, coveredBy: RIVERA };
    must(await world.pipeline.people.coverage(EHR, { person: OKAFOR, absences: [away] }));
    await world.until(50);
    expect(recipients(world).slice(0, 2)).toEqual([
      [RIVERA.value, 'responsible'],
      [RIVERA.value, 'escalated'],
    ]);
  });

  test('whom it went to before the absence was told of', async () => {
    const { world } = await critical();
    world.setNow(isoOf(atHour(1.7)));
    const away = { period: { start: isoOf(atHour(1.4)), end: isoOf(atHour(9)) }, coveredBy: RIVERA };
    must(await world.pipeline.people.coverage(EHR, { person: OKAFOR, absences: [away] }));
    expect(recipients(world)[1]).toEqual([OKAFOR.value, 'escalated']);
  });
});
