import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { liars } from './liars/index.ts';
import { mutants } from './mutants/index.ts';
import { runLiar } from './run-liar.ts';
import { runMutant } from './run-mutant.ts';
import { runVariant } from './run-variant.ts';
import type { SelftestResult, SelftestTask } from './task.ts';
import { variants } from './variants/index.ts';

const named = <T extends { readonly name: string }>(all: readonly T[], name: string): T => {
  const found = all.find((one) => one.name === name);
  if (found === undefined) throw new Error(`nothing is called ${name}`);
  return found;
};

/** Plays one thing in a folder of its own, which is gone afterwards. Never rejects. */
export const playTask = async (task: SelftestTask, folder: string): Promise<SelftestResult> => {
  const { kind, name, seed } = task;
  const own = join(folder, `${kind}-${name}-${seed}`);
  try {
    if (kind === 'mutant') return { kind, result: await runMutant(named(mutants, name), own, seed) };
    if (kind === 'liar') return { kind, result: await runLiar(named(liars, name), own, seed) };
    return { kind, result: await runVariant(named(variants, name), own, seed) };
  } catch (error) {
    return { kind: 'broken', task, why: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
};
