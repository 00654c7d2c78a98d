import { describe, expect, test } from 'vitest';
import { runnersOf, segmentOptions } from './runners.ts';
import type { Template, WirePlan } from './wire-plan.ts';

const template: Template = { texts: ['x'], fields: [] };
const units = { 'mg/dL': template, 'mmol/L': template };
const A = 'http://127.0.0.1:1/fhir';
const B = 'http://127.0.0.1:2/fhir';
const plan = {
  virtualUsers: [8],
  templates: {
    single: { url: `${A}/Observation`, headers: {}, body: units },
    bundle: { url: A, headers: {}, head: '', tail: '', entry: units },
  },
} as unknown as WirePlan;

describe('segments', () => {
  test('one alone is the whole, and needs no word', () => expect(segmentOptions(0, 1)).toEqual([]));
  test.each([
    [0, 2, '0:1/2', '0,1/2,1'],
    [1, 2, '1/2:1', '0,1/2,1'],
    [1, 3, '1/3:2/3', '0,1/3,2/3,1'],
  ])('%d of %d', (index, of, segment, sequence) =>
    expect(segmentOptions(index, of)).toEqual([
      '--execution-segment',
      segment,
      '--execution-segment-sequence',
      sequence,
    ]),
  );
});

describe('runners', () => {
  const urlsOf = (bases: readonly [string, ...string[]], segments?: number) =>
    runnersOf(plan, bases, segments).map(({ plan: own }) => [own.templates.single.url, own.templates.bundle.url]);
  test('there is one for each base, and each posts to its own', () =>
    expect(urlsOf([A, B])).toEqual([
      [`${A}/Observation`, A],
      [`${B}/Observation`, B],
    ]));
  test('or as many as are asked for, which take the bases in turn', () => {
    expect(urlsOf([A], 2)).toEqual([
      [`${A}/Observation`, A],
      [`${A}/Observation`, A],
    ]);
    expect(urlsOf([A, B], 3).map(([single]) => single)).toEqual([
      `${A}/Observation`,
      `${B}/Observation`,
      `${A}/Observation`,
    ]);
  });
  test('all have the rest of the plan', () =>
    expect(runnersOf(plan, [A, B]).map((runner) => runner.plan.virtualUsers)).toEqual([[8], [8]]));
  test('an address that is not below the base is told', () =>
    expect(() => urlsOf([B, A])).toThrow(`${A}/Observation is not below ${B}`));
});
