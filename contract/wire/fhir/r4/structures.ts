import { readFileSync } from 'node:fs';

/** An element: how many at least and at most (0: any number), its type, and for some codes the list that they are of. */
export interface Element {
  readonly least: number;
  readonly most: number;
  readonly type: string;
  readonly codes?: ReadonlySet<string>;
  /** The name of the list. */
  readonly list?: string;
  /** Of a choice: the name that all of its forms share, `value[x]`. */
  readonly choice?: string;
}

/** The elements of a type by the names that they have in JSON. */
export interface Structure {
  readonly elements: ReadonlyMap<string, Element>;
  /** What has to be there: the names of which one is enough. */
  readonly required: readonly { readonly name: string; readonly anyOf: readonly string[] }[];
}

type Written = readonly [least: number, most: number, type: string, list?: string];
interface Content {
  readonly resources: readonly string[];
  readonly types: Readonly<Record<string, Readonly<Record<string, Written>>>>;
  readonly codes: Readonly<Record<string, readonly string[]>>;
}

/** Structure of FHIR R4 4.0.1. Source: HL7's definitions (CC0), by tools/r4-structures.ts. */
export interface R4 {
  readonly resources: ReadonlySet<string>;
  /** Undefined: a primitive type, or none of R4. */
  structureOf(type: string): Structure | undefined;
}

const capitalised = (type: string): string => `${type.charAt(0).toUpperCase()}${type.slice(1)}`;

const structureIn = (content: Content, elements: Readonly<Record<string, Written>>): Structure => {
  const byName = new Map<string, Element>();
  const required: { name: string; anyOf: readonly string[] }[] = [];
  for (const [name, [least, most, types, list]] of Object.entries(elements)) {
    const codes = list === undefined ? {} : { codes: new Set(content.codes[list]), list };
    const isChoice = name.endsWith('[x]');
    const forms = isChoice
      ? types.split('|').map((type) => [`${name.slice(0, -3)}${capitalised(type)}`, type] as const)
      : [[name, types] as const];
    for (const [form, type] of forms)
      byName.set(form, { least, most, type, ...codes, ...(isChoice ? { choice: name } : {}) });
    if (least > 0) required.push({ name, anyOf: forms.map(([form]) => form) });
  }
  return { elements: byName, required };
};

const read = (): R4 => {
  const content = JSON.parse(readFileSync(new URL('./structures.json', import.meta.url), 'utf8')) as Content;
  const made = new Map<string, Structure>();
  return {
    resources: new Set(content.resources),
    structureOf: (type) => {
      const known = made.get(type);
      if (known !== undefined) return known;
      const elements = Object.hasOwn(content.types, type) ? content.types[type] : undefined;
      if (elements === undefined) return undefined;
      const structure = structureIn(content, elements);
      made.set(type, structure);
      return structure;
    },
  };
};

let loaded: R4 | undefined;

/** Read once, when it is first asked for. */
export const r4 = (): R4 => (loaded ??= read());
