import { InputProblem } from '../../../contract/input-problem.ts';
import { type Aim94Patient, importAim94Directory } from '../../../simulator/recorded/aim94-directory.ts';
import type { RecordedFile } from '../../history/lines.ts';
import { type AppleHealthData, appleHealthStream } from './recorded-apple-health.ts';
import { MOST_PROBLEMS, type RecordedSource } from './recorded-source.ts';
import type { StreamReading, StreamRequest } from './stream-source.ts';

const accountOf = ({ file, counts, problems }: Aim94Patient): RecordedFile => ({
  file,
  ...counts,
  problems: problems.slice(0, MOST_PROBLEMS).map(({ line, why }) => ({ line, why })),
});

/**
 * AIM-94 logs: person n of a group is the n-th log of the folder, moved by whole weeks to its scenario. An Apple
 * Health export is one person's, whoever plays it.
 */
export const recordedSource = (directory: string | undefined, appleHealth?: AppleHealthData): RecordedSource => {
  const imported = new Map<string, readonly Aim94Patient[]>();
  const accounts = new Map<string, RecordedFile>();
  const aim94 = ({ index, from, zone, days, measure }: StreamRequest): StreamReading[] => {
    if (directory === undefined)
      throw new InputProblem(
        'this scenario plays recorded data',
        { path: '--data' },
        'the folder of the recorded logs',
        {
          advice: 'give --data DIR with the AIM-94 logs (data-01, data-02, …)',
        },
      );
    const key = `${from} ${zone}`;
    const logs = imported.get(key) ?? importAim94Directory(directory, { shiftToMs: from, zone });
    imported.set(key, logs);
    const log = logs[index];
    if (log === undefined)
      throw new InputProblem(
        `there are ${logs.length} logs, and the scenario asks for number ${index + 1}`,
        { file: directory },
        'at least as many logs as the scenario has patients',
      );
    accounts.set(log.file, accountOf(log));
    const until = days === undefined ? Number.POSITIVE_INFINITY : from + days * 86_400_000;
    const readings: StreamReading[] = [];
    let sentUpTo = from;
    for (const reading of log.readings) {
      const effective = Date.parse(reading.effective);
      if (effective >= until || (measure !== undefined && measure !== reading.measure)) continue;
      // The order of the log is kept: a line that stands behind a later one comes late.
      sentUpTo = Math.max(sentUpTo, effective);
      readings.push({
        effective,
        submitted: sentUpTo,
        measure: reading.measure,
        result: reading.result,
        anonymousDevice: true,
        ...(reading.mealContext === undefined ? {} : { mealContext: reading.mealContext }),
      });
    }
    return readings;
  };
  const stream = (request: StreamRequest): StreamReading[] => {
    if (request.recorded !== 'apple-health' || appleHealth === undefined) return aim94(request);
    accounts.set(appleHealth.account.file, appleHealth.account);
    return appleHealthStream(appleHealth)(request);
  };
  return { stream, used: () => [...accounts.values()].toSorted((a, b) => (a.file < b.file ? -1 : 1)) };
};
