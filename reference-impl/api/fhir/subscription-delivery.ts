import { writeLossless } from '../../../contract/wire/json/lossless.ts';
import type { Pipeline } from '../../pipeline.ts';
import { TIMING } from '../../subscriptions/bounds.ts';
import type { Deliver } from '../../subscriptions/subscription.ts';
import { linksOf } from './links.ts';
import { notificationBundle } from './subscription-bundle.ts';
import { post } from './subscription-post.ts';

/** Sends notifications as bundles over HTTP, with references of the server at `base`. */
export const deliverFrom =
  (pipeline: Pipeline, base: string, now: () => number, timeoutMs: number = TIMING.timeoutMs): Deliver =>
  async (notification, signal) => {
    const { endpoint, timeoutS } = notification.subscription;
    // Whoever is told of an item must find it, also after a power cut.
    await pipeline.whenKept();
    const at = new Date(now()).toISOString();
    const bundle = await linksOf(pipeline, base).resolve(({ ref }) =>
      notificationBundle(notification, { base, ref, at }),
    );
    return post({
      url: endpoint,
      headers: notification.headers,
      body: writeLossless(bundle),
      timeoutMs: timeoutS === undefined ? timeoutMs : Math.min(timeoutMs, timeoutS * 1000),
      signal,
    });
  };
