import { z } from 'zod';

/** What a receiver offers, by the contract's names. */
const PORTS = [
  'patients',
  'people',
  'coverage',
  'orders',
  'portal',
  'permission',
  'readings-in',
  'readings-back',
  'inbox',
  'inbox-acts',
  'messages',
  'audit',
  'clock',
  'process',
] as const;
export type PortName = (typeof PORTS)[number];

/** How a port is served. `provisioned`: made beforehand; `operator`: a person does it when asked. */
const Service = z.enum(['fhir', 'hl7v2', 'provisioned', 'operator', 'absent']);
type Service = z.infer<typeof Service>;

export type Ports = Readonly<Record<PortName, readonly Service[]>>;

const term = z.union([Service, z.array(Service).min(1).max(4)]).transform((s) => (Array.isArray(s) ? s : [s]));

/** As declared: each port once, by one service or several. */
export const PortsTerm = z.partialRecord(z.enum(PORTS), term);

/** What is not declared: FHIR everywhere, orders and readings over HL7 v2 too where it listens. */
export const withDefaults = (
  declared: z.output<typeof PortsTerm>,
  hl7: boolean,
  clock: 'patient' | 'system' | 'absent',
): Ports => {
  const wires: readonly Service[] = hl7 ? ['fhir', 'hl7v2'] : ['fhir'];
  const fallback = (port: PortName): readonly Service[] => {
    if (port === 'coverage' || port === 'portal' || port === 'process') return ['absent'];
    if (port === 'clock') return [clock === 'absent' ? 'absent' : 'fhir'];
    return port === 'orders' || port === 'readings-in' ? wires : ['fhir'];
  };
  return Object.fromEntries(PORTS.map((port) => [port, declared[port] ?? fallback(port)])) as unknown as Ports;
};
