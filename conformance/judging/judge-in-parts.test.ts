import { truncateSync } from 'node:fs';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { InputProblem } from '../../contract/input-problem.ts';
import type { HistoryLine } from '../history/lines.ts';
import { judgeHistory, verdictsText } from '../judge.ts';
import { HistoryBuilder, patientId } from '../oracle/history-builder.test-helper.ts';
import { catalogue, textOf, withFile } from './in-parts.test-helper.ts';
import { partsFor } from './judge-in-parts.ts';
import { keyHash } from './share/key-hash.ts';

// A thread reads all modules anew, which takes its time where others are at work.
vi.setConfig({ testTimeout: 120_000 });

/** Readings of patients of both parts, turn by turn. */
const patients = [0, 1].flatMap((part) =>
  Array.from({ length: 40 }, (_, i) => `p${i}`)
    .filter((name) => (keyHash(patientId(name)) >>> 0) % 2 === part)
    .slice(0, 3),
);
const world = (): HistoryLine[] => {
  const builder = new HistoryBuilder({ catalogue: catalogue.hash });
  for (const patient of patients) {
    builder.order({ name: `o-${patient}`, patient });
    builder.grant('glucose', patient);
  }
  for (let i = 0; i < 10; i += 1)
    for (const patient of patients) builder.reading({ name: `r-${patient}-${i}`, value: `${150 + 10 * i}`, patient });
  return builder.drain();
};

const inParts = (path: string, parts: number, onBytes?: (bytes: number) => void): Promise<string> =>
  judgeHistory(path, catalogue, onBytes, parts).then(verdictsText);

let texts: string[];
beforeAll(() => {
  texts = textOf(world()).trimEnd().split('\n');
});

test('in threads it is judged as in one, every time', async () => {
  await withFile(textOf(world()), async (path) => {
    const one = await inParts(path, 1);
    expect(one).toContain('"FAIL"');
    expect(await inParts(path, 2)).toBe(one);
    expect(await inParts(path, 3)).toBe(one);
  });
});

/** A line of each part, and the two one after the other. */
const readings = (): number[] =>
  patients.map((patient) => texts.findIndex((text) => text.includes(`"value":"r-${patient}-5"`)));

const problemOf = async (text: string, parts: number): Promise<InputProblem> =>
  await withFile(text, async (path) => {
    const problem = await inParts(path, parts).catch((error: unknown) => error);
    if (!(problem instanceof InputProblem)) throw new Error(`it was judged: ${String(problem)}`);
    expect(problem.place.file).toBe(path);
    return problem;
  });

describe('a damaged history', () => {
  const damaged = (lines: readonly number[]): string =>
    texts.map((text, i) => (lines.includes(i) ? text.replace('"unit":"mg/dL"', '"unit":"stone"') : text)).join('\n');
  test('is refused by line and field, whoever has the line, and the first of two', async () => {
    const [first = 0, , , last = 0] = readings();
    expect(Math.abs(first - last)).toBeGreaterThan(0);
    for (const lines of [[first], [last], [first, last]]) {
      const [one, two] = [await problemOf(damaged(lines), 1), await problemOf(damaged(lines), 2)];
      expect(one.place.line).toBe(Math.min(...lines) + 1);
      expect(one.place.path).toBe('act.reading.result.quantity.unit');
      expect([two.message, two.expected, two.place.line, two.place.path]).toEqual([
        one.message,
        one.expected,
        one.place.line,
        one.place.path,
      ]);
    }
  });

  test.each([
    ['a line is lost', () => texts.filter((_, i) => i !== readings()[0]).join('\n')],
    ['a line is there twice', () => texts.flatMap((t, i) => (i === readings()[4] ? [t, t] : [t])).join('\n')],
    ['a line is no JSON', () => texts.map((t, i) => (i === readings()[4] ? t.slice(0, -1) : t)).join('\n')],
    ['it has no run line', () => texts.slice(1).join('\n')],
    ['it is empty', () => ''],
    ['something follows its end', () => `${texts.join('\n')}\n{}\n`],
    [
      'its sum is another',
      () =>
        texts
          .map((t) => t.replace(/^\{"kind":"end".*\}$/, (end) => `${end.slice(0, -1)},"crc32":"00000000"}`))
          .join('\n') + '\n',
    ],
  ])('is refused alike where %s', async (_what, text) => {
    const [one, two] = [await problemOf(text(), 1), await problemOf(text(), 2)];
    expect([two.message, two.place.line]).toEqual([one.message, one.place.line]);
  });

  test('of which the last line was torn off is judged alike', async () => {
    await withFile(textOf(world()), async (path) => {
      const lines = textOf(world());
      truncateSync(path, lines.length - 400);
      const one = await inParts(path, 1);
      expect(one).toContain('cut off');
      expect(await inParts(path, 2)).toBe(one);
    });
  });
});

test('whoever is told how far it has come can stop it', async () => {
  await withFile(textOf(world()), async (path) => {
    const stop = (): never => {
      throw new InputProblem('interrupted', { file: path }, 'to be let finish');
    };
    await expect(inParts(path, 2, stop)).rejects.toThrow('interrupted');
  });
});

test('a short history and what is no file are judged in one part', async () => {
  await withFile(textOf(world()), async (path) => expect(partsFor(path)).toBe(1));
  expect(partsFor('/dev/null', 8)).toBe(1);
  expect(partsFor('there is none', 8)).toBe(1);
  await withFile('', async (path) => {
    truncateSync(path, 128 * 1024 * 1024 - 1);
    expect(partsFor(path, 8)).toBe(1);
    truncateSync(path, 128 * 1024 * 1024);
    expect([1, 2, 3, 8].map((processors) => partsFor(path, processors))).toEqual([1, 2, 2, 2]);
  });
});
