/**
 * A test runner for Stryker that reads the test files once and calls their tests again for each mutant, in the same
 * process: some fifty times as fast as starting vitest for each of ten thousand mutants. The test files are those of
 * the suite; `expect` is vitest's own.
 */
import { enableCompileCache, flushCompileCache, registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chosen, type MutantToTry, NOT_CHOSEN } from './choice.ts';
import type { Collected, Collector } from './collect.ts';
import { testFiles } from './test-files.ts';

/** What the code that Stryker has prepared reads and writes at run time. */
interface Switchboard {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: unknown;
}

interface Asked {
  readonly activeMutant: MutantToTry;
  readonly mutantActivation: 'runtime' | 'static';
  readonly testFilter?: readonly string[];
  readonly hitLimit?: number;
}

interface Failed {
  readonly test: Collected;
  readonly message: string;
}

const here = (file: string): string => pathToFileURL(resolve(file)).href;

/** The name under which Stryker's instrumented code looks for its switches on `globalThis`. */
const NAMESPACE = '__stryker__';

const switchboard = (): Switchboard => {
  const shared: typeof globalThis & { [NAMESPACE]?: Switchboard } = globalThis;
  return (shared[NAMESPACE] ??= {});
};

/** Tests get our `test` and `describe`, and vitest's `expect`. */
const redirectVitest = (): void => {
  const words = here('tools/mutation/vitest-words.ts');
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'vitest' && context.parentURL !== undefined && context.parentURL !== words
        ? { url: words, shortCircuit: true }
        : next(specifier, context),
  });
};

const readTests = async (): Promise<readonly Collected[]> => {
  enableCompileCache(process.env['MUTATION_COMPILED'] ?? resolve('.cache'));
  redirectVitest();
  const { default: fc } = await import('fast-check');
  fc.configureGlobal({ seed: 1, endOnFailure: true });
  const { collector }: { collector: Collector } = await import(here('tools/mutation/vitest-words.ts'));
  for (const file of testFiles()) {
    collector.open(file);
    await import(here(file));
  }
  flushCompileCache();
  const leftOut = process.env['MUTATION_LEAVE_OUT'];
  return leftOut === undefined ? collector.tests : collector.tests.filter((t) => !t.name.includes(leftOut));
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Stryker's limit is a hundred times what all tests hit together; one test that hits as much as all is a runaway. */
const RUNAWAY_SHARE = 100;
const LEAST_LIMIT = 1000;

class WarmRunner {
  private tests: readonly Collected[] | undefined;

  /**
   * Nothing is reloaded, whatever Stryker asks. It asks where the code of a mutant runs while files are loaded, too;
   * what the mutant does in calls is tried all the same, and what runs only at loading is not tried (`ignoreStatic`).
   */
  capabilities(): { reloadEnvironment: boolean } {
    return { reloadEnvironment: true };
  }

  private async collected(): Promise<readonly Collected[]> {
    this.tests ??= await readTests();
    return this.tests;
  }

  private static async failure(test: Collected): Promise<Failed | undefined> {
    try {
      await test.run();
      return undefined;
    } catch (error) {
      return { test, message: messageOf(error) };
    }
  }

  /** Every test once, with no mutant active: what it covers and how long it takes. */
  async dryRun(): Promise<unknown> {
    const shared = switchboard();
    const results: unknown[] = [];
    for (const test of await this.collected()) {
      shared.currentTestId = test.id;
      const started = performance.now();
      const failed = await WarmRunner.failure(test);
      const timeSpentMs = performance.now() - started;
      const about = { id: test.id, name: test.name, fileName: resolve(test.file), timeSpentMs };
      results.push(
        failed === undefined ? { ...about, status: 0 } : { ...about, status: 1, failureMessage: failed.message },
      );
    }
    shared.currentTestId = undefined;
    return { status: 'complete', tests: results, mutantCoverage: shared.mutantCoverage };
  }

  /** The tests that cover a mutant, up to the first that fails. */
  async mutantRun({ activeMutant, mutantActivation, testFilter, hitLimit }: Asked): Promise<unknown> {
    if (!chosen(activeMutant)) return { status: 'error', errorMessage: NOT_CHOSEN };
    const shared = switchboard();
    if (mutantActivation === 'static') shared.activeMutant = activeMutant.id;
    const tests = await this.collected();
    const asked = testFilter === undefined ? undefined : new Set(testFilter);
    const limit = hitLimit === undefined ? undefined : Math.max(LEAST_LIMIT, hitLimit / RUNAWAY_SHARE);
    shared.hitLimit = limit;
    shared.activeMutant = activeMutant.id;
    let nrOfTests = 0;
    for (const test of tests) {
      if (asked?.has(test.id) === false) continue;
      nrOfTests += 1;
      shared.hitCount = limit === undefined ? undefined : 0;
      const failed = await WarmRunner.failure(test);
      if (limit !== undefined && (shared.hitCount ?? 0) > limit) return { status: 'timeout' };
      if (failed === undefined) continue;
      return { status: 'killed', killedBy: [test.id], failureMessage: failed.message, nrOfTests };
    }
    return { status: 'survived', nrOfTests };
  }
}

export const strykerPlugins = [{ kind: 'TestRunner', name: 'warm', injectableClass: WarmRunner }];
