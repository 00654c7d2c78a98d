import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { InputProblem } from '../../../contract/input-problem.ts';
import { bytesOf, type BundleFile, ENVELOPE, filesOf, MANIFEST } from '../bundle-files.ts';
import { sha256 } from '../canonical.ts';
import { unsealed } from '../dsse.ts';
import { checkManifest, Manifest } from '../manifest.ts';
import { Statement } from '../statement.ts';
import { readStrict } from '../strict-json.ts';

/** A bundle whose signature and hashes hold. Nothing in it was believed before they did. */
export interface Opened {
  readonly folder: string;
  readonly files: readonly BundleFile[];
  readonly statement: Statement;
  /** SHA-256 of the manifest, which names all that was observed. */
  readonly id: string;
  /** SHA-256 of the history, which may be too long to read once more. */
  readonly history: string;
}

/**
 * Opens a bundle with a key from outside: form of the folder, signature, manifest, and the hash of every file, in this
 * order. Throws InputProblem (exit 65) at the first thing that is not as it was signed.
 */
export const openBundle = async (folder: string, key: KeyObject): Promise<Opened> => {
  const files = filesOf(folder);
  const envelope = join(folder, ENVELOPE);
  const payload = unsealed(bytesOf(folder, ENVELOPE), envelope, key);
  const statement = readStrict(payload, envelope, Statement);
  const manifest = bytesOf(folder, MANIFEST);
  const id = sha256(manifest);
  const subject = statement.subject.find((s) => s.name === MANIFEST);
  if (subject?.digest.sha256 !== id)
    throw new InputProblem(
      'is not the manifest that was signed',
      { file: join(folder, MANIFEST) },
      `SHA-256 ${subject?.digest.sha256 ?? 'of the statement'}`,
    );
  const listed = readStrict(manifest, join(folder, MANIFEST), Manifest);
  await checkManifest(folder, files, listed);
  const history = listed.files.find((f) => f.path === 'history.ndjson')?.sha256 ?? '';
  return { folder, files, statement, id, history };
};
