import { describe, expect, test } from 'vitest';
import { randomStream } from '../../random.ts';
import { AS_DESCRIBED, type BodyModulation, type GlucoseBody } from './body.ts';
import { dallaManBody } from './dalla-man-body.ts';
import { TYPE_2 } from './parameters.ts';
import { type1Body } from './type1-body.ts';
import { ADULTS } from './type1-cohort.ts';
import { drawType1Person } from './type1-person.ts';

const adult = drawType1Person(ADULTS, randomStream(4, 'body'));

/** Glucose after `minutes` under one change, against the same without it. */
const difference = (fresh: () => GlucoseBody, minutes: number, by: Partial<BodyModulation>): number => {
  const [plain, changed] = [fresh(), fresh()];
  for (const body of [plain, changed]) body.eat(40);
  plain.advance(minutes, AS_DESCRIBED);
  changed.advance(minutes, { ...AS_DESCRIBED, ...by });
  return changed.plasmaGlucoseMgDl() - plain.plasmaGlucoseMgDl();
};

describe.each<[string, () => GlucoseBody]>([
  ['meal model', () => dallaManBody(TYPE_2)],
  ['UVA/Padova', () => type1Body(adult)],
  ['UVA/Padova, adaptive', () => type1Body(adult, 'adaptive')],
])('a body by the %s', (_name, fresh) => {
  const after = (minutes: number, first: (body: GlucoseBody) => void): GlucoseBody => {
    const body = fresh();
    first(body);
    body.advance(minutes, AS_DESCRIBED);
    return body;
  };

  test('stays at rest', () => {
    const body = after(1440, () => {});
    expect(Math.abs(body.plasmaGlucoseMgDl() - body.restMgDl)).toBeLessThan(0.1);
    expect(Math.abs(body.interstitialGlucoseMgDl() - body.restMgDl)).toBeLessThan(0.1);
  });

  test('a meal raises glucose, rapid insulin takes some of it back, more takes more', () => {
    const fed = after(150, (body) => body.eat(60)).plasmaGlucoseMgDl();
    const treated = [4, 8].map((units) =>
      after(150, (body) => {
        body.eat(60);
        body.injectRapid(units);
      }).plasmaGlucoseMgDl(),
    );
    expect(fed).toBeGreaterThan(fresh().restMgDl + 40);
    expect(treated[0]).toBeLessThan(fed - 5);
    expect(treated[1]).toBeLessThan((treated[0] ?? 0) - 5);
  });

  test('what is eaten slowly comes later', () => {
    const slow = after(30, (body) => body.eat(60, 1)).plasmaGlucoseMgDl();
    const usual = after(30, (body) => body.eat(60)).plasmaGlucoseMgDl();
    const atOnce = after(30, (body) => body.eat(60, Number.POSITIVE_INFINITY)).plasmaGlucoseMgDl();
    expect(slow).toBeLessThan(usual);
    expect(usual).toBeLessThan(atOnce);
  });

  test('the fluid under the skin follows plasma', () => {
    const body = after(40, (b) => b.eat(60));
    expect(body.interstitialGlucoseMgDl()).toBeLessThan(body.plasmaGlucoseMgDl() - 2);
    expect(body.interstitialGlucoseMgDl()).toBeGreaterThan(body.restMgDl);
  });

  test.each<[string, Partial<BodyModulation>, 1 | -1]>([
    ['a liver that makes more', { production: 1.2 }, 1],
    ['a liver that makes less', { production: 0.9 }, -1],
    ['insulin that acts more', { sensitivity: 1.4 }, -1],
    ['insulin that acts less', { sensitivity: 0.6 }, 1],
    ['muscle at work', { uptake: 1.5 }, -1],
  ])('%s moves glucose as it should', (_what, by, sign) => {
    expect(difference(fresh, 240, by) * sign).toBeGreaterThan(5);
  });

  test('long-acting insulin, settled, repeats itself every day', () => {
    const body = fresh();
    body.settleOnLong(20, 12);
    const days = Array.from({ length: 14 }, () => {
      body.advance(720, AS_DESCRIBED);
      body.injectLong(20);
      body.advance(720, AS_DESCRIBED);
      return body.plasmaInsulinPmolL();
    });
    expect(Math.abs((days[13] ?? 0) / (days[12] ?? 1) - 1)).toBeLessThan(1e-3);
    expect(days[13]).toBeGreaterThan(20);
  });

  test('a low does not end below nothing', () => {
    const body = fresh();
    body.injectRapid(200);
    let lowest = Number.POSITIVE_INFINITY;
    for (let minute = 0; minute < 1440; minute += 10) {
      body.advance(10, AS_DESCRIBED);
      lowest = Math.min(lowest, body.plasmaGlucoseMgDl());
    }
    expect(lowest).toBeLessThan(70);
    expect(lowest).toBeGreaterThan(0);
    expect(body.lowestMass()).toBeGreaterThanOrEqual(0);
  });

  test('time may be cut in any way that is whole', () => {
    const whole = after(0, (body) => body.eat(30));
    const cut = after(0, (body) => body.eat(30));
    whole.advance(400, AS_DESCRIBED);
    for (const minutes of [1, 0, 99, 300]) cut.advance(minutes, { ...AS_DESCRIBED });
    expect(Math.abs(cut.plasmaGlucoseMgDl() - whole.plasmaGlucoseMgDl())).toBeLessThan(0.05);
    expect(() => cut.advance(0.5, AS_DESCRIBED)).toThrow(RangeError);
    expect(() => cut.advance(-1, AS_DESCRIBED)).toThrow(RangeError);
  });

  test.each([0, 1, 7, 33, 250])('a snapshot %d minutes after a busy moment goes on to the same bits', (minutes) => {
    const first = fresh();
    first.eat(50);
    first.injectRapid(4);
    first.injectLong(12);
    first.infuse(0.4);
    first.advance(minutes, AS_DESCRIBED);
    const second = fresh();
    second.restore(JSON.parse(JSON.stringify(first.snapshot())));
    for (const body of [first, second]) {
      body.advance(45, { ...AS_DESCRIBED, sensitivity: 0.8 });
      body.eat(20);
      body.advance(300, AS_DESCRIBED);
    }
    expect(second.snapshot()).toEqual(first.snapshot());
  });

  test('a snapshot of another body is refused', () => {
    const { model, numbers } = fresh().snapshot();
    expect(() => fresh().restore({ model: 'another', numbers })).toThrow(/another/);
    expect(() => fresh().restore({ model, numbers: numbers.slice(1) })).toThrow(/numbers/);
  });
});

test('a pancreas that answers less leaves glucose higher; one that is not there has no say', () => {
  expect(difference(() => dallaManBody(TYPE_2), 180, { secretion: 0.5 })).toBeGreaterThan(5);
  expect(difference(() => type1Body(adult), 180, { secretion: 0.5 })).toBe(0);
});
