import { appendFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import type { HistoryLine } from '../../history/lines.ts';
import { HistoryBuilder, makeItem } from '../../oracle/history-builder.test-helper.ts';
import { EarlyBook } from '../../oracle/early/early-book.ts';
import { canonicalJson } from '../../verdict/canonical-json.ts';
import { catalogue, judgedIn, textOf, withFile } from '../in-parts.test-helper.ts';
import { type JudgedPart, verdictsTogether } from '../judging.ts';
import { followFile } from './follow-file.ts';
import { judgeGrowing } from './judge-growing.ts';
import { startLiveJudge } from './live-judge.ts';

// A process reads all modules anew, which takes its time where others are at work.
vi.setConfig({ testTimeout: 120_000 });

const VALUES = ['120', '212', '131', '145', '212', '99'];

/** One patient after the other, each with six readings and their items; then the end of the run. */
const oneAfterTheOther = (patients: number, missing = -1): HistoryLine[] => {
  const b = new HistoryBuilder({ catalogue: catalogue.hash });
  for (let i = 0; i < patients; i++) {
    const patient = `p${String(i).padStart(3, '0')}`;
    const order = b.order({ name: `o-${patient}`, patient });
    b.grant('glucose', patient);
    for (const [k, value] of VALUES.entries()) {
      const reading = b.reading({ name: `r-${patient}-${k}`, value, patient });
      if (value !== '212' || (i === missing && k === 1)) continue;
      b.wait(40).seen(makeItem(reading, order, `i-${patient}-${k}`));
    }
    b.wait(8000);
  }
  return b.drain();
};

const verdictsText = (part: JudgedPart): string => canonicalJson(verdictsTogether([part], catalogue));

async function* inPieces(text: string, bytes: number): AsyncGenerator<Buffer> {
  const all = Buffer.from(text);
  for (let at = 0; at < all.length; at += bytes) yield all.subarray(at, at + bytes);
}

describe('a history that grows', () => {
  test.each([
    ['all well', oneAfterTheOther(12)],
    ['an item missing', oneAfterTheOther(12, 7)],
  ])('is judged as the whole of it is, %s', async (_name, lines) => {
    await withFile(textOf(lines), async (path) => {
      const whole = await judgedIn(path, 1);
      for (const bytes of [997, 20_000, 10_000_000])
        expect(verdictsText(await judgeGrowing(path, inPieces(textOf(lines), bytes)))).toBe(whole);
    });
  });
  test('leaves little to be judged at the end', async () => {
    const lines = oneAfterTheOther(12);
    const count = vi.spyOn(EarlyBook.prototype, 'count');
    try {
      await judgeGrowing('history', inPieces(textOf(lines), 5000));
      expect(count.mock.calls.length).toBeGreaterThan(6);
    } finally {
      count.mockRestore();
    }
  });
});

describe('a file that is followed', () => {
  test('is read to what was there when it was over', async () => {
    await withFile('a', async (path) => {
      let over = false;
      let text = '';
      for await (const chunk of followFile(path, () => over, 1)) {
        text += chunk.toString();
        if (text.length < 3) appendFileSync(path, 'b');
        else over = true;
      }
      expect(text).toBe('abb');
    });
  });
});

describe('in a process of its own', () => {
  test('it is judged while it is written, and the same comes of it', async () => {
    const text = textOf(oneAfterTheOther(12, 7));
    await withFile(text, async (path) => {
      const whole = await judgedIn(path, 1);
      const half = text.length >> 1;
      writeFileSync(path, text.slice(0, half));
      const live = startLiveJudge(path);
      appendFileSync(path, text.slice(half));
      const told = await live.finish();
      expect(told === undefined ? undefined : verdictsText(told.judged)).toBe(whole);
      expect(told?.maxRssBytes).toBeGreaterThan(1e7);
    });
  });
  test('a file that is no history comes to nothing', async () => {
    await withFile('{"kind":"nonsense"}\n', async (path) => {
      expect(await startLiveJudge(path).finish()).toBeUndefined();
    });
  });
});
