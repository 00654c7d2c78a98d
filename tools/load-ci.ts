/**
 * The load run of a CI: `npm run -s load:ci [-- EARLIER_LOAD.json]`. Measures the floor (express and a commit alone) and
 * then plays 100,000 readings of 1,000 patients, by single posts, bundles and MLLP, against the reference; every item is
 * judged. Writes load.json, summary.md and junit.xml to reports/runs/load-ci/. LOAD_CI_PATIENTS=N, LOAD_CI_RATE=N for
 * a smaller machine. Ends with the exit code of the run. An earlier result that is not there is said, and no failure.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadDocument } from '../cli/load/load-sections.ts';
import type { LoadResult } from '../conformance/load/result/load-result.ts';
import { readEarlier } from '../conformance/load/result/read-result.ts';
import { documentMarkdown } from '../reports/document/to-markdown.ts';
import { floorRate } from './load/floor-rate.ts';
import { playLoad, wholeFrom } from './load/play-load.ts';

const [earlierFile] = process.argv.slice(2);
const out = fileURLToPath(new URL('../reports/runs/load-ci', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'vitalproof-load-ci-'));
try {
  // Read first: a file that is no result is said before minutes have passed.
  const earlier = earlierFile === undefined ? { missing: 'no earlier result was named' } : readEarlier(earlierFile);
  const [patients, rate] = [wholeFrom('LOAD_CI_PATIENTS', 1000), wholeFrom('LOAD_CI_RATE', 1200)];
  const singlesPerSecond = Math.round(await floorRate(folder));
  const size = ['--patients', String(patients), '--readings', '100', '--rate', String(rate)];
  const played = playLoad(['load', 'mixed', ...size], join(folder, 'runs'));
  const withFloor: LoadResult = { ...played.result, floor: { singlesPerSecond } };
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'load.json'), `${JSON.stringify(withFloor, null, 2)}\n`);
  const summary = documentMarkdown(loadDocument(withFloor, earlier));
  writeFileSync(join(out, 'summary.md'), summary);
  cpSync(join(played.folder, 'junit.xml'), join(out, 'junit.xml'));
  console.log(`${summary}\nwritten to ${out}`);
  process.exitCode = played.status;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
