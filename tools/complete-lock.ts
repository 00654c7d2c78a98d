/**
 * Adds to package-lock.json the optional platform packages (native binaries of other systems) that the registry in
 * use did not offer when the lock was written. `npm ci` demands an entry for each, and a user on another system
 * needs it: name and version are pinned by their parent; what is not for a system is never fetched there.
 * Run after `npm install` where `npm ci` says "Missing: … from lock file".
 */
import { readFileSync, writeFileSync } from 'node:fs';

interface Entry {
  version?: string;
  optionalDependencies?: Record<string, string>;
  dev?: boolean;
  [key: string]: unknown;
}
interface Lock {
  packages: Record<string, Entry>;
}

const FILE = 'package-lock.json';
const SYSTEMS = ['darwin', 'linux', 'win32', 'android', 'freebsd', 'openharmony', 'sunos', 'aix', 'netbsd', 'openbsd'];
const PROCESSORS = ['arm64', 'x64', 'ia32', 'arm', 'ppc64', 's390x', 'riscv64', 'loong64', 'mips64el', 'wasm32'];

const lock = JSON.parse(readFileSync(FILE, 'utf8')) as Lock;
let added = 0;
for (const parent of Object.values(lock.packages))
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    const path = `node_modules/${name}`;
    if (lock.packages[path] !== undefined || !/^\d/.test(version)) continue;
    const words = name.split(/[-/]/);
    const os = words.filter((w) => SYSTEMS.includes(w));
    const cpu = words.filter((w) => PROCESSORS.includes(w));
    if (os.length + cpu.length === 0) continue;
    const libc = words.includes('musl') ? { libc: ['musl'] } : words.includes('gnu') ? { libc: ['glibc'] } : {};
    lock.packages[path] = {
      version,
      ...(cpu.length === 0 ? {} : { cpu }),
      ...(parent.dev === true ? { dev: true } : {}),
      ...libc,
      optional: true,
      ...(os.length === 0 ? {} : { os }),
    };
    added += 1;
  }
lock.packages = Object.fromEntries(Object.entries(lock.packages).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
writeFileSync(FILE, `${JSON.stringify(lock, undefined, 2)}\n`);
console.log(`${FILE}: ${added} platform packages added`);
