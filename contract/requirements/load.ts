import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InputProblem } from '../input-problem.ts';
import { type Requirement, RequirementFamily, type Role } from './requirement.ts';
import { readYamlDocument } from '../yaml/document.ts';

/** Every requirement of the contract, in the order of its families. */
export interface Catalogue {
  readonly requirements: readonly Requirement[];
  readonly families: readonly RequirementFamily[];
  byId(id: string): Requirement | undefined;
  ofRole(role: Role): readonly Requirement[];
  /** SHA-256 (hex) of the content; neither layout nor order of the files changes it. */
  readonly hash: string;
}

const HERE = fileURLToPath(new URL('.', import.meta.url));

/** Reading order; a file of another name comes after these. */
const ORDER = [
  'orders',
  'permissions',
  'readings',
  'limits',
  'alerts',
  'messages',
  'hl7v2',
  'fhir',
  'security',
  'audit',
  'clock',
  'portal',
  'sender',
];
const rankOf = (file: string): number => {
  const rank = ORDER.indexOf(file.replace(/\.yaml$/, ''));
  return rank < 0 ? ORDER.length : rank;
};

const namesIn = (folder: string): readonly string[] => {
  let names: readonly string[];
  try {
    names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  } catch {
    throw new InputProblem('the folder cannot be read', { file: folder }, 'a folder of requirement files (*.yaml)');
  }
  if (names.length === 0)
    throw new InputProblem('there is no requirement in it', { file: folder }, 'a folder of requirement files (*.yaml)');
  return names.toSorted((a, b) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1));
};

/** Keys in a fixed order, so that equal content gives equal text. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

/** A catalogue of families whose requirements are valid each by itself. */
export const makeCatalogue = (families: readonly RequirementFamily[]): Catalogue => {
  const requirements = families.flatMap((family) => family.requirements);
  const byId = new Map(requirements.map((r) => [r.id, r]));
  const content = canonical(requirements.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
  return {
    requirements,
    families,
    byId: (id) => byId.get(id),
    ofRole: (role) => requirements.filter((r) => r.role === role),
    hash: createHash('sha256').update(content).digest('hex'),
  };
};

/**
 * Loads the requirement catalogue from a folder, by default the one that is part of this contract.
 * Throws InputProblem with file, line and path for an unknown field, a missing one, an id used twice
 * or an id outside its family.
 */
export const loadCatalogue = (folder: string = HERE): Catalogue => {
  const seen = new Set<string>();
  return makeCatalogue(
    namesIn(folder).map((name) => {
      const file = join(folder, name);
      const { value: family, placeOf } = readYamlDocument(readFileSync(file, 'utf8'), file, RequirementFamily);
      family.requirements.forEach(({ id }, i) => {
        const place = placeOf(['requirements', i, 'id']);
        if (!id.startsWith(`${family.prefix}-`))
          throw new InputProblem(`${id} does not belong here`, place, `an id that begins with ${family.prefix}-`);
        if (seen.has(id))
          throw new InputProblem(`${id} is there twice`, place, 'an id that is used once in the catalogue');
        seen.add(id);
      });
      return family;
    }),
  );
};
