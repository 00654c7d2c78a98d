import { commandLine } from '../command-line.test-helper.ts';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HistoryLine } from '../../conformance/history/lines.ts';
import { HistoryBuilder } from '../../conformance/oracle/history-builder.test-helper.ts';

let dir: string;
beforeAll(async () => {
  dir = realpathSync(mkdtempSync(join(tmpdir(), 'vitalproof-explain-')));
  expect((await vitalproof('run', 'limits-changed', '--seed', '5')).code).toBe(0);
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const vitalproof = commandLine(() => ({ VITALPROOF_RUNS: join(dir, 'runs'), HOME: dir }));

const writeHistory = (name: string, lines: readonly HistoryLine[]): string => {
  const path = join(dir, name);
  writeFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return path;
};

/** Names that the list gives of a kind, with the rest of their rows. */
const listed = async (kind: string): Promise<readonly (readonly [string, string])[]> => {
  const { out, code } = await vitalproof('explain', 'latest');
  expect(code).toBe(0);
  return out
    .split('\n')
    .filter((row) => row.startsWith(kind))
    .map((row) => [row.split(/ +/)[1] ?? '', row]);
};

const sole = (rows: readonly (readonly [string, string])[], holds: string): string => {
  const found = rows.filter(([, row]) => row.includes(holds));
  expect(found.length, holds).toBeGreaterThan(0);
  return found[0]?.[0] ?? '';
};

describe('of a run against the reference', () => {
  test('the list names every reading, item and order once', async () => {
    const { out } = await vitalproof('explain', 'latest');
    const names = out
      .trim()
      .split('\n')
      .map((row) => row.split(/ +/).slice(0, 3).join(' '));
    expect(new Set(names).size).toBe(names.length);
    for (const kind of ['reading', 'item', 'order']) expect(names.some((n) => n.startsWith(kind))).toBe(true);
  });

  test('a late reading: the version that was in force at its time, and those that came later', async () => {
    const late = sole(await listed('reading'), 'glucose 171 mg/dL, measured 2035-01-08T14:00');
    const { out, code } = await vitalproof('explain', 'latest', late);
    expect(code).toBe(0);
    const text = out.replaceAll(/\n +/g, ' ');
    expect(text).toContain('171 mg/dL is within reference 70 to 180');
    expect(text).toContain('limits from 8 January 2035 08:00 -05:00, in force at 2035-01-08T14:00');
    expect(text).toMatch(/from 9 January 2035 .* by acceptance \(line \d+\): active; came later than 2035-01-08T14:00/);
    expect(text).toMatch(/shown by the quer(y|ies) of lines? \d/);
  });

  test('an item leads to its reading, an order to its readings', async () => {
    const item = await vitalproof('explain', 'latest', sole(await listed('item'), 'critical HH 250'));
    expect(item.out).toContain('Why it is there\n  MUST: limits: 250 mg/dL >= 250 mg/dL (critical high)');
    expect(item.out).toContain('The reading it is about');
    const order = await vitalproof('explain', 'latest', sole(await listed('order'), 'reference'));
    expect(order.out).toContain('Its versions, each from when it holds');
    expect(order.out).toContain('MUST: abnormal H about');
  });

  test('by the path of the history as well', async () => {
    const [name] = (await listed('order'))[0] ?? ['', ''];
    const path = join(dir, 'runs', 'latest', 'history.ndjson');
    const [byName, byPath] = [await vitalproof('explain', 'latest', name), await vitalproof('explain', path, name)];
    expect(byPath.out).toBe(byName.out);
    expect(readFileSync(path, 'utf8')).toContain(name);
  });
});

describe('a name that is not there', () => {
  test('the nearest is suggested, exit 3', async () => {
    const [name] = (await listed('reading'))[0] ?? ['', ''];
    const { code, err } = await vitalproof('explain', 'latest', `${name.slice(0, -2)}x${name.slice(-1)}`);
    expect(code).toBe(3);
    expect(err).toContain('did you mean R');
  });
  test('without a near one, how to list what there is', async () => {
    const { code, err } = await vitalproof('explain', 'latest', 'nothing-of-the-kind-anywhere');
    expect(code).toBe(3);
    expect(err).toContain('lists what there is');
  });
  test('nor a history, nor an id', async () => {
    expect((await vitalproof('explain', 'no-such-run', 'r')).code).toBe(3);
    const { code, err } = await vitalproof('explain', 'LIM-2');
    expect(code).toBe(3);
    expect(err).toContain('did you mean LIM-');
    expect((await vitalproof('explain')).code).toBe(64);
    expect((await vitalproof('explain', 'a', 'b', 'c')).code).toBe(64);
  });
});

describe('a history from elsewhere', () => {
  test('a name of two patients: which one is asked for', async () => {
    const b = new HistoryBuilder();
    for (const patient of ['p1', 'p2']) {
      b.order({ name: `o-${patient}`, patient });
      b.grant('glucose', patient);
      b.reading({ name: 'r', value: '212', patient });
    }
    const path = writeHistory('two.ndjson', b.drain());
    const { code, err } = await vitalproof('explain', path, 'r');
    expect(code).toBe(3);
    expect(err).toContain('--patient');
    expect((await vitalproof('explain', path, 'r', '--patient', 'p2')).out).toContain('gate 3 stopped it');
  });

  test('what its system says cannot act on the terminal', async () => {
    const b = new HistoryBuilder();
    b.order();
    b.grant();
    b.reading({ name: 'r', value: '212' }, { refusal: 'no\u001b[2J\nMUST NOT\u202e' });
    const path = writeHistory('hostile.ndjson', b.drain());
    for (const argv of [[path], [path, 'r'], [path, 'o1']]) {
      const { out, code } = await vitalproof('explain', ...argv);
      expect(code).toBe(0);
      // oxlint-disable-next-line no-control-regex -- control characters are what this test is about
      expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    }
    const { out } = await vitalproof('explain', path, 'r');
    expect(out.replaceAll(/\n +/g, ' ')).toContain('refused (422 no\\u{1b}[2J\\nMUST NOT\\u{202e})');
  });

  test('a file that is no history is told as one, exit 65', async () => {
    const path = join(dir, 'notes.txt');
    writeFileSync(path, 'dear diary\n');
    expect((await vitalproof('explain', path)).code).toBe(65);
  });
});

test('a long explanation is cut to a screen, and --full is not', async () => {
  const b = new HistoryBuilder();
  for (let i = 0; i < 6; i += 1) b.order({ name: `o${i}` });
  b.grant();
  b.reading({ name: 'r', value: '212' });
  const path = writeHistory('long.ndjson', b.drain());
  const [short, full] = [await vitalproof('explain', path, 'r'), await vitalproof('explain', path, 'r', '--full')];
  expect(short.out.trimEnd().split('\n').length).toBe(60);
  expect(short.out).toContain('--full');
  expect(full.out.split('\n').length).toBeGreaterThan(61);
});
