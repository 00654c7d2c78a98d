import { join } from 'node:path';
import { pino } from 'pino';
import { EXIT } from '../../contract/input-problem.ts';
import { startReference } from '../../reference-impl/server.ts';
import { usageProblem } from '../arguments.ts';
import type { Command } from '../command.ts';
import { untilInterrupted } from '../interrupt.ts';

const LEAST_KEY_BYTES = 32;

const LEVELS: readonly string[] = ['silent', 'error', 'info'];

const levelOf = (text: string): string => {
  if (LEVELS.includes(text)) return text;
  throw usageProblem(`there is no log level ${text}`, LEVELS.join(', '), 'vitalproof serve --log info');
};

/** `vitalproof serve`: the reference pipeline, on loopback, until interrupted. */
export const serve: Command = {
  name: 'serve',
  words: '',
  summary: 'run the reference pipeline on loopback until interrupted',
  about: 'Bearer tokens are JWT HS256, signed with the key in VITALPROOF_TOKEN_KEY (docs/bindings/fhir.md, Access).',
  options: {
    'fhir-port': { value: 'PORT', help: 'FHIR R4 (0: any free port)' },
    'hl7-port': { value: 'PORT', help: 'HL7 v2 over MLLP (0: any free port)' },
    data: { value: 'DIR', help: 'where the database is kept (.vitalproof)' },
    log: { value: 'LEVEL', help: 'structured lines on standard error: silent, error or info (error)' },
  },
  run: async (args, io) => {
    const key = io.env.VITALPROOF_TOKEN_KEY ?? '';
    if (Buffer.byteLength(key) < LEAST_KEY_BYTES)
      throw usageProblem(
        'serve needs a key for bearer tokens',
        `VITALPROOF_TOKEN_KEY with at least ${LEAST_KEY_BYTES} characters`,
        'VITALPROOF_TOKEN_KEY=$(openssl rand -hex 32) vitalproof serve',
      );
    const reference = await startReference({
      log: pino({ level: levelOf(args.text('log') ?? 'error'), base: null }, pino.destination(2)),
      databasePath: join(args.text('data') ?? '.vitalproof', 'reference.db'),
      tokenKey: key,
      fhirPort: args.whole('fhir-port', 0, 0, 65_535),
      hl7Port: args.whole('hl7-port', 0, 0, 65_535),
    });
    io.out(`FHIR R4   ${reference.fhirBase}`);
    io.out(`HL7 v2    mllp://${reference.hl7.host}:${reference.hl7.port}`);
    io.out('A test system for synthetic patients. Ctrl-C ends it.');
    await untilInterrupted(
      (signal) => new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true })),
    );
    await reference.close();
    return EXIT.passed;
  },
};
