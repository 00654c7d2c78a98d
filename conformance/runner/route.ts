import { portsOf } from '../../contract/requirements/scopes.ts';
import type { Act, EndLine, SubmitAct, Transport, Via } from '../history/lines.ts';
import { carries } from '../sut/carries.ts';
import { portOf } from '../sut/port-of.ts';
import type { PortName, Service } from '../sut/ports.ts';
import type { SutProfile } from '../sut/profile.ts';
import type { LanePlan, PlannedAct, Step } from './plan/planned-act.ts';

type Routable = Pick<SutProfile, 'ports' | 'scope' | 'policies' | 'process'>;

/** Ports that what is claimed needs; without the others nothing that is claimed is missing. */
const needed = (scope: SutProfile['scope']): ReadonlySet<PortName> => new Set(scope.flatMap((one) => portsOf(one)));

/** Why this system cannot play a lane. */
interface Unroutable {
  readonly reason: string;
  readonly verdict: EndLine['skipped'][number]['verdict'];
}

/** A lane with every act on what serves its port, or why this system cannot play it. */
export type Route = { readonly plan: LanePlan } | Unroutable;

/** The acts of a step, or what stands for one whose item is not known yet. */
const actsOf = (step: Step): readonly Act[] => {
  if (step.kind === 'act') return [step.act];
  if (step.kind === 'together') return step.acts;
  if (step.kind === 'restart') return step.during;
  if (step.kind === 'talk') {
    const transport: Transport = { case: step.request.case, topic: 'stream', how: 'a case of MLLP' };
    return [{ op: 'reading.submit', reading: step.request.reading, transport }];
  }
  if (step.kind === 'item') return [{ op: 'item.act', item: step.item.reading, act: step.act, person: step.person }];
  return [{ op: 'message.send', message: { ...step.message, about: step.item.reading } }];
};

/** A meter that no wire makes known is named by its readings. */
const canBeLeftOut = (step: Step): boolean =>
  step.kind === 'act' && step.act.op === 'device.register' && step.act.device.kind !== 'phone';

/** Wires before people, and people before what was made beforehand. */
const RANK: Readonly<Record<Service, number>> = {
  fhir: 0,
  'port-protocol': 1,
  hl7v2: 2,
  command: 3,
  operator: 4,
  provisioned: 5,
  absent: 6,
};

/** Readings that go together are one message in HL7 v2, which is all or nothing and has no batch. */
const inBundleOf = (via: Via, act: SubmitAct): SubmitAct => {
  const { bundle } = act;
  if (bundle === undefined || (via === 'hl7v2') === (bundle.kind === 'message')) return act;
  return { ...act, bundle: { ...bundle, kind: via === 'hl7v2' ? 'message' : 'transaction' } };
};

const isBatch = (act: Act): boolean => act.op === 'reading.submit' && act.bundle?.kind === 'batch';

const saysAll = (via: Via, acts: readonly Act[]): boolean =>
  acts.every((act) => carries(via, act) && !(via === 'hl7v2' && isBatch(act)));

const viaOf = (acts: readonly Act[], preferred: Via, services: readonly Service[]): Via | undefined => {
  const inOrder = services.toSorted((a, b) => RANK[a] - RANK[b]);
  const ways = [...inOrder.filter((s) => s === preferred), ...inOrder.filter((s) => s !== preferred)];
  for (const way of ways) if (way !== 'absent' && saysAll(way, acts)) return way;
  return undefined;
};

/** Who finds duplicates by himself promises nothing of conditions. */
const NO_CONDITIONS: Unroutable = {
  reason: 'the system declares that it finds duplicates by itself (policies, duplicates)',
  verdict: 'NOT_APPLICABLE',
};

const isConditional = (act: Act): boolean => act.op === 'reading.submit' && act.condition !== undefined;

const unroutable = (port: PortName, op: Act['op'] | undefined, { ports, scope }: Routable): Unroutable => {
  const services = ports[port];
  const served = services.join(' and ');
  if (services.includes('absent'))
    return needed(scope).has(port)
      ? { reason: `the port "${port}" is absent`, verdict: 'UNTESTABLE' }
      : { reason: `the port "${port}" is absent, and no claimed scope needs it`, verdict: 'NOT_APPLICABLE' };
  if (services.includes('provisioned') || services.includes('operator'))
    return { reason: `the port "${port}" is served by ${served}, and ${op} needs more`, verdict: 'UNTESTABLE' };
  const lack = op === 'surface.try' ? 'over which nothing forbidden can be tried' : `which cannot say this ${op}`;
  return { reason: `the port "${port}" is served by ${served}, ${lack}`, verdict: 'NOT_APPLICABLE' };
};

const onto = (planned: PlannedAct, via: Via): PlannedAct => {
  const { step } = planned;
  if (step.kind !== 'together') return via === planned.via ? planned : { ...planned, via };
  return { ...planned, via, step: { ...step, acts: step.acts.map((act) => inBundleOf(via, act)) } };
};

/**
 * Why a plan that brings the system down cannot be played. UNTESTABLE whatever was claimed: a reading that is lost in an
 * outage is lost, and without the means nobody can say that none is.
 */
const cannotRestart = (plan: LanePlan, { ports, process: commands }: Routable): Unroutable | undefined => {
  const hows = plan.acts.flatMap(({ step }) => (step.kind === 'restart' ? [step.how] : []));
  if (hows.length === 0) return undefined;
  if (ports.process.includes('absent'))
    return {
      reason: 'the port "process" is absent: nothing stops the system and starts it again',
      verdict: 'UNTESTABLE',
    };
  const lacking = commands === undefined ? undefined : hows.find((how) => commands[how] === undefined);
  if (lacking === undefined) return undefined;
  return { reason: `the profile has no command process.${lacking}`, verdict: 'UNTESTABLE' };
};

/**
 * Puts every act of a plan on what serves its port: the wire that the lane prefers where the port has it, else another
 * that can say the act. A port that nothing serves makes the lane UNTESTABLE; a wire that has no words for an act, NOT_APPLICABLE.
 */
export const route = (plan: LanePlan, profile: Routable): Route => {
  const { ports } = profile;
  const grounded = cannotRestart(plan, profile);
  if (grounded !== undefined) return grounded;
  const routed: PlannedAct[] = [];
  for (const planned of plan.acts) {
    const acts = actsOf(planned.step);
    const [first] = acts;
    if (profile.policies.duplicates !== 'conditional-create' && acts.some(isConditional)) return NO_CONDITIONS;
    const port = first === undefined ? 'readings-in' : portOf(first);
    const services = ports[port];
    const via = viaOf(acts, planned.via, services);
    if (via !== undefined) routed.push(onto(planned, via));
    else if (!canBeLeftOut(planned.step)) return unroutable(port, first?.op, profile);
  }
  if (ports.inbox.includes('absent')) return { reason: 'the port "inbox" is absent', verdict: 'UNTESTABLE' };
  return { plan: { ...plan, acts: routed } };
};
