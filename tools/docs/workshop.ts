import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './documents.ts';

/** Not given to who tries a document out: what is written there belongs to the workshop alone, or is never read. */
const OWN: ReadonlySet<string> = new Set(['.git', '.cache', '.vitalproof', 'dist', 'examples', 'reports']);

/** Ports that documents name; every one of them is a free one while they are tried out. */
const PORT = /\b(?:127\.0\.0\.1:|port: |-port |receiver\w*\.py )(\d{2,5})\b/g;

/** The ports that a text names. */
export const portsIn = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(PORT)].map(([, port = '']) => port).filter((port) => port !== '0')),
];

/** A text with other ports, wherever it names them. */
export const withPorts = (text: string, ports: ReadonlyMap<string, string>): string =>
  text.replaceAll(PORT, (whole, port: string) => {
    const other = ports.get(port);
    return other === undefined ? whole : `${whole.slice(0, whole.length - port.length)}${other}`;
  });

const freePort = async (): Promise<string> => {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('a listening socket has no port');
  return String(address.port);
};

/** A free port for each that is named. */
export const freePortsFor = async (named: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const ports = new Map<string, string>();
  for (const port of named) ports.set(port, await freePort());
  return ports;
};

/** Whether somebody listens at a port of this machine. */
export const listens = async (port: string): Promise<boolean> => {
  const socket = connect(Number(port), '127.0.0.1');
  try {
    return await new Promise((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
  } finally {
    socket.destroy();
  }
};

/** Files of examples that name ports, with the ports of this workshop. */
const copyExamples = (folder: string, ports: ReadonlyMap<string, string>): void => {
  cpSync(join(ROOT, 'examples'), join(folder, 'examples'), { recursive: true });
  for (const file of readdirSync(join(folder, 'examples'), { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, 'examples', file);
    if (/\.ya?ml$/.test(path)) writeFileSync(path, withPorts(readFileSync(path, 'utf8'), ports));
  }
};

/**
 * A folder that looks like a checkout, in which commands of a document leave what they write: the code is that of the
 * repository, runs and examples are its own. `bin/` in it holds `vitalproof` as an installed package would. The caller removes it.
 */
export const workshopFor = (ports: ReadonlyMap<string, string>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'vitalproof-docs-'));
  for (const name of readdirSync(ROOT)) if (!OWN.has(name)) symlinkSync(join(ROOT, name), join(folder, name));
  mkdirSync(join(folder, 'reports'));
  for (const name of readdirSync(join(ROOT, 'reports')))
    if (name !== 'runs') symlinkSync(join(ROOT, 'reports', name), join(folder, 'reports', name));
  copyExamples(folder, ports);
  const bin = join(folder, '.bin');
  if (!existsSync(bin)) mkdirSync(bin);
  writeFileSync(
    join(bin, 'vitalproof'),
    `#!/bin/sh\nexec '${process.execPath}' --no-warnings '${ROOT}cli/main.ts' "$@"\n`,
  );
  chmodSync(join(bin, 'vitalproof'), 0o755);
  return folder;
};
