import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256 } from '../conformance/certificate/canonical.ts';

/** The rooms of this package: what is in them decides what a run comes to. */
const ROOMS = ['contract', 'simulator', 'reference-impl', 'scenarios', 'conformance', 'reports', 'cli'];
/** Runs of whoever works here lie among the sources. */
const LEFT_OUT = new Set(['reports/runs']);
const TEST = /\.(?:test|test-helper)\.[jt]s$/;
const PART = /\.(?:ts|js|json|ya?ml|xsd)$/;

/** Where the rooms are: beside this folder, in a checkout as in the package. */
const HERE = fileURLToPath(new URL('../', import.meta.url));

const filesIn = (root: string, folder: string): readonly string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return LEFT_OUT.has(path) ? [] : filesIn(root, path);
    return entry.isFile() && PART.test(path) && !TEST.test(path) ? [path] : [];
  });

/**
 * SHA-256 over names and contents of everything that this build is made of, tests left out, 64 hexadecimal digits. Two
 * builds of one version that differ in anything differ in it, a checkout and the package made of it as well.
 */
export const digestOf = (root: string): string => {
  const rooms = readdirSync(root).filter((name) => ROOMS.includes(name));
  const files = rooms.flatMap((room) => filesIn(root, room)).toSorted((a, b) => (a < b ? -1 : 1));
  return sha256(files.map((file) => `${sha256(readFileSync(join(root, file)))} ${file}\n`).join(''));
};

let known: string | undefined;

/** The digest of this build, read once: what is changed while a process runs is not in it. */
export const buildDigest = (): string => (known ??= digestOf(HERE));
