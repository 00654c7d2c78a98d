import { copyFileSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RandomStream } from '../../../simulator/random.ts';
import { ENVELOPE, MANIFEST } from '../bundle-files.ts';
import { canonical, sha256 } from '../canonical.ts';
import { sealed } from '../dsse.ts';
import { OTHER_SIGN } from '../bundle.test-helper.ts';

/** One kind of tampering: changes a bundle in place and says what it did. `undo` puts back what it touched. */
export interface Tampering {
  readonly name: string;
  readonly apply: (folder: string, random: RandomStream) => string;
}

export const pathsOf = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile())
    .map((e) => join(e.parentPath, e.name).slice(folder.length + 1))
    .toSorted();

const one = <T>(items: readonly T[], random: RandomStream): T => {
  const picked = items[Math.floor(random.uniform() * items.length)];
  if (picked === undefined) throw new Error('nothing to pick from');
  return picked;
};
const below = (n: number, random: RandomStream): number => Math.floor(random.uniform() * n);

const rewrite = (path: string, change: (bytes: Buffer) => Buffer): void =>
  writeFileSync(path, change(readFileSync(path)));

const LINES = ['history.ndjson', 'attempts.ndjson'] as const;
const linesOf = (bytes: Buffer): string[] => bytes.toString('utf8').split('\n').slice(0, -1);
const ofLines = (lines: readonly string[]): Buffer => Buffer.from(lines.map((l) => `${l}\n`).join(''));

const onLines =
  (change: (lines: string[], at: number, random: RandomStream) => void): Tampering['apply'] =>
  (folder, random) => {
    const name = one(LINES, random);
    let at = 0;
    rewrite(join(folder, name), (bytes) => {
      const lines = linesOf(bytes);
      at = below(lines.length - 1, random);
      change(lines, at, random);
      return ofLines(lines);
    });
    return `${name} line ${at + 1}`;
  };

interface Envelope {
  payload: string;
  payloadType: string;
  signatures: { keyid: string; sig: string }[];
}
const onEnvelope =
  (change: (envelope: Envelope, random: RandomStream) => void): Tampering['apply'] =>
  (folder, random) => {
    const path = join(folder, ENVELOPE);
    const envelope = JSON.parse(readFileSync(path, 'utf8')) as Envelope;
    change(envelope, random);
    writeFileSync(path, canonical(envelope));
    return ENVELOPE;
  };
const flipped = (base64: string, random: RandomStream): string => {
  const bytes = Buffer.from(base64, 'base64');
  const at = below(bytes.length, random);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << below(8, random));
  return bytes.toString('base64');
};

/** A changed file with its hash, and the manifest's in the statement, made anew: everything but the signature. */
const withHashesAnew: Tampering['apply'] = (folder, random) => {
  const name = one(['verdicts.json', 'env.json', 'config.json', 'coverage.json', 'history.ndjson'], random);
  rewrite(join(folder, name), (bytes) => Buffer.concat([bytes, Buffer.from(' ')]));
  const manifest = JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')) as {
    files: { path: string; bytes: number; sha256: string }[];
  };
  const bytes = readFileSync(join(folder, name));
  for (const file of manifest.files)
    if (file.path === name) Object.assign(file, { bytes: bytes.length, sha256: sha256(bytes) });
  const text = canonical(manifest);
  writeFileSync(join(folder, MANIFEST), text);
  onEnvelope((envelope) => {
    const statement = JSON.parse(Buffer.from(envelope.payload, 'base64').toString('utf8')) as {
      subject: { name: string; digest: { sha256: string } }[];
    };
    for (const subject of statement.subject) if (subject.name === MANIFEST) subject.digest.sha256 = sha256(text);
    envelope.payload = Buffer.from(canonical(statement)).toString('base64');
  })(folder, random);
  return name;
};

