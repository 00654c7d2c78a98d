import { z } from 'zod';
import type { SutProfile } from '../sut/profile.ts';

/** An address without the user and the password that may stand in it. */
const bare = (address: string): string => {
  const url = new URL(address);
  url.username = '';
  url.password = '';
  return url.toString();
};

const isAddress = (text: string): boolean => /^[a-z][a-z0-9+.-]*:\/\/[^/]*@/i.test(text) && URL.canParse(text);

const cleaned = (value: unknown): unknown => {
  if (typeof value === 'string') return isAddress(value) ? bare(value) : value;
  if (Array.isArray(value)) return value.map(cleaned);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([name, inner]) => [name, cleaned(inner)]),
  );
};

/**
 * How the system was described to the harness. A profile holds no secret, only the names of variables; what an address
 * may hold all the same is taken out.
 */
export const configOf = (profile: Pick<SutProfile, 'name' | 'version'>): unknown => ({
  format: 1,
  profile: cleaned(profile),
});

/** As much of it as a statement repeats. */
export const Config = z.strictObject({
  format: z.literal(1),
  profile: z.looseObject({
    name: z.string(),
    version: z.string(),
  }),
});
