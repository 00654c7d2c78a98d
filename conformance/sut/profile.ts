import { SYSTEM } from '../../contract/codes/canonical.ts';
import { AGAIN_MS, Deadlines, Policies, RECOVERY_MS } from '../history/lines.ts';
import { InputProblem } from '../../contract/input-problem.ts';
import { portsOf, type ReceiverScope } from '../../contract/requirements/scopes.ts';
import { RECEIVER_SCOPES } from '../../contract/requirements/requirement.ts';
import { DEFAULT_PEOPLE, type People } from './people.ts';
import { type PortName, type Ports, type Service, withDefaults } from './ports.ts';
import { type Access, ProfileDocument } from './profile-document.ts';
import type { ProcessTerm } from './process/process-terms.ts';
import { readText, readYamlDocument, type YamlDocument } from '../../contract/yaml/document.ts';

/** A system under test, as the harness sees it: every default filled in, lengths in milliseconds, no secret inside. */
export interface SutProfile {
  readonly name: string;
  readonly version: string;
  /** What it claims; `alerts` is always among it. */
  readonly scope: readonly ReceiverScope[];
  readonly fhir?: { readonly base: string };
  readonly adapter?: NonNullable<ProfileDocument['adapter']>;
  readonly hl7?: NonNullable<ProfileDocument['hl7']>;
  readonly access: Access;
  readonly login?: NonNullable<ProfileDocument['login']>;
  /** The commands by which it is stopped and started; absent: there are none, or who started it has other means. */
  readonly process?: ProcessTerm;
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
const DEADLINES: Deadlines = { critical: 10_000, other: 60_000, filed: 1000, recovery: RECOVERY_MS, again: AGAIN_MS };

/** The namespaces that the harness's own senders use, and that of items in alerts. A profile's mapping goes before them. */
const NAMESPACES = {
  EHR: 'urn:example:ehr:placer',
  METER: 'urn:example:meter-readings',
  RPM: SYSTEM.item,
} as const;

const defined = <T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as never;

const withoutSlash = (url: string): string => url.replace(/\/+$/, '');

/** Ports as declared, and as the claimed scopes and the addresses make them where nothing is declared. */
const portsIn = (d: ProfileDocument): Ports =>
  withDefaults(d.ports, {
    fhir: d.fhir !== undefined,
    hl7: d.hl7 !== undefined,
    alerts: d.hl7?.alerts !== undefined,
    adapter: d.adapter !== undefined,
    clock: d.clock,
    process: d.process !== undefined,
    needed: new Set(d.scope.flatMap((scope) => portsOf(scope))),
  });

const fromDocument = (d: ProfileDocument): SutProfile => ({
  name: d.name,
  version: d.version,
  scope: [...new Set(d.scope)],
  ...(d.fhir === undefined ? {} : { fhir: { base: withoutSlash(d.fhir.base) } }),
  ...(d.adapter === undefined ? {} : { adapter: { ...d.adapter, base: withoutSlash(d.adapter.base) } }),
  ...(d.hl7 === undefined ? {} : { hl7: d.hl7 }),
  access: d.access,
  ...(d.login === undefined ? {} : { login: d.login }),
  ...(d.process === undefined ? {} : { process: d.process }),
  ports: portsIn(d),
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

/** The field that says where a service is reached. */
const ADDRESS_OF: Partial<Record<Service, 'fhir' | 'hl7' | 'adapter' | 'process'>> = {
  fhir: 'fhir',
  hl7v2: 'hl7',
  'port-protocol': 'adapter',
  command: 'process',
};

const EXAMPLE = {
  fhir: "fhir: { base: 'http://127.0.0.1:8080/fhir' }",
  hl7: 'hl7: { host: 127.0.0.1, port: 2575 }',
  adapter: "adapter: { base: 'http://127.0.0.1:8090' }",
  process: 'process: { start: [systemctl, start, acme], kill: [systemctl, kill, -s, KILL, acme] }',
} as const;

/** A service that is declared and cannot be reached, or a system that cannot be reached at all. Throws InputProblem. */
const checkReach = (d: ProfileDocument, ports: Ports, placeOf: YamlDocument<unknown>['placeOf']): void => {
  for (const [port, services] of Object.entries(ports) as [PortName, readonly Service[]][])
    for (const service of services) {
      const field = ADDRESS_OF[service];
      if (field !== undefined && d[field] === undefined)
        throw new InputProblem(
          `the port "${port}" is served by ${service}, and the profile does not say where`,
          placeOf(['ports', port]),
          EXAMPLE[field],
        );
    }
  if (ports['alerts-out'].includes('hl7v2') && d.hl7?.alerts === undefined)
    throw new InputProblem(
      'the port "alerts-out" is served by hl7v2, and the profile does not say where the harness takes the alerts',
      placeOf(['ports', 'alerts-out']),
      'hl7: { host: 127.0.0.1, port: 2575, alerts: { port: 2576 } }',
    );
  if (d.fhir === undefined && d.adapter === undefined)
    throw new InputProblem(
      'nothing says where the system is reached',
      { ...placeOf([]), path: 'fhir' },
      `${EXAMPLE.fhir}, or ${EXAMPLE.adapter}: an In Basket is read over one of them`,
    );
};

/** A profile from YAML text. `file` is for messages. Throws InputProblem with line, path and what was expected. */
export const parseProfile = (text: string, file: string): SutProfile => {
  const { value, placeOf } = readYamlDocument(text, file, ProfileDocument);
  const profile = fromDocument(value);
  checkReach(value, profile.ports, placeOf);
  return profile;
};

/** The FHIR base of a system. Throws InputProblem where the profile has none. */
export const fhirBaseOf = ({ name, fhir }: SutProfile): string => {
  if (fhir !== undefined) return fhir.base;
  throw new InputProblem(`${name} has no FHIR address in its profile`, { path: 'fhir' }, EXAMPLE.fhir);
};

/** A profile from a file. */
export const loadProfile = (file: string): SutProfile => {
  const what = 'the profile of a system under test (docs/profile.md)';
  return parseProfile(readText(file, what), file);
};

/** Where the reference listens. `keyVariable`: the environment variable that holds its token key. */
export interface ReferenceAddress {
  readonly fhirBase: string;
  readonly hl7?: { readonly host: string; readonly port: number };
  /** It was started so that it tells its alerts at this port of 127.0.0.1. */
  readonly alertPort?: number;
  readonly keyVariable?: string;
  /** A client that was registered with its token endpoint. */
  readonly login?: NonNullable<ProfileDocument['login']>;
  readonly version?: string;
  /** It was started so that permission needs a picked tracker. */
  readonly portal?: boolean;
  /** The deadline of its items, ms; unsaid: one second. */
  readonly itemDeadlineMs?: number;
  /** Who started it can stop and start it again. */
  readonly canRestart?: boolean;
}

const SECOND_MS = 1000;

/** The profile of the reference: on loopback, deadlines of one second unless said, a clock for each patient. */
export const referenceProfile = ({
  fhirBase,
  hl7,
  alertPort,
  keyVariable,
  version,
  portal,
  login,
  canRestart,
  itemDeadlineMs = SECOND_MS,
}: ReferenceAddress): SutProfile =>
  fromDocument(
    ProfileDocument.parse({
      vitalproof: 1,
      name: 'vitalproof reference',
      version: version ?? '0.1.0',
      role: 'receiver',
      scope: RECEIVER_SCOPES.filter((scope) => scope !== 'portal' || portal === true),
      environment: 'test',
      fhir: { base: fhirBase },
      ...(hl7 === undefined
        ? {}
        : {
            hl7: {
              host: hl7.host,
              port: hl7.port,
              ...(alertPort === undefined ? {} : { alerts: { port: alertPort } }),
            },
          }),
      access: { mode: 'jwt-hs256', key: `\${${keyVariable ?? 'VITALPROOF_KEY'}}` },
      ...(login === undefined ? {} : { login }),
      deadlines: {
        critical: `${itemDeadlineMs}ms`,
        other: `${itemDeadlineMs}ms`,
        filed: '1s',
        recovery: '1s',
        again: '5s',
      },
      ...(canRestart === true ? { ports: { process: 'command' } } : {}),
      clock: 'patient',
      visibilityLag: '250ms',
    }),
  );
