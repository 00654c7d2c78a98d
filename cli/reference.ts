import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OUTAGES, type ProcessPort } from '../conformance/sut/process/process-port.ts';
import type { ReferenceLogin } from '../conformance/sut/reference-login.ts';
import { LOADER, ownFile } from './own-file.ts';
import type { AlertOptions } from '../reference-impl/api/hl7v2/alerts/start.ts';
import type { ReferencePolicies } from '../reference-impl/policies.ts';

/** A running reference: where it listens, how to stop and start it, and how to end it. */
export interface RunningReference {
  readonly fhirBase: string;
  readonly hl7: { readonly host: string; readonly port: number };
  readonly process: ProcessPort;
  close(): Promise<void>;
}

type Where = Pick<RunningReference, 'fhirBase' | 'hl7'>;

interface Options {
  /** A file, or the URL of a database on PostgreSQL, which several may serve. */
  readonly databasePath: string;
  readonly tokenKey: string;
  /** A client that gets tokens; it is registered where the reference runs, as keys do not go from process to process. */
  readonly client?: ReferenceLogin['client'];
  readonly policies?: Pick<ReferencePolicies, 'portal'>;
  /** Where it tells In Basket items by HL7 v2. */
  readonly alerts?: Pick<AlertOptions, 'host' | 'port' | 'ackTimeoutMs'>;
}

const PROCESS = ownFile('reference-process');
const READY_WITHIN_MS = 20_000;

const isGone = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

const ended = async (child: ChildProcess, end: () => void): Promise<void> => {
  if (isGone(child)) return;
  const exit = once(child, 'exit');
  end();
  await exit;
};

/** Loads the reference and waits to be told what to serve. `compiled`: where its code is kept once it was read. */
const spawned = (compiled: string): ChildProcess =>
  fork(PROCESS, {
    execArgv: [...LOADER],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, NODE_COMPILE_CACHE: compiled },
  });

/** What a process says: where it serves, why it does not, or how wrong its clock is from now on. */
type Told = Partial<Where> & { readonly failed?: string; readonly clockMs?: number };

/** The first thing of its kind that it says; undefined: it ended without. */
const told = (child: ChildProcess, isIt: (said: Told) => boolean): Promise<Told | undefined> =>
  new Promise((resolve) => {
    const settle = (said?: Told): void => {
      child.off('message', hear);
      child.off('exit', gone);
      resolve(said);
    };
    const hear = (said: unknown): void => {
      if (isIt(said as Told)) settle(said as Told);
    };
    const gone = (): void => settle();
    child.on('message', hear);
    child.once('exit', gone);
    if (isGone(child)) settle();
  });

const serving = async (
  child: ChildProcess,
  options: Options & { readonly fhirPort?: number; readonly hl7Port?: number },
  clockMs: number,
): Promise<Where> => {
  const said = told(child, ({ clockMs: ofClock }) => ofClock === undefined);
  // The key goes this way and not by an argument, which everybody on the machine could read.
  child.send({ clockMs });
  child.send(options);
  const { fhirBase, hl7, failed } = (await said) ?? {};
  if (fhirBase !== undefined && hl7 !== undefined) return { fhirBase, hl7 };
  throw new Error(`the reference did not start: ${failed ?? `code ${child.exitCode}`}`);
};

/** Sets its clock wrong, or right. Settles when that is so, or when it has ended: the next one is told as it starts. */
const setClock = async (child: ChildProcess, clockMs: number): Promise<void> => {
  if (isGone(child)) return;
  const said = told(child, ({ clockMs: by }) => by === clockMs);
  child.send({ clockMs }, () => undefined);
  await said;
};

/**
 * Starts the reference in a process of its own, on free loopback ports. After it was stopped or killed it comes back on
 * the same ports, with what its database holds. Rejects when it cannot start.
 */
export const startReferenceProcess = async (options: Options): Promise<RunningReference> => {
  const compiled = mkdtempSync(join(tmpdir(), 'vitalproof-reference-'));
  const load = (): ChildProcess => spawned(compiled);
  let child = load();
  let clockMs = 0;
  const { fhirBase, hl7 } = await serving(child, options, clockMs);
  const ports = { fhirPort: Number(new URL(fhirBase).port), hl7Port: hl7.port };
  /** The next process, loaded beforehand: loading takes longer than all that the reference does to recover. */
  let next: ChildProcess | undefined;
  // One that is held still when this process ends would stay for good.
  const leaveNothing = (): void => {
    for (const each of [child, next]) each?.kill('SIGKILL');
  };
  process.once('exit', leaveNothing);
  const stop = async (): Promise<void> =>
    await ended(child, () => {
      child.kill('SIGCONT');
      child.send('end');
    });
  return {
    fhirBase,
    hl7,
    process: {
      via: 'command',
      readyWithinMs: READY_WITHIN_MS,
      can: OUTAGES,
      down: async (how) => {
        if (how !== 'pause') next ??= load();
        if (how === 'stop') await stop();
        else if (how === 'kill') await ended(child, () => child.kill('SIGKILL'));
        else child.kill('SIGSTOP');
      },
      up: async (how) => {
        if (how === 'pause') {
          child.kill('SIGCONT');
          return;
        }
        child = next ?? load();
        next = undefined;
        await serving(child, { ...options, ...ports }, clockMs);
        next = load();
      },
      setClock: async (byMs) => {
        clockMs = byMs;
        await setClock(child, byMs);
      },
    },
    close: async () => {
      process.off('exit', leaveNothing);
      next?.kill('SIGKILL');
      await stop();
      rmSync(compiled, { recursive: true, force: true });
    },
  };
};
