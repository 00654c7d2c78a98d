import type { ExitCode } from '../../contract/input-problem.ts';
import { type Arguments, parseArguments, usageProblem } from '../arguments.ts';
import type { Command } from '../command.ts';
import type { Io } from '../io.ts';
import { FAULT_OPTIONS } from '../simulate/fault-options.ts';
import { FLEET_OPTIONS, workOf } from '../simulate/fleet-options.ts';
import { runLive } from '../simulate/live-options.ts';
import { MOST_WORKERS } from '../simulate/produce.ts';
import { requireApart } from '../simulate/outputs.ts';
import { writeToFiles } from '../simulate/to-files.ts';
import { IMPORT_OPTIONS, runImport } from '../simulate/to-import.ts';
import { PLOT_OPTIONS, runPlot } from '../simulate/to-plot.ts';
import { list } from './list.ts';

const given = (args: Arguments): readonly string[] =>
  Object.keys(simulate.options).filter((name) => args.text(name) !== undefined || args.flag(name));

const run = async (args: Arguments, io: Io): Promise<ExitCode> => {
  if (args.flag('list-faults')) return await list.run(parseArguments(list, ['faults']), io);
  const picture = args.text('plot');
  if (picture !== undefined) return await runPlot(args, picture, io);
  if (args.text('limits') !== undefined) throw usageProblem('--limits goes with --plot only', 'both');
  const workers = args.text('workers') === undefined ? undefined : args.whole('workers', 1, 1, MOST_WORKERS);
  const to = { out: args.text('out') ?? '-', truth: args.text('truth'), people: args.text('people') };
  requireApart(to);
  if (args.text('import') !== undefined) return await runImport(args, to, given(args), io);
  for (const name of ['as', 'mapping'])
    if (args.text(name) !== undefined) throw usageProblem(`--${name} goes with --import only`, 'both');
  const isLive = args.text('pace') !== undefined || args.text('to') !== undefined;
  return isLive ? await runLive(args, to, io) : await writeToFiles(workOf(args), to, workers, io);
};

/** `vitalproof simulate`: a stream of readings of synthetic patients; same seed, same bytes. */
export const simulate: Command = {
  name: 'simulate',
  words: '',
  summary: 'stream readings of synthetic patients',
  about: 'Same seed, same bytes, whatever the number of workers. Memory does not grow with patients or days.',
  options: {
    ...FLEET_OPTIONS,
    ...FAULT_OPTIONS,
    ...PLOT_OPTIONS,
    ...IMPORT_OPTIONS,
    out: { value: 'FILE', help: 'where to; - is standard output (-)' },
    truth: { value: 'FILE', help: 'the truth behind every reading, by its key: a line of JSON each' },
    people: { value: 'FILE', help: 'the patients (marked HTEST) and their devices: a line of FHIR each' },
    workers: { value: 'N', help: 'threads (as many as there are cores, 1 for short work)' },
    pace: { value: 'X', help: 'in the order of time, X times as fast as real time: 1, or 60 for a minute a second' },
    to: { value: 'ADDRESS', help: 'to a receiver: its FHIR base, or mllp://127.0.0.1:PORT' },
    enrol: { value: 'BASE', help: 'with --to: first make patients, orders and permissions known at this FHIR base' },
    'in-flight': { value: 'N', help: 'with --to: readings, or bundles, under way at once (8)' },
    'allow-remote': { help: 'with --to: another machine than this one is meant' },
  },
  run,
};
