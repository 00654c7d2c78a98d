import { CANONICAL_BASE } from '../../codes/canonical.ts';
import type { Outcome } from '../../refusal.ts';
import { compact } from '../json/compact.ts';
import type { JsonObject } from '../json/lossless.ts';
import { decoding, resourceCursor } from './cursor.ts';

/** A search parameter and its FHIR type (`token`, `reference`, `date`, …). */
export interface SearchParameter {
  readonly name: string;
  readonly type: string;
}

/**
 * What a server offers. Interactions are named `Observation.create`, `.read`, `.update`, `.search`, `.vread`,
 * `.history-instance`, `.conditional-create`, `.conditional-update`, `system.batch`, `system.transaction`, and
 * operations `$test-clock` or, on a type, `Patient.$monitoring-eligibility` and `Subscription.$status`.
 */
export interface Offered {
  readonly software: { readonly name: string; readonly version: string };
  /** Date of the statement, `2026-03-01`. */
  readonly date: string;
  readonly interactions: readonly string[];
  readonly searchParameters: Readonly<Record<string, readonly SearchParameter[]>>;
  /** Profiles that resources of a type keep to. */
  readonly supportedProfiles?: Readonly<Record<string, readonly string[]>>;
  readonly security: Security;
}

/** Access in words, and for SMART Backend Services the address of the token endpoint. */
export interface Security {
  readonly description: string;
  readonly tokenUrl?: string;
}

/**
 * That SMART is spoken, and where tokens are had, in words: R4's extension oauth-uris demands an authorization endpoint, which
 * Backend Services have none of. Clients read .well-known/smart-configuration. Source: SMART App Launch 2.
 */
const smartSecurity = ({ description, tokenUrl }: Security): JsonObject => ({
  service: [
    {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/restful-security-service', code: 'SMART-on-FHIR' }],
    },
  ],
  description: `${description} Tokens: ${String(tokenUrl)}`,
});

/** Operations that another specification defines. Source: Subscriptions R5 Backport 1.1. */
const BACKPORT_OPERATION = 'http://hl7.org/fhir/uv/subscriptions-backport/OperationDefinition/backport-subscription-';
/** Interactions that are flags of a type, by name. */
const FLAGS = { 'conditional-create': 'conditionalCreate', 'conditional-update': 'conditionalUpdate' } as const;
const isFlag = (code: string): code is keyof typeof FLAGS => Object.hasOwn(FLAGS, code);
const WIRE_CODE: Readonly<Record<string, string>> = { search: 'search-type' };

const OWN_OPERATION = `${CANONICAL_BASE}/OperationDefinition/`;

const operation = (name: string, at = OWN_OPERATION): JsonObject => ({ name, definition: `${at}${name}` });

/** R4 has no empty lists. */
const listed = (rows: readonly JsonObject[]): readonly JsonObject[] | undefined =>
  rows.length === 0 ? undefined : rows;

export const buildCapability = (offered: Offered): JsonObject => {
  const pairs = offered.interactions.filter((i) => !i.startsWith('$')).map((i) => i.split('.') as [string, string]);
  const of = (type: string): string[] => pairs.filter(([t]) => t === type).map(([, code]) => code);
  const types = [...new Set(pairs.map(([type]) => type))].filter((t) => t !== 'system');
  const operations = offered.interactions.filter((i) => i.startsWith('$')).map((i) => i.slice(1));
  const system = of('system');
  const rest = {
    mode: 'server',
    security:
      offered.security.tokenUrl === undefined
        ? { description: offered.security.description }
        : smartSecurity(offered.security),
    resource: types.map((type) =>
      compact({
        type,
        supportedProfile: offered.supportedProfiles?.[type],
        interaction: of(type)
          .filter((code) => !isFlag(code) && !code.startsWith('$'))
          .map((code) => ({ code: WIRE_CODE[code] ?? code })),
        // Not `versioned-update`, where each update has to name the right version: one without If-Match is taken.
        versioning: 'versioned',
        readHistory: of(type).includes('vread') ? true : undefined,
        conditionalCreate: of(type).includes('conditional-create') ? true : undefined,
        conditionalUpdate: of(type).includes('conditional-update') ? true : undefined,
        searchParam: offered.searchParameters[type]?.map(({ name, type: kind }) => ({ name, type: kind })),
        operation: listed(
          of(type)
            .filter((code) => code.startsWith('$'))
            .map((code) => operation(code.slice(1), type === 'Subscription' ? BACKPORT_OPERATION : OWN_OPERATION)),
        ),
      }),
    ),
    interaction: listed(system.map((code) => ({ code }))),
    operation: listed(operations.map((name) => operation(name))),
  };
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: offered.date,
    kind: 'instance',
    instantiates: [`${CANONICAL_BASE}/CapabilityStatement/receiver`],
    software: { name: offered.software.name, version: offered.software.version },
    implementation: { description: `${offered.software.name} (test systems only)` },
    fhirVersion: '4.0.1',
    format: ['json'],
    rest: [compact(rest)],
  };
};

/** The interactions a server declares, by the same names as `Offered`. */
export const readCapability = (json: JsonObject): Outcome<{ fhirVersion: string; interactions: string[] }> =>
  decoding(() => {
    const root = resourceCursor(json, 'CapabilityStatement');
    const interactions: string[] = [];
    for (const rest of root.get('rest').list()) {
      if (rest.get('mode').value !== 'server') continue;
      for (const resource of rest.get('resource').list()) {
        const type = resource.get('type').text();
        for (const interaction of resource.get('interaction').list()) {
          const code = interaction.get('code').text();
          interactions.push(`${type}.${code === 'search-type' ? 'search' : code}`);
        }
        for (const [code, flag] of Object.entries(FLAGS))
          if (resource.get(flag).value === true) interactions.push(`${type}.${code}`);
        for (const own of resource.get('operation').list()) interactions.push(`${type}.$${own.get('name').text()}`);
      }
      for (const interaction of rest.get('interaction').list()) {
        interactions.push(`system.${interaction.get('code').text()}`);
      }
      for (const own of rest.get('operation').list()) interactions.push(`$${own.get('name').text()}`);
    }
    return { fhirVersion: root.get('fhirVersion').text(), interactions };
  });
