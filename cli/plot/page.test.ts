import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { HOUR_MS } from '../../simulator/clock.ts';
import type { Picture, PictureReading } from '../../simulator/plot/picture.ts';
import { framesOf } from './frame.ts';
import { type About, plotPage } from './page.ts';

const FROM = Date.parse('2026-04-06T04:00:00Z');
const HOSTILE = '"><script>alert(1)</script>\u202e&amp;';
const reading = (hours: number, more: Partial<PictureReading> = {}): PictureReading => ({
  atMs: FROM + hours * HOUR_MS,
  trueMs: FROM + hours * HOUR_MS,
  value: 120,
  trueValue: 118,
  shown: '120 mg/dL',
  faultIds: [],
  sendings: 1,
  lastSentMs: FROM + (hours + 1) * HOUR_MS,
  ...more,
});
const { value: _value, ...numberless } = reading(30);
const picture: Picture = {
  patient: {
    identifier: { system: 's', value: 'MRN1' },
    family: HOSTILE,
    given: 'Jane',
    gender: 'female',
    birthDate: '1970-01-15',
  },
  zone: 'America/New_York',
  fromMs: FROM,
  toMs: FROM + 14 * 24 * HOUR_MS,
  unit: 'mg/dL',
  truth: Array.from({ length: 300 }, (_, i) => ({ atMs: FROM + i * HOUR_MS, value: 110 + 30 * Math.sin(i) })),
  readings: [
    reading(8),
    reading(9, { value: 600, off: 'high', shown: 'HI' }),
    { ...numberless, shown: 'error' },
    reading(200, { faultIds: ['unit-switch', HOSTILE], sendings: 3 }),
  ],
  lost: [],
  meals: [{ kind: 'meal', atMs: FROM + 8 * HOUR_MS, name: HOSTILE, carbohydrateGrams: 45.4 }],
  doses: [
    { kind: 'dose', atMs: FROM + 8 * HOUR_MS, name: 'rapid', units: 4 },
    { kind: 'dose', atMs: FROM + 32 * HOUR_MS, name: 'basal', missed: true },
  ],
  spells: [{ kind: 'spell', atMs: FROM, untilMs: FROM + 300 * HOUR_MS, name: 'illness' }],
};
const about: About = { archetype: 't1d-mdi', seed: 1, days: 14, limits: { low: 70, high: 180 } };
const page = plotPage(picture, about);

/** All elements with their attributes; fails on anything that is not well-formed. */
const elementsOf = (html: string): { name: string; attributes: Record<string, string> }[] => {
  const found: { name: string; attributes: Record<string, string> }[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) =>
    found.push({ name, attributes: attributes as Record<string, string> }),
  );
  // HTML writes these without an end.
  parser.write(html.replace(/<(meta [^>]*)>/g, '<$1/>').replace('<!doctype html>', '')).close();
  return found;
};

