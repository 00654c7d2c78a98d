import { writeFileSync } from 'node:fs';
import { judgedHistory, type JudgedHistory } from '../../conformance/judge.ts';
import type { LiveJudge } from '../../conformance/judging/live/live-judge.ts';
import { latenciesOf } from '../../conformance/load/latency/latency.ts';
import type { NamedLoad } from '../../conformance/load/profile.ts';
import { type AboutLoad, type LoadResult, loadResult } from '../../conformance/load/result/load-result.ts';
import { readEarlier } from '../../conformance/load/result/read-result.ts';
import type { Catalogue } from '../../contract/requirements/load.ts';
import { documentText } from '../../reports/document/to-text.ts';
import { wantsColour } from '../../reports/terminal/paint.ts';
import { judgedWithProgress, shownOfFile } from '../judging.ts';
import type { Io } from '../io.ts';
import { writeReports } from '../report-files.ts';
import type { RunFolder } from '../run-folder.ts';
import { showVerdicts } from '../show-verdicts.ts';
import { loadDocument, ofLoad } from './load-sections.ts';

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
  io: Io,
): Promise<{ readonly judged: JudgedHistory; readonly judge: LoadResult['judge'] }> => {
  const began = performance.now();
  const told = await live?.finish();
  const all =
    told === undefined ? await judgedWithProgress(history, catalogue, io) : judgedHistory([told.judged], catalogue);
  const mostMemoryMb = told === undefined ? null : Math.ceil(told.maxRssBytes / MB);
  const seconds = Math.round(performance.now() - began) / 1000;
  return { judged: all, judge: { seconds, mostMemoryMb, whileItRan: told !== undefined } };
};

/**
 * The verdicts on a load run and what it came to, written into its folder: load.json beside what every run writes; and
 * shown. Throws InputProblem for an earlier result that is none.
 */
export const judgeLoad = async (
  folder: RunFolder,
  { load, sut, live, compare }: PlayedLoad,
  catalogue: Catalogue,
  io: Io,
): Promise<{ readonly verdicts: JudgedHistory['verdicts']; readonly result: LoadResult }> => {
  const history = folder.file('history.ndjson');
  const { judged: found, judge } = await judged(history, catalogue, live, io);
  const { verdicts } = found;
  const { thresholds } = load.profile;
  const result = loadResult(found, { profile: load.name, sut, thresholds, judge });
  writeFileSync(folder.file('load.json'), `${JSON.stringify(result, null, 2)}\n`);
  const shown = await shownOfFile(history, verdicts);
  const more = ofLoad(result, compare === undefined ? undefined : readEarlier(compare));
  const delays = latenciesOf(found.delays, found.end?.lag ?? 0);
  const reportPath = await writeReports({ folder, verdicts, shown, delays, catalogue, ...more });
  showVerdicts(verdicts, catalogue, io, { lines: shown.lines, reportPath });
  io.out(
    documentText(loadDocument(result, more.earlier), { width: io.columns, colour: wantsColour(io.env, io.outIsTty) }),
  );
  return { verdicts, result };
};
