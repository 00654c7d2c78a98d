import { createHash } from 'node:crypto';
import { createReadStream, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputProblem } from '../../contract/input-problem.ts';
import { sha256 } from './canonical.ts';

const MB = 1024 * 1024;

/** Signed statement, and the list of all other files. */
export const ENVELOPE = 'certificate.dsse.json';
export const MANIFEST = 'manifest.json';
export const WIRE = 'wire';

/** The other files of a bundle, each with the most bytes that it may have. */
const FILES: Readonly<Record<string, number>> = {
  'history.ndjson': 4096 * MB,
  'verdicts.json': 256 * MB,
  'catalog.lock': 4 * MB,
  'config.json': 4 * MB,
  'env.json': MB,
  'selftest.json': 16 * MB,
  'coverage.json': 16 * MB,
  'attempts.ndjson': 16 * MB,
};
const TOP: Readonly<Record<string, number>> = { ...FILES, [ENVELOPE]: 16 * MB, [MANIFEST]: 64 * MB };

const MOST_BLOBS = 100_000;
const BLOB_BYTES = 64 * MB;
const WIRE_BYTES = 1024 * MB;
const BLOB = /^[0-9a-f]{64}$/;

/** A file of a bundle, with `/` between folder and name. */
export interface BundleFile {
  readonly path: string;
  readonly bytes: number;
}

const refused = (file: string, what: string): InputProblem =>
  new InputProblem(what, { file }, `a bundle as certify wrote it: ${Object.keys(TOP).join(', ')} and ${WIRE}/SHA256`);

/** One plain file within its bounds; never what a link leads to. */
const plain = (folder: string, path: string, most: number): BundleFile => {
  const shown = join(folder, path);
  const about = lstatSync(shown);
  if (about.isSymbolicLink()) throw refused(shown, 'is a link');
  if (!about.isFile()) throw refused(shown, 'is no file');
  if (about.nlink > 1) throw refused(shown, 'is a file that has another name elsewhere');
  if (about.size > most) throw refused(shown, `has ${about.size} bytes, and ${most} is the most`);
  return { path, bytes: about.size };
};

const entriesOf = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder);
  } catch {
    throw refused(folder, 'there is no such folder');
  }
};

const blobsOf = (folder: string): readonly BundleFile[] => {
  const wire = join(folder, WIRE);
  if (!lstatSync(wire).isDirectory()) throw refused(wire, 'is no folder');
  const names = entriesOf(wire);
  if (names.length > MOST_BLOBS) throw refused(wire, `holds ${names.length} files, and ${MOST_BLOBS} is the most`);
  let total = 0;
  return names.map((name) => {
    if (!BLOB.test(name)) throw refused(join(wire, name), 'has a name that is no SHA-256');
    const file = plain(folder, `${WIRE}/${name}`, BLOB_BYTES);
    total += file.bytes;
    if (total > WIRE_BYTES) throw refused(wire, `holds more than ${WIRE_BYTES} bytes`);
    return file;
  });
};

/**
 * Every file of a bundle, looked at and not opened. Throws InputProblem for whatever certify does not write: links,
 * folders, other names, other sizes; so nothing outside the folder is ever read, and nothing without bound.
 */
export const filesOf = (folder: string): readonly BundleFile[] => {
  const names = entriesOf(folder);
  if (!names.includes(ENVELOPE)) throw refused(folder, `is no bundle: ${ENVELOPE} is missing`);
  const files = names.flatMap((name) => {
    if (name === WIRE) return blobsOf(folder);
    const most = Object.hasOwn(TOP, name) ? TOP[name] : undefined;
    if (most === undefined) throw refused(join(folder, name), 'does not belong into a bundle');
    return [plain(folder, name, most)];
  });
  for (const name of Object.keys(TOP)) if (!names.includes(name)) throw refused(join(folder, name), 'is missing');
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
};

/** Read at once, because a stream costs more than reading so little. */
const SMALL_BYTES = 4 * MB;

/** SHA-256 of a file of so many bytes, a piece at a time where it is long. */
export const hashOfFile = async (path: string, bytes: number): Promise<string> => {
  if (bytes <= SMALL_BYTES) return sha256(readFileSync(path));
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex');
};

/** The bytes of a small file of a bundle. */
export const bytesOf = (folder: string, name: string): Buffer => readFileSync(join(folder, name));
