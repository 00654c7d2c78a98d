import { PORTS } from '../../contract/ports.ts';
import type { Catalogue } from '../../contract/requirements/load.ts';
import { RECEIVER_SCOPES, type Requirement, type Role } from '../../contract/requirements/requirement.ts';
import type { RunLine, Via } from '../history/lines.ts';
import { claimOf } from '../scopes/claim.ts';
import type { Ports } from '../sut/ports.ts';

/** What a run was of, by its first line. */
export type Claimed = Pick<RunLine, 'role' | 'scope' | 'ports'>;

export const roleOf = ({ role }: Claimed): Role => role ?? 'receiver';

/** The scopes of a receiver; a sender is certified as a whole. Empty: the run was of no claim, and certifies nothing. */
export const scopeOf = (run: Claimed): readonly string[] => (roleOf(run) === 'sender' ? ['sender'] : (run.scope ?? []));

/** Requirements that a certificate of this run rests on, and those of its role that lie outside, each with the reason. */
export const claimedBy = (
  run: Claimed,
  catalogue: Catalogue,
): {
  readonly inside: readonly Requirement[];
  readonly outside: readonly { readonly requirement: Requirement; readonly why: string }[];
} => {
  if (roleOf(run) === 'sender') return { inside: catalogue.ofRole('sender'), outside: [] };
  const served = new Map((run.ports ?? []).map(({ port, served: services }) => [port, services]));
  const ports = Object.fromEntries(PORTS.map((port) => [port, served.get(port) ?? ['absent']])) as unknown as Ports;
  const scope = RECEIVER_SCOPES.filter((name) => (run.scope ?? []).includes(name));
  return claimOf({ scope, ports }, catalogue);
};

const waysOf = ({ ports = [] }: Claimed): readonly { readonly port: string; readonly via: Via }[] =>
  ports.flatMap(({ port, served }) => served.map((via) => ({ port, via })));

const ON_A_WIRE: readonly Via[] = ['fhir', 'hl7v2', 'port-protocol'];

/** Wires over which something was observed. */
export const wiresOf = (run: Claimed): readonly Via[] =>
  ON_A_WIRE.filter((wire) => waysOf(run).some(({ via }) => via === wire));

/** Ports that nobody observed: made beforehand, or done by a person who was asked. `permission: operator`. */
export const attestedOf = (run: Claimed): readonly string[] =>
  waysOf(run)
    .filter(({ via }) => !ON_A_WIRE.includes(via))
    .map(({ port, via }) => `${port}: ${via}`)
    .toSorted();