describe('the page', () => {
  const elements = elementsOf(page);
  /** What is drawn in one colour: the marks of all groups that have it, and the groups. */
  const drawnIn = (attribute: string) =>
    [...page.matchAll(/<g( [^>]*)>((?:(?!<\/?g[ >]).)*)<\/g>/gs)]
      .filter(([, attributes]) => attributes?.includes(attribute))
      .flatMap(([, , content]) => content?.match(/<(?:circle|path|line|rect)\b/g) ?? []);

  test('is well-formed, has no script and loads nothing', () => {
    const names = new Set(elements.map(({ name }) => name));
    for (const forbidden of ['script', 'link', 'img', 'iframe', 'object', 'image', 'use'])
      expect(names).not.toContain(forbidden);
    for (const { attributes } of elements)
      for (const name of Object.keys(attributes)) expect(name).not.toMatch(/^on|^href$|^src$|xlink/);
    expect(page).toContain("default-src 'none'");
    expect(page).not.toContain('<script');
    expect(page).not.toContain('\u202e');
  });

  test('each drawing has a title and a description that say what it shows', () => {
    const drawings = elements.filter(({ name }) => name === 'svg');
    expect(drawings).toHaveLength(2);
    for (const { attributes } of drawings) {
      expect(attributes).toMatchObject({ role: 'img' });
      expect(attributes['aria-label']).toMatch(/2026 to .* readings.* the line is the truth/);
    }
    expect(page).toContain(
      '3 readings, from 120.0 to 600.0 mg/dL, 0 of them touched by a fault; 0 more that never left; 1 meals',
    );
  });

  test('every reading, meal, dose and spell is drawn once in its week', () => {
    expect(drawnIn(' fill="var(--m-curve)"')).toHaveLength(1);
    expect(drawnIn('fill="var(--m-critical)"')).toHaveLength(1);
    expect(drawnIn('fill="var(--m-abnormal)"')).toHaveLength(1);
    expect(drawnIn('stroke="var(--m-refused)"')).toHaveLength(1);
    expect(drawnIn('fill="var(--m-reference)"')).toHaveLength(1);
    expect(drawnIn('fill="var(--m-change)"')).toHaveLength(1);
    expect(drawnIn('fill="var(--card)" stroke="var(--m-change)"')).toHaveLength(1);
    expect(drawnIn('stroke="var(--m-abnormal)"')).toHaveLength(2);
    expect(drawnIn('stroke="var(--m-curve)"')).toHaveLength(2);
    // A line for each limit, in each of two weeks; the spike of the meal has the same colour.
    expect(drawnIn('stroke="var(--m-reference)"')).toHaveLength(5);
  });

  test('a reading whose clock is outside of the days stands where it was measured, and says what it states', () => {
    const clocks = ['2000-01-01T05:00:00Z', '2027-01-01T05:00:00Z'].map((at) => Date.parse(at));
    const wrong = clocks.map((atMs, i) =>
      reading(12 + 190 * i, { atMs, faultIds: ['clock-reset'], lastSentMs: FROM + 203 * HOUR_MS }),
    );
    const html = plotPage({ ...picture, readings: wrong }, about);
    expect(html.match(/1 readings, from 120.0 to 120.0 mg\/dL, 1 of them touched/g)).toHaveLength(2);
    expect(html).toMatch(/1 Jan 2000[^<]*: 120 mg\/dL; truth 118.0 mg\/dL; measured at 6 Apr 2026[^<]*clock-reset/);
    expect(html).toMatch(/1 Jan 2027[^<]*; measured at 14 Apr 2026/);
    expect(html.match(/fill="var\(--m-critical\)"/g)).toHaveLength(2);
  });

  test('what a fault kept from leaving is drawn, counted and named, also where it touched nothing else', () => {
    expect(page).not.toContain('never left because');
    const lost = [12, 13, 200].map((hours) => ({
      atMs: FROM + hours * HOUR_MS,
      trueValue: 131.25,
      faultId: 'strip-error',
    }));
    const html = plotPage({ ...picture, readings: [reading(8)], lost }, about);
    elementsOf(html);
    expect(html.match(/: never left because of strip-error; truth 131.3 mg\/dL/g)).toHaveLength(3);
    expect(html).toContain('0 of them touched by a fault; 2 more that never left;');
    expect(html).toContain('<th scope="row">strip-error</th><td class="num">0</td><td class="num">3</td>');
    expect(html).not.toContain('No fault touched');
  });

  test('is light and dark, and the same for the same picture', () => {
    expect(page).toContain('prefers-color-scheme:dark');
    expect(plotPage(picture, about)).toBe(page);
  });

  test('nothing at all can be drawn too', () => {
    const empty = { ...picture, truth: [], readings: [], lost: [], meals: [], doses: [], spells: [] };
    const html = plotPage(empty, { ...about, limits: {} });
    elementsOf(html);
    expect(html).toContain('0 readings, 0 of them');
    expect(html).not.toContain('NaN');
  });
});

describe('frames', () => {
  test('a week each, the last one shorter, all of one scale', () => {
    const frames = framesOf({ ...picture, toMs: FROM + 10 * 24 * HOUR_MS }, {});
    expect(frames.map(({ from, to }) => (to - from) / (24 * HOUR_MS))).toEqual([7, 3]);
    expect(new Set(frames.map(({ low, high }) => `${low} ${high}`)).size).toBe(1);
    for (const frame of frames) {
      expect(frame.y(600)).toBe(600);
      expect(frame.x(FROM - 1)).toBe(frame.x(frame.from));
    }
  });

  test.each([
    ['2026-10-26T00:00:00-04:00', '2026-11-09T00:00:00-05:00', [169, 168]],
    ['2026-03-02T00:00:00-05:00', '2026-03-16T00:00:00-04:00', [167, 168]],
  ])('of whole days, also where the clocks change: from %s', (from, to, hours) => {
    const frames = framesOf({ ...picture, fromMs: Date.parse(from), toMs: Date.parse(to) }, {});
    expect(frames.map((frame) => (frame.to - frame.from) / HOUR_MS)).toEqual(hours);
  });
});