export const TAMPERINGS: readonly Tampering[] = [
  {
    name: 'a bit of a file is flipped',
    apply: (folder, random) => {
      const path = one(pathsOf(folder), random);
      rewrite(join(folder, path), (bytes) => {
        const at = below(bytes.length, random);
        bytes[at] = (bytes[at] ?? 0) ^ (1 << below(8, random));
        return bytes;
      });
      return path;
    },
  },
  {
    name: 'a file is cut short',
    apply: (folder, random) => {
      const path = one(pathsOf(folder), random);
      rewrite(join(folder, path), (bytes) => bytes.subarray(0, below(bytes.length, random)));
      return path;
    },
  },
  {
    name: 'something is added to a file',
    apply: (folder, random) => {
      const path = one(pathsOf(folder), random);
      rewrite(join(folder, path), (bytes) => Buffer.concat([bytes, Buffer.from(one([' ', '\n', '\0', '{}'], random))]));
      return path;
    },
  },
  { name: 'a line is dropped', apply: onLines((lines, at) => void lines.splice(at, 1)) },
  { name: 'a line is doubled', apply: onLines((lines, at) => void lines.splice(at, 0, lines[at] ?? '')) },
  {
    name: 'two lines change places',
    apply: onLines((lines, at) => {
      [lines[at], lines[at + 1]] = [lines[at + 1] ?? '', lines[at] ?? ''];
    }),
  },
  {
    name: 'two files change places',
    apply: (folder, random) => {
      const all = pathsOf(folder);
      const [a, b] = [one(all, random), one(all, random)];
      const other = a === b ? (all[(all.indexOf(a) + 1) % all.length] ?? a) : b;
      renameSync(join(folder, a), join(folder, 'swap'));
      renameSync(join(folder, other), join(folder, a));
      renameSync(join(folder, 'swap'), join(folder, other));
      return `${a} and ${other}`;
    },
  },
  {
    name: 'a file is missing',
    apply: (folder, random) => {
      const path = one(pathsOf(folder), random);
      rmSync(join(folder, path));
      return path;
    },
  },
  {
    name: 'a file is there twice',
    apply: (folder, random) => {
      const path = one(pathsOf(folder), random);
      copyFileSync(
        join(folder, path),
        join(folder, path.startsWith('wire/') ? `wire/${'a'.repeat(64)}` : `${path}.bak`),
      );
      return path;
    },
  },
  { name: 'the payload is edited', apply: onEnvelope((e, random) => void (e.payload = flipped(e.payload, random))) },
  {
    name: 'the signature is edited',
    apply: onEnvelope((e, random) => {
      for (const s of e.signatures) s.sig = flipped(s.sig, random);
    }),
  },
  { name: 'the type of the payload is another', apply: onEnvelope((e) => void (e.payloadType = 'text/plain')) },
  { name: 'a second signature', apply: onEnvelope((e) => void e.signatures.push(...e.signatures)) },
  { name: 'no signature', apply: onEnvelope((e) => void (e.signatures = [])) },
  {
    name: 'signed anew with another key',
    apply: (folder) => {
      const { payload } = JSON.parse(readFileSync(join(folder, ENVELOPE), 'utf8')) as Envelope;
      writeFileSync(join(folder, ENVELOPE), sealed(Buffer.from(payload, 'base64'), OTHER_SIGN));
      return 'another key';
    },
  },
  {
    name: 'signed with another key under the name of the right one',
    apply: (folder, random) => {
      const { payload, signatures } = JSON.parse(readFileSync(join(folder, ENVELOPE), 'utf8')) as Envelope;
      writeFileSync(join(folder, ENVELOPE), sealed(Buffer.from(payload, 'base64'), OTHER_SIGN));
      return onEnvelope((e) => {
        for (const s of e.signatures) s.keyid = signatures[0]?.keyid ?? '';
      })(folder, random);
    },
  },
  { name: 'a file is changed and every hash made anew', apply: withHashesAnew },
];
