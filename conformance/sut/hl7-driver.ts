import { keyOf, type Order } from '../../contract/domain/index.ts';
import type { Envelope } from '../../contract/wire/hl7v2/envelope.ts';
import { encodeOrderMessage } from '../../contract/wire/hl7v2/order.ts';
import { encodeReadingMessage } from '../../contract/wire/hl7v2/reading.ts';
import { instantText } from '../../simulator/clock.ts';
import type { RunClock } from '../history/clock.ts';
import type { Act, SubmitAct } from '../history/lines.ts';
import { MLLP_CASES } from '../mllp/cases/index.ts';
import { playCase, type TalkSetting } from '../mllp/session.ts';
import { ANSWER_TIMEOUT_MS } from './answer-timeout.ts';
import type { AlertListener } from '../sight/alerts/alert-listener.ts';
import type { Driver, Performed, TalkRequest } from './driver.ts';
import { alertDesk, isAlertAct } from './hl7v2/alerts.ts';
import { outcomeOfAcks } from './hl7v2/ack-outcome.ts';
import { withDefect, withDefects } from './hl7v2/defects.ts';
import { controlOf } from './hl7v2/order-control.ts';
import { mllpLinks } from './hl7v2/links.ts';
import type { SutProfile } from './profile.ts';

/** How long the answer to a message of a case is waited for: what a plain one takes is a fraction of it. */
const SILENCE_MS = 3000;

/** MSH-10 has at most 20 characters (HL7 v2.5.1). */
const controlIds = (nonce: string): (() => string) => {
  let count = 0;
  return () => `${nonce.slice(0, 10)}${(++count).toString(36).toUpperCase().padStart(6, '0')}`;
};

/** Drives orders and readings of a SUT over HL7 v2 and MLLP, and takes its alerts: `ready` settles when they can come, `own`: the listener of who started it. Other acts have no v2 message here: RangeError. */
export const hl7Driver = (
  profile: SutProfile,
  address: NonNullable<SutProfile['hl7']>,
  clock: RunClock,
  nonce: string,
  timeoutMs: number = ANSWER_TIMEOUT_MS,
  own?: AlertListener,
): Driver & { readonly ready: Promise<void> } => {
  const links = mllpLinks({ host: address.host, port: address.port, timeoutMs }, clock);
  const alerts = address.alerts === undefined ? undefined : alertDesk(profile, address.alerts.port, clock, own);
  const nextId = controlIds(nonce);
  const orders = new Map<string, Order>();

  const envelope = (sendingApplication: string): Envelope => ({
    sendingApplication,
    sendingFacility: address.facility,
    receivingApplication: address.app,
    receivingFacility: address.facility,
    at: clock.wall(),
    controlId: nextId(),
    processingId: 'T',
  });

  const messageOf = (act: Act): { text: string; controlId: string } => {
    if (act.op === 'reading.submit') {
      const head = envelope(address.gatewayApp);
      const text = encodeReadingMessage([act.reading], head, profile.namespaces);
      return { text: withDefect(text, act.defect), controlId: head.controlId };
    }
    if (act.op !== 'order.submit' && act.op !== 'order.change') throw new RangeError(`${act.op} has no HL7 v2 message`);
    const { order } = act;
    const before = orders.get(keyOf(order.identifier));
    const control = act.op === 'order.submit' ? 'NW' : controlOf(order, before);
    const head = envelope(address.sendingApp);
    // What is not known to have been there before is not deleted.
    const replaced = act.op === 'order.change' && act.delta === true ? undefined : before;
    const text = encodeOrderMessage(order, control, head, profile.namespaces, address.orders, replaced);
    return { text, controlId: head.controlId };
  };

  const exchange = async ({ text, controlId }: { text: string; controlId: string }): Promise<Performed> => {
    const { sent, settled, wall, acks, failure } = await links.exchange(text);
    const response = acks.map((ack) => ack.toString('utf8')).join('\n');
    const result = outcomeOfAcks(acks, controlId, failure);
    return { sent, settled, wall, ...result, wire: { request: text, response } };
  };

  /** Defects are put into each group as if it stood alone. */
  const togetherOf = (acts: readonly SubmitAct[]): { text: string; controlId: string } => {
    const head = envelope(address.gatewayApp);
    const text = encodeReadingMessage(
      acts.map((act) => act.reading),
      head,
      profile.namespaces,
    );
    return { text: withDefects(text, acts), controlId: head.controlId };
  };

  const talkSetting = ({ reading, at, zone }: TalkRequest): TalkSetting => ({
    host: address.host,
    port: address.port,
    clock,
    connectMs: timeoutMs,
    waitMs: Math.min(timeoutMs, SILENCE_MS),
    subject: {
      reading,
      name: (n) => ({ system: reading.identifier.system, value: `${reading.identifier.value}-${n}` }),
      effective: (n) => instantText(at - n * 1000, zone),
    },
    nextControlId: nextId,
    encode: (one, controlId, mode) =>
      encodeReadingMessage(
        [one],
        {
          ...envelope(address.gatewayApp),
          controlId,
          ...(mode === undefined ? {} : { acknowledged: [mode.accept, mode.application] as const }),
        },
        profile.namespaces,
      ),
  });

  return {
    via: 'hl7v2',
    ready: alerts?.ready ?? Promise.resolve(),
    perform: async (act): Promise<Performed> => {
      if (isAlertAct(act) && alerts !== undefined) return await alerts.perform(act);
      const performed = await exchange(messageOf(act));
      if (performed.outcome === 'ok' && (act.op === 'order.submit' || act.op === 'order.change'))
        orders.set(keyOf(act.order.identifier), act.order);
      return performed;
    },
    together: async (acts) => {
      // One acknowledgement answers the whole message.
      const performed = await exchange(togetherOf(acts));
      return acts.map(() => performed);
    },
    talk: async (request) => {
      const played = MLLP_CASES.get(request.case);
      if (played === undefined) throw new RangeError(`no case "${request.case}"`);
      return await playCase(played, talkSetting(request));
    },
    close: async () => {
      await links.close();
      await alerts?.close();
    },
  };
};
