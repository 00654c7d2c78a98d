import type { Catalogue } from '../../contract/requirements/load.ts';
import type { Requirement } from '../../contract/requirements/requirement.ts';
import { isOfTheWire, portsFor, portsOf, type ReceiverScope, SCOPES } from '../../contract/requirements/scopes.ts';
import { type PortName, PORTS } from '../../contract/ports.ts';
import type { EndLine, RunLine } from '../history/lines.ts';
import type { Ports, Service } from '../sut/ports.ts';
import type { SutProfile } from '../sut/profile.ts';

/** What a profile's scopes make of the catalogue. */
export interface Claim {
  /** Requirements that the system is held to: every one of its scopes that its wires can show. */
  readonly inside: readonly Requirement[];
  /** The rest, with the reason: nothing judges them, and a report says so. */
  readonly outside: readonly { readonly requirement: Requirement; readonly why: string }[];
  /** Ports that a claimed scope needs and does not have, as the end of a history says it. */
  readonly missing: readonly EndLine['skipped'][number][];
}

type Claimed = Pick<SutProfile, 'scope' | 'ports'>;

/** What stands in for FHIR where a requirement is not about FHIR itself. */
const SAYS_THE_SAME: ReadonlySet<Service> = new Set(['port-protocol', 'operator', 'provisioned']);

const servicesFor = (id: string, { ports }: Claimed): readonly Service[] => {
  const own = portsFor(id);
  return (own === 'any' ? PORTS : own).flatMap((port: PortName) => ports[port]);
};

/** Why the wires of a system cannot show a requirement; undefined where they can, or where its port is missing altogether. */
const noWire = (r: Requirement, profile: Claimed): string | undefined => {
  const services = servicesFor(r.id, profile).filter((s) => s !== 'absent');
  const wires: readonly string[] = r.bindings;
  const says = (s: Service): boolean =>
    wires.includes(s) || (SAYS_THE_SAME.has(s) && !isOfTheWire(r.id) && wires.includes('fhir'));
  // A port of its own that is absent takes nothing out: the requirement stays, and is UNTESTABLE.
  if (services.some(says) || (services.length === 0 && (!isOfTheWire(r.id) || portsFor(r.id) !== 'any')))
    return undefined;
  const served = services.length === 0 ? 'nothing' : [...new Set(services)].join(' and ');
  return `judged over ${wires.join(' and ')}; here it is served by ${served}`;
};

const missingIn = (scope: ReceiverScope, inside: readonly Requirement[], { ports }: Claimed): Claim['missing'] =>
  portsOf(scope).flatMap((port) => {
    const services = ports[port];
    const unworked = SCOPES[scope].worked.includes(port) && services.every((s) => s === 'provisioned');
    if (!services.includes('absent') && !unworked) return [];
    const how = unworked ? 'it is made beforehand, and has to be worked during the run' : 'it is absent';
    return [
      {
        lane: `scope:${scope}/${port}`,
        requirement: inside.filter((r) => r.scope === scope).map((r) => r.id),
        verdict: 'UNTESTABLE' as const,
        reason: `the scope "${scope}" needs the port "${port}", and ${how}`,
      },
    ];
  });

/**
 * What a system is held to. Inside its scopes nothing is left out: a requirement is outside only where its scope is not
 * claimed, or where the wires of its port have no words for it. Requirements of a sender are outside.
 */
export const claimOf = (profile: Claimed, catalogue: Catalogue): Claim => {
  const inside: Requirement[] = [];
  const outside: { requirement: Requirement; why: string }[] = [];
  for (const requirement of catalogue.requirements) {
    if (requirement.role !== 'receiver') continue;
    const claimed = (profile.scope as readonly string[]).includes(requirement.scope);
    const why = claimed ? noWire(requirement, profile) : `the scope "${requirement.scope}" is not claimed`;
    if (why === undefined) inside.push(requirement);
    else outside.push({ requirement, why });
  }
  return { inside, outside, missing: profile.scope.flatMap((scope) => missingIn(scope, inside, profile)) };
};

/** What lies outside the claim that a run was of, by its first line; nothing where it was of none. */
export const outsideOf = ({ scope, ports = [] }: RunLine, catalogue: Catalogue): Claim['outside'] => {
  if (scope === undefined) return [];
  const served = Object.fromEntries(ports.map(({ port, served: services }) => [port, services]));
  const all = Object.fromEntries(PORTS.map((port) => [port, served[port] ?? ['absent']])) as unknown as Ports;
  return claimOf({ scope, ports: all }, catalogue).outside;
};
