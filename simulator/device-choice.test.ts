import { describe, expect, test } from 'vitest';
import { archetypeNamed, archetypes } from './cohort/archetypes.ts';
import { devicesFor, meterNamed, requireDevices, requireKnownDevices, scaleNamed } from './device-choice.ts';
import { METER_MODELS, METERS } from './devices/glucometer/meter-model.ts';
import { SCALE_MODELS } from './devices/scale/models.ts';
import { said } from './said.test-helper.ts';

const DIABETIC = archetypeNamed('t2d-oral');
const HEART = archetypeNamed('hf-stable');

describe('meters by name', () => {
  test('the stock models are as they were', () => {
    for (const [name, model] of Object.entries(METER_MODELS)) expect(meterNamed(name)).toEqual(model);
  });

  test('each is there read out and typed in, with every way of setting its clock', () => {
    expect(Object.keys(METERS)).toHaveLength(18);
    for (const [name, { name: own, entry, clock, error }] of Object.entries(METERS)) {
      expect(own).toBe(name);
      expect(name.startsWith(error.name)).toBe(true);
      expect(entry).toBe(name.includes('-typed') ? 'by-hand' : 'electronic');
      expect(clock.setBy).toBe(name.endsWith('-hand-set') ? 'hand' : name.endsWith('-unset') ? 'nobody' : 'phone');
    }
    expect(meterNamed('legacy-typed-unset')).toMatchObject({ memory: 500, marksMeals: false, entry: 'by-hand' });
  });

  test.each(archetypes)('that of $name is one of them', (archetype) => {
    if (archetype.measure === 'glucose') expect(meterNamed(archetype.meter).name).toBe(archetype.meter);
    else expect(scaleNamed(archetype.scale)).toBe(SCALE_MODELS[archetype.scale]);
  });
});

describe('what is refused', () => {
  test.each(['', 'Good', 'good-', 'toString', '__proto__', 'good-unset-typed'])('there is no meter %j', (name) => {
    const words = said(() => meterNamed(name));
    expect(words).toContain(`there is no meter "${name}"`);
    for (const known of Object.keys(METERS)) expect(words).toContain(known);
  });

  test('there is no such scale, and which is near', () => {
    expect(said(() => scaleNamed('cuarse'))).toMatch(/no scale "cuarse"[^]*integer-pound[^]*did you mean coarse/);
    expect(said(() => requireKnownDevices({ meter: 'good', scale: 'x' }))).toContain('no scale "x"');
    expect(said(() => requireKnownDevices({ meter: 'x' }))).toContain('no meter "x"');
    expect(said(() => requireKnownDevices({}))).toBe('nothing was refused');
  });

  test('a device that measures something else of these people', () => {
    expect(said(() => requireDevices(HEART, { meter: 'legacy' }))).toMatch(
      /^meter: the meter legacy does not fit hf-stable, whose weight is tracked\n {2}expected: a meter for people whose glucose is/,
    );
    expect(said(() => requireDevices(DIABETIC, { scale: 'fine' }))).toMatch(
      /^scale: the scale fine does not fit t2d-oral/,
    );
    expect(said(() => requireDevices(DIABETIC, { meter: 'legacy' }))).toBe('nothing was refused');
    expect(said(() => requireDevices(HEART, { scale: 'fine' }))).toBe('nothing was refused');
    expect(said(() => requireDevices(HEART, {}))).toBe('nothing was refused');
  });
});

test('of what is chosen for all, everybody takes what measures what is tracked of them', () => {
  const choice = { meter: 'legacy', scale: 'fine' };
  expect(devicesFor(DIABETIC, choice)).toEqual({ meter: 'legacy' });
  expect(devicesFor(HEART, choice)).toEqual({ scale: 'fine' });
});
