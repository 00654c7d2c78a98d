import type { RecordedFile } from '../history/lines.ts';

/** Lines named one by one; a file in which more are wrong is looked at by itself. */
const NAMED = 12;

const sum = (files: readonly RecordedFile[], of: (file: RecordedFile) => number): number =>
  files.reduce((total, file) => total + of(file), 0);

/** What was made of recorded data, for people: nothing that could not be read is left unsaid. */
export const recordedNotes = (files: readonly RecordedFile[]): readonly string[] => {
  if (files.length === 0) return [];
  const unparsable = sum(files, (f) => f.unparsable);
  const account =
    `Recorded data: ${files.length === 1 ? '1 file' : `${files.length} files`}, ${sum(files, (f) => f.lines)} lines: ${sum(files, (f) => f.glucose)} readings, ` +
    `${sum(files, (f) => f.offScale)} off the meter's scale, ${sum(files, (f) => f.other)} other events, ${unparsable} that cannot be parsed.`;
  if (unparsable === 0) return [account];
  const named = files.flatMap((f) => f.problems.map((p) => `${f.file}:${p.line} ${p.why}`));
  const more = unparsable - Math.min(named.length, NAMED);
  return [
    account,
    `Lines that cannot be parsed: ${named.slice(0, NAMED).join('; ')}${more > 0 ? `; and ${more} more` : ''}.`,
  ];
};
