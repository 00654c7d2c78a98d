import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { loadScenario, type Scenario } from '../conformance/runner/scenario.ts';
import { EXIT, InputProblem } from '../contract/input-problem.ts';
import { closest } from '../contract/closest.ts';

const FOLDER = fileURLToPath(new URL('../scenarios', import.meta.url));

/** What `npm start` plays. */
export const STANDARD = [
  'first-week-type2',
  'heart-failure-decompensation',
  'no-order-no-data',
  'permission-withdrawn',
  'limits-changed',
  'two-patients-two-limits',
] as const;

/** Names of the scenarios that come with the package. */
export const scenarioNames = (): readonly string[] =>
  readdirSync(FOLDER)
    .filter((f) => f.endsWith('.yaml'))
    .map((f) => f.slice(0, -'.yaml'.length))
    .toSorted();

/** A scenario by its name, or from a file of the user's own. */
export const findScenario = (word: string): Scenario => {
  if (/[/\\]|\.ya?ml$/.test(word)) return loadScenario(word);
  const names = scenarioNames();
  if (names.includes(word)) return loadScenario(join(FOLDER, `${word}.yaml`));
  if (existsSync(word)) return loadScenario(word);
  const near = closest(word, names);
  throw new InputProblem(`there is no scenario "${word}"`, {}, `one of ${names.join(', ')}, or a file`, {
    exitCode: EXIT.nothingMatched,
    ...(near === undefined ? {} : { advice: `did you mean ${near}?` }),
  });
};
