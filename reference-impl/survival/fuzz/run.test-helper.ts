import { frame } from '../../../contract/wire/hl7v2/mllp.ts';
import { bodyCase } from './body-cases.test-helper.ts';
import { type Kind, KINDS, randomFor } from './case.test-helper.ts';
import { fieldCase } from './field-cases.test-helper.ts';
import { frameCase } from './frame-cases.test-helper.ts';
import { soundReading } from './hl7-message.test-helper.ts';
import { judgeAck, judgeAcks, judgeHttp } from './judge.test-helper.ts';
import { HttpLine, MllpLine } from './lines.test-helper.ts';
import type { Scene } from './scene.test-helper.ts';
import type { Held } from './server.test-helper.ts';
import type { Target } from './target.test-helper.ts';

/** What was not as it must be. */
export interface Problem {
  readonly kind: Kind | 'process';
  /** Cases from and up to: those that were sent together. */
  readonly cases: readonly [number, number];
  readonly what: string;
  /** What was sent, base64, as far as it is not long. */
  readonly bytes: string;
}

export interface FuzzOptions {
  readonly seed: number;
  /** Cases of each kind: from which on, and how many. */
  readonly cases: Readonly<Record<Kind, { readonly from: number; readonly count: number }>>;
  /** Longest time for an answer, and of the processor for which nobody else is served, ms. */
  readonly answerMs: number;
  readonly blockMs: number;
  /** Bytes that the process may hold more at the end than after the first fifth. */
  readonly mostBytes: number;
}

export interface FuzzReport {
  readonly problems: readonly Problem[];
  readonly sent: Readonly<Record<Kind, number>>;
  readonly counts: ReadonlyMap<string, number>;
  readonly held: readonly Held[];
}

const LINES: Readonly<Record<Kind, number>> = { mllp: 40, fields: 40, fhir: 14 };
/** Cases that are sent together. */
const TOGETHER: Readonly<Record<Kind, number>> = { mllp: 25, fields: 20, fhir: 10 };
const MOST_PROBLEMS = 5;
const LOOKS = 10;
const MOST_TOLD_BYTES = 6000;

/** One batch of cases on one connection; the line stays open for the next one where it gives one back. */
interface Batch {
  readonly from: number;
  readonly to: number;
}

/** Cut into up to eight pieces anywhere, or every few bytes. */
const cut = (bytes: Buffer, seed: number, batch: Batch): readonly Buffer[] => {
  const random = randomFor(seed, 'cuts', batch.from);
  const many = random.below(30) === 0 ? 200 : random.below(8);
  const places = Array.from({ length: many }, () => random.below(bytes.length + 1)).toSorted((a, b) => a - b);
  return [0, ...places].map((from, index) => bytes.subarray(from, places[index] ?? bytes.length));
};

