import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commands as known } from '../../cli/commands/index.ts';
import { problemOf } from './checked.ts';
import { documents, ROOT } from './documents.ts';
import { NOT_RUN, shellOf, whyNotRun } from './not-run.ts';
import { statementsOf } from './shell.ts';

const all = documents();
/** Records of what was run then, as it was then. */
const present = all.filter(({ path }) => !path.startsWith('docs/evidence/'));
const shell = present.flatMap(shellOf);

const BEGINS_AS_COMMAND = /^(?:[A-Z_]+=\S+ )*(?:npm|npx|vitalproof|node|python3|openssl|curl) \S/;

test('every command of every document exists, with the options that it is given', () => {
  const problems = shell.flatMap(({ path, line, commands, text }) =>
    commands.flatMap((command) => {
      const problem = problemOf(command);
      return problem === undefined ? [] : [`${path}:${line} ${text}: ${problem}`];
    }),
  );
  expect(problems).toEqual([]);
  expect(shell.length).toBeGreaterThan(20);
});

test('every command stands in the list of commands, and every option of it in some document', () => {
  const listed = readFileSync(join(ROOT, 'docs/cli.md'), 'utf8');
  const written = present.map(({ text }) => text).join('\n');
  const isNamed = (option: string): boolean => new RegExp(`--${option}(?![\\w-])`).test(written);
  const unknown = known.flatMap(({ name, options }) => [
    ...(new RegExp(`^\\| \`${name}[\` ]`, 'm').test(listed) ? [] : [name]),
    ...Object.keys(options).flatMap((option) => (isNamed(option) ? [] : [`${name} --${option}`])),
  ]);
  expect(unknown).toEqual([]);
});

test('so does every command in running text', () => {
  const inline = present.flatMap(({ path, inline: pieces }) =>
    pieces.filter(({ text }) => BEGINS_AS_COMMAND.test(text)).map((piece) => ({ path, ...piece })),
  );
  const problems = inline.flatMap(({ path, text, line }) =>
    statementsOf(text.replaceAll(/[[\]]/g, ''))
      .flatMap(({ commands }) => commands.map(problemOf))
      // An option may be spoken of without its value.
      .filter((problem) => problem !== undefined && !/^Option .* argument missing/.test(problem))
      .map((problem) => `${path}:${line} ${text}: ${problem}`),
  );
  expect(problems).toEqual([]);
  expect(inline.length).toBeGreaterThan(20);
});

test('commands stand in blocks of shell, where they are checked', () => {
  const strays = present.flatMap(({ path, fences, prose }) => [
    ...fences
      .filter(({ language, text }) => language !== 'sh' && BEGINS_AS_COMMAND.test(text))
      .map(({ line }) => `${path}:${line}`),
    ...prose.flatMap((text, i) =>
      text.startsWith('    ') && BEGINS_AS_COMMAND.test(text.trim()) ? [`${path}:${i + 1}`] : [],
    ),
  ]);
  expect(strays).toEqual([]);
});

test('every exception is one: some command is like it', () => {
  const idle = NOT_RUN.filter(({ like }) => !shell.some(({ text }) => like.test(text)));
  expect(idle).toEqual([]);
  expect(shell.filter(({ text }) => whyNotRun(text) === undefined).length).toBeGreaterThan(10);
});

test('what is said to run elsewhere in CI does', () => {
  const elsewhere = NOT_RUN.flatMap(({ by }) => (by === undefined ? [] : [by]));
  for (const [file, text] of elsewhere) expect(readFileSync(join(ROOT, file), 'utf8')).toContain(text);
  expect(readFileSync(join(ROOT, '.ci/run'), 'utf8')).toMatch(/^step .* docs_run$/m);
});

describe('what does not exist is found', () => {
  test.each([
    ['vitalproof certfy', /no command certfy/],
    ['vitalproof certify --onyl LIM-02', /unknown option --onyl/],
    ['npm run -s vitalproof -- certify --onyl LIM-02', /unknown option --onyl/],
    ['npx vitalproof lst', /no command lst/],
    ['npm run -s no-such', /no script no-such/],
    ['npm run -s test:unit -- no/such/folder', /no test is at no\/such/],
    ['npx vitest run --project e2e no/such', /no test is at no\/such/],
    ['node tools/none.ts', /no file tools\/none.ts/],
    ['python3 none.py', /no file none.py/],
    ['frobnicate', /no file frobnicate/],
  ])('%s', (text, problem) => {
    const [command] = statementsOf(text)[0]?.commands ?? [];
    if (command === undefined) throw new Error('no command');
    expect(problemOf(command)).toMatch(problem);
  });
  test.each([
    'vitalproof certify --only LIM-02',
    'npm run -s vitalproof -- run --standard',
    'npm run -s test:unit -- contract/requirements',
    'UPDATE_DOCS=1 npm run -s test:unit -- tools/docs',
    '.ci/run',
    'python3 examples/receiver-python/receiver.py 8099',
  ])('and this does: %s', (text) => {
    const [command] = statementsOf(text)[0]?.commands ?? [];
    if (command === undefined) throw new Error('no command');
    expect(problemOf(command)).toBeUndefined();
  });
});
