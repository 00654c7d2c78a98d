import type { PortName, Service } from '../sut/ports.ts';
import type { SutProfile } from '../sut/profile.ts';
import type { Scenario } from './document/scenario.ts';
import type { Binding } from './plan/planned-act.ts';

/** The wires that each binding of a scenario stands for: what is said in FHIR the port protocol says, too. */
const STANDS_FOR: Readonly<Record<Scenario['bindings'][number], readonly Binding[]>> = {
  fhir: ['fhir', 'port-protocol'],
  hl7v2: ['hl7v2'],
};

/** The service that takes an act, when `preferred` is asked for first. */
const taken = (services: readonly Service[], preferred: Binding): Service =>
  services.includes(preferred) ? preferred : (services[0] ?? 'absent');

/**
 * On which wires a scenario is played on a system: on every one by which it takes orders or readings, each once. Two that
 * come to the same, because a port has one service only, are one lane, named for the wire that its readings go by.
 */
export const wiresOf = (scenario: Scenario, { ports }: Pick<SutProfile, 'ports'>): readonly Binding[] => {
  const served = new Set<Service>([...ports.orders, ...ports['readings-in']]);
  const wires = scenario.bindings.flatMap((b) => STANDS_FOR[b]).filter((wire) => served.has(wire));
  // What FHIR alone can say may still be said, though readings go another way.
  if (wires.length === 0) return scenario.bindings.includes('fhir') ? ['fhir'] : [];
  const lanes = new Map<string, Binding>();
  for (const wire of wires) {
    const same = `${taken(ports.orders, wire)} ${taken(ports['readings-in'], wire)}`;
    if (!lanes.has(same) || ports['readings-in'].includes(wire)) lanes.set(same, wire);
  }
  return [...lanes.values()];
};

/** Of the wires of a scenario those that one of its bindings asks for. */
export const wiresFor = (
  scenario: Scenario,
  binding: Scenario['bindings'][number],
  profile: Pick<SutProfile, 'ports'>,
): readonly Binding[] => wiresOf(scenario, profile).filter((wire) => STANDS_FOR[binding].includes(wire));

const WIRES: readonly Binding[] = ['fhir', 'port-protocol', 'hl7v2'];

/** The wire over which a port is read; undefined where none does. */
export const wireOf = ({ ports }: Pick<SutProfile, 'ports'>, port: PortName): Binding | undefined =>
  WIRES.find((wire) => ports[port].includes(wire));
