import type { OpenWire, Traffic } from './wire.ts';

/** By connection, for how long nothing came on it, ms. */
export type Watched = Map<Traffic, number>;

/** After a plain message was answered, the connections of those that were not are watched for this share of a wait. */
const WATCHED_SHARE = 1 / 2;

/** Watches every connection that stands and owes an answer: what comes on it now was late, and no silence. */
export const watchTheSilent = async (wires: readonly OpenWire[], waitMs: number, watched: Watched): Promise<void> => {
  const silent = wires.filter(({ traffic }) => traffic.gaveUp.size > 0);
  await Promise.all(
    silent.map(async (wire) => {
      const watchedMs = await wire.watch(waitMs * WATCHED_SHARE);
      if (watchedMs !== undefined) watched.set(wire.traffic, watchedMs);
    }),
  );
};
