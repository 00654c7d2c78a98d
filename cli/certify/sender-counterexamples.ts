import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readHistorySync } from '../../conformance/history/reader.ts';
import { brokenByLane } from '../../conformance/judge.ts';
import {
  type PlaySenderLanes,
  type SenderCounterexample,
  senderCounterexample,
} from '../../conformance/sender/counterexample.ts';
import { runSenders, type SenderLane } from '../../conformance/sender/run-senders.ts';
import type { SenderProfile } from '../../conformance/sender/sender-profile.ts';
import { canonicalJson } from '../../conformance/verdict/canonical-json.ts';
import { loadCatalogue } from '../../contract/requirements/load.ts';
import type { Io } from '../io.ts';
import type { Outcome } from '../playing/one-run.ts';
import { progressOf, ticking } from '../progress.ts';
import { VERSION } from '../version.ts';
import type { Means } from './sender-means.ts';

/** Requirements for which a counterexample is made small: one defect breaks several. */
const MOST_EXAMPLES = 3;

const often = ({ reproduced, tried }: SenderCounterexample): string =>
  reproduced === tried
    ? `reproduced ${reproduced}/${tried}`
    : `reproduced ${reproduced}/${tried}: ${reproduced === 0 ? 'it broke once and not again; what was seen stays a failure' : 'not every time'}`;

/** A counterexample for a person: what breaks, how little it takes, how often, and how to see it again. */
export const senderCounterexampleText = (
  example: SenderCounterexample,
  { file, seed, sut }: { readonly file: string; readonly seed: number; readonly sut: string | undefined },
): string => {
  const { requirement, lane, shrunk, script } = example;
  const whose = sut === undefined ? ' --role sender' : ` --sut ${sut}`;
  return [
    `counterexample of ${requirement}: ${shrunk.operations} operations, ${often(example)}`,
    `  path       ${lane}`,
    ...script.acts.map((act) => `  - ${JSON.stringify(act)}`),
    `  expected   ${shrunk.finding.expected}`,
    `  observed   ${shrunk.finding.observed}`,
    `  history    ${file}`,
    `  repeat     npm run -s vitalproof -- certify${whose} --only ${requirement} --seed ${seed}`,
    '',
  ].join('\n');
};

/**
 * Makes what a sender broke small and plays it again, where nobody has to stand by; writes it beside the run, and tells
 * of it.
 */
export const tellSenderCounterexamples = async (
  { folder, verdicts }: Outcome,
  lanes: readonly SenderLane[],
  profile: SenderProfile,
  meansOf: () => Means,
  { seed, sut, io }: { readonly seed: number; readonly sut: string | undefined; readonly io: Io },
): Promise<void> => {
  const failed = verdicts.requirements.filter((r) => r.verdict === 'FAIL').slice(0, MOST_EXAMPLES);
  if (failed.length === 0 || verdicts.isVoid) return;
  const catalogue = loadCatalogue();
  const lines = [...readHistorySync(folder.file('history.ndjson'))];
  const into = join(folder.path, 'counterexamples');
  mkdirSync(into, { recursive: true });
  const means = meansOf();
  const play: PlaySenderLanes = async (some, via, name) => {
    const runDir = join(into, `${name}-run`);
    const { historyPath } = await runSenders({
      profile: { ...profile, out: [via] },
      start: means.start,
      lanes: some,
      seed,
      runDir,
      selected: some.flatMap((lane) => lane.requirements),
      harness: `vitalproof ${VERSION}`,
      width: means.width,
    });
    const broken = await brokenByLane(historyPath);
    rmSync(runDir, { recursive: true, force: true });
    return broken;
  };
  const progress = progressOf({ what: 'made small', unit: 'counterexamples', total: failed.length }, io);
  const tell = async (): Promise<void> => {
    for (const { requirement } of failed) {
      progress.above(() => io.out(`making a counterexample of ${requirement} small\n`));
      progress.began(requirement);
      // oxlint-disable-next-line no-await-in-loop -- one after the other, so that they are not in each other's way
      const example = await senderCounterexample(requirement, lanes, { lines, verdicts }, catalogue, play);
      progress.ended(requirement);
      if (example === undefined) continue;
      const stem = join(into, requirement.toLowerCase());
      const file = `${stem}.ndjson`;
      writeFileSync(file, example.shrunk.lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
      const { lane, script, reproduced, tried, shrunk } = example;
      writeFileSync(
        `${stem}.json`,
        canonicalJson({ requirement, seed, path: lane, operations: shrunk.operations, script, reproduced, tried }),
      );
      const shown = senderCounterexampleText(example, { file: relative(process.cwd(), file), seed, sut });
      progress.above(() => io.out(shown));
    }
  };
  try {
    await ticking(progress, tell);
  } finally {
    await means.close();
  }
};
