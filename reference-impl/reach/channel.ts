import type { MessagePort } from 'node:worker_threads';
import { receivedError, type SentError, sendableError } from './errors.ts';
import type { Reached } from './reached.ts';

/** Where messages go and come from: a port, or the thread itself. */
export type Port = Pick<MessagePort, 'postMessage' | 'on'>;

/** A method by its path, and what it is called with. */
type Call = readonly [number: number, method: string, ...args: unknown[]];
type Answer = readonly [number: number, value: unknown] | readonly [number: number, value: null, failure: SentError];

/** Somebody's methods, at any depth. */
type Methods = { [name: string]: unknown };

/** An error among arguments. */
interface SentArgument {
  readonly $error: SentError;
}

const isSentError = (value: unknown): value is SentArgument =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, '$error');

/** JSON knows no undefined: what is null at the top was that. Nothing that is called here takes or gives null by itself. */
const whole = (value: unknown): unknown => {
  if (value === null) return undefined;
  return isSentError(value) ? receivedError(value.$error) : value;
};

/** So many go at once: whoever is at the other end begins with them while the rest of a turn is put in. */
const MOST_TOGETHER = 8;

/**
 * Sends what is put in together, as one text: that is copied in one piece, where objects are copied part by part. `soon`:
 * calls once whatever is to be sent with it has been put in.
 */
const createBatch = <T>(port: Port, soon: (send: () => void) => void): ((one: T) => void) => {
  let batch: T[] = [];
  const send = (): void => {
    if (batch.length === 0) return;
    const text = JSON.stringify(batch);
    batch = [];
    port.postMessage(text);
  };
  return (one) => {
    if (batch.length === 0) soon(send);
    batch.push(one);
    if (batch.length === MOST_TOGETHER) send();
  };
};

/** Every function below an object of objects, by its path: `readings.file`. */
export const methodsOf = (target: object, above = ''): Map<string, (...args: unknown[]) => unknown> =>
  new Map(
    Object.entries(target as Methods).flatMap(
      ([name, value]): (readonly [string, (...args: unknown[]) => unknown])[] => {
        const path = `${above}${name}`;
        if (typeof value === 'function') return [[path, value.bind(target) as (...args: unknown[]) => unknown]];
        return typeof value === 'object' && value !== null ? [...methodsOf(value, `${path}.`)] : [];
      },
    ),
  );

/**
 * Lets whoever is at the other end of a port call `methods`. What they take and give is plain data; what they throw is
 * thrown there.
 */
export const offer = (port: Port, methods: ReturnType<typeof methodsOf>): void => {
  // After the microtasks of a commit, in which all of its writers are answered.
  const answer = createBatch<Answer>(port, (send) => process.nextTick(send));
  const carryOut = async ([number, path, ...args]: Call): Promise<void> => {
    try {
      const method = methods.get(path);
      if (method === undefined) throw new TypeError(`nothing is called ${path}`);
      answer([number, await method(...args.map(whole))]);
    } catch (error) {
      answer([number, null, sendableError(error)]);
    }
  };
  port.on('message', (text: string) => {
    for (const call of JSON.parse(text) as readonly Call[]) void carryOut(call);
  });
};

/** What goes to another thread of an argument: of a caller all but its scopes, which only a surface looks at. */
const sendable = (value: unknown): unknown => {
  if (value instanceof Error) return { $error: sendableError(value) } satisfies SentArgument;
  if (typeof value !== 'object' || value === null || !('scopes' in value)) return value;
  const { scopes: _, ...rest } = value;
  return rest;
};

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * What was offered at the other end of a port, by the `names` of its methods. Calls that are made in one turn of the event
 * loop go together.
 */
export const reachOver = <T extends object>(port: Port, names: readonly string[]): Reached<T> => {
  const waiting = new Map<number, Waiting>();
  let last = 0;
  const send = createBatch<Call>(port, setImmediate);
  port.on('message', (text: string) => {
    for (const [number, value, failure] of JSON.parse(text) as readonly Answer[]) {
      const { resolve, reject } = waiting.get(number) ?? {};
      waiting.delete(number);
      if (failure === undefined) resolve?.(whole(value));
      else reject?.(receivedError(failure));
    }
  });
  const root: Methods = {};
  for (const path of names) {
    const parts = path.split('.');
    const name = parts.pop() ?? '';
    let owner = root;
    for (const part of parts) owner = (owner[part] ??= {}) as Methods;
    owner[name] = (...args: unknown[]): Promise<unknown> =>
      new Promise((resolve, reject) => {
        waiting.set((last += 1), { resolve, reject });
        send([last, path, ...args.map(sendable)]);
      });
  }
  return root as Reached<T>;
};
