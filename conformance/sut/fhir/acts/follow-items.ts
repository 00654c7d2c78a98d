import { setTimeout as pause } from 'node:timers/promises';
import type { Mono } from '../../../history/lines.ts';
import type { PushedMessage } from '../../../sight/push/pushed.ts';
import { itemSubscription } from '../../../sight/push/subscription.ts';
import { EHR } from '../../actor.ts';
import { logicalIdOf } from '../answer.ts';
import type { FhirContext } from '../context.ts';
import { readCapabilities } from './capability.ts';

/** Told of each event: what its item is called, `Task/i2`, and when the last byte of the message had come. */
export type OnItemEvent = (reference: string, received: Mono) => void;
/** Ends a subscription: the system is told so, and tells no more. */
export type EndFollowing = () => Promise<void>;

const NAME = 'every item';
/** Where many events are waiting they come together: the next message waits for the answer to this one. */
const MOST_PER_MESSAGE = 100;
const ACTIVE_WITHIN_MS = 5000;
const ASK_AGAIN_MS = 50;

const hasSubscriptions = async (context: FhirContext): Promise<boolean> => {
  const { output } = await readCapabilities(context, { op: 'capability.read' }, EHR);
  return output?.capability?.interactions.includes('Subscription.create') === true;
};

const isActive = async ({ session }: FhirContext, reference: string): Promise<boolean> => {
  for (let waited = 0; waited < ACTIVE_WITHIN_MS; waited += ASK_AGAIN_MS) {
    const { outcome, json } = await session.call({ method: 'GET', path: reference, actor: EHR });
    if (outcome === 'ok' && json?.['status'] === 'active') return true;
    await pause(ASK_AGAIN_MS);
  }
  return false;
};

/**
 * Subscribes to every item as the hospital's system may, by what an item is called and nothing of what it says: to read it
 * is for whoever looks. Undefined: the system says of no subscriptions, or did not make one active. Source:
 * docs/bindings/fhir.md, 5.12.
 */
export const followItems = async (context: FhirContext, onEvent: OnItemEvent): Promise<EndFollowing | undefined> => {
  const { session, pushes } = context;
  if (pushes === undefined || !(await hasSubscriptions(context))) return undefined;
  const take = ({ events, received }: PushedMessage): void => {
    for (const { reference } of events) if (reference !== undefined) onEvent(reference, received);
  };
  const { endpoint } = await pushes.begin(NAME, take);
  const body = itemSubscription({ endpoint: endpoint.url, content: 'id-only', most: MOST_PER_MESSAGE });
  const answer = await session.call({ method: 'POST', path: 'Subscription', actor: EHR, body });
  const reference = answer.outcome === 'ok' ? logicalIdOf(answer.exchange, answer.json) : undefined;
  const end = async (): Promise<void> => {
    if (reference !== undefined) await session.call({ method: 'DELETE', path: reference, actor: EHR });
    endpoint.end();
  };
  if (reference !== undefined && (await isActive(context, reference))) return end;
  await end();
  return undefined;
};
