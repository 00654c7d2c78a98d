import { createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Reading } from '../../../contract/domain/index.ts';
import { InputProblem } from '../../../contract/input-problem.ts';
import { importAppleHealth } from '../../../simulator/recorded/apple-health.ts';
import { MRN_SYSTEM } from '../../../simulator/cohort/identity.ts';
import type { RecordedFile } from '../../history/lines.ts';
import type { Scenario } from '../document/scenario.ts';
import { MOST_PROBLEMS, type RecordedSource } from './recorded-source.ts';
import type { StreamReading } from './stream-source.ts';

/** One export: its readings in the order of the file, and what was made of its records. */
export interface AppleHealthData {
  readonly readings: readonly Reading[];
  readonly account: RecordedFile;
}

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** Of a long export the last four weeks are played. */
const DEFAULT_DAYS = 28;

const wanted = (lanes: readonly { readonly scenario: Scenario }[]): boolean =>
  lanes.some(({ scenario }) => Object.values(scenario.patients).some((p) => p.recorded === 'apple-health'));

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

/**
 * Imports the export that `--data` names, where a lane plays one. Throws InputProblem: there is none, the XML is
 * broken (with its line), or it holds no glucose and no weight.
 */
export const loadAppleHealth = async (
  data: string | undefined,
  lanes: readonly { readonly scenario: Scenario }[],
): Promise<AppleHealthData | undefined> => {
  if (!wanted(lanes)) return undefined;
  if (data === undefined || !isFile(data))
    throw new InputProblem(
      data === undefined ? 'this scenario plays an Apple Health export' : 'this is no file',
      data === undefined ? { path: '--data' } : { file: data },
      'an export.xml of Apple Health',
      { advice: 'give --data export.xml (Health app, Export All Health Data, unpacked)' },
    );
  const file = basename(data);
  // Whose identity the records get does not matter: a lane's patients have keys of their own.
  const patient = { system: MRN_SYSTEM, value: 'RECORDED' };
  const { readings, problems, counts } = await importAppleHealth(createReadStream(data, 'utf8'), { file, patient });
  if (readings.length === 0)
    throw new InputProblem(
      'the export holds no blood glucose and no body mass',
      { file: data },
      'at least one reading',
    );
  return {
    readings,
    account: {
      file,
      lines: counts.records,
      glucose: counts.readings,
      offScale: 0,
      other: counts.other,
      unparsable: counts.damaged,
      problems: problems.slice(0, MOST_PROBLEMS).map(({ line, why }) => ({ line, why })),
    },
  };
};

/** The last days of an export as a stream: moved by whole weeks to its scenario, in the order of measuring. */
export const appleHealthStream =
  ({ readings }: AppleHealthData): RecordedSource['stream'] =>
  ({ from, days = DEFAULT_DAYS, measure }) => {
    const timed = readings
      .filter((r) => measure === undefined || r.measure === measure)
      .map((reading) => ({ reading, at: Date.parse(reading.effective) }))
      .toSorted((a, b) => a.at - b.at);
    const last = timed.at(-1)?.at ?? 0;
    const played = timed.filter(({ at }) => at > last - days * DAY_MS);
    const first = played[0]?.at ?? 0;
    const shift = Math.ceil((from - first) / WEEK_MS) * WEEK_MS;
    return played.map(({ reading, at }): StreamReading => ({
      effective: at + shift,
      submitted: at + shift,
      measure: reading.measure,
      result: reading.result,
      ...(reading.device === undefined ? { anonymousDevice: true } : {}),
      ...(reading.userEntered === undefined ? {} : { userEntered: reading.userEntered }),
    }));
  };
