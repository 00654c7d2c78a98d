import { readFileSync } from 'node:fs';
import { InputProblem } from '../../contract/input-problem.ts';
import { UnitCode } from '../../contract/domain/quantity.ts';
import { archetypes } from '../../simulator/cohort/archetypes.ts';
import { type Cohort, cohortOf, readCohort } from '../../simulator/cohort/cohort.ts';
import { shardsOf } from '../../simulator/cohort/shard.ts';
import { METER_MODELS } from '../../simulator/devices/glucometer/meter-model.ts';
import { SCALE_MODELS } from '../../simulator/devices/scale/models.ts';
import { fleetOf, type FleetOptions } from '../../simulator/fleet.ts';
import { instantOf } from '../../simulator/instant-of.ts';
import { EARLIEST_MS, LATEST_MS, STARTS } from '../../simulator/options.ts';
import { type ParameterSet, readParameterSet } from '../../simulator/physiology/parameter-set.ts';
import { PHONE_WAYS, phoneWay } from '../../simulator/phone/phone-way.ts';
import { STREAM_FORMATS } from '../../simulator/formats/registry.ts';
import { type Arguments, type Option, usageProblem } from '../arguments.ts';
import { faultChoices } from './fault-options.ts';
import { patientsIn, type Work } from './work.ts';

const MAX_PATIENTS = 1_000_000;
const MAX_DAYS = 3660;

/** Who, for how long and in which form. */
export const FLEET_OPTIONS: Readonly<Record<string, Option>> = {
  archetype: {
    isList: true,
    several: 'NAME:N,NAME:N',
    value: 'NAME|MIX',
    help: `who: ${archetypes.map((a) => a.name).join(', ')}; or a mix, NAME:N,NAME:N`,
  },
  cohort: { value: 'FILE', help: 'who, from a file: groups of archetype, patients, unit, zone, meter, scale' },
  patients: { value: 'N', help: 'how many of the one archetype (1)' },
  days: { value: 'D', help: 'how long (14)' },
  seed: { value: 'S', help: 'what chance is drawn from (1)' },
  format: { value: 'F', help: `${Object.keys(STREAM_FORMATS).join(' | ')} (ndjson)` },
  zone: { value: 'ZONE', help: 'IANA time zone of the patients (America/New_York)' },
  start: { value: 'INSTANT', help: 'first day, with an offset' },
  unit: { value: 'UNIT', help: 'mg/dL, mmol/L, kg or [lb_av]; absent: the device of the archetype' },
  meter: {
    value: 'NAME',
    help: `the glucometer: ${Object.keys(METER_MODELS).join(' | ')}; behind it -typed (into the phone by hand), then -hand-set or -unset (its clock); absent: that of the archetype`,
  },
  scale: { value: 'NAME', help: `the scale: ${Object.keys(SCALE_MODELS).join(' | ')}; absent: that of the archetype` },
  parameters: { value: 'FILE', help: 'another set of the numbers behind glucose or weight, JSON: model, parameters' },
  phone: { value: 'WAY', help: `how phones hand on: ${PHONE_WAYS.join(' | ')} (immediate)` },
  shard: { isList: true, value: 'I/N', help: 'the I-th of N parts of the cohort, for N machines' },
};

const startOf = (args: Arguments): number | undefined => {
  const text = args.text('start');
  if (text === undefined) return undefined;
  const start = instantOf(text);
  if (start === undefined)
    throw usageProblem(
      `--start ${text} is not usable`,
      'an instant that there is, with an offset, such as 2035-03-05T00:00:00-05:00',
    );
  if (start < EARLIEST_MS || start > LATEST_MS) throw usageProblem(`--start ${text} is out of reach`, STARTS);
  return start;
};

const unitOf = (args: Arguments): UnitCode | undefined => {
  const text = args.text('unit');
  if (text === undefined) return undefined;
  const unit = UnitCode.safeParse(text);
  if (!unit.success) throw usageProblem(`--unit ${text} is not usable`, UnitCode.options.join(', '));
  return unit.data;
};

const cohortOption = (args: Arguments): Cohort => {
  const [archetype, file] = [args.text('archetype'), args.text('cohort')];
  if (archetype !== undefined && file !== undefined)
    throw usageProblem('--archetype and --cohort both say who', 'one of them');
  const counted = file !== undefined || archetype?.includes(':') === true || archetype?.includes(',') === true;
  if (counted && args.text('patients') !== undefined)
    throw usageProblem('--patients goes with one archetype', 'the number of each group in the mix itself');
  if (file !== undefined) return readCohort(file);
  if (archetype === undefined)
    throw usageProblem('simulate needs --archetype or --cohort', archetypes.map((a) => a.name).join(', '));
  return cohortOf(archetype, args.whole('patients', 1, 1, MAX_PATIENTS));
};

const readParameters = (file: string): ParameterSet => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new InputProblem(`cannot be read: ${code ?? message}`, { file }, 'a parameter set (docs/cli.md)');
  }
  return readParameterSet(text, file);
};

/** The fleet that the options name. InputProblem, before anything is written, for any that cannot be used. */
const fleetOptions = (args: Arguments): FleetOptions => {
  const zone = args.text('zone');
  const start = startOf(args);
  const unit = unitOf(args);
  const file = args.text('parameters');
  return {
    cohort: cohortOption(args),
    days: args.whole('days', 14, 1, MAX_DAYS),
    seed: args.whole('seed', 1, 0, Number.MAX_SAFE_INTEGER),
    format: args.text('format') ?? 'ndjson',
    faults: faultChoices(args.text('faults')),
    phone: phoneWay(args.text('phone') ?? 'immediate'),
    ...(file === undefined ? {} : { parameters: readParameters(file) }),
    ...(zone === undefined ? {} : { zone }),
    ...(start === undefined ? {} : { start }),
    ...(unit === undefined ? {} : { unit }),
    meter: args.text('meter'),
    scale: args.text('scale'),
  };
};

/** The part of the fleet that is this machine's. */
export const workOf = (args: Arguments): Work => {
  const options = fleetOptions(args);
  const { size, format } = fleetOf(options);
  const shard = args.text('shard');
  const stretches = shard === undefined ? [{ from: 0, to: size }] : shardsOf(shard, size);
  const work = { options, stretches, withTruth: args.text('truth') !== undefined };
  if (format.isDocument === true && patientsIn(work) !== 1)
    throw usageProblem(
      `${options.format} is a document of one patient, and these are ${patientsIn(work)}`,
      'one patient, or one of them by its part: --patients 100 --shard 17/100',
    );
  return work;
};
