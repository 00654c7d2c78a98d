import { expect, test } from 'vitest';
import { AS_DESCRIBED } from './body.ts';
import { dallaManBody } from './dalla-man-body.ts';
import { TYPE_2 } from './parameters.ts';

test('a meal eaten over minutes raises glucose, rapid insulin takes some of it back', () => {
  const fed = dallaManBody(TYPE_2);
  const treated = dallaManBody(TYPE_2);
  fed.eat(60);
  treated.eat(60);
  treated.injectRapid(8);
  fed.advance(150, AS_DESCRIBED);
  treated.advance(150, AS_DESCRIBED);
  expect(fed.plasmaGlucoseMgDl()).toBeGreaterThan(fed.restMgDl + 50);
  expect(treated.plasmaGlucoseMgDl()).toBeLessThan(fed.plasmaGlucoseMgDl() - 15);
});

test('daily long-acting insulin, settled, repeats itself every day', () => {
  const body = dallaManBody(TYPE_2);
  body.settleOnLong(20, 12);
  const levels = [0, 1, 2, 3].map(() => {
    for (let day = 0; day < 5; day++) {
      body.advance(720, AS_DESCRIBED);
      body.injectLong(20);
      body.advance(720, AS_DESCRIBED);
    }
    return body.plasmaGlucoseMgDl();
  });
  expect(Math.abs((levels[3] ?? 0) - (levels[2] ?? 0))).toBeLessThan(0.2);
  expect(levels[3]).toBeLessThan(body.restMgDl - 10);
});

test('a snapshot goes on to the same bits', () => {
  const first = dallaManBody(TYPE_2);
  first.eat(50);
  first.injectRapid(4);
  first.injectLong(12);
  first.infuse(0.4);
  first.advance(7, AS_DESCRIBED);
  const second = dallaManBody(TYPE_2);
  second.restore(JSON.parse(JSON.stringify(first.snapshot())));
  first.advance(300, AS_DESCRIBED);
  second.advance(300, AS_DESCRIBED);
  expect(second.snapshot()).toEqual(first.snapshot());
});
