import { type EpochMs, MINUTE_MS } from '../../../simulator/clock.ts';
import { CLOCK } from '../../sut/actor.ts';
import { textOf, type Wall } from './local-time.ts';
import type { PlannedAct } from './planned-act.ts';
import type { Identifier } from '../../../contract/domain/index.ts';

/** Within a minute the clock is left to tick: nothing in a scenario turns on less. */
const NEAR_MS = MINUTE_MS;

/** Whose clock an act needs: the patient it is about, from any of its forms. */
const patientOf = ({ step, actor }: PlannedAct): Identifier | undefined => {
  if (step.kind === 'message') return step.message.patient;
  if (step.kind === 'item' || step.kind === 'restart') return step.patient;
  if (step.kind === 'talk') return step.request.reading.patient;
  if (step.kind === 'together') return step.acts[0]?.reading.patient;
  const { act } = step;
  if (act.op === 'order.submit' || act.op === 'order.change') return act.order.patient;
  if (act.op === 'permission.set') return act.permission.patient;
  if (act.op === 'reading.submit') return act.reading.patient;
  if (act.op === 'device.register') return act.device.patient;
  if (act.op === 'person.patient') return undefined;
  if ('patient' in act) return act.patient;
  return actor.subject;
};

/** A clock that is asked for by name is the system's where there is one for all. */
const ofTheSystem = (planned: PlannedAct): PlannedAct => {
  const { step } = planned;
  if (step.kind !== 'act' || step.act.op !== 'clock.advance') return planned;
  return { ...planned, step: { kind: 'act', act: { op: 'clock.advance', to: step.act.to } } };
};

/**
 * Puts an advance of virtual time before every act that lies a minute or more after the last one:
 * forward only, planned and not decided while playing, so that two runs send the same.
 * `patient`: each patient's own clock. `system`: one clock, which needs one track.
 */
export const withClock = (acts: readonly PlannedAct[], mode: 'patient' | 'system', wall: Wall): PlannedAct[] => {
  const last = new Map<string, EpochMs>();
  return acts.flatMap((planned) => {
    const act = mode === 'system' ? ofTheSystem(planned) : planned;
    const patient = patientOf(planned);
    if (patient === undefined) return [act];
    const key = mode === 'patient' ? patient.value : '';
    const before = last.get(key);
    if (before !== undefined && act.at - before < NEAR_MS) return [act];
    last.set(key, act.at);
    const to = textOf(act.at, wall);
    const advance: PlannedAct = {
      track: act.track,
      at: act.at,
      via: 'fhir',
      actor: CLOCK,
      step: { kind: 'act', act: { op: 'clock.advance', to, ...(mode === 'patient' ? { patient } : {}) } },
    };
    return [advance, act];
  });
};
