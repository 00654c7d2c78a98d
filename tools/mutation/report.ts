/**
 * Writes docs/mutation.md from Stryker's report and from the reasons that people wrote for what survives:
 * `npm run -s mutation:report [-- COMMIT]`. A survivor without a reason is listed as not yet looked at.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { scoreOf, type Scored } from './score.ts';
import { pageOf } from './page.ts';
import { Reasons, Report, statusOf, survivorsOf } from './survivors.ts';

const REPORT = 'reports/mutation/incremental.json';

const folderOf = (file: string): string => file.slice(0, file.lastIndexOf('/'));

const report = Report.parse(JSON.parse(readFileSync(REPORT, 'utf8')));
const reasons = Reasons.parse(JSON.parse(readFileSync('tools/mutation/reasons.json', 'utf8')));
const statuses = Object.entries(report.files).flatMap(([file, { mutants }]) =>
  mutants.map((m) => [folderOf(file), statusOf(m)] as const),
);
const scores: Scored[] = [...new Set(statuses.map(([folder]) => folder))].sort().map((folder) =>
  scoreOf(
    folder,
    statuses.flatMap(([f, status]) => (f === folder ? [status] : [])),
  ),
);
const whole = scoreOf(
  'all',
  statuses.map(([, status]) => status),
);
const survivors = survivorsOf(report, reasons);
writeFileSync(
  'docs/mutation.md',
  pageOf({
    intro: readFileSync('tools/mutation/intro.md', 'utf8'),
    commit: argv[2] ?? 'unknown',
    scores,
    whole,
    survivors,
  }),
);
spawnSync('oxfmt', ['docs/mutation.md'], { stdio: 'inherit' });
const unexplained = survivors.filter((s) => s.reason === undefined);
console.log(
  `${whole.mutants} mutants, ${whole.percent} % killed, ${survivors.length} survive, ${unexplained.length} unexplained`,
);
for (const s of unexplained) console.log(`${s.file}:${s.lineNumber} ${s.mutator}: ${s.was} -> ${s.replacement}`);
