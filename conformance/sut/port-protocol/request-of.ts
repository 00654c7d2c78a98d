import type { PortActor } from '../../../contract/wire/ports/as-sent.ts';
import type { PortWithCalls } from '../../../contract/wire/ports/calls.ts';
import type { Reading } from '../../../contract/domain/index.ts';
import type { Act, SubmitAct, WireDefect } from '../../history/lines.ts';
import type { Actor } from '../actor.ts';
import { portOf } from '../port-of.ts';

/** A call as it goes to an adapter. */
export interface PortRequest {
  readonly port: PortWithCalls;
  readonly body: { readonly call: string; readonly as: PortActor } & Readonly<Record<string, unknown>>;
}

export const actorOf = ({ role, subject }: Actor): PortActor => ({
  role,
  ...(subject === undefined ? {} : { subject }),
});

/** A reading with a defect that the domain cannot express. `sender-of` lies in the credentials alone. */
const asSent = (reading: Reading, defect: WireDefect | undefined): object => {
  if (defect?.kind === 'time-without-offset')
    return { ...reading, effective: reading.effective.replace(/(?:Z|[+-]\d\d:\d\d)$/, '') };
  if (reading.result.kind !== 'value') return reading;
  const { quantity } = reading.result;
  if (defect?.kind === 'unknown-unit')
    return { ...reading, result: { ...reading.result, quantity: { ...quantity, unit: defect.unit } } };
  if (defect?.kind === 'bad-number')
    return { ...reading, result: { ...reading.result, quantity: { ...quantity, value: defect.text } } };
  return reading;
};

/** What of an act goes into its call: all of it, but for what is the harness's own. */
const inputOf = (act: Act): Readonly<Record<string, unknown>> => {
  switch (act.op) {
    case 'reading.submit':
      return { reading: asSent(act.reading, act.defect) };
    case 'item.act':
      return { item: act.item, act: act.act };
    case 'message.read':
      return { patient: act.patient };
    case 'inbox.look':
      return act.patient === undefined ? {} : { patient: act.patient };
    default: {
      const { op: _name, ...input } = act;
      return input;
    }
  }
};

/** An act as a call, made with the credentials of an actor. */
export const requestOf = (act: Act, actor: Actor): PortRequest => ({
  port: portOf(act) as PortWithCalls,
  body: { call: act.op, as: actorOf(actor), ...inputOf(act) },
});

/** Readings of one bundle as one call. */
export const togetherRequest = (acts: readonly SubmitAct[], actor: Actor): PortRequest => ({
  port: 'readings-in',
  body: {
    call: 'reading.together',
    as: actorOf(actor),
    kind: acts.some((act) => act.bundle?.kind === 'batch') ? 'batch' : 'transaction',
    readings: acts.map(({ reading, defect }) => asSent(reading, defect)),
  },
});
