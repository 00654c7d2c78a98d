import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ENVELOPE } from '../../conformance/certificate/bundle-files.ts';
import { SYSTEM } from '../../contract/codes/canonical.ts';
import { Identifier } from '../../contract/domain/identifier.ts';
import { Measure } from '../../contract/domain/measure.ts';
import { OffsetDateTime } from '../../contract/domain/time.ts';
import { EXIT, type ExitCode, InputProblem } from '../../contract/input-problem.ts';
import { loadCatalogue } from '../../contract/requirements/load.ts';
import type { SourceAdmission } from '../../contract/wire/fhir/source.ts';
import { admissionsText } from '../admission/admissions-text.ts';
import { type Admissible, admissibleBy } from '../admission/by-certificate.ts';
import { inDatabase } from '../admission/in-database.ts';
import type { Operator } from '../admission/operator.ts';
import { overFhir } from '../admission/over-fhir.ts';
import { type Arguments, usageProblem } from '../arguments.ts';
import { givenVerifyingKey } from '../certify/key-file.ts';
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

/** A folder with a signed statement, and not the name of a client. */
const isBundle = (word: string): boolean => existsSync(join(word, ENVELOPE));

const measuresOf = (args: Arguments, certified?: Admissible): readonly Measure[] => {
  const text = args.text('measure');
  if (text === undefined && certified !== undefined) return certified.measures;
  const measures = (text ?? '').split(',').map((word) => Measure.options.find((measure) => measure === word.trim()));
  if (text === undefined || measures.includes(undefined))
    throw usageProblem(
      text === undefined ? 'what it may send is not said' : `--measure ${text} is not usable`,
      `--measure with one or more of ${Measure.options.join(',')}`,
      USAGE,
    );
  const wanted = [...new Set(measures.filter((measure) => measure !== undefined))];
  const beyond = wanted.find((measure) => certified?.measures.includes(measure) === false);
  if (beyond !== undefined)
    throw new InputProblem(
      `${certified?.sender} is not certified for ${beyond}`,
      {},
      `${certified?.measures.join(', ')}, as its certificate says`,
    );
  return wanted;
};

const untilOf = (args: Arguments, nowMs: number, certified?: Admissible): string => {
  const text = args.text('until');
  if (text === undefined && certified !== undefined) return certified.until;
  const read = OffsetDateTime.safeParse(text);
  if (!read.success || Number.isNaN(Date.parse(read.data)))
    throw usageProblem(
      text === undefined ? 'until when it is admitted is not said' : `--until ${text} is no instant`,
      'a date and a time with an offset, 2027-01-01T00:00:00Z',
      USAGE,
    );
  if (Date.parse(read.data) <= nowMs)
    throw usageProblem(`--until ${text} has passed`, 'an instant to come', 'vitalproof admit CLIENT --withdraw');
  if (certified !== undefined && Date.parse(read.data) > Date.parse(certified.until))
    throw new InputProblem(`--until ${text} is after the end of the certificate`, {}, `at most ${certified.until}`);
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

interface Certificate {
  readonly client: string;
  readonly admissible: Admissible;
}

/** The certificate that is meant by the first word, verified; undefined where the word is a client. */
const certificateOf = async (args: Arguments, nowMs: number): Promise<Certificate | undefined> => {
  const [word] = args.words;
  const forBundles = ['key', 'client', 'nonce'].find((option) => args.text(option) !== undefined);
  if (word === undefined || !isBundle(word)) {
    if (forBundles !== undefined)
      throw usageProblem(
        `--${forBundles} goes with a certificate, and ${word ?? 'none'} is none`,
        'vitalproof admit BUNDLE --key FILE --client CLIENT',
      );
    return undefined;
  }
  const client = args.text('client');
  if (client === undefined)
    throw usageProblem(
      'under which client the sender sends is not said',
      '--client CLIENT',
      'the id that it gets its tokens under',
    );
  if (args.flag('withdraw'))
    throw usageProblem('a client is withdrawn by its name', 'vitalproof admit CLIENT --withdraw');
  const key = givenVerifyingKey(args.text('key'), 'admit');
  const asked = { key, catalogue: loadCatalogue(), nowMs, nonce: args.text('nonce') };
  return { client, admissible: await admissibleBy(word, asked) };
};

/** What the words and options ask for: a list (undefined), or one client admitted or withdrawn, by what is known of it. */
const askedFor = (
  args: Arguments,
  nowMs: number,
  certificate: Certificate | undefined,
): undefined | ((known: readonly SourceAdmission[]) => SourceAdmission) => {
  const certified = certificate === undefined ? undefined : certificate.admissible;
  const word = certificate === undefined ? args.words[0] : certificate.client;
  const more = args.words[1];
  if (more !== undefined) throw usageProblem(`${more} is one client too many`, 'one at a time', USAGE);
  const given = ['measure', 'until'].filter((option) => args.text(option) !== undefined);
  if (word === undefined) {
    if (given.length > 0 || args.flag('withdraw')) throw usageProblem('which client is not said', 'its id', USAGE);
    return undefined;
  }
  const identifier = clientOf(word);
  if (!args.flag('withdraw')) {
    const source = { identifier, measures: [...measuresOf(args, certified)], expires: untilOf(args, nowMs, certified) };
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
  words: '[CLIENT | BUNDLE]',
  summary: 'admit or withdraw a client that sends readings; without CLIENT list them',
  about:
    'Of a reference that was started with --policies sources=admitted, which takes readings from nobody else.\nCLIENT is the id of a client, or SYSTEM|VALUE. A reference that runs is reached by --fhir, with the key in\nVITALPROOF_TOKEN_KEY; a database that no process serves by --db or --data. BUNDLE is the certificate of a sender:\nit is verified with --key, and admits --client to what it was certified for, until it ends.',
  options: {
    measure: { isList: true, value: 'LIST', help: `what it may send: ${Measure.options.join(',')}` },
    until: { value: 'INSTANT', help: 'from when on it may not any more' },
    key: { value: 'FILE', help: 'of a certificate: public key of who signed it, from elsewhere than the bundle' },
    client: { value: 'CLIENT', help: 'of a certificate: the client that the certified sender is' },
    nonce: { value: 'TEXT', help: 'of a certificate: the nonce that was given out for it' },
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
    const certificate = await certificateOf(args, nowMs);
    const asked = askedFor(args, nowMs, certificate);
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
      if (certificate !== undefined) io.out(`by the certificate of ${certificate.admissible.sender}`);
      return EXIT.passed;
    } finally {
      await operator.close();
    }
  },
};
