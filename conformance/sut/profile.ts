import { Deadlines, Policies } from '../history/lines.ts';
import { DEFAULT_PEOPLE, type People } from './people.ts';
import { type Ports, withDefaults } from './ports.ts';
import { type Access, ProfileDocument } from './profile-document.ts';
import { readYamlDocument, readYamlFile } from '../../contract/yaml/document.ts';

/** A system under test, as the harness sees it: every default filled in, lengths in milliseconds, no secret inside. */
export interface SutProfile {
  readonly name: string;
  readonly version: string;
  readonly scope: readonly string[];
  readonly fhir: { readonly base: string };
  readonly hl7?: NonNullable<ProfileDocument['hl7']>;
  readonly access: Access;
  readonly ports: Ports;
  readonly policies: Policies;
  readonly deadlines: Deadlines;
  readonly clock: 'patient' | 'system' | 'absent';
  /** Longest time from an item's `lastUpdated` to its being found. */
  readonly visibilityLagMs: number;
  /** HL7 v2 namespace → FHIR identifier system. */
  readonly namespaces: Readonly<Record<string, string>>;
  readonly people: People;
}

/** Contract: Deadlines. */
const DEADLINES: Deadlines = { critical: 10_000, other: 60_000, filed: 1000 };

/** The namespaces that the harness's own senders use. A profile's mapping goes before them. */
const NAMESPACES = {
  EHR: 'urn:example:ehr:placer',
  METER: 'urn:example:meter-readings',
} as const;

const defined = <T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as never;

const fromDocument = (d: ProfileDocument): SutProfile => ({
  name: d.name,
  version: d.version,
  scope: d.scope,
  fhir: { base: d.fhir.base.replace(/\/+$/, '') },
  ...(d.hl7 === undefined ? {} : { hl7: d.hl7 }),
  access: d.access,
  ports: withDefaults(d.ports, d.hl7 !== undefined, d.clock),
  policies: Policies.parse(defined(d.policies)),
  deadlines: Deadlines.parse({ ...DEADLINES, ...defined(d.deadlines) }),
  clock: d.clock,
  visibilityLagMs: d.visibilityLag,
  namespaces: { ...NAMESPACES, ...d.namespaces },
  people:
    d.people === undefined
      ? DEFAULT_PEOPLE
      : {
          clinicians: [...d.people.clinicians, ...d.people.decoys],
          pools: d.people.pools,
          decoys: d.people.decoys.map((c) => c.identifier),
        },
});

/** A profile from YAML text. `file` is for messages. Throws InputProblem with line, path and what was expected. */
export const parseProfile = (text: string, file: string): SutProfile =>
  fromDocument(readYamlDocument(text, file, ProfileDocument).value);

/** A profile from a file. */
export const loadProfile = (file: string): SutProfile =>
  fromDocument(readYamlFile(file, ProfileDocument, 'the profile of a system under test (docs/profile.md)'));

/** Where the reference listens. `keyVariable`: the environment variable that holds its token key. */
export interface ReferenceAddress {
  readonly fhirBase: string;
  readonly hl7?: { readonly host: string; readonly port: number };
  readonly keyVariable?: string;
  readonly version?: string;
  /** It was started so that permission needs a picked tracker. */
  readonly portal?: boolean;
}

/** The profile of the reference: on loopback, deadlines of one second, a clock for each patient. */
export const referenceProfile = ({ fhirBase, hl7, keyVariable, version, portal }: ReferenceAddress): SutProfile =>
  fromDocument(
    ProfileDocument.parse({
      vitalproof: 1,
      name: 'vitalproof reference',
      version: version ?? '0.1.0',
      role: 'receiver',
      scope: [
        'alerts',
        'orders',
        ...(portal === true ? ['portal'] : []),
        'permission',
        'messages',
        'routing',
        'waiting',
        'audit',
      ],
      ports: { coverage: 'fhir', ...(portal === true ? { portal: 'fhir' } : {}) },
      environment: 'test',
      fhir: { base: fhirBase },
      ...(hl7 === undefined ? {} : { hl7: { host: hl7.host, port: hl7.port } }),
      access: { mode: 'jwt-hs256', key: `\${${keyVariable ?? 'VITALPROOF_KEY'}}` },
      deadlines: { critical: '1s', other: '1s', filed: '1s' },
      clock: 'patient',
      visibilityLag: '250ms',
    }),
  );
