import { statSync, writeFileSync } from 'node:fs';
import { readHistorySync } from '../../conformance/history/reader.ts';
import { judgedHistory, type JudgedHistory, verdictsText } from '../../conformance/judge.ts';
import { judgeInParts, partsFor } from '../../conformance/judging/judge-in-parts.ts';
import type { LiveJudge } from '../../conformance/judging/live/live-judge.ts';
import type { NamedLoad } from '../../conformance/load/profile.ts';
import { type AboutLoad, type LoadResult, loadResult } from '../../conformance/load/result/load-result.ts';
import { loadMarkdown, thresholdText } from '../../conformance/load/result/markdown.ts';
import { readEarlier } from '../../conformance/load/result/read-result.ts';
import type { Catalogue } from '../../contract/requirements/load.ts';
import type { Suite } from '../../reports/junit/suite.ts';
import { evidenceOf } from '../judging.ts';
import type { Io } from '../io.ts';
import { writeReports } from '../report-files.ts';
import type { RunFolder } from '../run-folder.ts';
import { showVerdicts } from '../show-verdicts.ts';

/** Of a longer history a report shows what failures rest on, and not every line. */
const WHOLE_REPORT_BYTES = 64 * 1024 * 1024;
const MB = 1024 * 1024;

/** A load run that is over. */
export interface PlayedLoad {
  readonly load: NamedLoad;
  readonly sut: AboutLoad['sut'];
  /** Who has judged while it ran; undefined: nobody. */
  readonly live: LiveJudge | undefined;
  /** An earlier result to compare with. */
  readonly compare: string | undefined;
}

const judged = async (
  history: string,
  catalogue: Catalogue,
  live: LiveJudge | undefined,
): Promise<{ readonly judged: JudgedHistory; readonly judge: LoadResult['judge'] }> => {
  const began = performance.now();
  const told = await live?.finish();
  const parts = told === undefined ? await judgeInParts(history, partsFor(history)) : ([told.judged] as const);
  const all = judgedHistory(parts, catalogue);
  const mostMemoryMb = told === undefined ? null : Math.ceil(told.maxRssBytes / MB);
  const seconds = Math.round(performance.now() - began) / 1000;
  return { judged: all, judge: { seconds, mostMemoryMb, whileItRan: told !== undefined } };
};

/** The thresholds as test cases: one that is not proven is never green. */
const thresholdSuite = ({ thresholds }: LoadResult): Suite => ({
  name: 'thresholds',
  properties: [],
  cases: thresholds.map(({ threshold, verdict, why }) => ({
    classname: 'thresholds',
    name: thresholdText(threshold),
    seconds: 0,
    verdict,
    message: why,
    detail: '',
  })),
});

/**
 * The verdicts on a load run and what it came to, written into its folder: verdicts.json, load.json, load.md, junit.xml,
 * report.html; and shown. Throws InputProblem for an earlier result that is none.
 */
export const judgeLoad = async (
  folder: RunFolder,
  { load, sut, live, compare }: PlayedLoad,
  catalogue: Catalogue,
  io: Io,
): Promise<{ readonly verdicts: JudgedHistory['verdicts']; readonly result: LoadResult }> => {
  const history = folder.file('history.ndjson');
  const { judged: found, judge } = await judged(history, catalogue, live);
  const { verdicts } = found;
  writeFileSync(folder.file('verdicts.json'), verdictsText(verdicts));
  const { thresholds } = load.profile;
  const result = loadResult(found, { profile: load.name, sut, thresholds, judge });
  writeFileSync(folder.file('load.json'), `${JSON.stringify(result, null, 2)}\n`);
  const markdown = loadMarkdown(result, compare === undefined ? undefined : readEarlier(compare));
  writeFileSync(folder.file('load.md'), markdown);
  const isShort = statSync(history).size < WHOLE_REPORT_BYTES;
  const lines = isShort ? readHistorySync(history) : await evidenceOf(history, verdicts);
  const reportPath = writeReports(folder, verdicts, lines, catalogue, [thresholdSuite(result)]);
  showVerdicts(verdicts, catalogue, io, { lines, reportPath });
  io.out(markdown);
  return { verdicts, result };
};
