import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { InputProblem } from '../input-problem.ts';
import { loadCatalogue } from './load.ts';

const GOOD = `prefix: LIM
title: Limits
requirements:
  - id: LIM-01
    role: receiver
    scope: alerts
    level: MUST
    statement: Above is high, below is low.
    source: HL7 table 0078
    clause: Evaluation
    rationale: Everything else rests on it.
    fix: Compare exact decimals.
    bindings: [fhir, hl7v2]
    minimum: { must: 1, mustNot: 1 }
    built: spine
`;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'catalogue-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (text: string, name = 'limits.yaml') => writeFileSync(join(folder, name), text);
const problem = (): InputProblem => {
  try {
    loadCatalogue(folder);
  } catch (error) {
    if (error instanceof InputProblem) return error;
    throw error;
  }
  throw new Error('it was accepted');
};

/** One line of the good file replaced: the problem names that line. */
const REFUSED: readonly (readonly [name: string, from: string, to: string, place: object])[] = [
  ['an unknown field', '    fix: Compare', '    mend: Compare', { line: 12, path: 'requirements[0].mend' }],
  ['a missing field', '    source: HL7 table 0078\n', '', { line: 4, path: 'requirements[0].source' }],
  [
    'a field too many',
    '    level: MUST',
    '    level: MUST\n    colour: red',
    { line: 8, path: 'requirements[0].colour' },
  ],
  ['an unknown level', 'level: MUST', 'level: MUSST', { line: 7, path: 'requirements[0].level' }],
  ['an unknown scope', 'scope: alerts', 'scope: alarms', { line: 6, path: 'requirements[0].scope' }],
  ['an unknown binding', '[fhir, hl7v2]', '[fhir, http]', { line: 13, path: 'requirements[0].bindings[1]' }],
  ['no binding', '[fhir, hl7v2]', '[]', { line: 13, path: 'requirements[0].bindings' }],
  ['an id without number', 'id: LIM-01', 'id: LIM', { line: 4, path: 'requirements[0].id' }],
  ['an id of another family', 'id: LIM-01', 'id: ORD-01', { line: 4, path: 'requirements[0].id' }],
  ['a count that is no number', 'must: 1,', 'must: one,', { line: 14, path: 'requirements[0].minimum.must' }],
  ['a lonely minimum', 'mustNot: 1', 'mustNot: 0', { line: 14, path: 'requirements[0].minimum' }],
  [
    'a reason for nothing',
    '    built',
    '    why-minimum: For no reason.\n    built',
    { line: 15, path: 'requirements[0].why-minimum' },
  ],
  ['a role of nobody', 'role: receiver', 'role: relay', { line: 5, path: 'requirements[0].role' }],
  ["a sender in a receiver's scope", 'role: receiver', 'role: sender', { line: 6, path: 'requirements[0].scope' }],
  ["a receiver in a sender's scope", 'scope: alerts', 'scope: sender', { line: 6, path: 'requirements[0].scope' }],
  [
    'a reason why what is played is not tested',
    '    built: spine',
    '    built: spine\n    untested: Nobody has found the time yet.',
    { line: 16, path: 'requirements[0].untested' },
  ],
  ['an alias', 'clause: Evaluation', 'clause: *x', {}],
  ['a key twice', '    role: receiver', '    id: LIM-02', { line: 5 }],
];

describe('the catalogue of a folder', () => {
  test('a good file loads', () => {
    write(GOOD);
    const catalogue = loadCatalogue(folder);
    expect(catalogue.requirements.map((r) => r.id)).toEqual(['LIM-01']);
    expect(catalogue.byId('LIM-01')?.minimum).toEqual({ must: 1, mustNot: 1 });
    expect(catalogue.byId('LIM-02')).toBeUndefined();
  });

  test.each(REFUSED)('%s is refused, with its place', (_name, from, to, place) => {
    expect(GOOD).toContain(from);
    write(GOOD.replace(from, to));
    const { place: at, expected, exitCode } = problem();
    expect(at).toMatchObject({ file: join(folder, 'limits.yaml'), ...place });
    expect(expected).not.toBe('');
    expect(exitCode).toBe(65);
  });

  test('a sender has requirements of its own, and what is not played may say why', () => {
    write(
      GOOD.replace('role: receiver\n    scope: alerts', 'role: sender\n    scope: sender').replace(
        'built: spine',
        'built: later\n    untested: A meter of its own is needed.',
      ),
    );
    const catalogue = loadCatalogue(folder);
    expect(catalogue.ofRole('sender').map((r) => [r.id, r.untested])).toEqual([
      ['LIM-01', 'A meter of its own is needed.'],
    ]);
    expect(catalogue.ofRole('receiver')).toEqual([]);
  });

  test('an id that another file has is refused at its second place', () => {
    write(GOOD);
    write(GOOD, 'more.yaml');
    expect(problem().describe()).toContain(
      `${join(folder, 'more.yaml')}:4 at requirements[0].id: LIM-01 is there twice`,
    );
  });

  test('text that is no YAML is refused with its line', () => {
    write('prefix: LIM\ntitle: "Limits\n');
    expect(problem().place.line).toBeGreaterThanOrEqual(2);
  });

  test('an empty file, an empty folder and no folder are refused', () => {
    expect(problem().message).toContain('no requirement');
    write('');
    expect(problem().place.file).toBe(join(folder, 'limits.yaml'));
    expect(() => loadCatalogue(join(folder, 'nowhere'))).toThrow(InputProblem);
  });

  test('a file of more than a megabyte is refused unread', () => {
    write(`${GOOD}# ${'x'.repeat(1_100_000)}`);
    expect(problem().message).toContain('too large');
  });

  test('the hash is of the content: not of layout or order, but of every word', () => {
    write(GOOD);
    const { hash } = loadCatalogue(folder);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    write(`# a comment\n${GOOD.replace('[fhir, hl7v2]', '[\n        fhir,\n        hl7v2,\n      ]')}`);
    expect(loadCatalogue(folder).hash).toBe(hash);
    write(GOOD.replace('exact decimals', 'decimals'));
    expect(loadCatalogue(folder).hash).not.toBe(hash);
  });
});
