import { join } from 'node:path';
import { EXIT } from '../../contract/input-problem.ts';
import { startReference } from '../../reference-impl/server.ts';
import { usageProblem } from '../arguments.ts';
import type { Command } from '../command.ts';
import { HL7_OPTIONS, hl7Options } from '../hl7-options.ts';
import { untilInterrupted } from '../interrupt.ts';

const LEAST_KEY_BYTES = 32;

/** `vitalproof serve`: the reference pipeline, on loopback, until interrupted. */
export const serve: Command = {
  name: 'serve',
  words: '',
  summary: 'run the reference pipeline on loopback until interrupted',
  about: 'Bearer tokens are JWT HS256, signed with the key in VITALPROOF_TOKEN_KEY (docs/bindings/fhir.md, Access).',
  options: {
    'fhir-port': { value: 'PORT', help: 'FHIR R4 (0: any free port)' },
    ...HL7_OPTIONS,
    data: { value: 'DIR', help: 'where the database is kept (.vitalproof)' },
  },
  run: async (args, io) => {
    const key = io.env.VITALPROOF_TOKEN_KEY ?? '';
    if (Buffer.byteLength(key) < LEAST_KEY_BYTES)
      throw usageProblem(
        'serve needs a key for bearer tokens',
        `VITALPROOF_TOKEN_KEY with at least ${LEAST_KEY_BYTES} characters`,
        'VITALPROOF_TOKEN_KEY=$(openssl rand -hex 32) vitalproof serve',
      );
    const hl7 = hl7Options(args);
    const reference = await startReference({
      databasePath: join(args.text('data') ?? '.vitalproof', 'reference.db'),
      tokenKey: key,
      fhirPort: args.whole('fhir-port', 0, 0, 65_535),
      ...hl7,
    });
    io.out(`FHIR R4   ${reference.fhirBase}`);
    io.out(`HL7 v2    mllp${hl7.hl7Tls === undefined ? '' : 's'}://${reference.hl7.host}:${reference.hl7.port}`);
    if (hl7.alerts !== undefined) io.out(`alerts to mllp://${hl7.alerts.host}:${hl7.alerts.port}`);
    io.out('A test system for synthetic patients. Ctrl-C ends it.');
    await untilInterrupted(
      (signal) => new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true })),
    );
    await reference.close();
    return EXIT.passed;
  },
};
