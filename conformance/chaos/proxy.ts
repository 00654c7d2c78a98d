import { once } from 'node:events';
import net, { type AddressInfo, type Socket } from 'node:net';
import { type RandomSpace, randomSpace } from '../../simulator/random.ts';
import type { RunClock } from '../history/clock.ts';
import { Pipe } from './pipe.ts';
import { checkWeather, FAIR, type Weather } from './weather.ts';

/** A proxy between the harness and one address of the system under test, on loopback. */
export interface Proxy {
  readonly host: string;
  readonly port: number;
  readonly weather: Weather;
  /** Changes the weather of every connection, those that are open too. Throws RangeError on one that there is not. */
  turn(weather: Weather): void;
  /**
   * The system's side of every open connection goes away and the harness's side is not told: what is sent there is
   * swallowed. New connections are as ever. Gives how many it struck.
   */
  halfOpen(): number;
  /** Resets every open connection on both sides. Gives how many there were. */
  resetAll(): number;
  /** How often each thing has happened; a fault that struck nothing proves nothing. */
  readonly counts: Readonly<Record<'connections' | 'resets' | 'swallowed' | 'refused', number>>;
  close(): Promise<void>;
}

export interface ProxyOptions {
  readonly target: { readonly host: string; readonly port: number };
  readonly seed: number;
  /** Tells the draws of two proxies apart. */
  readonly name: string;
  readonly clock: Pick<RunClock, 'now'>;
  /** Connections at a time; more are refused (1,000). */
  readonly mostConnections?: number;
}

const MOST_CONNECTIONS = 1000;

/** One connection through the proxy: two sockets and two directions. */
interface Connection {
  wake(): void;
  reset(): void;
  halfOpen(): void;
}

const tear = (socket: Socket): void => {
  if (socket.connecting) socket.destroy();
  else socket.resetAndDestroy();
};

/** Connects both sides. `gone` is called once, when the harness's side has closed. */
const connect = (
  near: Socket,
  { target, clock }: ProxyOptions,
  draws: RandomSpace,
  weather: () => Weather,
  tell: { readonly reset: () => void; readonly gone: () => void },
): Connection => {
  const far = net.connect({ ...target, allowHalfOpen: true, noDelay: true });
  near.setNoDelay(true);
  let isHalf = false;
  const reset = (): void => {
    tell.reset();
    tear(near);
    tear(far);
  };
  const [out, back] = [draws.stream('out'), draws.stream('back')];
  const there = new Pipe({ from: near, to: far, clock, weather, draw: () => out.uniform(), reset });
  const here = new Pipe({ from: far, to: near, clock, weather, draw: () => back.uniform(), reset });
  // An error is always followed by a close, and what closes on one side is torn on the other.
  near.on('error', () => undefined);
  far.on('error', () => undefined);
  near.on('close', () => {
    there.close();
    here.close();
    tear(far);
    tell.gone();
  });
  far.on('close', (failed) => {
    if (isHalf) return;
    // What arrived before an orderly end is still passed on; after a reset nothing is.
    if (failed) tear(near);
  });
  return {
    wake: () => {
      there.wake();
      here.wake();
    },
    reset,
    halfOpen: () => {
      isHalf = true;
      there.swallow();
      here.close();
      tear(far);
    },
  };
};

/** Starts a proxy on a free port of loopback. Every draw comes from the seed, the proxy's name and the number of the connection. */
export const startProxy = async (options: ProxyOptions): Promise<Proxy> => {
  const draws = randomSpace(options.seed, 'chaos', 'proxy', options.name);
  const counts = { connections: 0, resets: 0, swallowed: 0, refused: 0 };
  const open = new Map<Socket, Connection>();
  let current = FAIR;
  const weather = (): Weather => current;
  const server = net.createServer({ allowHalfOpen: true, pauseOnConnect: false }, (near) => {
    if (current.road === 'refused' || open.size >= (options.mostConnections ?? MOST_CONNECTIONS)) {
      counts.refused += 1;
      near.on('error', () => undefined);
      near.resetAndDestroy();
      return;
    }
    counts.connections += 1;
    const reset = (): void => void (counts.resets += 1);
    const gone = (): void => void open.delete(near);
    open.set(near, connect(near, options, draws.space(counts.connections), weather, { reset, gone }));
  });
  server.listen({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const strike = (what: (connection: Connection) => void): number => {
    const struck = [...open.values()];
    for (const connection of struck) what(connection);
    return struck.length;
  };
  return {
    host: '127.0.0.1',
    port,
    counts,
    get weather() {
      return current;
    },
    turn: (next) => {
      current = checkWeather(next);
      if (next.road === 'refused') strike((connection) => connection.reset());
      else strike((connection) => connection.wake());
    },
    halfOpen: () => {
      const many = strike((connection) => connection.halfOpen());
      counts.swallowed += many;
      return many;
    },
    resetAll: () => strike((connection) => connection.reset()),
    close: async () => {
      for (const socket of open.keys()) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
};
