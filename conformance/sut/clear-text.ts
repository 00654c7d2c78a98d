import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

/** Opens a connection; tests put their own in its place, so that a name that is not here is reached here. */
export type Dial = (host: string, port: number) => Socket;

/** What came of speaking to a port. */
export interface Spoken {
  /** `answered`: bytes came, or TLS was agreed on. `closed`: the peer ended it. `silent`: nothing came in time. `unreachable`. */
  readonly result: 'answered' | 'closed' | 'silent' | 'unreachable';
  /** The first bytes that came, one character each; or the version of TLS. */
  readonly text: string;
}

const MOST_BYTES = 4096;
const WAIT_MS = 5000;

const dialOut: Dial = (host, port) => connectPlain({ host, port });

/** Whether only this very machine can reach a host. An unspecified address is not loopback: it stands for all of them. */
export const isLoopback = (host: string): boolean => {
  const bare = host.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  return bare === 'localhost' || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'));
};

/** A connection; undefined: there is none to be had. */
const opened = (host: string, port: number, dial: Dial, waitMs: number): Promise<Socket | undefined> =>
  new Promise((resolve) => {
    const socket = dial(host, port);
    const settle = (found: Socket | undefined): void => {
      clearTimeout(timer);
      if (found === undefined) socket.destroy();
      resolve(found);
    };
    const timer = setTimeout(settle, waitMs, undefined);
    // A listener stays behind: an error that comes later must not end the run.
    socket.on('error', () => settle(undefined));
    socket.once('connect', () => settle(socket));
  });

const UNREACHABLE: Spoken = { result: 'unreachable', text: '' };

/** Sends text in clear and takes what comes back until `isEnough`, the end of the connection, or five seconds. */
export const speakClear = async (
  host: string,
  port: number,
  text: string,
  isEnough: (text: string) => boolean,
  dial: Dial = dialOut,
  waitMs = WAIT_MS,
): Promise<Spoken> => {
  const socket = await opened(host, port, dial, waitMs);
  if (socket === undefined) return UNREACHABLE;
  return new Promise((resolve) => {
    let heard = '';
    const settle = (result: Spoken['result']): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ result: heard === '' ? result : 'answered', text: heard });
    };
    const timer = setTimeout(settle, waitMs, 'silent');
    socket.on('close', () => settle('closed'));
    socket.on('data', (chunk: Buffer) => {
      heard = (heard + chunk.toString('latin1')).slice(0, MOST_BYTES);
      if (heard.length >= MOST_BYTES || isEnough(heard)) settle('answered');
    });
    socket.write(text);
  });
};

/** Whether TLS can be agreed on. Whose certificate it is does not matter here: the requests of the run verify it. */
export const speakTls = async (host: string, port: number, dial: Dial = dialOut, waitMs = WAIT_MS): Promise<Spoken> => {
  const plain = await opened(host, port, dial, waitMs);
  if (plain === undefined) return UNREACHABLE;
  return new Promise((resolve) => {
    const name = isIP(host.replace(/^\[(.*)\]$/, '$1')) === 0 ? { servername: host } : {};
    const socket = connectTls({ socket: plain, rejectUnauthorized: false, ...name });
    const settle = (result: Spoken['result'], text = ''): void => {
      clearTimeout(timer);
      socket.destroy();
      plain.destroy();
      resolve({ result, text });
    };
    const timer = setTimeout(settle, waitMs, 'silent');
    socket.on('secureConnect', () => settle('answered', socket.getProtocol() ?? ''));
    socket.on('error', () => settle('closed'));
    socket.on('close', () => settle('closed'));
  });
};
