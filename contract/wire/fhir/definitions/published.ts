import { CANONICAL_BASE } from '../../../codes/canonical.ts';
import type { JsonObject } from '../../json/lossless.ts';

const camel = (name: string): string => name.replaceAll(/(?:^|-)(.)/g, (_, c: string) => c.toUpperCase());

/** What every definition of ours says of itself. */
export const published = (type: 'StructureDefinition' | 'CodeSystem', name: string, title: string): JsonObject => ({
  id: name,
  url: `${CANONICAL_BASE}/${type}/${name}`,
  version: '1',
  name: camel(name),
  title,
  status: 'active',
  experimental: true,
  date: '2026-03-01',
  publisher: 'vitalproof',
  description: `${title}. For test systems only.`,
});
