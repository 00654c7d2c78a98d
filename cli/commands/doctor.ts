import { spawnSync } from 'node:child_process';
import { accessSync, constants, statfsSync } from 'node:fs';
import { createServer } from 'node:net';
import { k6Status } from '../../conformance/load/find-k6.ts';
import { EXIT } from '../../contract/input-problem.ts';
import type { Command } from '../command.ts';
import { VERSION } from '../version.ts';

const loopback = async (): Promise<string> =>
  await new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      resolve(`cannot listen on 127.0.0.1: ${error.code ?? error.message}`),
    );
    server.listen({ host: '127.0.0.1', port: 0 }, () => server.close(() => resolve('127.0.0.1 can be listened on')));
  });

const writable = (): string => {
  try {
    accessSync('.', constants.W_OK);
    const { bavail, bsize } = statfsSync('.');
    return `this folder can be written, ${Math.floor((bavail * bsize) / 2 ** 20)} MiB free`;
  } catch {
    return 'this folder cannot be written; runs are kept below it';
  }
};

const xmllint = (): string =>
  spawnSync('xmllint', ['--version'], { timeout: 5000 }).error === undefined
    ? 'there'
    : 'none; only a test of the JUnit schema uses it';

/** `vitalproof doctor`: what this machine has and lacks. */
export const doctor: Command = {
  name: 'doctor',
  words: '',
  summary: 'say what this machine has and lacks',
  options: {},
  run: async (_args, io) => {
    const sqlite = process.versions.sqlite ?? 'none';
    const rows: readonly (readonly [string, string])[] = [
      ['vitalproof', VERSION],
      ['Node', `${process.versions.node} (needs 22.13 or later)`],
      ['SQLite', `${sqlite} (node:sqlite)`],
      ['loopback', await loopback()],
      ['runs', writable()],
      ['k6', k6Status(io.env)],
      ['xmllint', xmllint()],
    ];
    for (const [what, state] of rows) io.out(`${what.padEnd(12)}${state}`);
    return EXIT.passed;
  },
};
