import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HistoryLine } from '../history/lines.ts';
import { HistoryBuilder } from '../oracle/history-builder.test-helper.ts';
import { historyFacts } from './history-facts.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitalproof-facts-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const NAME = 'a'.repeat(64);

/** One patient, whom the system answers with `text`, and an end that says `reason`. */
const history = (text: string, reason: string): readonly HistoryLine[] => {
  const b = new HistoryBuilder();
  const patient = {
    identifier: { system: 'urn:oid:2.999.1.1', value: 'MRN1' },
    family: 'Testpatient',
    given: 'Anna',
    birthDate: '1970-01-01',
    gender: 'female' as const,
  };
  const known = b.op({ op: 'person.patient', patient }, { outcome: 'refused', answer: { code: '422', text } });
  b.lines[b.lines.indexOf(known)] = { ...known, wire: { response: NAME } };
  return b.drain({ skipped: [{ lane: 'l/fhir', requirement: [], verdict: 'NOT_RUN', reason }] });
};

const factsOf = async (lines: readonly HistoryLine[], textOf: (line: HistoryLine) => string = JSON.stringify) => {
  const path = join(folder, 'history.ndjson');
  writeFileSync(path, lines.map((line) => `${textOf(line)}\n`).join(''));
  return await historyFacts(path);
};

test.each(['plain', 'line\u2028separator', 'paragraph\u2029separator', 'a\rb', '"op":"person.patient"'])(
  'what a system wrote ends no line and is no patient: %j',
  async (text) => {
    const lines = history(text, text);
    expect(await factsOf(lines)).toEqual({
      run: lines[0],
      end: lines.at(-1),
      patients: ['MRN1'],
      measures: [],
      wire: new Set([NAME]),
    });
  },
);

test('a line says the same however its JSON is spaced', async () => {
  const spaced = (line: HistoryLine): string => JSON.stringify(line, undefined, 1).replaceAll('\n', ' ');
  const facts = await factsOf(history('', ''), spaced);
  expect([facts.patients, [...facts.wire], facts.end?.kind]).toEqual([['MRN1'], [NAME], 'end']);
});
