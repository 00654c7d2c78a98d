import { z } from 'zod';
import { type PortName, PORTS } from '../../contract/ports.ts';

export type { PortName };

/**
 * How a port is served. `port-protocol`: JSON over HTTP, answered by an adapter of the vendor's (docs/ports.md).
 * `provisioned`: made beforehand, as the profile lists them. `operator`: a person does it when asked.
 * `command`: programs that the profile names, of the port `process` alone.
 */
export const Service = z.enum(['fhir', 'hl7v2', 'port-protocol', 'provisioned', 'operator', 'command', 'absent']);
export type Service = z.infer<typeof Service>;

export type Ports = Readonly<Record<PortName, readonly Service[]>>;

/** Which services each port can have: what the harness knows how to work. */
const CAN_BE: Readonly<Record<PortName, readonly Service[]>> = {
  patients: ['fhir', 'port-protocol', 'operator', 'absent'],
  people: ['fhir', 'port-protocol', 'provisioned', 'operator', 'absent'],
  coverage: ['fhir', 'port-protocol', 'operator', 'absent'],
  orders: ['fhir', 'hl7v2', 'port-protocol', 'operator', 'absent'],
  portal: ['fhir', 'port-protocol', 'absent'],
  permission: ['fhir', 'port-protocol', 'operator', 'absent'],
  'readings-in': ['fhir', 'hl7v2', 'port-protocol', 'absent'],
  'readings-back': ['fhir', 'port-protocol', 'absent'],
  inbox: ['fhir', 'port-protocol', 'absent'],
  'inbox-acts': ['fhir', 'port-protocol', 'operator', 'absent'],
  'alerts-out': ['hl7v2', 'absent'],
  messages: ['fhir', 'port-protocol', 'absent'],
  audit: ['fhir', 'port-protocol', 'absent'],
  clock: ['fhir', 'port-protocol', 'absent'],
  process: ['command', 'port-protocol', 'absent'],
};

const termOf = (port: PortName) => {
  const service = z.enum(CAN_BE[port], `one of ${CAN_BE[port].join(', ')}, or a list`);
  return z
    .union([service, z.array(service).min(1).max(4)])
    .transform((s): readonly Service[] => (Array.isArray(s) ? s : [s]))
    .refine((all) => new Set(all).size === all.length, 'each service once')
    .refine((all) => all.length === 1 || !all.includes('absent'), 'absent, or what serves it: not both');
};

/** As declared: each port once, by one service or several. */
export const PortsTerm = z.strictObject(
  Object.fromEntries(PORTS.map((port) => [port, termOf(port).optional()])) as Record<
    PortName,
    z.ZodOptional<ReturnType<typeof termOf>>
  >,
  { error: (issue) => (issue.code === 'unrecognized_keys' ? `one of ${PORTS.join(', ')}` : undefined) },
);

/** Where a system can be reached, as far as it decides what serves its ports. */
export interface Reach {
  readonly fhir: boolean;
  readonly hl7: boolean;
  /** It is told where the harness takes its alerts. */
  readonly alerts: boolean;
  readonly adapter: boolean;
  readonly clock: 'patient' | 'system' | 'absent';
  /** There are commands by which the harness stops and starts it. */
  readonly process: boolean;
  /** Ports that the scopes it claims need. */
  readonly needed: ReadonlySet<PortName>;
}

/** Served only where they are said or claimed to be: few systems have them. */
const SELDOM: ReadonlySet<PortName> = new Set(['coverage', 'portal']);

/**
 * What is not declared: FHIR where there is an address of it, else the port protocol where there is an adapter;
 * orders and readings over HL7 v2 too where it listens.
 */
export const withDefaults = (declared: z.output<typeof PortsTerm>, reach: Reach): Ports => {
  const main: readonly Service[] = reach.fhir ? ['fhir'] : reach.adapter ? ['port-protocol'] : ['absent'];
  const fallback = (port: PortName): readonly Service[] => {
    if (port === 'alerts-out') return [reach.alerts ? 'hl7v2' : 'absent'];
    if (port === 'process') return [reach.process ? 'command' : 'absent'];
    if (SELDOM.has(port) && !reach.needed.has(port)) return ['absent'];
    if (port === 'clock' && reach.clock === 'absent') return ['absent'];
    return reach.hl7 && (port === 'orders' || port === 'readings-in')
      ? [...main.filter((s) => s !== 'absent'), 'hl7v2']
      : main;
  };
  return Object.fromEntries(PORTS.map((port) => [port, declared[port] ?? fallback(port)])) as unknown as Ports;
};
