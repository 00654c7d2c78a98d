import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { MllpFramer, frame } from '../../../contract/wire/hl7v2/mllp.ts';
import { Connection } from './connection.ts';
import type { Answer } from './connection.ts';

/** The two ends of a socket in memory: what arrives is exactly what is pushed, piece by piece. */
class MemorySocket extends Duplex {
  readonly written: Buffer[] = [];
  setNoDelay(): this {
    return this;
  }
  override _read(): void {}
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.written.push(chunk);
    done();
  }
  answers(): readonly string[] {
    return new MllpFramer().push(Buffer.concat(this.written)).map(({ bytes }) => bytes.toString());
  }
}

const LIMITS = { maxMessageBytes: 1000, idleTimeoutMs: 60_000, maxInFlight: 4 };
const connect = (answer: Answer) => {
  const socket = new MemorySocket();
  const connection = new Connection(socket as unknown as Socket, LIMITS, answer);
  const receive = async (...chunks: readonly Buffer[]) => {
    for (const chunk of chunks) {
      socket.push(chunk);
      // oxlint-disable-next-line no-await-in-loop -- each chunk is read by itself
      await turn();
    }
  };
  return { socket, connection, receive };
};
/** Echoes, and remembers what it was given. */
const echo =
  (handled: string[]): Answer =>
  async ({ bytes }) => {
    handled.push(bytes.toString());
    return frame(`re ${bytes.toString()}`);
  };

describe('the stream', () => {
  const ids = ['one', 'two', 'three'];
  const stream = Buffer.concat(ids.map((id) => frame(id)));

  test('cut in three at every pair of bytes: each message once, in order, one answer each', async () => {
    for (let first = 0; first <= stream.length; first += 1) {
      for (let second = first; second <= stream.length; second += 1) {
        const handled: string[] = [];
        const { socket, connection, receive } = connect(echo(handled));
        // oxlint-disable-next-line no-await-in-loop -- one cut after the other
        await receive(
          ...[stream.subarray(0, first), stream.subarray(first, second), stream.subarray(second)].filter(
            ({ length }) => length > 0,
          ),
        );
        expect(handled).toEqual(ids);
        expect(socket.answers()).toEqual(ids.map((id) => `re ${id}`));
        socket.destroy();
        // oxlint-disable-next-line no-await-in-loop -- nothing stays behind
        await connection.done;
      }
    }
  });

  test('a message that comes while another is handled waits for it', async () => {
    const begun: string[] = [];
    const gates = new Map<string, () => void>();
    const { socket, receive } = connect(async ({ bytes }) => {
      const id = bytes.toString();
      begun.push(id);
      const { promise, resolve } = Promise.withResolvers<void>();
      gates.set(id, resolve);
      await promise;
      return frame(id);
    });
    await receive(...ids.map((id) => frame(id)));
    expect(begun).toEqual(['one']);
    gates.get('one')?.();
    await turn();
    expect(begun).toEqual(['one', 'two']);
    expect(socket.answers()).toEqual(['one']);
    socket.destroy();
    gates.get('two')?.();
  });

  test('reading pauses while too many messages wait, and goes on when they are answered', async () => {
    const gate = Promise.withResolvers<void>();
    const handled: string[] = [];
    const { socket, receive } = connect(async (received) => {
      await gate.promise;
      return echo(handled)(received);
    });
    await receive(frame('in hand'), ...['1', '2', '3'].map((id) => frame(id)));
    expect(socket.isPaused()).toBe(false);
    await receive(frame('4'));
    expect(socket.isPaused()).toBe(true);
    gate.resolve();
    await turn();
    expect(socket.isPaused()).toBe(false);
    expect(handled).toEqual(['in hand', '1', '2', '3', '4']);
    socket.destroy();
  });

  test('reading pauses while too many bytes wait', async () => {
    const gate = Promise.withResolvers<void>();
    const { socket, receive } = connect(async () => {
      await gate.promise;
      return frame('');
    });
    await receive(frame('x'.repeat(500)));
    expect(socket.isPaused()).toBe(false);
    await receive(frame('x'.repeat(500)));
    expect(socket.isPaused()).toBe(true);
    gate.resolve();
    await turn();
    expect(socket.isPaused()).toBe(false);
    socket.destroy();
  });
});

describe('the end', () => {
  test('an answer that rejects closes the connection and nothing else', async () => {
    const { socket, connection, receive } = connect(() => Promise.reject(new Error('a defect')));
    await receive(frame('one'));
    await connection.done;
    expect(socket.destroyed).toBe(true);
  });

  test('a connection lost while a message is handled settles after it, and begins no other', async () => {
    const gate = Promise.withResolvers<void>();
    const handled: string[] = [];
    const { socket, connection, receive } = connect(async (received) => {
      await gate.promise;
      return echo(handled)(received);
    });
    await receive(frame('one'), frame('two'));
    let settled = false;
    const done = (async () => {
      await connection.done;
      settled = true;
    })();
    socket.destroy();
    await turn();
    expect(settled).toBe(false);
    gate.resolve();
    await done;
    expect(handled).toEqual(['one']);
  });

  test('stopping an idle connection closes it', async () => {
    const { socket, connection } = connect(echo([]));
    connection.stop();
    await connection.done;
    expect(socket.destroyed).toBe(true);
  });
});
