import { readFileSync } from 'node:fs';

const manifest = (): { version: string } => {
  // Beside the sources when run from a checkout, one level up when run from the compiled package.
  for (const candidate of ['../package.json', '../../package.json']) {
    try {
      const parsed = JSON.parse(readFileSync(new URL(candidate, import.meta.url), 'utf8')) as {
        name?: string;
        version?: string;
      };
      if (parsed.name === 'vitalproof' && parsed.version !== undefined) return { version: parsed.version };
    } catch {
      // The other place has it.
    }
  }
  return { version: '0.0.0' };
};

/** Version of this package. */
export const VERSION: string = manifest().version;
