import type { HistoryLine } from '../../conformance/history/lines.ts';
import { readHistory } from '../../conformance/history/reader.ts';
import { bareKey } from '../../conformance/oracle/bare-key.ts';
import { HistoryIndex, type Subject } from '../../conformance/oracle/explain/history-index.ts';
import { EXIT, type ExitCode } from '../../contract/input-problem.ts';
import { describeLine } from '../../reports/model/describe-line.ts';
import { visible } from '../../reports/text/visible.ts';
import type { Io } from '../io.ts';

const NAME_COLUMNS = 26;
const KIND_COLUMNS = 8;

/** `describeLine` begins with number and time; here the number has a column of its own. */
const whatHappened = (line: HistoryLine): string => describeLine(line).replace(/^#\d+ /, '');

const row = ({ kind, key, patient, line }: Subject, of: HistoryLine): string =>
  `${kind.padEnd(KIND_COLUMNS)} ${visible(bareKey(key), 255).padEnd(NAME_COLUMNS)} ` +
  `${visible(bareKey(patient), 255).padEnd(NAME_COLUMNS)} line ${line}  ${whatHappened(of)}`;

/** Everything of a history that can be explained, one a line, in the order in which it comes up. */
export const listHistory = async (path: string, io: Io): Promise<ExitCode> => {
  const index = new HistoryIndex();
  for await (const line of readHistory(path)) {
    const subject = index.take(line);
    if (subject !== undefined && !(await io.write(`${row(subject, line)}\n`))) return EXIT.passed;
  }
  return EXIT.passed;
};