/** Sends cases to a target, as many connections at once as there are, and looks at everything that comes back. */
export const fuzz = async (target: Target, scene: Scene, options: FuzzOptions): Promise<FuzzReport> => {
  const { seed, cases, answerMs } = options;
  const problems: Problem[] = [];
  const counts = new Map<string, number>();
  const held: Held[] = [];
  const sent: Record<Kind, number> = { mllp: 0, fields: 0, fhir: 0 };
  const whole = KINDS.reduce((all, kind) => all + cases[kind].count, 0);
  const isOver = (): boolean => problems.length >= MOST_PROBLEMS || !target.isAlive;
  const count = (what: string, many = 1): void => void counts.set(what, (counts.get(what) ?? 0) + many);
  const found = (kind: Problem['kind'], { from, to }: Batch, what: string, bytes: Buffer): void => {
    problems.push({ kind, cases: [from, to], what, bytes: bytes.subarray(0, MOST_TOLD_BYTES).toString('base64') });
  };

  const streamed = (kind: 'mllp' | 'fields', batch: Batch): Buffer =>
    Buffer.concat(
      Array.from({ length: batch.to - batch.from }, (_, index) => {
        const number = batch.from + index;
        const random = randomFor(seed, kind, number);
        return kind === 'mllp' ? frameCase(number, random) : frame(fieldCase(number, random));
      }),
    );

  /** Some leave without hearing the answers, some say that they have said all, most go on. */
  const stream = async (
    kind: 'mllp' | 'fields',
    open: MllpLine | undefined,
    batch: Batch,
  ): Promise<MllpLine | undefined> => {
    const bytes = streamed(kind, batch);
    const line = open ?? (await MllpLine.to(target.hl7Port, answerMs));
    const manner = randomFor(seed, 'cuts', -1 - batch.from).below(16);
    try {
      if (manner === 0) {
        await line.write(cut(bytes, seed, batch));
        line.socket.destroy();
        count('connections left in the middle');
        return undefined;
      }
      if (manner === 1) {
        await line.write(cut(bytes, seed, batch));
        const acks = await line.finish();
        count('acknowledgements', acks.length);
        for (const what of judgeAcks(bytes, acks)) found(kind, batch, what, bytes);
        return undefined;
      }
      const id = `END${kind === 'mllp' ? 'M' : 'F'}${batch.from}`;
      const last = frame(soundReading(id, randomFor(seed, kind, batch.from)));
      await line.write(cut(Buffer.concat([bytes, last]), seed, batch));
      const { before, last: answer } = await line.upTo(id);
      count('acknowledgements', before.length);
      for (const what of judgeAcks(bytes, before)) found(kind, batch, what, bytes);
      for (const ack of before) count(`${kind} ${/\rMSA\|(..)/.exec(ack.toString('latin1'))?.[1] ?? 'none'}`);
      const { problem } = judgeAck(answer);
      if (problem !== undefined || !answer.includes('\rMSA|AA|'))
        found(kind, batch, `what is in order was not taken: ${problem ?? answer.toString()}`, bytes);
      return line;
    } catch (error) {
      line.socket.destroy();
      found(kind, batch, String(error), bytes);
      return undefined;
    }
  };

  const ask = async (open: HttpLine | undefined, batch: Batch): Promise<HttpLine | undefined> => {
    const requests = Array.from({ length: batch.to - batch.from }, (_, index) =>
      bodyCase(batch.from + index, randomFor(seed, 'fhir', batch.from + index), scene),
    );
    let line = open;
    for (let at = 0; at < requests.length;) {
      const rest = requests.slice(at);
      const all = (): Buffer => Buffer.concat(rest.map(({ bytes }) => bytes));
      try {
        // oxlint-disable-next-line no-await-in-loop -- the rest on the next connection where one was closed
        line ??= await HttpLine.to(target.fhirPort, answerMs);
        // oxlint-disable-next-line no-await-in-loop
        const answers = await line.ask(rest.map(({ bytes }) => bytes));
        for (const [index, answer] of answers.entries()) {
          const { bytes, owesPlace } = rest[index] ?? { bytes: Buffer.alloc(0), owesPlace: false };
          const what = judgeHttp(answer, owesPlace);
          count(`fhir ${answer.status}`);
          const number = batch.from + at + index;
          if (what !== undefined) found('fhir', { from: number, to: number + 1 }, what, bytes);
        }
        at += answers.length;
        if (answers.at(-1)?.closes === true) {
          line.socket.destroy();
          line = undefined;
        }
      } catch (error) {
        line?.socket.destroy();
        found('fhir', { from: batch.from + at, to: batch.to }, String(error), all());
        return undefined;
      }
    }
    return line;
  };

  const work = async (kind: Kind, next: () => Batch | undefined): Promise<void> => {
    let http: HttpLine | undefined;
    let mllp: MllpLine | undefined;
    for (let batch = next(); batch !== undefined && !isOver(); batch = next()) {
      // oxlint-disable-next-line no-await-in-loop -- one batch after the other on one connection
      if (kind === 'fhir') http = await ask(http, batch);
      // oxlint-disable-next-line no-await-in-loop
      else mllp = await stream(kind, mllp, batch);
      sent[kind] += batch.to - batch.from;
      // oxlint-disable-next-line no-await-in-loop
      if (sent.mllp + sent.fields + sent.fhir >= (held.length * whole) / LOOKS) await look();
    }
    http?.socket.destroy();
    mllp?.socket.destroy();
  };

  const look = async (): Promise<void> => {
    const place = held.length;
    // Kept for the others who come by until it has answered.
    held.push({ heapBytes: 0, rssBytes: 0, blockedMs: 0 });
    const said = await target.held();
    const nowhere = { from: 0, to: 0 };
    if (said === undefined) found('process', nowhere, 'it does not say what it holds', Buffer.alloc(0));
    else held[place] = said;
    if ((said?.blockedMs ?? 0) > options.blockMs)
      found('process', nowhere, `for ${said?.blockedMs} ms of the processor it did nothing else`, Buffer.alloc(0));
  };

  await look();
  await Promise.all(
    KINDS.flatMap((kind) => {
      const { from, count: many } = cases[kind];
      let at = from;
      const next = (): Batch | undefined => {
        if (at >= from + many) return undefined;
        const batch = { from: at, to: Math.min(from + many, at + TOGETHER[kind]) };
        at = batch.to;
        return batch;
      };
      return Array.from({ length: LINES[kind] }, () => work(kind, next));
    }),
  );
  if (!target.isAlive) found('process', { from: 0, to: 0 }, 'it has ended', Buffer.alloc(0));
  else await look();
  const [early, late] = [held[Math.min(held.length - 1, 2)], held.at(-1)];
  const grown = (late?.heapBytes ?? 0) - (early?.heapBytes ?? 0);
  if (grown > options.mostBytes)
    found(
      'process',
      { from: 0, to: whole },
      `it holds ${grown} bytes more than after the first fifth`,
      Buffer.alloc(0),
    );
  return { problems, sent, counts, held };
};
