import type { RunLine } from '../../conformance/history/lines.ts';
import { readHistory } from '../../conformance/history/reader.ts';
import { bareKey, bareKeys } from '../../conformance/oracle/bare-key.ts';
import { HistoryIndex, type Subject } from '../../conformance/oracle/explain/history-index.ts';
import { outlineOf } from '../../conformance/oracle/explain/outline-of.ts';
import { understand, type Understood } from '../../conformance/oracle/explain/understood.ts';
import { Recorder } from '../../conformance/oracle/record/recorder.ts';
import { EXIT, InputProblem } from '../../contract/input-problem.ts';
import { outlineText } from '../../reports/terminal/outline-text.ts';
import { closest } from '../../contract/closest.ts';

/** Names that are compared with a mistyped one; more would keep a person waiting. */
const MOST_NAMES = 50_000;

export interface Question {
  readonly path: string;
  /** Value of an identifier, or `system|value`. */
  readonly name: string;
  /** Value of the patient's identifier, where a name is used for several. */
  readonly patient?: string | undefined;
  readonly width: number;
  /** No bound on the lines. */
  readonly full: boolean;
}

const indexOf = async (path: string): Promise<HistoryIndex> => {
  const index = new HistoryIndex();
  for await (const line of readHistory(path)) index.take(line);
  return index;
};

const noSuchName = (index: HistoryIndex, { name, path }: Question): InputProblem => {
  const names: string[] = [];
  for (const known of index.names()) {
    if (names.length >= MOST_NAMES) break;
    names.push(known);
  }
  const near = closest(name, names);
  return new InputProblem(
    `the history has no reading, item or order "${name}"`,
    { file: path },
    'the value of an identifier in it',
    {
      exitCode: EXIT.nothingMatched,
      advice: near === undefined ? `vitalproof explain ${path} lists what there is` : `did you mean ${near}?`,
    },
  );
};

const severalOf = (found: readonly Subject[], { name, path }: Question): InputProblem => {
  const keys = new Set(found.map((s) => `${s.kind} ${s.key}`));
  const patients = new Set(found.map((s) => s.patient));
  return new InputProblem(
    `"${name}" names ${found.length} things: ${[...keys].join(', ')}, of ${bareKeys(patients)}`,
    { file: path },
    'one of them',
    {
      exitCode: EXIT.nothingMatched,
      advice: keys.size > 1 ? 'write SYSTEM|VALUE' : `say which with --patient ${bareKey(found[0]?.patient ?? '')}`,
    },
  );
};

const subjectOf = (index: HistoryIndex, question: Question): Subject => {
  const all = index.find(question.name);
  if (all.length === 0) throw noSuchName(index, question);
  const found =
    question.patient === undefined
      ? all
      : all.filter((s) => s.patient === question.patient || bareKey(s.patient) === question.patient);
  const [first, ...more] = found;
  if (first === undefined || more.length > 0) throw severalOf(first === undefined ? all : found, question);
  return first;
};

/** Reads the history once more and keeps what bears on one patient. */
const understandPatient = async (
  path: string,
  index: HistoryIndex,
  patient: string,
): Promise<Understood | undefined> => {
  let recorder: Recorder | undefined;
  for await (const line of readHistory(path))
    if (line.kind === 'run') recorder = recorderOf(line);
    else if (index.bearsOn(patient, line)) recorder?.take(line);
  return recorder && understand(recorder, patient);
};

const recorderOf = (run: RunLine): Recorder => new Recorder(run);

/**
 * Why one reading, item or order of a history is as it is, as text. Streams the file twice: once for its names,
 * once for the patient concerned. Throws InputProblem (exit 3) for a name that is not there, or not one thing's.
 */
export const explainFromHistory = async (question: Question): Promise<string> => {
  const index = await indexOf(question.path);
  const subject = subjectOf(index, question);
  const understood = await understandPatient(question.path, index, subject.patient);
  const outline = understood && outlineOf(understood, subject);
  if (outline === undefined) throw noSuchName(index, question);
  return outlineText(outline, {
    width: Math.min(100, question.width),
    ...(question.full ? { most: Number.POSITIVE_INFINITY } : {}),
  });
};
