import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readHistorySync } from '../../conformance/history/reader.ts';
import { asYaml } from '../../conformance/properties/as-yaml.ts';
import { brokenSequences, counterexample } from '../../conformance/properties/counterexample.ts';
import { type Drawn, drawSequences } from '../../conformance/properties/draw.ts';
import { playableBy } from '../../conformance/properties/playable.ts';
import { loadProfile } from '../../conformance/sut/profile.ts';
import { loadCatalogue } from '../../contract/requirements/load.ts';
import { canonicalJson } from '../../conformance/verdict/canonical-json.ts';
import type { Arguments } from '../arguments.ts';
import type { Command } from '../command.ts';
import { exitOf } from '../conduct.ts';
import type { Io } from '../io.ts';
import { MAX_SEED } from '../playing/options.ts';
import { oneRun, type Outcome } from '../playing/one-run.ts';
import { progressOf, ticking } from '../progress.ts';
import { playSilently } from '../properties/play-silently.ts';
import { counterexampleText } from '../properties/told.ts';
import { STRICT } from '../strict.ts';
import { withSut } from '../with-sut.ts';

const MOST_RUNS = 500;
const RUNS = 24;
/** Requirements for which a counterexample is made small: one defect breaks several. */
const MOST_EXAMPLES = 3;

const drawnFor = (args: Arguments, seed: number, sut: string | undefined): readonly Drawn[] => {
  const profile = sut === undefined ? undefined : loadProfile(sut);
  // The reference has every port, and can be stopped and started by whoever has started it.
  const canRestart = profile === undefined || !profile.ports.process.includes('absent');
  const draw = (count: number): readonly Drawn[] => {
    const drawn = drawSequences(seed, count, canRestart);
    return profile === undefined ? drawn : drawn.map(playableBy(profile));
  };
  if (args.text('path') === undefined) return draw(args.whole('runs', RUNS, 1, MOST_RUNS));
  const path = args.whole('path', 0, 0, MOST_RUNS - 1);
  return draw(path + 1).slice(-1);
};

/** Makes what broke small on the history, plays it again, writes it beside the run and tells of it. */
const tell = async (
  drawn: readonly Drawn[],
  outcome: Outcome,
  seed: number,
  sut: string | undefined,
  io: Io,
): Promise<void> => {
  const { folder, verdicts } = outcome;
  const catalogue = loadCatalogue();
  const lines = [...readHistorySync(folder.file('history.ndjson'))];
  const broken = brokenSequences(drawn, { lines, verdicts }).slice(0, MOST_EXAMPLES);
  if (broken.length === 0) return;
  const into = join(folder.path, 'counterexamples');
  mkdirSync(into, { recursive: true });
  const progress = progressOf({ what: 'made small', unit: 'counterexamples', total: broken.length }, io);
  await withSut(sut, join(into, 'reference.db'), io, (system) =>
    ticking(progress, async () => {
      for (const { drawn: sequence, requirement } of broken) {
        progress.above(() => io.out(`making a counterexample of ${requirement} small\n`));
        progress.began(requirement);
        const play = playSilently(folder, system, seed, catalogue);
        const example = await counterexample(sequence, requirement, { lines, verdicts }, catalogue, play);
        progress.ended(requirement);
        if (example === undefined) continue;
        const stem = join(into, requirement.toLowerCase());
        const yaml = relative(process.cwd(), `${stem}.yaml`);
        writeFileSync(
          `${stem}.yaml`,
          asYaml(
            example.scenario,
            `Breaks ${requirement}: drawn from seed ${seed}, path ${sequence.path}, replayPath "${sequence.replayPath}".`,
          ),
        );
        writeFileSync(`${stem}.ndjson`, example.shrunk.lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
        writeFileSync(
          `${stem}.json`,
          canonicalJson({
            requirement,
            seed,
            path: sequence.path,
            replayPath: sequence.replayPath,
            operations: example.shrunk.operations,
            reproduced: example.reproduced,
            tried: example.tried,
          }),
        );
        progress.above(() => io.out(counterexampleText(example, { yaml, seed, sut })));
      }
    }),
  );
};

/** `vitalproof properties`: sequences that nobody wrote, judged by the oracle; what breaks is made small. */
export const properties: Command = {
  name: 'properties',
  words: '',
  summary: 'play drawn sequences of orders, permissions, readings and acts, and make small what breaks',
  about:
    'A broken sequence is first made small on its history, then played again five times. It is written as a scenario\nbeside the run, with seed, path and replayPath.',
  options: {
    sut: { value: 'FILE', help: 'profile of the system under test (the reference, started for this run)' },
    runs: { value: 'N', help: `how many sequences (${RUNS})` },
    seed: { value: 'S', help: 'what they are drawn from (1)' },
    path: { value: 'I', help: 'the I-th of them alone (0 is the first)' },
    ...STRICT,
  },
  run: async (args, io) => {
    const seed = args.whole('seed', 1, 0, MAX_SEED);
    const sut = args.text('sut');
    const drawn = drawnFor(args, seed, sut);
    const outcome = await oneRun(
      {
        lanes: drawn.map(({ scenario }) => ({ scenario, binding: scenario.bindings[0] ?? 'fhir' })),
        selected: [],
        seed,
        iteration: 0,
        jobs: undefined,
        sut,
        data: undefined,
        command: [
          'properties',
          ...(['runs', 'path', 'sut'] as const).flatMap((option) => {
            const value = args.text(option);
            return value === undefined ? [] : [`--${option}`, value];
          }),
        ],
      },
      io,
    );
    if (!outcome.interrupted) await tell(drawn, outcome, seed, sut, io);
    return exitOf(outcome, args.flag('strict'));
  },
};
