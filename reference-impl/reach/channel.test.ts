import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, describe, expect, test } from 'vitest';
import { AnsweredBefore } from '../answered/answered.ts';
import { accept, refuse } from '../../contract/refusal.ts';
import { StoreUnavailable } from '../store/unavailable.ts';
import { methodsOf, offer, reachOver } from './channel.ts';

const open: MessagePort[] = [];
afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

const setUp = <T extends object>(target: T) => {
  const { port1, port2 } = new MessageChannel();
  open.push(port1, port2);
  const methods = methodsOf(target);
  offer(port1, methods);
  return { reached: reachOver<T>(port2, [...methods.keys()]), port: port1 };
};

describe('what is offered in one thread', () => {
  test('is called in another by the same names, at any depth', async () => {
    const { reached } = setUp({
      readings: { file: async (who: string, n: number) => accept({ who, n }) },
      find: (key: string) => (key === 'known' ? { key } : undefined),
      note: () => {},
    });
    expect(await reached.readings.file('gateway', 3)).toEqual({ ok: true, value: { who: 'gateway', n: 3 } });
    expect(await reached.find('known')).toEqual({ key: 'known' });
    expect(await reached.find('unknown')).toBeUndefined();
    expect(await reached.note()).toBeUndefined();
  });

  test('gets an argument that was left out as one that was left out', async () => {
    const { reached } = setUp({
      count: (_a: string, b: number | undefined = 7, ...rest: string[]) => [b, rest.length],
    });
    expect(await reached.count('x')).toEqual([7, 0]);
    expect(await reached.count('x', undefined, 'y')).toEqual([7, 1]);
  });

  test('is reached by functions alone: what else there is stays where it is', async () => {
    const { reached } = setUp({ secret: 'here', say: () => 'said' });
    expect(Object.keys(reached)).toEqual(['say']);
  });

  test('answers out of turn, each caller with its own', async () => {
    const gates = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
    const { reached } = setUp({ wait: (n: number) => gates[n]?.promise });
    const both = [reached.wait(0), reached.wait(1)];
    gates[1]?.resolve('second');
    expect(await both[1]).toBe('second');
    gates[0]?.resolve('first');
    expect(await both[0]).toBe('first');
  });

  test('is asked in one message for what is called in one turn', async () => {
    const { reached, port } = setUp({ say: (n: number) => n });
    let messages = 0;
    port.on('message', () => {
      messages += 1;
    });
    expect(await Promise.all([1, 2, 3].map((n) => reached.say(n)))).toEqual([1, 2, 3]);
    expect(messages).toBe(1);
  });

  test('is asked in eights for more of one turn, and answers each', async () => {
    const { reached, port } = setUp({ say: (n: number) => n });
    const sizes: number[] = [];
    port.on('message', (text: string) => {
      sizes.push((JSON.parse(text) as unknown[]).length);
    });
    const many = Array.from({ length: 20 }, (_, n) => n);
    expect(await Promise.all(many.map((n) => reached.say(n)))).toEqual(many);
    expect(sizes).toEqual([8, 8, 4]);
    expect(await reached.say(21)).toBe(21);
    expect(sizes).toEqual([8, 8, 4, 1]);
  });

  test('takes a caller without the scopes of its token, which are a set', async () => {
    const { reached } = setUp({ who: (caller: object) => caller });
    expect(await reached.who({ role: 'gateway', scopes: new Set(['Observation.c']) })).toEqual({ role: 'gateway' });
  });
});

describe('what goes wrong there goes wrong here', () => {
  const failing = (error: unknown) =>
    setUp({
      fail: () => {
        throw error;
      },
    }).reached.fail();

  test('a refusal is an answer', async () => {
    const { reached } = setUp({ file: async () => refuse('no-permission', 'Observation.code') });
    expect(await reached.file()).toEqual(refuse('no-permission', 'Observation.code'));
  });

  test('a trouble of the store is one here too, of the same kind', async () => {
    const error = await Promise.resolve(failing(new StoreUnavailable('full'))).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(StoreUnavailable);
    expect(error).toMatchObject({ trouble: 'full' });
  });

  test('an answer that stands comes with the error that tells of it', async () => {
    const standing = { digest: 'd', text: 't' };
    const error = await Promise.resolve(failing(new AnsweredBefore(standing))).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(AnsweredBefore);
    expect(error).toMatchObject({ standing });
  });

  test('any other error keeps its name, its words and where it came about', async () => {
    const thrown = new TypeError('a column holds no text');
    await expect(failing(thrown)).rejects.toMatchObject({
      name: 'TypeError',
      message: 'a column holds no text',
      stack: thrown.stack,
    });
    await expect(failing('a word')).rejects.toThrow('a word');
  });

  test('an error that is handed over arrives as one', async () => {
    const { reached } = setUp({ told: (error: unknown) => error instanceof StoreUnavailable && error.trouble });
    expect(await reached.told(new StoreUnavailable('locked'))).toBe('locked');
  });

  test('what was not offered is not called', async () => {
    const { port1, port2 } = new MessageChannel();
    open.push(port1, port2);
    offer(port1, methodsOf({ say: () => 'said' }));
    const reached = reachOver<{ toString(): string }>(port2, ['toString']);
    await expect(reached.toString()).rejects.toThrow('nothing is called toString');
  });
});
