import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A reference in a process of its own, which comes back where it was. */
export interface ReferenceChild {
  readonly fhirBase: string;
  readonly hl7: { readonly host: string; readonly port: number };
  /** Ends it: at once, or in good order. Settles when it is gone. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
  hold(): void;
  goOn(): void;
  /** Starts it again on the same addresses and the same database. Settles when it listens. */
  start(): Promise<void>;
}

/** How many lines it says once it listens: FHIR, HL7 v2, how to end it. */
const MOST_LAST_WORDS = 2000;

const listening = async (child: ChildProcess): Promise<{ fhirBase: string; hl7: { host: string; port: number } }> => {
  let words = '';
  child.stderr?.on('data', (bytes: Buffer) => {
    words = (words + bytes.toString('utf8')).slice(-MOST_LAST_WORDS);
  });
  let fhirBase: string | undefined;
  if (child.stdout === null) throw new Error('the output of the reference is not to be had');
  for await (const line of createInterface({ input: child.stdout })) {
    fhirBase ??= /^FHIR R4\s+(\S+)/.exec(line)?.[1];
    const address = /^HL7 v2\s+mllp:\/\/([\d.]+):(\d+)/.exec(line);
    if (fhirBase !== undefined && address !== null)
      return { fhirBase, hl7: { host: address[1] ?? '', port: Number(address[2]) } };
  }
  throw new Error(`the reference ended before it listened: ${words.trim()}`);
};

/** Starts `vitalproof serve` on a database: a file, or the URL of one on PostgreSQL. */
export const startReferenceChild = async (database: string, tokenKey: string): Promise<ReferenceChild> => {
  let [fhirPort, hl7Port] = [0, 0];
  let child: ChildProcess | undefined;
  const begin = async () => {
    const options = [
      '--db',
      database,
      '--policies',
      'portal=required',
      '--fhir-port',
      String(fhirPort),
      '--hl7-port',
      String(hl7Port),
    ];
    child = spawn(process.execPath, ['cli/main.ts', 'serve', ...options], {
      env: { ...process.env, VITALPROOF_TOKEN_KEY: tokenKey },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return await listening(child);
  };
  const where = await begin();
  fhirPort = Number(new URL(where.fhirBase).port);
  hl7Port = where.hl7.port;
  return {
    ...where,
    end: async (signal) => {
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGCONT');
      child.kill(signal);
      await gone;
    },
    hold: () => void child?.kill('SIGSTOP'),
    goOn: () => void child?.kill('SIGCONT'),
    start: async () => void (await begin()),
  };
};
