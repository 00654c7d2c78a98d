import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { planTasks } from '../../conformance/selftest/plan.ts';
import { reportOf, shortcomingsOf } from '../../conformance/selftest/report.ts';
import { Role } from '../../contract/requirements/requirement.ts';
import { KINDS, type SelftestResult, type SelftestTask } from '../../conformance/selftest/task.ts';
import { playInThreads } from '../../conformance/selftest/threads.ts';
import { canonicalJson } from '../../conformance/verdict/canonical-json.ts';
import { EXIT, InputProblem } from '../../contract/input-problem.ts';
import { loadCatalogue } from '../../contract/requirements/load.ts';
import { usageProblem } from '../arguments.ts';
import type { Command } from '../command.ts';
import { matches } from '../glob.ts';
import { untilInterrupted } from '../interrupt.ts';
import { progressOf, ticking } from '../progress.ts';
import { isShortcoming, nameOfResult, resultLine, summaryLines, taskName } from '../selftest/text.ts';
import { buildDigest } from '../build-digest.ts';
import { VERSION } from '../version.ts';
import { checkWritable } from '../writable.ts';

const MAX_SEED = 2 ** 31;
const MAX_BENIGN = 10_000;
const MAX_THREADS = 64;
const BENIGN = 80;

const kindsOf = (text: string | undefined): ReadonlySet<SelftestTask['kind']> => {
  if (text === undefined) return new Set(KINDS);
  const found = text.split(',').map((word) => KINDS.find((kind) => kind === word.trim()));
  const kinds = found.filter((kind) => kind !== undefined);
  if (kinds.length < found.length) throw usageProblem(`--kinds ${text} is not usable`, `of ${KINDS.join(', ')}`);
  return new Set(kinds);
};

const rolesOf = (text: string | undefined): ReadonlySet<Role> => {
  if (text === undefined) return new Set(Role.options);
  const found = Role.safeParse(text);
  if (!found.success) throw usageProblem(`--role ${text} is not known`, Role.options.join(' or '));
  return new Set([found.data]);
};

const writeOut = (file: string, text: string): void => {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new InputProblem(
      `cannot be written: ${error instanceof Error ? error.message : String(error)}`,
      { file },
      'a file in a folder that is there',
    );
  }
};

/** `vitalproof selftest`: how much the harness catches, and whether it blames anybody who did nothing wrong. */
export const selftest: Command = {
  name: 'selftest',
  words: '',
  summary: 'measure what this harness catches, and whether it blames the innocent',
  about:
    'Plays broken references of both roles, liars and benign variants. Only a failure of the requirement that a mutant names counts.\n' +
    'Exit 1 when a mutant survives or is void, a liar is believed, or a benign variant fails (docs/selftest.md).',
  options: {
    only: {
      isList: true,
      value: 'GLOBS',
      help: "names of mutants, liars and variants, such as 'critical-*', with commas (all)",
    },
    kinds: { isList: true, value: 'KINDS', help: 'mutant, liar, variant, or some of them with commas (all)' },
    role: { value: 'ROLE', help: 'receiver or sender (both)' },
    benign: { value: 'N', help: `runs of benign variants (${BENIGN})` },
    seed: { value: 'S', help: 'what chance is drawn from (1)' },
    threads: { value: 'N', help: 'threads (as many as there are processors)' },
    out: { value: 'FILE', help: 'writes the results as JSON' },
  },
  run: async (args, io) => {
    const only = args.text('only');
    const out = args.text('out');
    const seed = args.whole('seed', 1, 0, MAX_SEED);
    const benign = args.whole('benign', BENIGN, 0, MAX_BENIGN);
    const threads = args.whole('threads', availableParallelism(), 1, MAX_THREADS);
    const kinds = kindsOf(args.text('kinds'));
    const roles = rolesOf(args.text('role'));
    const globs = only?.split(',');
    const picks = (name: string): boolean => globs === undefined || globs.some((glob) => matches(glob, name));
    const tasks = planTasks({ seed, benign, kinds, roles, picks });
    if (tasks.length === 0)
      throw new InputProblem(`--only ${only ?? ''} matches nothing`, {}, 'a glob over the names of docs/selftest.md', {
        exitCode: EXIT.nothingMatched,
      });
    if (out !== undefined) checkWritable(out);
    // Before anything is played: what is changed meanwhile is another build.
    const build = buildDigest();
    const folder = mkdtempSync(join(tmpdir(), 'vitalproof-selftest-'));
    const results: SelftestResult[] = [];
    const progress = progressOf({ what: 'played', unit: 'mutants, liars and variants', total: tasks.length }, io);
    return await untilInterrupted(async (signal) => {
      try {
        io.out(`seed ${seed}, ${tasks.length} to play, ${threads} threads`);
        await ticking(progress, () =>
          playInThreads(tasks, {
            threads,
            folder,
            signal,
            onStart: (task) => progress.began(taskName(task)),
            onResult: (result) => {
              results.push(result);
              progress.ended(nameOfResult(result), isShortcoming(result));
              progress.above(() =>
                io.out(`${String(results.length).padStart(4)}/${tasks.length} ${resultLine(result)}`),
              );
            },
          }),
        );
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
      const report = reportOf(results, {
        harness: `vitalproof ${VERSION}`,
        build,
        catalogue: loadCatalogue().hash,
        seed,
        isComplete:
          only === undefined &&
          kinds.size === KINDS.length &&
          roles.size === Role.options.length &&
          benign >= BENIGN &&
          results.length === tasks.length,
      });
      for (const line of summaryLines(report)) io.out(line);
      if (out !== undefined) writeOut(out, canonicalJson(report));
      if (signal.aborted) return EXIT.interrupted;
      if (report.broken.length > 0) return EXIT.harness;
      return shortcomingsOf(report).length > 0 ? EXIT.failed : EXIT.passed;
    });
  },
};
