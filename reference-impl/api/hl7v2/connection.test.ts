import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { MllpFramer, frame } from '../../../contract/wire/hl7v2/mllp.ts';
import { Connection } from './connection.ts';
import type { Answer } from './connection.ts';
import { createHeldBytes } from './held-bytes.ts';

/** The two ends of a socket in memory: what arrives is exactly what is pushed, piece by piece. */
class MemorySocket extends Duplex {
  readonly written: Buffer[] = [];
  /** Whether the other end takes what is written. */
  reads = true;
  setNoDelay(): this {
    return this;
  }
  override _read(): void {}
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.written.push(chunk);
    if (this.reads) done();
  }
  answers(): readonly string[] {
    return new MllpFramer().push(Buffer.concat(this.written)).map(({ bytes }) => bytes.toString());
  }
}

const LIMITS = { maxMessageBytes: 1000, idleTimeoutMs: 60_000, maxInFlight: 4 };
const connect = (answer: Answer, share = createHeldBytes(Infinity)()) => {
  const socket = new MemorySocket();
  const connection = new Connection(socket as unknown as Socket, LIMITS, answer, share);
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

describe('idle time', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('a peer that never reads its answers has one message handled, holds the rest up, and is closed when the idle time is over', async () => {
    const handled: string[] = [];
    const { socket, connection, receive } = connect(echo(handled));
    socket.reads = false;
    await receive(...Array.from({ length: 20 }, (_, i) => frame(`m${i}`)));
    expect(handled).toEqual(['m0']);
    // What is not read from the socket stays in the peer's own buffers: nothing grows here.
    expect(socket.isPaused()).toBe(true);
    vi.advanceTimersByTime(LIMITS.idleTimeoutMs - 1);
    expect(socket.destroyed).toBe(false);
    vi.advanceTimersByTime(1);
    expect(socket.destroyed).toBe(true);
    await connection.done;
    expect(handled).toEqual(['m0']);
  });

  test('a peer that never reads its answers holds up no end for longer than two seconds', async () => {
    const { socket, connection, receive } = connect(echo([]));
    socket.reads = false;
    await receive(frame('one'));
    connection.stop();
    vi.advanceTimersByTime(1999);
    expect(socket.destroyed).toBe(false);
    vi.advanceTimersByTime(1);
    expect(socket.destroyed).toBe(true);
    await connection.done;
  });

  test('a message in hand at the end is answered, however long its answer takes to make', async () => {
    const gate = Promise.withResolvers<void>();
    const { socket, connection, receive } = connect(async (received) => {
      await gate.promise;
      return echo([])(received);
    });
    await receive(frame('one'));
    connection.stop();
    vi.advanceTimersByTime(10_000);
    expect(socket.destroyed).toBe(false);
    gate.resolve();
    await connection.done;
    expect([socket.answers(), socket.destroyed]).toEqual([['re one'], true]);
  });

  test('a message in hand is not idleness', async () => {
    const gate = Promise.withResolvers<void>();
    const handled: string[] = [];
    const { socket, receive } = connect(async (received) => {
      await gate.promise;
      return echo(handled)(received);
    });
    await receive(frame('thinking'));
    vi.advanceTimersByTime(3 * LIMITS.idleTimeoutMs);
    expect(socket.destroyed).toBe(false);
    gate.resolve();
    await turn();
    expect([handled, socket.destroyed]).toEqual([['thinking'], false]);
    vi.advanceTimersByTime(LIMITS.idleTimeoutMs);
    expect(socket.destroyed).toBe(true);
  });

  test('a peer is not closed while it reads, however slowly', async () => {
    const handled: string[] = [];
    const { socket, receive } = connect(echo(handled));
    for (const id of ['a', 'b', 'c']) {
      // oxlint-disable-next-line no-await-in-loop -- one message after the other
      await receive(frame(id));
      vi.advanceTimersByTime(LIMITS.idleTimeoutMs - 1);
    }
    expect([socket.destroyed, handled]).toEqual([false, ['a', 'b', 'c']]);
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
