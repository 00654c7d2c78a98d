import { expect, test } from 'vitest';
import type { FhirDriver } from '../sut/fhir-driver.ts';
import { PushWatch } from './push-watch.ts';

const item = (value: string) => ({ identifier: { system: 'urn:x', value } });

/** A system that tells when it is made to. */
const system = (hasSubscriptions = true) => {
  let tell: (reference: string, received: number) => void = () => undefined;
  const calls = { begun: 0, ended: 0 };
  const driver: Pick<FhirDriver, 'followItems' | 'referenceOf'> = {
    referenceOf: (_type, { value }) => (value === 'unknown' ? undefined : `Task/${value}`),
    followItems: async (onEvent) => {
      calls.begun += 1;
      if (!hasSubscriptions) return undefined;
      tell = onEvent;
      return async () => void (calls.ended += 1);
    },
  };
  return { driver, calls, tell: (value: string, at: number) => tell(`Task/${value}`, at) };
};

test('an item has the instant of its first event, once', async () => {
  const { driver, tell } = system();
  const watch = new PushWatch(driver);
  expect(await watch.begin()).toBe(true);
  expect(watch.take(item('a'))).toBeUndefined();
  tell('a', 10);
  tell('a', 20);
  tell('b', 15);
  expect([watch.take(item('a')), watch.take(item('b')), watch.take(item('a'))]).toEqual([10, 15, undefined]);
  expect(watch.take(item('unknown'))).toBeUndefined();
});

test('it subscribes once, and ends what it began', async () => {
  const { driver, calls } = system();
  const watch = new PushWatch(driver);
  await watch.begin();
  await watch.begin();
  await watch.end();
  await watch.end();
  expect(calls).toEqual({ begun: 1, ended: 1 });
});

test('where there are no subscriptions, or no FHIR, looks alone tell', async () => {
  for (const driver of [system(false).driver, undefined]) {
    const watch = new PushWatch(driver);
    expect(await watch.begin()).toBe(false);
    expect(watch.take(item('a'))).toBeUndefined();
    await watch.end();
  }
});
