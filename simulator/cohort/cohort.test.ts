import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type Cohort, cohortOf, members, readCohort, requireCohort, sizeOf } from './cohort.ts';
import { said } from '../said.test-helper.ts';

const MIX: Cohort = [
  { archetype: 't2d-oral', patients: 3 },
  { archetype: 'hf-stable', patients: 2, unit: '[lb_av]', zone: 'Asia/Kolkata' },
];
const folder = mkdtempSync(join(tmpdir(), 'cohort-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a mix', () => {
  test('is written NAME:PATIENTS,NAME:PATIENTS; a name alone is as many as are asked for', () => {
    expect(cohortOf('t2d-oral:3, hf-stable:2', 9)).toEqual([
      { archetype: 't2d-oral', patients: 3 },
      { archetype: 'hf-stable', patients: 2 },
    ]);
    expect(cohortOf('hf-stable', 9)).toEqual([{ archetype: 'hf-stable', patients: 9 }]);
  });

  test.each(['t2d-oral:3,hf-stable', 't2d-oral:', ':3', 't2d-oral:-1', 't2d-oral:3,', 'a b:1'])(
    '%s is none',
    (text) => {
      expect(said(() => cohortOf(text, 1))).toMatch(/is no part of a mix\n {2}expected: NAME:PATIENTS/);
    },
  );
});

describe('members', () => {
  test('have a position in the cohort and an index in their group', () => {
    const all = [...members(MIX, 0, sizeOf(MIX))];
    expect(all.map((m) => [m.position, m.archetype, m.index])).toEqual([
      [0, 't2d-oral', 0],
      [1, 't2d-oral', 1],
      [2, 't2d-oral', 2],
      [3, 'hf-stable', 0],
      [4, 'hf-stable', 1],
    ]);
    expect(all[4]).toMatchObject({ unit: '[lb_av]', zone: 'Asia/Kolkata' });
  });

  test('of any stretch are that stretch of all', () => {
    const all = [...members(MIX, 0, 5)];
    for (let from = 0; from <= 5; from++)
      for (let to = from; to <= 5; to++) expect([...members(MIX, from, to)]).toEqual(all.slice(from, to));
  });
});

describe('what cannot be a cohort', () => {
  test.each<[string, Cohort, RegExp]>([
    ['nobody', [], /cohort.length is 0/],
    ['an unknown archetype', [{ archetype: 'x', patients: 1 }], /t2d-oral/],
    ['no patients', [{ archetype: 't2d-oral', patients: 0 }], /patients is 0/],
    ['one archetype twice', [...MIX, { archetype: 't2d-oral', patients: 1 }], /t2d-oral is named twice/],
    ['a unit of another measure', [{ archetype: 't2d-oral', patients: 1, unit: 'kg' }], /does not fit/],
    ['a zone that is none', [{ archetype: 't2d-oral', patients: 1, zone: 'Here' }], /"Here" is not known/],
    ['a meter that there is not', [{ archetype: 't2d-oral', patients: 1, meter: 'best' }], /no meter "best"/],
    ['a scale that there is not', [{ archetype: 'hf-stable', patients: 1, scale: 'best' }], /no scale "best"/],
    ['a meter for weights', [{ archetype: 'hf-stable', patients: 1, meter: 'good' }], /good does not fit hf-stable/],
    ['a scale for glucose', [{ archetype: 't2d-oral', patients: 1, scale: 'fine' }], /fine does not fit t2d-oral/],
    ['too many in all', MIX.map((group) => ({ ...group, patients: 600_000 })), /1200000/],
  ])('%s', (_what, cohort, words) => {
    expect(said(() => requireCohort(cohort))).toMatch(words);
  });
});

describe('a cohort from a file', () => {
  const file = (text: string): string => {
    const path = join(folder, 'cohort.yaml');
    writeFileSync(path, text);
    return path;
  };
  test('holds its groups', () => {
    const text = `cohort:\n  - { archetype: t2d-oral, patients: 3 }\n  - { archetype: hf-stable, patients: 2, unit: '[lb_av]', zone: Asia/Kolkata }\n`;
    expect(readCohort(file(text))).toEqual(MIX);
  });
  test('and the devices of its groups', () => {
    const text = `cohort:\n  - { archetype: gdm, patients: 1, meter: legacy-typed }\n  - { archetype: hf-stable, patients: 2, scale: coarse }\n`;
    const cohort = readCohort(file(text));
    expect(cohort.map(({ meter, scale }) => [meter, scale])).toEqual([
      ['legacy-typed', undefined],
      [undefined, 'coarse'],
    ]);
    expect([...members(cohort, 0, 3)].map(({ meter, scale }) => meter ?? scale)).toEqual([
      'legacy-typed',
      'coarse',
      'coarse',
    ]);
    expect(said(() => requireCohort(cohort))).toBe('nothing was refused');
  });
  test.each([
    ['cohort:\n  - { archetype: t2d-oral }\n', /cohort.yaml:2 at cohort\[0\].patients/],
    ['cohort:\n  - archetype: t2d-oral\n    patients: 0\n', /cohort.yaml:3 at cohort\[0\].patients/],
    ['cohort:\n  - { archetype: t2d-oral, patients: 3, colour: red }\n', /colour/],
    [
      'cohort:\n  - { archetype: hf-stable, patients: 1 }\n  - { archetype: gdm, patients: 3, meter: bset }\n',
      /cohort.yaml:3 at cohort\[1\].meter[^]*legacy-typed/,
    ],
    [
      'cohort:\n  - { archetype: hf-stable, patients: 3, scale: cuarse }\n',
      /cohort.yaml:2 at cohort\[0\].scale[^]*coarse/,
    ],
    ['cohort: []\n', /cohort/],
  ])('%j names its line and path', (text, words) => {
    expect(said(() => readCohort(file(text)))).toMatch(words);
  });
  test('a file that is not there', () => {
    expect(said(() => readCohort(join(folder, 'none.yaml')))).toContain('cannot be read');
  });
});
