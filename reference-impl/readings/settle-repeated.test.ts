import { expect, test } from 'vitest';
import { collaborators } from '../collaborators.ts';
import { clinician, createReadyWorld, EHR, must, orderOf, readingOf, RIVERA } from '../world.test-helper.ts';

const REPEATED = orderOf({
  rules: [
    { kind: 'alert-on', abnormal: 'repeated' },
    { kind: 'repeated', count: 2, window: { value: 24, unit: 'h' } },
  ],
});

/** A world that counts how often it was asked whether an item may be raised: once for each set that could be one. */
const counting = async () => {
  let asked = 0;
  const world = await createReadyWorld(REPEATED, {
    collaborators: {
      mayRaise: (...times) => {
        asked += 1;
        return collaborators.mayRaise(...times) && false;
      },
    },
  });
  const file = async (value: string): Promise<number> => {
    asked = 0;
    must(await world.file(readingOf(value)));
    return asked;
  };
  return file;
};

test('readings that are free already are looked through for a reading that may join them, and for no other', async () => {
  const file = await counting();
  expect([await file('200'), await file('210')]).toEqual([0, 1]);
  expect(await file('100')).toBe(0);
  expect(await file('60')).toBe(0);
  // A pair with each of its neighbours in time.
  expect(await file('220')).toBe(2);
});

test('what is freed by a correction is looked through in its own direction', async () => {
  const world = await createReadyWorld(REPEATED);
  const first = readingOf('200');
  must(await world.file(first, readingOf('210'), readingOf('60')));
  expect(world.items().map(({ status, count }) => [status, count])).toEqual([['new', 2]]);
  must(
    await world.file({
      ...first,
      status: 'corrected',
      result: { kind: 'value', quantity: { value: '65', unit: 'mg/dL' } },
    }),
  );
  const directions = world.items().map(({ status, interpretation }) => [status, ...interpretation]);
  expect(directions).toEqual([
    ['withdrawn', 'H'],
    ['new', 'L'],
  ]);
  must(await world.file(readingOf('220')));
  expect(world.items().filter(({ status }) => status === 'new')).toHaveLength(2);
});

test('a member that was finished with counts in the other direction once it was corrected to it, and in its own no more', async () => {
  const world = await createReadyWorld(REPEATED);
  const [one, two] = [readingOf('200'), readingOf('210')];
  const corrected = (value: string): typeof one => ({
    ...one,
    status: 'corrected',
    result: { kind: 'value', quantity: { value, unit: 'mg/dL' } },
  });
  const items = () => world.items().map(({ status, interpretation, count }) => [status, ...interpretation, count]);
  must(await world.file(one, two));
  const [{ id } = { id: '' }] = must(world.pipeline.inbox.search(EHR, { count: 1 })).entries;
  must(await world.pipeline.inbox.act(clinician(RIVERA), { id }, 'done'));
  must(await world.file(corrected('60')));
  expect(items()).toEqual([['done', 'H', 2]]);
  must(await world.file(readingOf('65')));
  expect(items()).toEqual([
    ['done', 'H', 2],
    ['new', 'L', 2],
  ]);
  must(await world.file(corrected('220')));
  must(await world.file(readingOf('230')));
  expect(items()).toEqual([
    ['done', 'H', 2],
    ['withdrawn', 'L', 2],
  ]);
});
