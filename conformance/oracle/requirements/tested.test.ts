import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadCases } from '../../../contract/cases/load.ts';
import { loadCatalogue } from '../../../contract/requirements/load.ts';
import { playedCase } from '../case-play.test-helper.ts';
import { judgedExactly } from '../judged.test-helper.ts';

type Half = 'must' | 'must-not';
const FOLDER = new URL('./', import.meta.url);

/** Tested in a form that is found by no rule: the file that does it, which has to name the requirement. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'HL7-06 must-not': './HL7-manners-of-sending.test.ts',
  'HL7-07 must': './HL7-manners-of-sending.test.ts',
  'HL7-07 must-not': './HL7-manners-of-sending.test.ts',
  'FHR-03 must': './FHR-03-what-is-returned-is-r4.test.ts',
};

const tested = new Map<string, Set<Half>>();
const note = (id: string, half: Half): void => void tested.set(id, (tested.get(id) ?? new Set()).add(half));

/** What worked cases exercise, played as they say. */
const noteCases = (): void => {
  for (const worked of loadCases())
    for (const [id, { must, mustNot }] of judgedExactly(playedCase(worked)).ledger.requirements) {
      if (must > 0) note(id, 'must');
      if (mustNot > 0) note(id, 'must-not');
    }
};

const filesOf = (folder: URL): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'));

/** What tables of situations say to expect of each requirement. */
const noteSituations = (): void => {
  for (const text of filesOf(FOLDER))
    for (const [, id = '', table = ''] of text.matchAll(
      /situations\(\s*'([A-Z0-9]{3}-\d\d)',(.*?)(?=situations\(|$)/gs,
    )) {
      if (/'must (?:met|broken)/.test(table)) note(id, 'must');
      if (/'must-not (?:met|broken)/.test(table)) note(id, 'must-not');
    }
};

test('each half of every requirement of a receiver is exercised by a worked case or a test of its judge', () => {
  noteCases();
  noteSituations();
  const lacking = loadCatalogue()
    .ofRole('receiver')
    .flatMap(({ id, minimum }) =>
      [...(minimum.must > 0 ? (['must'] as const) : []), ...(minimum.mustNot > 0 ? (['must-not'] as const) : [])]
        .filter((half) => tested.get(id)?.has(half) !== true)
        .map((half) => `${id} ${half}`),
    )
    .filter((half) => ELSEWHERE[half] === undefined);
  expect(lacking).toEqual([]);
});

test('what is tested elsewhere is named there, and is found by no rule', () => {
  for (const [half, file] of Object.entries(ELSEWHERE)) {
    const [id = '', which] = half.split(' ');
    expect(tested.get(id)?.has(which as Half), half).not.toBe(true);
    expect(readFileSync(new URL(file, FOLDER), 'utf8'), file).toContain(id);
  }
});
