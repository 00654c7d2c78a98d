import { loadCases } from '../../contract/cases/load.ts';
import type { HistoryLine } from '../../conformance/history/lines.ts';
import { bareKey } from '../../conformance/oracle/bare-key.ts';
import { caseHistory } from '../../conformance/oracle/case-history.test-helper.ts';
import { HistoryIndex, type Subject } from '../../conformance/oracle/explain/history-index.ts';
import { outlineOf } from '../../conformance/oracle/explain/outline-of.ts';
import { understand } from '../../conformance/oracle/explain/understood.ts';
import { Recorder } from '../../conformance/oracle/record/recorder.ts';
import { type OutlineOptions, outlineText } from '../../reports/terminal/outline-text.ts';

/** Everything of a history that can be explained. */
export const subjectsOf = (lines: readonly HistoryLine[]): readonly Subject[] => {
  const index = new HistoryIndex();
  return lines.flatMap((line) => index.take(line) ?? []);
};

/** The text about one subject; of the lines that bear on its patient alone, or of all. The clock is exact. */
export const explainedText = (
  lines: readonly HistoryLine[],
  subject: Subject,
  options: OutlineOptions & { readonly ofAll?: boolean } = {},
): string => {
  const [run, ...rest] = lines;
  if (run?.kind !== 'run') throw new Error('a history begins with its run line');
  const index = new HistoryIndex();
  for (const line of lines) index.take(line);
  const recorder = new Recorder(run, 0n);
  for (const line of rest) if (options.ofAll === true || index.bearsOn(subject.patient, line)) recorder.take(line);
  const all = understand(recorder, subject.patient);
  const outline = all && outlineOf(all, subject);
  if (outline === undefined) throw new Error(`nothing is said of ${subject.kind} ${subject.key}`);
  return outlineText(outline, options);
};

/** The text about something of a history, by the end of its name. */
export const textAbout = (lines: readonly HistoryLine[], name: string): string => {
  const found = subjectsOf(lines).find((s) => bareKey(s.key) === name || bareKey(s.key).endsWith(`-${name}`));
  if (found === undefined) throw new Error(`nothing is called ${name}`);
  return explainedText(lines, found);
};

let cases: ReturnType<typeof loadCases> | undefined;

/** The text about something of a worked case, by its name there, in capitals. */
export const textOfCase = (caseName: string, name: string): string => {
  cases ??= loadCases();
  const found = cases.find((c) => c.name === caseName);
  if (found === undefined) throw new Error(`there is no case ${caseName}`);
  return textAbout(caseHistory(found).lines, name);
};
