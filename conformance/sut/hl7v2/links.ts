import type { RunClock } from '../../history/clock.ts';
import type { Mono } from '../../history/lines.ts';
import { type MllpAddress, connectMllp, type MllpClient, type MllpManners } from '../mllp-client.ts';

/** One message and what came back for it. `acks` is empty when nothing did; `failure` then says why. */
interface MllpExchange {
  readonly sent: Mono;
  readonly settled: Mono;
  /** Wall time at `sent`. */
  readonly wall: string;
  /** The acknowledgement, and any that came beside it. */
  readonly acks: readonly Buffer[];
  readonly failure?: string;
}

export interface MllpLinks {
  exchange(message: string): Promise<MllpExchange>;
  /** The same, unless it is aborted by the time that a connection is free: then nothing is sent, and undefined given. */
  exchangeUnless(signal: AbortSignal, message: string): Promise<MllpExchange | undefined>;
  close(): Promise<void>;
}

/** As an integration engine would keep: a few connections, one message at a time on each. */
const MOST_LINKS = 8;

interface Link {
  readonly client: MllpClient;
  extras: number;
}

/** A pool of at most `most` MLLP connections. A message waits for a free one before it counts as sent. */
export const mllpLinks = (address: MllpAddress, clock: RunClock, most = MOST_LINKS): MllpLinks => {
  const all: Link[] = [];
  const free: Link[] = [];
  const waiting: ((link: Link) => void)[] = [];
  const manners: MllpManners = { closesAfterEach: false };

  const take = (): Link | Promise<Link> => {
    const idle = free.pop();
    if (idle !== undefined) return idle;
    if (all.length >= most) return new Promise((resolve) => waiting.push(resolve));
    const link = { client: connectMllp(address, manners), extras: 0 };
    all.push(link);
    return link;
  };
  const give = (link: Link): void => {
    const next = waiting.shift();
    if (next === undefined) free.push(link);
    else next(link);
  };

  const exchangeOver = async (link: Link, message: string): Promise<MllpExchange> => {
    try {
      const sent = clock.now();
      const wall = clock.wall();
      const result = await link.client.exchange(message);
      const settled = clock.now();
      const extra = link.client.extraAcks();
      const beside = extra.slice(link.extras).map((e) => e.bytes);
      link.extras = extra.length;
      const came = result.kind === 'ack' ? [result.bytes] : result.bytes === undefined ? [] : [result.bytes];
      const failure = result.kind === 'ack' ? undefined : [result.why, result.detail].filter(Boolean).join(': ');
      const acks = [...came, ...beside];
      return { sent, settled, wall, acks, ...(failure === undefined ? {} : { failure }) };
    } finally {
      give(link);
    }
  };

  return {
    exchange: async (message) => exchangeOver(await take(), message),
    exchangeUnless: async (signal, message) => {
      const link = await take();
      if (!signal.aborted) return exchangeOver(link, message);
      give(link);
      return undefined;
    },
    close: async () => {
      await Promise.all(all.map((link) => link.client.close()));
    },
  };
};
