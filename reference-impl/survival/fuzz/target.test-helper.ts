import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { KEY, LOADER } from '../../crash-run.test-helper.ts';
import type { Held } from './server.test-helper.ts';

const SERVER = fileURLToPath(new URL('server.test-helper.ts', import.meta.url));
/** Longest time in which it must say what it holds, and then end, ms: whoever cannot hangs. */
const ASK_MS = 20_000;

/** What is sent to: where it listens, and what it holds. */
export interface Target {
  readonly fhirBase: string;
  readonly fhirPort: number;
  readonly hl7Port: number;
  /** Undefined: it does not say. */
  held(): Promise<Held | undefined>;
  readonly isAlive: boolean;
  /** Ends as a graceful stop ends it; true: it was not ended by force. */
  end(): Promise<boolean>;
}

/** The reference in a process of its own, on a database file; with a defect, if one is named. */
export const startTarget = async (databasePath: string, defect = '', askMs: number = ASK_MS): Promise<Target> => {
  const child = fork(SERVER, [databasePath, KEY, defect], {
    execArgv: ['--expose-gc', ...LOADER],
    stdio: ['ignore', 'inherit', defect === '' ? 'inherit' : 'ignore', 'ipc'],
  });
  const gone = once(child, 'close');
  const [first] = await Promise.race([once(child, 'message'), gone]);
  const { fhirBase, port } = first as { fhirBase: string; port: number };
  const isAlive = (): boolean => child.exitCode === null && child.signalCode === null;
  return {
    fhirBase,
    fhirPort: Number(new URL(fhirBase).port),
    hl7Port: port,
    get isAlive() {
      return isAlive();
    },
    held: async () => {
      if (!isAlive()) return undefined;
      const controller = new AbortController();
      const late = setTimeout(() => controller.abort(), askMs);
      try {
        const said = once(child, 'message', controller);
        child.send('held', () => {});
        const [held] = await Promise.race([said, gone.then(() => [undefined])]);
        return held as Held | undefined;
      } catch {
        return undefined;
      } finally {
        clearTimeout(late);
        controller.abort();
      }
    },
    end: async () => {
      if (!isAlive()) return false;
      child.send('end', () => {});
      const kill = setTimeout(() => child.kill('SIGKILL'), askMs);
      await gone;
      clearTimeout(kill);
      return child.exitCode === 0;
    },
  };
};
