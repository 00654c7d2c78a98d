import { EXIT } from '../../contract/input-problem.ts';
import { OffsetDateTime } from '../../contract/domain/time.ts';
import { UnitCode } from '../../contract/domain/quantity.ts';
import { archetypes } from '../../simulator/simulate.ts';
import { STREAM_FORMATS, simulateStream } from '../../simulator/stream.ts';
import { type Arguments, usageProblem } from '../arguments.ts';
import type { Command } from '../command.ts';

const FORMATS = Object.keys(STREAM_FORMATS);

const startOf = (args: Arguments): number | undefined => {
  const text = args.text('start');
  if (text === undefined) return undefined;
  if (!OffsetDateTime.safeParse(text).success)
    throw usageProblem(`--start ${text} is not usable`, 'an instant with an offset, such as 2035-03-05T00:00:00-05:00');
  return Date.parse(text);
};

const unitOf = (args: Arguments): UnitCode | undefined => {
  const text = args.text('unit');
  if (text === undefined) return undefined;
  const unit = UnitCode.safeParse(text);
  if (!unit.success) throw usageProblem(`--unit ${text} is not usable`, UnitCode.options.join(', '));
  return unit.data;
};

/** `vitalproof simulate`: a stream of readings of synthetic patients; same seed, same bytes. */
export const simulate: Command = {
  name: 'simulate',
  words: '',
  summary: 'stream readings of synthetic patients',
  about: 'Same seed, same bytes. Memory does not grow with patients or days.',
  options: {
    archetype: { value: 'NAME', help: `who: ${archetypes.map((a) => a.name).join(', ')}` },
    patients: { value: 'N', help: 'how many (1)' },
    days: { value: 'D', help: 'how long (14)' },
    seed: { value: 'S', help: 'what chance is drawn from (1)' },
    format: { value: 'F', help: `${FORMATS.join(' | ')} (ndjson)` },
    out: { value: 'FILE', help: 'where to; - is standard output (-)' },
    zone: { value: 'ZONE', help: 'IANA time zone of the patients (America/New_York)' },
    start: { value: 'INSTANT', help: 'first day, with an offset' },
    unit: { value: 'UNIT', help: 'mg/dL, mmol/L, kg or [lb_av]; absent: the device of the archetype' },
  },
  run: async (args, io) => {
    const archetype = args.text('archetype');
    if (archetype === undefined)
      throw usageProblem('simulate needs --archetype', archetypes.map((a) => a.name).join(', '));
    const zone = args.text('zone');
    const start = startOf(args);
    const unit = unitOf(args);
    const stream = simulateStream({
      archetype,
      patients: args.whole('patients', 1, 1, 1_000_000),
      days: args.whole('days', 14, 1, 3660),
      seed: args.whole('seed', 1, 0, Number.MAX_SAFE_INTEGER),
      format: args.text('format') ?? 'ndjson',
      ...(zone === undefined ? {} : { zone }),
      ...(start === undefined ? {} : { start }),
      ...(unit === undefined ? {} : { unit }),
    });
    return await writeStream(stream, args.text('out') ?? '-', io.write);
  },
};

const CHUNK = 65_536;

/** Writes a stream with back-pressure, in chunks; a reader that closes the pipe ends it quietly. */
const writeStream = async (
  stream: Iterable<string>,
  out: string,
  toTerminal: (text: string) => Promise<boolean>,
): Promise<0> => {
  const target = out === '-' ? { write: toTerminal, close: async () => undefined } : await fileTarget(out);
  let pending = '';
  for (const text of stream) {
    pending += text;
    if (pending.length < CHUNK) continue;
    if (!(await target.write(pending))) return EXIT.passed;
    pending = '';
  }
  if (pending !== '') await target.write(pending);
  await target.close();
  return EXIT.passed;
};

const fileTarget = async (path: string) => {
  const { open } = await import('node:fs/promises');
  const { InputProblem } = await import('../../contract/input-problem.ts');
  const file = await open(path, 'w').catch((error: NodeJS.ErrnoException) => {
    throw new InputProblem(
      `cannot be written: ${error.code ?? error.message}`,
      { file: path },
      'a file in an existing folder',
    );
  });
  return {
    write: async (text: string): Promise<boolean> => {
      await file.write(text);
      return true;
    },
    close: async () => await file.close(),
  };
};
