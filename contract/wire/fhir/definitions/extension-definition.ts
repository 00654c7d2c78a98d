import { structureDefinition } from '../../../codes/canonical.ts';
import { JsonNumber, type JsonObject } from '../../json/lossless.ts';
import { published } from './published.ts';

/** One part of an extension that has parts: its relative url, its one type, and whether it may be left out. */
interface Part {
  readonly type: string;
  readonly optional?: boolean;
  /** Resource types that a Reference may point to. */
  readonly targets?: readonly string[];
}

interface Common {
  /** Name within the canonical base, as in `structureDefinition`. */
  readonly name: string;
  readonly title: string;
  /** Element paths where it may stand. */
  readonly contexts: readonly string[];
  /** Why what does not understand it must not act. Only of a modifier extension. */
  readonly modifies?: string;
}

export interface SimpleExtension extends Common {
  readonly value: Part;
}
export interface ComplexExtension extends Common {
  readonly parts: Readonly<Record<string, Part>>;
}

const one = new JsonNumber('1');
const none = new JsonNumber('0');

const typeOf = ({ type, targets }: Part): JsonObject => ({
  code: type,
  ...(targets === undefined
    ? {}
    : { targetProfile: targets.map((t) => `http://hl7.org/fhir/StructureDefinition/${t}`) }),
});

const partElements = ([url, part]: [string, Part]): readonly JsonObject[] => {
  const at = `Extension.extension:${url}`;
  return [
    {
      id: at,
      path: 'Extension.extension',
      sliceName: url,
      min: part.optional === true ? none : one,
      max: '1',
    },
    { id: `${at}.extension`, path: 'Extension.extension.extension', max: '0' },
    { id: `${at}.url`, path: 'Extension.extension.url', fixedUri: url },
    { id: `${at}.value[x]`, path: 'Extension.extension.value[x]', min: one, type: [typeOf(part)] },
  ];
};

const bodyOf = (extension: SimpleExtension | ComplexExtension): readonly JsonObject[] =>
  'parts' in extension
    ? [
        ...Object.entries(extension.parts).flatMap(partElements),
        {
          id: 'Extension.url',
          path: 'Extension.url',
          fixedUri: structureDefinition(extension.name),
        },
        { id: 'Extension.value[x]', path: 'Extension.value[x]', max: '0' },
      ]
    : [
        { id: 'Extension.extension', path: 'Extension.extension', max: '0' },
        { id: 'Extension.url', path: 'Extension.url', fixedUri: structureDefinition(extension.name) },
        { id: 'Extension.value[x]', path: 'Extension.value[x]', min: one, type: [typeOf(extension.value)] },
      ];

/** The StructureDefinition of an extension of ours, differential only. */
export const extensionDefinition = (extension: SimpleExtension | ComplexExtension): JsonObject => {
  const { name, title, contexts, modifies } = extension;
  return {
    resourceType: 'StructureDefinition',
    ...published('StructureDefinition', name, title),
    fhirVersion: '4.0.1',
    kind: 'complex-type',
    abstract: false,
    context: contexts.map((expression) => ({ type: 'element', expression })),
    type: 'Extension',
    baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Extension',
    derivation: 'constraint',
    differential: {
      element: [
        {
          id: 'Extension',
          path: 'Extension',
          short: title,
          ...(modifies === undefined ? {} : { isModifier: true, isModifierReason: modifies }),
        },
        ...bodyOf(extension),
      ],
    },
  };
};
