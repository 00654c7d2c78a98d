import { EXIT, type ExitCode } from '../../contract/input-problem.ts';
import { type Arguments, usageProblem } from '../arguments.ts';
import type { Io } from '../io.ts';
import { workOf } from './fleet-options.ts';
import { sendLive, writeLive } from './live.ts';
import { type Destinations, withOutputs } from './outputs.ts';
import { writePeople } from './people.ts';
import { enrolment } from './enrolment.ts';
import { fhirAt, receiverAt } from './receiver.ts';

const MOST_IN_FLIGHT = 256;
const FASTEST = 1_000_000;

const paceOf = (args: Arguments): number | undefined => {
  const text = args.text('pace');
  if (text === undefined) return undefined;
  const pace = /^\d{1,7}(?:\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN;
  if (pace > 0 && pace <= FASTEST) return pace;
  throw usageProblem(
    `--pace ${text} is not usable`,
    `how many times as fast as real time: above 0, at most ${FASTEST}`,
  );
};

/** An option that would be passed over is refused: somebody meant something by it. */
const checkOptions = (args: Arguments): void => {
  const sends = args.text('to') !== undefined;
  const alone = ['enrol', 'in-flight'].find((name) => args.text(name) !== undefined);
  if (!sends && alone !== undefined) throw usageProblem(`--${alone} goes with --to only`, 'both');
  const wrong = ['workers', ...(sends ? ['out'] : [])].find((name) => args.text(name) !== undefined);
  if (wrong !== undefined) throw usageProblem(`--${wrong} does not go with --${sends ? 'to' : 'pace'}`, 'one of them');
};

/** `--pace` and `--to`: what happens is told in the order of time. */
export const runLive = async (args: Arguments, to: Destinations, io: Io): Promise<ExitCode> => {
  checkOptions(args);
  const pace = paceOf(args);
  const inFlight = args.whole('in-flight', 8, 1, MOST_IN_FLIGHT);
  const work = workOf(args);
  const address = args.text('to');
  const receiver =
    address === undefined ? undefined : receiverAt(address, io.env, args.flag('allow-remote'), args.text('format'));
  const base = args.text('enrol');
  const enroling =
    base === undefined ? undefined : enrolment(fhirAt('enrol', base, io.env, args.flag('allow-remote')), base);
  return await withOutputs({ ...to, out: receiver === undefined ? to.out : undefined }, io, async (outputs) => {
    await writePeople(work, outputs.people);
    const live = { work, pace, truth: outputs.truth };
    if (receiver !== undefined)
      return { value: await sendLive(live, { receiver, enrolment: enroling, inFlight }, io), whole: true };
    const whole = outputs.out === undefined || (await writeLive(live, outputs.out));
    return { value: EXIT.passed, whole };
  });
};
