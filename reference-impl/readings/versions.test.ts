import { expect, test } from 'vitest';
import { openStore } from '../store/open-store.ts';
import { newDatabase } from '../store/new-database.test-helper.ts';
import { JANE, readingOf, START } from '../world.test-helper.ts';
import { keyOf } from '../../contract/domain/identifier.ts';

test('each version is there once, also where another process has changed the reading since it was read', async () => {
  const { tables, writers, database } = openStore(newDatabase(), () => START);
  const { people, readings } = tables;
  const person = { identifier: JANE, family: 'Doe', given: 'X', gender: 'unknown', birthDate: '1970-01-15' } as const;
  const filed = { reading: readingOf('100'), version: 1, interpretation: [], ranges: [], orders: [] };
  const first = await writers.run(() => {
    people.Patient.insert(keyOf(JANE), person);
    return readings.add(filed, []);
  });
  const second = await writers.run(() => readings.revise(first, filed, [], 'filed'));
  const seen = (kept: typeof first, before: number): readonly number[] =>
    readings.versions(kept, before, 10).map(({ version }) => version);
  expect(seen(first, 2)).toEqual([1]);
  expect(seen(second, 3)).toEqual([2, 1]);
  expect(seen(second, 2)).toEqual([1]);
  database.close();
});
