import { join } from 'node:path';
import { SYSTEM } from '../../contract/codes/canonical.ts';
import { Identifier } from '../../contract/domain/identifier.ts';
import { Measure } from '../../contract/domain/measure.ts';
import { OffsetDateTime } from '../../contract/domain/time.ts';
import { EXIT, type ExitCode } from '../../contract/input-problem.ts';
import type { SourceAdmission } from '../../contract/wire/fhir/source.ts';
import { admissionsText } from '../admission/admissions-text.ts';
import { inDatabase } from '../admission/in-database.ts';
import type { Operator } from '../admission/operator.ts';
import { overFhir } from '../admission/over-fhir.ts';
import { type Arguments, usageProblem } from '../arguments.ts';
import type { Command } from '../command.ts';
import type { Io } from '../io.ts';

const USAGE = 'vitalproof admit CLIENT --measure glucose --until 2027-01-01T00:00:00Z';

/** `vp-gateway`, in the system of clients; or `system|value`. */
const clientOf = (word: string): Identifier => {
  const bar = word.indexOf('|');
  const named =
    bar === -1 ? { system: SYSTEM.client, value: word } : { system: word.slice(0, bar), value: word.slice(bar + 1) };
  const read = Identifier.safeParse(named);
  if (!read.success) throw usageProblem(`${word} names no client`, 'its id, or SYSTEM|VALUE', USAGE);
  return read.data;
};

const measuresOf = (args: Arguments): readonly Measure[] => {
  const text = args.text('measure');
  const measures = (text ?? '').split(',').map((word) => Measure.options.find((measure) => measure === word.trim()));
  if (text === undefined || measures.includes(undefined))
    throw usageProblem(
      text === undefined ? 'what it may send is not said' : `--measure ${text} is not usable`,
      `--measure with one or more of ${Measure.options.join(',')}`,
      USAGE,
    );
  return [...new Set(measures.filter((measure) => measure !== undefined))];
};

const untilOf = (args: Arguments, nowMs: number): string => {
  const text = args.text('until');
  const read = OffsetDateTime.safeParse(text);
  if (!read.success || Number.isNaN(Date.parse(read.data)))
    throw usageProblem(
      text === undefined ? 'until when it is admitted is not said' : `--until ${text} is no instant`,
      'a date and a time with an offset, 2027-01-01T00:00:00Z',
      USAGE,
    );
  if (Date.parse(read.data) <= nowMs)
    throw usageProblem(`--until ${text} has passed`, 'an instant to come', 'vitalproof admit CLIENT --withdraw');
  return read.data;
};

const operatorOf = (args: Arguments, io: Io, nowMs: number): Operator => {
  const [fhir, db, data] = ['fhir', 'db', 'data'].map((option) => args.text(option));
  if ([fhir, db, data].filter((given) => given !== undefined).length > 1)
    throw usageProblem('--fhir, --db and --data all name the reference', 'one of them');
  if (fhir === undefined) return inDatabase(db ?? join(data ?? '.vitalproof', 'reference.db'));
  if (!/^https?:\/\/./.test(fhir) || !URL.canParse(fhir))
    throw usageProblem(`--fhir ${fhir} is no address`, 'http://127.0.0.1:PORT/fhir');
  return overFhir(fhir, io.env.VITALPROOF_TOKEN_KEY, nowMs);
};

/** What the words and options ask for: a list (undefined), or one client admitted or withdrawn, by what is known of it. */
const askedFor = (
  args: Arguments,
  nowMs: number,
): undefined | ((known: readonly SourceAdmission[]) => SourceAdmission) => {
  const [word, more] = args.words;
  if (more !== undefined) throw usageProblem(`${more} is one client too many`, 'one at a time', USAGE);
  const given = ['measure', 'until'].filter((option) => args.text(option) !== undefined);
  if (word === undefined) {
    if (given.length > 0 || args.flag('withdraw')) throw usageProblem('which client is not said', 'its id', USAGE);
    return undefined;
  }
  const identifier = clientOf(word);
  if (!args.flag('withdraw')) {
    const source = { identifier, measures: [...measuresOf(args)], expires: untilOf(args, nowMs) };
    return () => ({ source, status: 'admitted' });
  }
  if (given.length > 0) throw usageProblem(`--${given[0]} does not go with --withdraw`, 'one of them');
  return (known) => {
    const found = known.find(
      ({ source: { identifier: its } }) => its.system === identifier.system && its.value === identifier.value,
    );
    if (found === undefined)
      throw usageProblem(
        `${word} was never admitted`,
        known.length === 0
          ? 'a client that was'
          : `one of ${known.map(({ source }) => source.identifier.value).join(', ')}`,
        'vitalproof admit',
      );
    return { ...found, status: 'withdrawn' };
  };
};

/** `vitalproof admit`: the operator's act that lets a sender's client send readings, takes that back, or lists who may. */
export const admit: Command = {
  name: 'admit',
  words: '[CLIENT]',
  summary: 'admit or withdraw a client that sends readings; without CLIENT list them',
  about:
    'Of a reference that was started with --policies sources=admitted, which takes readings from nobody else.\nCLIENT is the id of a client, or SYSTEM|VALUE. A reference that runs is reached by --fhir, with the key in\nVITALPROOF_TOKEN_KEY; a database that no process serves by --db or --data.',
  options: {
    measure: { value: 'LIST', help: `what it may send: ${Measure.options.join(',')}` },
    until: { value: 'INSTANT', help: 'from when on it may not any more' },
    withdraw: { help: 'it may send nothing from now on' },
    fhir: { value: 'BASE', help: 'the reference that runs, http://127.0.0.1:PORT/fhir' },
    db: {
      value: 'DATABASE',
      help: 'a file that no process serves, or postgres://[USER@]HOST[:PORT]/DATABASE[?schema=NAME]',
    },
    data: { value: 'DIR', help: 'where reference.db is (.vitalproof)' },
  },
  run: async (args, io): Promise<ExitCode> => {
    const nowMs = Date.now();
    const asked = askedFor(args, nowMs);
    const operator = operatorOf(args, io, nowMs);
    try {
      const known = await operator.list();
      if (asked === undefined) {
        io.out(admissionsText(known, nowMs));
        return EXIT.passed;
      }
      const admission = asked(known);
      await operator.set(admission);
      io.out(admissionsText([admission], nowMs));
      return EXIT.passed;
    } finally {
      await operator.close();
    }
  },
};
