import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { closedLoop } from '../../bench/pipeline/load.ts';
import { requestsOf } from '../../bench/pipeline/requests.ts';
import { HTTP } from '../../bench/pipeline/wire.ts';

const WARM_SECONDS = 2;
const SECONDS = 4;
const CONNECTIONS = 64;
const SERVE = fileURLToPath(new URL('../../bench/pipeline/serve.ts', import.meta.url));

/** Single posts a second that express and a commit take, with nothing done about them. `folder`: for its database. */
export const floorRate = async (folder: string): Promise<number> => {
  const args = [
    ...process.execArgv,
    SERVE,
    'floor',
    join(folder, 'floor', 'floor.db'),
    randomBytes(32).toString('hex'),
  ];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  try {
    const said = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
    if (said.done === true) throw new Error('the floor did not start');
    const { http } = JSON.parse(said.value) as { readonly http: number };
    const patients = Array.from({ length: CONNECTIONS }, (_, n) => `Patient/p${n + 1}`);
    const { single } = requestsOf('F', patients, 'none', Date.now());
    const stimulus = { request: single, isRight: ({ status }: { readonly status: number }) => status === 201 };
    await closedLoop(http, HTTP, stimulus, { connections: CONNECTIONS, seconds: WARM_SECONDS });
    return await closedLoop(http, HTTP, stimulus, { connections: CONNECTIONS, seconds: SECONDS });
  } finally {
    child.stdin.end();
  }
};
