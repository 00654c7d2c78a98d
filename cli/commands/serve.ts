import { join } from 'node:path';
import { pino } from 'pino';
import { EXIT, type ExitCode } from '../../contract/input-problem.ts';
import { TOKEN_PATH } from '../../reference-impl/api/auth/smart-configuration.ts';
import { isLoopback } from '../../reference-impl/loopback.ts';
import { type ReferenceOptions, startReference } from '../../reference-impl/server.ts';
import { ACCESS_OPTIONS, accessOptions, OPEN_NOTICE } from '../access-options.ts';
import { type Arguments, usageProblem } from '../arguments.ts';
import type { Command } from '../command.ts';
import { HL7_OPTIONS, hl7Options } from '../hl7-options.ts';
import { untilInterrupted } from '../interrupt.ts';
import type { Io } from '../io.ts';
import { POLICY_OPTIONS, policyOptions } from '../policy-options.ts';
import { logLines } from '../log-lines.ts';
import { portProblem } from '../port-problem.ts';
import { notedHead, verifyAudit } from '../verify-audit.ts';

const VERIFYING = ['expect-head', 'json'];
const SERVING = ['fhir-port', ...Object.keys(HL7_OPTIONS), 'log', 'auth', 'clients', 'policies'];

const LEVELS: readonly string[] = ['silent', 'error', 'info'];

const levelOf = (text: string): string => {
  if (LEVELS.includes(text)) return text;
  throw usageProblem(`there is no log level ${text}`, LEVELS.join(', '), 'vitalproof serve --log info');
};

const isGiven = (args: Arguments, option: string): boolean => args.flag(option) || args.text(option) !== undefined;

/** A file, or the URL of a database on PostgreSQL. */
const databaseOf = (args: Arguments): string =>
  args.text('db') ?? join(args.text('data') ?? '.vitalproof', 'reference.db');

/** An option that would be passed over is refused: somebody meant something by it. */
const checkOptions = (args: Arguments): void => {
  const verifying = args.flag('verify-audit');
  const misplaced = (verifying ? SERVING : VERIFYING).find((option) => isGiven(args, option));
  if (misplaced !== undefined)
    throw usageProblem(
      verifying ? `--${misplaced} does not go with --verify-audit` : `--${misplaced} goes with --verify-audit only`,
      'vitalproof serve --verify-audit --db DATABASE [--expect-head HASH@COUNT] [--json]',
    );
  if (isGiven(args, 'db') && isGiven(args, 'data'))
    throw usageProblem('--db and --data both name the database', 'one of them');
};

/** The FHIR port. One that HL7 v2 has as well would be told of as taken by another process. */
const fhirPortOf = (args: Arguments, hl7Port: number | undefined): number => {
  const port = args.whole('fhir-port', 0, 0, 65_535);
  if (port !== 0 && port === hl7Port)
    throw usageProblem(`--fhir-port and --hl7-port are both ${port}`, 'two ports, or 0 for any free one');
  return port;
};

/** Alerts that come back to who tells them are refused there, one after the other, and told to nobody. */
const checkAlerts = ({ alerts, hl7Port }: Pick<ReferenceOptions, 'alerts' | 'hl7Port'>, fhirPort: number): void => {
  if (alerts !== undefined && isLoopback(alerts.host) && [fhirPort, hl7Port].includes(alerts.port))
    throw usageProblem(
      `--hl7-alerts and ${alerts.port === fhirPort ? '--fhir-port' : '--hl7-port'} are both ${alerts.port}`,
      'where another system listens',
    );
};

const prove = (args: Arguments, io: Io): Promise<ExitCode> => {
  const noted = args.text('expect-head');
  return verifyAudit(
    databaseOf(args),
    { noted: noted === undefined ? undefined : notedHead(noted), asJson: args.flag('json') },
    io,
  );
};

/** `vitalproof serve`: the reference pipeline, on loopback, until interrupted; or the proof of the audit trail it left. */
export const serve: Command = {
  name: 'serve',
  words: '',
  summary: 'run the reference pipeline on loopback until interrupted',
  about:
    'Registered clients (--clients) get access tokens by SMART Backend Services; whoever has the key in\nVITALPROOF_TOKEN_KEY signs some with vitalproof token (docs/bindings/fhir.md, Access).\nSeveral processes may serve one database on PostgreSQL; its password comes by PGPASSWORD (docs/postgresql.md).\nWith --verify-audit it serves nothing: it proves the audit trail of a database, of a file that no process has open,\nand exits 0 when it is intact, 1 when it is broken (docs/audit.md).',
  options: {
    'fhir-port': { value: 'PORT', help: 'FHIR R4 (0: any free port)' },
    ...HL7_OPTIONS,
    ...ACCESS_OPTIONS,
    ...POLICY_OPTIONS,
    data: { value: 'DIR', help: 'where the database is kept, as reference.db (.vitalproof)' },
    db: { value: 'DATABASE', help: 'a file, or postgres://[USER@]HOST[:PORT]/DATABASE[?schema=NAME]' },
    log: { value: 'LEVEL', help: 'structured lines on standard error: silent, error or info (error)' },
    'verify-audit': { help: 'prove the audit trail and exit' },
    'expect-head': {
      value: 'HASH@COUNT',
      help: 'with --verify-audit: a head noted earlier, which the trail must go through',
    },
    json: { help: 'with --verify-audit: one JSON object' },
  },
  run: async (args, io) => {
    checkOptions(args);
    if (args.flag('verify-audit')) return await prove(args, io);
    const access = accessOptions(args, io.env);
    const hl7 = hl7Options(args);
    const fhirPort = fhirPortOf(args, hl7.hl7Port);
    checkAlerts(hl7, fhirPort);
    const reference = await startReference({
      log: pino({ level: levelOf(args.text('log') ?? 'error'), base: null }, logLines(2)),
      databasePath: databaseOf(args),
      frontThread: true,
      ...access,
      policies: policyOptions(args),
      fhirPort,
      ...hl7,
    }).catch((error: unknown) => {
      throw portProblem(error) ?? error;
    });
    if (access.auth === 'none') io.err(OPEN_NOTICE);
    io.out(`FHIR R4   ${reference.fhirBase}`);
    io.out(`HL7 v2    mllp${hl7.hl7Tls === undefined ? '' : 's'}://${reference.hl7.host}:${reference.hl7.port}`);
    if (access.clients !== undefined) {
      io.out(
        `tokens    ${new URL(TOKEN_PATH, reference.fhirBase).href} for ${access.clients.size} registered client${access.clients.size === 1 ? '' : 's'}`,
      );
    }
    if (hl7.alerts !== undefined) io.out(`alerts to mllp://${hl7.alerts.host}:${hl7.alerts.port}`);
    io.out('A test system for synthetic patients. Ctrl-C ends it.');
    await untilInterrupted(
      (signal) => new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true })),
    );
    await reference.close();
    return EXIT.passed;
  },
};
