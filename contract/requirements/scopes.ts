import type { PortName } from '../ports.ts';
import type { Catalogue } from './load.ts';
import { RECEIVER_SCOPES, type Requirement } from './requirement.ts';

/** What a receiver can be certified of. */
export type ReceiverScope = (typeof RECEIVER_SCOPES)[number];

/** What a certificate of a scope covers. Inside it nothing can be left out (contract: Two roles are certified). */
interface ScopeEntry {
  readonly covers: string;
  /** Ports that the scope needs beyond those of the scope that it stands on. */
  readonly ports: readonly PortName[];
  /** Of all its ports, those that have to be worked while the run goes on: a set made beforehand will not do. */
  readonly worked: readonly PortName[];
}

/** Every other scope stands on this one. */
export const BASE_SCOPE = 'alerts' satisfies ReceiverScope;

/** The scopes, frozen: a port is added to one, or taken away, with a new version of the contract alone. */
export const SCOPES: Readonly<Record<ReceiverScope, ScopeEntry>> = {
  alerts: {
    covers: 'readings in, limits, In Basket',
    ports: ['patients', 'people', 'orders', 'permission', 'readings-in', 'readings-back', 'inbox', 'inbox-acts'],
    worked: ['readings-in', 'readings-back', 'inbox', 'inbox-acts'],
  },
  orders: { covers: 'orders: their life, versions and refusals', ports: [], worked: ['orders'] },
  portal: { covers: 'trackers that the patient is offered', ports: ['portal'], worked: ['portal'] },
  permission: { covers: "the patient's permission for each type of data", ports: [], worked: ['permission'] },
  messages: { covers: 'secure messages back to the patient', ports: ['messages'], worked: ['messages'] },
  routing: { covers: 'escalation and coverage', ports: ['coverage'], worked: ['coverage'] },
  waiting: { covers: 'what goes by time: missing data, digest, summary, late batches', ports: [], worked: [] },
  audit: { covers: 'the audit trail', ports: ['audit'], worked: ['audit'] },
};

/** Every port that a scope needs, with those of the scope that it stands on. */
export const portsOf = (scope: ReceiverScope): readonly PortName[] => [
  ...new Set([...SCOPES[BASE_SCOPE].ports, ...SCOPES[scope].ports]),
];

/** Requirements of a receiver in a scope, in the order of the catalogue. */
export const requirementsIn = (scope: ReceiverScope, catalogue: Catalogue): readonly Requirement[] =>
  catalogue.requirements.filter((r) => r.role === 'receiver' && r.scope === scope);

/** The ports by which each family is exercised; a wire of its own: any port on that wire. */
const FAMILY: Readonly<Record<string, readonly PortName[] | 'any'>> = {
  ORD: ['orders'],
  PRM: ['permission'],
  RDG: ['readings-in'],
  LIM: ['readings-in'],
  ALR: ['inbox'],
  MSG: ['messages'],
  AUD: ['audit'],
  CLK: ['inbox'],
  PRT: ['portal'],
  FHR: 'any',
  HL7: 'any',
  SEC: 'any',
};

/** Where a requirement is exercised by another port than its family. */
const OWN: Readonly<Record<string, readonly PortName[]>> = {
  'ORD-12': ['portal'],
  'PRM-05': ['readings-in'],
  'ALR-09': ['coverage'],
  'ALR-21': ['coverage'],
  'ALR-25': ['alerts-out'],
  'ALR-26': ['alerts-out'],
  'ALR-27': ['alerts-out'],
};

/** About the wire itself: nothing that says the same in other words can show it. */
const OF_THE_WIRE: ReadonlySet<string> = new Set(['FHR', 'HL7', 'SEC']);
const OF_THE_WIRE_ALONE: ReadonlySet<string> = new Set(['ORD-23', 'RDG-03', 'RDG-04', 'AUD-03']);

const familyOf = (id: string): string => id.slice(0, 3);

/** The ports by which a requirement is exercised. A family that is not listed is exercised by any. */
export const portsFor = (id: string): readonly PortName[] | 'any' => OWN[id] ?? FAMILY[familyOf(id)] ?? 'any';

/** Whether a requirement is about the wire itself, so that it is judged on the wires that it names and no other. */
export const isOfTheWire = (id: string): boolean => OF_THE_WIRE.has(familyOf(id)) || OF_THE_WIRE_ALONE.has(id);

/** Families that the table knows; a test holds the catalogue to it. */
export const KNOWN_FAMILIES: readonly string[] = Object.keys(FAMILY);
