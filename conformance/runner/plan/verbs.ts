import type { Identifier } from '../../../contract/domain/index.ts';
import { missingFromChange } from '../../../contract/wire/hl7v2/order-keys.ts';
import type { Act } from '../../history/lines.ts';
import { AUDITOR, clinician, EHR, portal } from '../../sut/actor.ts';
import { orderName } from '../document/names.ts';
import type { LaneBuilder } from './lane-builder.ts';
import { fitsV2, isStateByV2 } from '../../sut/hl7v2/fits.ts';
import { changedOrder, newOrder } from './order-state.ts';
import * as people from './people-verbs.ts';
import * as portalVerbs from './portal-verbs.ts';
import { correct, erase, reading, replay, restart, stream, talk, together } from './reading-verbs.ts';
import type { Happening } from './timeline.ts';
import type { Plan, Verbs } from './verb.ts';

const order: Plan<'order'> = (lane, happening, term) => {
  const { member, at } = happening;
  const identifier =
    term.identifierOf === undefined ? lane.ids.order() : lane.order(member, term.identifierOf).order.identifier;
  const group = term.group === undefined ? undefined : lane.group(term.group);
  const made = newOrder(term, { identifier, patient: member.patient.identifier, group }, at, lane.setting);
  lane.setOrder(member, orderName(term), made);
  lane.push(member, at, EHR, { op: 'order.submit', order: made }, fitsV2(made) ? lane.binding : 'fhir');
  portalVerbs.shareWhatWasWaitedFor(lane, happening, made);
};

const change: Plan<'change'> = (lane, happening, term) => {
  const { member, at } = happening;
  // So that a system whose orders come by messages alone is judged on the rest of the lane.
  if (term.only === 'fhir' && lane.binding !== 'fhir') return;
  const before = lane.order(member, term.order);
  const next = changedOrder(before.order, term, at, lane.setting);
  const byV2 = fitsV2(next) && isStateByV2(before.order.status);
  if (term.delta === true) {
    if (!byV2 || lane.binding !== 'hl7v2') return;
    lane.push(member, at, EHR, { op: 'order.change', order: next, delta: true }, 'hl7v2');
    // One that leaves something out is refused, and the order stays as it was.
    if (missingFromChange(before.order, next, []).length === 0) lane.setOrder(member, before.name, next);
    return;
  }
  lane.setOrder(member, before.name, next);
  lane.push(member, at, EHR, { op: 'order.change', order: next }, byV2 ? lane.binding : 'fhir');
  portalVerbs.shareWhatWasWaitedFor(lane, happening, next);
};

const read: Plan<'read'> = (lane, { member, at }, term) => {
  const patient = member.patient.identifier;
  if (term.order !== undefined) {
    const asked = lane.order(member, term.order).order.identifier;
    return lane.push(member, at, EHR, { op: 'order.read', patient, order: asked });
  }
  const identifier = term.reading === undefined ? undefined : lane.reading(member, term.reading).reading.identifier;
  const act: Act = {
    op: 'reading.read',
    patient,
    ...(identifier === undefined ? {} : { identifier }),
    ...(term.measure === undefined ? {} : { measure: term.measure }),
  };
  lane.push(member, at, EHR, term.whenFiled === true ? { kind: 'act', act, whenFiled: true } : act);
};

const person = (lane: LaneBuilder, by: Verbs['seen']['by']): Identifier => lane.setting.staff(by ?? 'responsible');

const itemAct =
  (act: 'seen' | 'done'): Plan<'seen' | 'done'> =>
  (lane, { member, at }, term) => {
    const who = person(lane, term.by);
    const item = lane.itemOf(member, term);
    lane.push(member, at, clinician(who), { kind: 'item', item, act, person: who, patient: member.patient.identifier });
  };

const message: Plan<'message'> = (lane, { member, at }, term) => {
  const sender = person(lane, term.by);
  lane.push(member, at, clinician(sender), {
    kind: 'message',
    item: lane.itemOf(member, term),
    message: {
      identifier: lane.ids.message(),
      patient: member.patient.identifier,
      sender,
      text: term.text,
      sent: lane.text(at),
    },
  });
};

const messages: Plan<'messages'> = (lane, { member, at }, term) => {
  const patient = member.patient.identifier;
  if (term.by === undefined) return lane.push(member, at, portal(patient), { op: 'message.read', patient });
  const by = lane.patientNamed(term.by);
  lane.push(member, at, portal(by), { op: 'message.read', patient, by });
};

/** Once the time is over within which what was sent has to be found: a notice goes out behind its message. */
const notices: Plan<'notices'> = (lane, { member, at }) => {
  const act: Act = { op: 'notice.list', patient: member.patient.identifier };
  lane.push(member, at, EHR, { kind: 'act', act, whenFiled: true });
};

const audit: Plan<'audit'> = (lane, { member, at }) =>
  lane.push(member, at, AUDITOR, { op: 'audit.read', patient: member.patient.identifier });

const VERB_PLANS: { [V in keyof Verbs]: Plan<V> } = {
  order,
  change,
  grant: portalVerbs.grant,
  withdraw: portalVerbs.withdraw,
  reading,
  stream,
  replay,
  correct,
  erase,
  together,
  talk,
  read,
  seen: itemAct('seen'),
  done: itemAct('done'),
  message,
  messages,
  notices,
  audit,
  clock: people.clock,
  try: people.attempt,
  inbox: people.inbox,
  away: people.away,
  subscription: people.subscription,
  alerts: people.alerts,
  phone: portalVerbs.phone,
  pick: portalVerbs.pick,
  disconnect: portalVerbs.disconnect,
  trackers: portalVerbs.trackers,
  permission: portalVerbs.permission,
  eligibility: portalVerbs.eligibility,
  restart,
};

/** Adds what one happening asks for to the plan. */
export const planHappening = (lane: LaneBuilder, happening: Happening): void => {
  for (const verb of Object.keys(VERB_PLANS) as (keyof Verbs)[]) {
    const term = happening.act[verb];
    if (term !== undefined) (VERB_PLANS[verb] as Plan<typeof verb>)(lane, happening, term as never);
  }
};
