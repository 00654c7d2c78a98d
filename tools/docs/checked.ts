import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArguments } from '../../cli/arguments.ts';
import { commands } from '../../cli/commands/index.ts';
import { InputProblem } from '../../contract/input-problem.ts';
import { ROOT } from './documents.ts';
import type { SimpleCommand } from './shell.ts';

/** Programs that a reader has, or is told to get. */
const OTHERS: ReadonlySet<string> = new Set(
  '} cat cd chmod cp createdb curl diff export git kill kubectl ls mkdir mv openssl rm sed sleep tar test true'.split(
    ' ',
  ),
);
/** What npm does by itself. */
const NPM: ReadonlySet<string> = new Set(['audit', 'ci', 'install', 'pack', 'version', 'exec', 'publish']);

const scripts = (
  JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { readonly scripts: Readonly<Record<string, string>> }
).scripts;

/** The words that the command of ours is given, where this is one: from a checkout, a package, or by npx. */
export const oursOf = (words: readonly string[]): readonly string[] | undefined => {
  if (words[0] === 'vitalproof') return words.slice(1);
  if (words[0] === 'npx' && words[1] === 'vitalproof') return words.slice(2);
  const script = words.indexOf('vitalproof');
  const isRun = words[0] === 'npm' && words[1] === 'run' && words.slice(2, script).every((word) => word === '-s');
  return isRun && words[script + 1] === '--' ? words.slice(script + 2) : undefined;
};

const ownProblem = ([name = '', ...rest]: readonly string[]): string | undefined => {
  // A family of commands is spoken of as such.
  if (name === '' || name === 'COMMAND' || name === '--version' || name === '--help') return undefined;
  const command = commands.find((known) => known.name === name);
  if (command === undefined) return `vitalproof has no command ${name}`;
  if (rest.includes('--help')) return undefined;
  try {
    parseArguments(command, rest);
    return undefined;
  } catch (error) {
    if (error instanceof InputProblem) return error.describe();
    throw error;
  }
};

const pathProblem = (path: string | undefined): string | undefined =>
  path !== undefined && existsSync(join(ROOT, path)) ? undefined : `there is no file ${path ?? ''}`;

/** Vitest takes any part of the path of a test: one that no test has runs nothing. */
const testProblem = (words: readonly string[]): string | undefined =>
  words
    .filter((word, i) => !word.startsWith('-') && words[i - 1] !== '-t' && words[i - 1] !== '--project')
    .filter((part) => globSync(`{${part}*,${part}/**/*}.test.ts`, { cwd: ROOT }).length === 0)
    .map((part) => `no test is at ${part}`)[0];

const npmProblem = (words: readonly string[]): string | undefined => {
  const [verb = '', ...rest] = words;
  if (verb === 'start' || verb === 'test') return scripts[verb] === undefined ? `no script ${verb}` : undefined;
  if (verb !== 'run') return NPM.has(verb) ? undefined : `npm ${verb} is not among what is known here`;
  const [script = '', ...more] = rest.filter((word) => word !== '-s');
  if (scripts[script] === undefined) return `package.json has no script ${script}`;
  return /^test:(?:unit|e2e)$/.test(script) ? testProblem(more) : undefined;
};

/** What is wrong with a command of a document: undefined where its program, script, options and files are there. */
export const problemOf = ({ words }: SimpleCommand): string | undefined => {
  const [program = '', ...rest] = words;
  const ours = oursOf(words);
  if (ours !== undefined) return ownProblem(ours);
  // A function of the shell is defined: what is in it is seen when it is called.
  if (program === '' || OTHERS.has(program) || program.endsWith('()')) return undefined;
  if (program === 'npm') return npmProblem(rest);
  if (program === 'npx' && rest[0] === 'vitest') return testProblem(rest.slice(2));
  if (program === 'npx')
    return rest[0]?.startsWith('--package=') === true ? undefined : `npx ${rest[0] ?? ''} is not known here`;
  if (/^(?:node|python3|bash)$/.test(program)) return rest[0] === '-m' ? undefined : pathProblem(rest[0]);
  return pathProblem(program);
};
