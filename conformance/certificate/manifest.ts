import { join } from 'node:path';
import { z } from 'zod';
import { InputProblem } from '../../contract/input-problem.ts';
import { canonical, HASH } from './canonical.ts';
import { type BundleFile, ENVELOPE, hashOfFile, MANIFEST, WIRE } from './bundle-files.ts';

/** Every file of a bundle but the envelope and the manifest itself, by path. */
export const Manifest = z.strictObject({
  format: z.literal(1),
  files: z
    .array(
      z.strictObject({
        path: z.string().max(80),
        bytes: z.number().int().nonnegative(),
        sha256: z.string().regex(HASH, '64 hexadecimal digits'),
      }),
    )
    .max(100_100),
});
export type Manifest = z.infer<typeof Manifest>;

const isListed = ({ path }: BundleFile): boolean => path !== ENVELOPE && path !== MANIFEST;

/** The manifest of a folder, as canonical text. */
export const manifestOf = async (folder: string, files: readonly BundleFile[]): Promise<string> => {
  const listed = [];
  for (const { path, bytes } of files.filter(isListed))
    listed.push({ path, bytes, sha256: await hashOfFile(join(folder, path), bytes) });
  return canonical({ format: 1, files: listed });
};

const differs = (file: string, what: string): InputProblem =>
  new InputProblem(what, { file }, 'the file that the manifest lists');

/** Throws InputProblem unless the folder holds exactly what its manifest lists, byte for byte. */
export const checkManifest = async (
  folder: string,
  files: readonly BundleFile[],
  { files: listed }: Manifest,
): Promise<void> => {
  const there = files.filter(isListed);
  const names = new Set(there.map((file) => file.path));
  const known = new Map(listed.map((entry) => [entry.path, entry]));
  for (const { path } of listed) if (!names.has(path)) throw differs(join(folder, path), 'is listed and missing');
  if (listed.length !== known.size) throw differs(join(folder, MANIFEST), 'lists a file twice');
  for (const { path, bytes } of there) {
    const entry = known.get(path);
    if (entry === undefined) throw differs(join(folder, path), 'is not listed');
    if (entry.bytes !== bytes) throw differs(join(folder, path), `has ${bytes} bytes, and ${entry.bytes} are listed`);
  }
  for (const { path, bytes } of there) {
    const hash = await hashOfFile(join(folder, path), bytes);
    if (known.get(path)?.sha256 !== hash) throw differs(join(folder, path), 'was changed');
    if (path.startsWith(`${WIRE}/`) && path !== `${WIRE}/${hash}`)
      throw differs(join(folder, path), 'is not named for its bytes');
  }
};
