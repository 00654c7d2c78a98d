import { expect, test } from 'vitest';
import { HOUR_MS } from '../../clock.ts';
import { BackgroundDelivery } from './background-delivery.ts';

test('immediate: at each change', () => {
  const background = new BackgroundDelivery('immediate');
  expect(background.wakeMs).toBe(Number.POSITIVE_INFINITY);
  for (const atMs of [5, 6, 7]) {
    background.changed(atMs);
    expect(background.wakeMs).toBe(atMs);
    background.woken();
    expect(background.wakeMs).toBe(Number.POSITIVE_INFINITY);
  }
});

test('hourly: the first at once, then an hour apart, with all that changed meanwhile', () => {
  const background = new BackgroundDelivery('hourly');
  background.changed(1000);
  expect(background.wakeMs).toBe(1000);
  background.woken();
  background.changed(2000);
  background.changed(3000);
  expect(background.wakeMs).toBe(1000 + HOUR_MS);
  background.woken();
  background.changed(1000 + 5 * HOUR_MS);
  expect(background.wakeMs).toBe(1000 + 5 * HOUR_MS);
});

test('several changes before it is woken wake once, at the first', () => {
  const background = new BackgroundDelivery('immediate');
  background.changed(10);
  background.changed(20);
  expect(background.wakeMs).toBe(10);
});

test('a locked phone puts it off until it is unlocked, and wakes for nothing if nothing changed', () => {
  const background = new BackgroundDelivery('immediate');
  background.changed(10);
  background.putOff(500);
  expect(background.wakeMs).toBe(500);
  background.woken();
  background.putOff(900);
  expect(background.wakeMs).toBe(Number.POSITIVE_INFINITY);
});

test('so much has changed that it is woken now', () => {
  const background = new BackgroundDelivery('hourly');
  background.changed(0);
  background.woken();
  background.changed(10);
  background.wakeNow(11);
  expect(background.wakeMs).toBe(11);
});
