import { connect, type Socket } from 'node:net';

/** `head`: what came before the body. */
export interface Answered {
  readonly status: number;
  readonly head: string;
  readonly body: Buffer;
}

/** One connection on which one request at a time waits for its answer. */
export interface Wire {
  /** The status of an HTTP answer, or 0 and the text of an MLLP one. */
  ask(request: Buffer): Promise<Answered>;
  close(): void;
}

/** Where the first whole answer ends in what has come; undefined: it has not come whole. */
type Cut = (held: Buffer) => { readonly status: number; readonly from: number; readonly to: number } | undefined;

export const HTTP: Cut = (held) => {
  const head = held.indexOf('\r\n\r\n');
  if (head < 0) return undefined;
  const text = held.toString('latin1', 0, head).toLowerCase();
  const length = Number(/\r\ncontent-length: (\d+)/.exec(text)?.[1] ?? '0');
  const from = head + 4;
  return held.length < from + length ? undefined : { status: Number(text.slice(9, 12)), from, to: from + length };
};

export const MLLP: Cut = (held) => {
  const end = held.indexOf('\u001c\r', 0, 'latin1');
  return end < 0 ? undefined : { status: 0, from: 1, to: end };
};

export const openWire = (port: number, cut: Cut): Promise<Wire> =>
  new Promise((resolve, reject) => {
    const socket: Socket = connect(port, '127.0.0.1');
    let held: Buffer = Buffer.alloc(0);
    let waiting:
      | { readonly answer: (a: Awaited<ReturnType<Wire['ask']>>) => void; readonly fail: (e: Error) => void }
      | undefined;
    socket.setNoDelay(true);
    socket.once('error', reject);
    socket.on('error', (error) => waiting?.fail(error));
    socket.on('close', () => waiting?.fail(new Error('the connection was closed')));
    socket.on('data', (chunk) => {
      held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      const found = cut(held);
      if (found === undefined) return;
      const head = held.toString('latin1', 0, found.from);
      const body = Buffer.from(held.subarray(found.from, found.to));
      const rest = cut === MLLP ? found.to + 2 : found.to;
      held = held.subarray(rest);
      const { answer } = waiting ?? { answer: () => undefined };
      waiting = undefined;
      answer({ status: found.status, head, body });
    });
    socket.once('connect', () =>
      resolve({
        ask: (request) =>
          new Promise((answer, fail) => {
            waiting = { answer, fail };
            socket.write(request);
          }),
        close: () => socket.destroy(),
      }),
    );
  });
