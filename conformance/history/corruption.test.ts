import { beforeAll, describe, expect, test } from 'vitest';
import { InputProblem } from '../../contract/input-problem.ts';
import type { HistoryLine } from './lines.ts';
import { readBytes, storedBytes } from './stored.test-helper.ts';

let bytes: Buffer;
let lines: HistoryLine[];
beforeAll(async () => {
  bytes = await storedBytes();
  const read = readBytes(bytes);
  if (read instanceof InputProblem) throw read;
  lines = read;
});

/** Either nothing was lost, or a problem that says where. Gives the problem. */
const soundOrNamed = (changed: Buffer, what: string): InputProblem | undefined => {
  const read = readBytes(changed);
  if (read instanceof InputProblem) {
    expect(read.place.line, what).toBeGreaterThan(0);
    expect(read.expected, what).not.toBe('');
    return read;
  }
  expect(read, what).toEqual(lines);
  return undefined;
};

test('the sample has every kind of line', () => {
  expect(new Set(lines.map((l) => l.kind))).toEqual(new Set(['run', 'op', 'seen', 'fault', 'end']));
});

test('however it is cut into chunks it is the same', () => {
  for (const chunk of [1, 2, 7, 100, 4096]) expect(readBytes(bytes, chunk)).toEqual(lines);
});

describe('one byte that is another', () => {
  test.each([0x01, 0x20, 0x80])('in any place, by %i', (flip) => {
    let named = 0;
    // The last line feed is the exception: without it the end line is torn, and a run without its end is cut off.
    for (let at = 0; at < bytes.length - 1; at++) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ flip;
      if (soundOrNamed(changed, `byte ${at} of ${bytes.length}`) !== undefined) named++;
    }
    expect(named).toBeGreaterThan(bytes.length * 0.99);
  });
  test.each(['"', '\n', '}', '0'])('in any place, made %j', (by) => {
    for (let at = 0; at < bytes.length - 1; at++) {
      const changed = Buffer.from(bytes);
      changed.write(by, at);
      soundOrNamed(changed, `byte ${at}`);
    }
  });
  test('at the very end', () => {
    const changed = Buffer.from(bytes);
    changed.write('x', bytes.length - 1);
    expect(readBytes(changed)).toEqual(lines.slice(0, -1));
  });
});

const joined = (texts: readonly string[]): Buffer => Buffer.from(texts.map((t) => `${t}\n`).join(''));

describe('whole lines', () => {
  let texts: string[];
  beforeAll(() => {
    texts = bytes.toString('utf8').trimEnd().split('\n');
  });
  test('taken out', () => {
    for (let i = 0; i < texts.length - 1; i++)
      expect(soundOrNamed(joined(texts.toSpliced(i, 1)), `line ${i + 1}`)?.place, `line ${i + 1}`).toMatchObject({
        line: i + 1,
        path: i === 0 ? 'kind' : 'seq',
      });
    expect(readBytes(joined(texts.slice(0, -1)))).toEqual(lines.slice(0, -1));
  });
  test('put in twice', () => {
    for (let i = 0; i < texts.length; i++) {
      const problem = soundOrNamed(joined(texts.toSpliced(i, 0, texts[i] ?? '')), `line ${i + 1}`);
      expect(problem?.place.line, `line ${i + 1}`).toBe(i + 2);
    }
  });
  test('in each other’s place', () => {
    for (let i = 0; i < texts.length; i++)
      for (let j = i + 1; j < texts.length; j++) {
        const swapped = texts.with(i, texts[j] ?? '').with(j, texts[i] ?? '');
        expect(soundOrNamed(joined(swapped), `${i} and ${j}`)?.place.line, `${i} and ${j}`).toBe(i + 1);
      }
  });
  test('of blank', () => {
    for (let i = 0; i <= texts.length; i++)
      expect(soundOrNamed(joined(texts.toSpliced(i, 0, '')), `before line ${i + 1}`)?.place.line).toBe(i + 1);
  });
});
