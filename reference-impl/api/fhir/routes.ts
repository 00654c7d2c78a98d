import { buildCapability, type SearchParameter, type Security } from '../../../contract/wire/fhir/capability.ts';
import type { JsonObject } from '../../../contract/wire/json/lossless.ts';
import { ALGORITHMS } from '../auth/clients/public-key.ts';
import type { OfferedAccess } from '../auth/offered-access.ts';
import { TOKEN_PATH } from '../auth/smart-configuration.ts';
import { AUDIT_EVENTS } from './audit-events.ts';
import { BUNDLES } from './bundles.ts';
import { CLOCK } from './clock.ts';
import { COMMUNICATIONS } from './communications.ts';
import { CONSENTS } from './consents.ts';
import { OBSERVATIONS } from './observations.ts';
import { ORDERS } from './orders.ts';
import { PEOPLE } from './people.ts';
import { ELIGIBILITY } from './eligibility.ts';
import { GUIDANCE } from './guidance.ts';
import type { Route } from './route.ts';
import { SUBSCRIPTIONS } from './subscriptions.ts';
import { BACKPORT_PROFILE } from './subscription-names.ts';
import { SOURCES } from './sources.ts';
import { TASKS } from './tasks.ts';

/** Everything that is offered: the one table behind routing, access and /metadata. */
export const routesOf = (options: { readonly clockPort: boolean }): readonly Route[] => [
  ...PEOPLE,
  ...ELIGIBILITY,
  ...GUIDANCE,
  ...SOURCES,
  ...ORDERS,
  ...CONSENTS,
  ...OBSERVATIONS,
  ...BUNDLES,
  ...TASKS,
  ...COMMUNICATIONS,
  ...AUDIT_EVENTS,
  ...SUBSCRIPTIONS,
  ...(options.clockPort ? CLOCK : []),
];

/** Names of the interactions of a table, conditional creates included. */
export const interactionsOf = (routes: readonly Route[]): readonly string[] =>
  routes.flatMap((route) => [
    route.name,
    ...(route.also ?? []),
    ...(route.conditional === true ? [route.name.replace('.create', '.conditional-create')] : []),
  ]);

/** The result parameters of a search (`_count`, …) are no search parameters of a type. */
const searchParametersOf = (routes: readonly Route[]): Readonly<Record<string, readonly SearchParameter[]>> =>
  Object.fromEntries(
    routes
      .filter((route) => route.name.endsWith('.search'))
      .map((route) => [
        route.name.replace('.search', ''),
        (route.parameters ?? []).filter((p) => p.type !== 'special'),
      ]),
  );

/** How access is told. `origin`: our own address, `http://127.0.0.1:8080`. */
interface ToldAccess {
  readonly access: OfferedAccess;
  readonly origin: string;
}

const securityOf = ({ access, origin }: ToldAccess): Security => {
  if (access === 'none')
    return {
      description: 'None: whoever can reach it may do everything. For this machine alone, never with real data',
    };
  const tokens = 'Bearer tokens, opaque to clients; one role a client, and scopes where the token has some';
  if (access === 'tokens') return { description: `${tokens}. The operator gives them out` };
  return {
    description: `${tokens}. SMART Backend Services: private_key_jwt with ${ALGORITHMS.join(' or ')}, by registered clients`,
    tokenUrl: `${origin}${TOKEN_PATH}`,
  };
};

/** The CapabilityStatement of a table. */
export const capabilityOf = (routes: readonly Route[], told: ToldAccess): JsonObject =>
  buildCapability({
    security: securityOf(told),
    software: { name: 'vitalproof reference', version: '0.1.0' },
    date: '2026-03-01',
    interactions: interactionsOf(routes),
    searchParameters: searchParametersOf(routes),
    supportedProfiles: { Subscription: [BACKPORT_PROFILE.subscription] },
  });
