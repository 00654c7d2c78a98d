import { EXIT, type ExitCode } from '../../contract/input-problem.ts';
import { fleetOf } from '../../simulator/fleet.ts';
import { members } from '../../simulator/cohort/cohort.ts';
import { pictureOf } from '../../simulator/plot/picture.ts';
import { type Arguments, type Option, usageProblem } from '../arguments.ts';
import type { Io } from '../io.ts';
import type { Limits } from '../plot/frame.ts';
import { workOf } from './fleet-options.ts';
import { withOutputs } from './outputs.ts';
import { patientsIn } from './work.ts';

export const PLOT_OPTIONS: Readonly<Record<string, Option>> = {
  plot: {
    value: 'FILE.html',
    help: 'a picture of one patient in place of readings: truth, readings, meals, doses, faults',
  },
  limits: { value: 'LOW:HIGH', help: 'with --plot: limits to draw, in the unit shown; either may be left out' },
};

const LIMITS = /^(\d{1,5}(?:\.\d{1,3})?)?:(\d{1,5}(?:\.\d{1,3})?)?$/;

const limitsOf = (text: string | undefined): Limits => {
  if (text === undefined) return {};
  const [, low, high] = LIMITS.exec(text) ?? [];
  if (
    (low === undefined && high === undefined) ||
    (low !== undefined && high !== undefined && Number(low) >= Number(high))
  )
    throw usageProblem(`--limits ${text} is not usable`, 'LOW:HIGH, such as 70:180, :180 or 70:');
  return {
    ...(low === undefined ? {} : { low: Number(low) }),
    ...(high === undefined ? {} : { high: Number(high) }),
  };
};

const OTHERS = ['out', 'truth', 'people', 'format', 'workers', 'pace', 'to'];

/** `--plot`: one patient's days as a page. */
export const runPlot = async (args: Arguments, file: string, io: Io): Promise<ExitCode> => {
  const other = OTHERS.find((name) => args.text(name) !== undefined);
  if (other !== undefined) throw usageProblem(`--${other} does not go with --plot`, 'one of them');
  if (!/\.html?$/i.test(file))
    throw usageProblem(`--plot ${file} is not usable`, 'the name of an HTML file: FILE.html');
  const limits = limitsOf(args.text('limits'));
  const work = workOf(args);
  const [stretch] = work.stretches;
  if (stretch === undefined || patientsIn(work) !== 1)
    throw usageProblem(
      `a picture is of one patient, and these are ${patientsIn(work)}`,
      'one patient, or one of them by its part: --patients 100 --shard 17/100',
    );
  const { seed, days, cohort } = work.options;
  const [member] = members(cohort, stretch.from, stretch.to);
  const picture = pictureOf(fleetOf(work.options), stretch.from, days);
  // Here and not above: the charts' library would hold up every command that draws nothing.
  const { plotPage } = await import('../plot/page.ts');
  const page = plotPage(picture, { archetype: member?.archetype ?? '', seed, days, limits });
  return await withOutputs({ out: file }, io, async ({ out }) => {
    await out?.write(page);
    return { value: EXIT.passed, whole: true };
  });
};
