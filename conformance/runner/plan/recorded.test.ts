import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StreamRequest } from './stream-source.ts';
import { recordedSource } from './recorded.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vitalproof-recorded-'));
  writeFileSync(
    join(dir, 'data-01'),
    [
      '04-21-1991\t9:09\t58\t100',
      '04-21-1991\t9:09\t33\t009',
      '04-21-1991\t17:08\t62\t0Hi',
      '04-21-1991\tnoon\t58\t120',
      '04-20-1991\t7:00\t58\t90',
    ].join('\n'),
  );
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const request: StreamRequest = {
  recorded: 'aim94',
  person: 0,
  index: 0,
  lane: 'l',
  from: Date.parse('2035-01-08T06:00:00Z'),
  zone: 'America/Chicago',
  seed: 1,
};

describe('a recorded log as a stream', () => {
  test('plays the readings in the order of the log; a line that stands behind a later one is sent late', () => {
    const readings = recordedSource(dir).stream(request);
    expect(readings.map((r) => r.result.kind)).toEqual(['value', 'off-scale', 'value']);
    const [first, second, disordered] = readings;
    expect(disordered?.effective).toBeLessThan(first?.effective ?? 0);
    expect(disordered?.submitted).toBe(second?.submitted);
  });
  test('accounts for every line of every file that was used, and names what could not be parsed', () => {
    const source = recordedSource(dir);
    expect(source.used()).toEqual([]);
    source.stream(request);
    expect(source.used()).toEqual([
      {
        file: 'data-01',
        lines: 5,
        glucose: 2,
        offScale: 1,
        other: 1,
        unparsable: 1,
        problems: [{ line: 4, why: expect.stringMatching(/time/) }],
      },
    ]);
  });
  test('without a folder, and past the last log, it says what is needed', () => {
    expect(() => recordedSource(undefined).stream(request)).toThrowError(/recorded data/);
    expect(() => recordedSource(dir).stream({ ...request, index: 1 })).toThrowError(/there are 1 logs.*number 2/);
  });
});
