/**
 * How large and how slow the report of a long run is: `npm run -s bench:report`. A history of 1,000,000 lines is written
 * to a temporary folder in which every 500th item never comes into sight, judged, gone over once, and made a page of,
 * twice. Then Chromium opens it from its file, with the network off; where there is none, that is said and not measured.
 * Fails (exit 1) when the page is larger than 2 MB, differs, is made from another verdict than FAIL, lacks a timeline or
 * curve, or takes more than 2 s to its end. BENCH_EVENTS=N: N lines at most. BENCH_PAGE=FILE: the page is written there, too.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noChromium } from '../cli/browser/find-chromium.ts';
import { shownOfFile } from '../cli/judging.ts';
import { requirementTexts } from '../cli/report-files.ts';
import type { HistoryLine } from '../conformance/history/lines.ts';
import { judgedHistory } from '../conformance/judge.ts';
import { judgeInParts, partsFor } from '../conformance/judging/judge-in-parts.ts';
import { latenciesOf } from '../conformance/load/latency/latency.ts';
import { keyOf } from '../contract/domain/index.ts';
import { loadCatalogue } from '../contract/requirements/load.ts';
import { reportHtml } from '../reports/html/report-html.ts';
import { writeHistory } from './judge/write-history.ts';
import { type Opening, openings } from './report/open.ts';

const MOST_BYTES = 2_000_000;
const MOST_MS = 2000;
const OPENINGS = 7;
const EACH = 500;
const events = Number(process.env['BENCH_EVENTS'] ?? 1_000_000);
if (!Number.isInteger(events) || events < 10_000)
  throw new RangeError(`BENCH_EVENTS is ${process.env['BENCH_EVENTS']}; expected a whole number from 10000`);

/** Every so manieth item is lost on its way to the In Basket: no look ever shows it, and the lines after it move up. */
const lossy = (): ((line: HistoryLine) => HistoryLine | undefined) => {
  const lost = new Set<string>();
  const known = new Set<string>();
  let seq = 0;
  return (line) => {
    if (line.kind === 'run') return line;
    if (line.kind === 'seen') {
      const key = keyOf(line.item.identifier);
      if (!known.has(key) && known.add(key).size % EACH === 0) lost.add(key);
      if (lost.has(key)) return undefined;
    }
    seq += 1;
    if (line.kind !== 'op' || line.output?.look === undefined) return { ...line, seq };
    const { look } = line.output;
    return {
      ...line,
      seq,
      output: { ...line.output, look: { ...look, items: look.items.filter((i) => !lost.has(i)) } },
    };
  };
};

const timed = async <T>(name: string, work: () => T | Promise<T>): Promise<T> => {
  const began = performance.now();
  const made = await work();
  console.log(`  ${name.padEnd(22)} ${((performance.now() - began) / 1000).toFixed(2)} s`);
  return made;
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Opens the page several times and says how long it took; gives the median of the whole, or undefined without Chromium. */
const opened = async (file: string): Promise<number | undefined> => {
  if (noChromium !== undefined) {
    console.log(`report.open.ms is not measured: ${noChromium}`);
    return undefined;
  }
  const all = await openings(file, OPENINGS);
  const of = (part: keyof Opening): string => median(all.map((one) => one[part])).toFixed(0);
  console.log(`opened ${all.length} times: ${all.map(({ end }) => end.toFixed(0)).join(', ')} ms to its end`);
  console.log(`medians: first paint ${of('painted')} ms, load event ${of('load')} ms, end of the page ${of('end')} ms`);
  return median(all.map(({ end }) => end));
};

const folder = mkdtempSync(join(tmpdir(), 'vitalproof-report-'));
try {
  const file = join(folder, 'history.ndjson');
  const written = await timed('written', () => writeHistory(file, events, lossy()));
  console.log(`${written.lines} lines, ${(written.bytes / 1e6).toFixed(0)} MB`);
  const catalogue = loadCatalogue();
  const { verdicts, delays, end } = await timed('judged', async () =>
    judgedHistory(await judgeInParts(file, partsFor(file)), catalogue),
  );
  const began = performance.now();
  const shown = await timed('gone over', () => shownOfFile(file, verdicts));
  const input = {
    verdicts,
    ...shown,
    delays: latenciesOf(delays, end?.lag ?? 0),
    requirementTexts: requirementTexts(catalogue),
  };
  const page = await timed('made a page of', () => reportHtml(input));
  const seconds = (performance.now() - began) / 1000;
  const bytes = Buffer.byteLength(page);
  const pageFile = join(folder, 'report.html');
  for (const out of [pageFile, process.env['BENCH_PAGE']]) if (out !== undefined) writeFileSync(out, page);
  if (reportHtml(input) !== page) throw new Error('the same input gives another page');
  if (verdicts.verdict !== 'FAIL') throw new Error(`the verdict is ${verdicts.verdict}, and items were lost`);
  for (const part of ['class="swim"', 'glucose curve', 'never seen: at infinity', 'id="burden"'])
    if (!page.includes(part)) throw new Error(`the page lacks ${part}`);
  console.log(`${shown.whole.kept} of ${shown.whole.lines} lines shown, of ${shown.whole.patients ?? 'all'} patients`);
  const openMs = await opened(pageFile);
  console.log(`\nbench report.bytes ${bytes}`);
  console.log(`bench report.seconds ${seconds.toFixed(2)}`);
  console.log(`bench report.rss_mb ${(process.resourceUsage().maxRSS / 1024).toFixed(0)}`);
  if (openMs !== undefined) console.log(`bench report.open.ms ${openMs.toFixed(0)}`);
  if (bytes > MOST_BYTES || (openMs ?? 0) > MOST_MS) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
