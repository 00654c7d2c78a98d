import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { EXIT, InputProblem } from '../../contract/input-problem.ts';
import { readYamlFile } from '../../contract/yaml/document.ts';

const FOLDER = fileURLToPath(new URL('../../scenarios/load', import.meta.url));

const whole = (least: number, most: number) =>
  z.union([z.number(), z.string()]).transform(Number).pipe(z.number().int().min(least).max(most));

/** How much is sent, and how fast. Everything is bounded: a load test ends by itself. */
export const LoadProfile = z.strictObject({
  patients: whole(1, 1000),
  ratePerSecond: whole(1, 1000),
  seconds: whole(1, 900),
  /** k6's workers, all made beforehand: a worker made in mid-run costs what it should measure. */
  virtualUsers: whole(1, 1000),
  timeoutMs: whole(100, 60_000),
});
export type LoadProfile = z.infer<typeof LoadProfile>;

/** A profile with its k6 script. */
export interface NamedLoad {
  readonly name: string;
  readonly profile: LoadProfile;
  readonly script: string;
}

export const loadProfileNames = (): readonly string[] =>
  readdirSync(FOLDER)
    .filter((f) => f.endsWith('.yaml'))
    .map((f) => f.slice(0, -'.yaml'.length))
    .toSorted();

/** The load profile of a name. Throws InputProblem: no such name (exit 3), or a file that is wrong (65). */
export const findLoad = (name: string): NamedLoad => {
  const file = join(FOLDER, `${name}.yaml`);
  if (!loadProfileNames().includes(name) || !existsSync(file))
    throw new InputProblem(`there is no load profile "${name}"`, {}, loadProfileNames().join(', '), {
      exitCode: EXIT.nothingMatched,
    });
  return {
    name,
    profile: readYamlFile(file, LoadProfile, 'a load profile'),
    script: join(FOLDER, `${name}.ts`),
  };
};
