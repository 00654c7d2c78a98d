import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProcessPort } from '../conformance/sut/process/process-port.ts';
import type { ReferenceLogin } from '../conformance/sut/reference-login.ts';
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
  readonly databasePath: string;
  readonly tokenKey: string;
  /** A client that gets tokens; it is registered where the reference runs, as keys do not go from process to process. */
  readonly client?: ReferenceLogin['client'];
  readonly policies?: Pick<ReferencePolicies, 'portal'>;
}

/** The same file beside this one, compiled or not. */
const isCompiled = !import.meta.url.endsWith('.ts');
const PROCESS = fileURLToPath(new URL(`./reference-process.${isCompiled ? 'js' : 'ts'}`, import.meta.url));
/** Node.js reads TypeScript by itself from 22.18 on, and begins twice as fast as through tsx. */
const LOADER = isCompiled || process.features.typescript ? [] : ['--import', 'tsx'];
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
    execArgv: LOADER,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, NODE_COMPILE_CACHE: compiled },
  });

const serving = async (
  child: ChildProcess,
  options: Options & { readonly fhirPort?: number; readonly hl7Port?: number },
): Promise<Where> => {
  // The key goes this way and not by an argument, which everybody on the machine could read.
  child.send(options);
  const [told] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [
    (Where & { readonly failed?: undefined }) | { readonly failed: string } | number | null,
  ];
  if (typeof told === 'object' && told !== null && told.failed === undefined) return told;
  throw new Error(`the reference did not start: ${typeof told === 'object' ? told?.failed : `code ${told}`}`);
};

/**
 * Starts the reference in a process of its own, on free loopback ports. After it was stopped or killed it comes back on
 * the same ports, with what its database holds. Rejects when it cannot start.
 */
export const startReferenceProcess = async (options: Options): Promise<RunningReference> => {
  const compiled = mkdtempSync(join(tmpdir(), 'vitalproof-reference-'));
  const load = (): ChildProcess => spawned(compiled);
  let child = load();
  const { fhirBase, hl7 } = await serving(child, options);
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
        await serving(child, { ...options, ...ports });
        next = load();
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
