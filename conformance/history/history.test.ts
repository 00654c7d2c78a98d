import { createHash } from 'node:crypto';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { InputProblem } from '../../contract/input-problem.ts';
import type { HistoryLine } from './lines.ts';
import { readHistory, readHistorySync } from './reader.ts';
import { sampleEnd, sampleOp, sampleRun, sampleSeen } from './sample-lines.test-helper.ts';
import { wireStore } from './wire-store.ts';
import { openHistory } from './writer.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'vitalproof-history-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const write = async (): Promise<string> => {
  const history = openHistory(folder);
  history.run(sampleRun());
  history.op(sampleOp());
  history.seen(sampleSeen());
  history.fault({ fault: 'killed', from: 40, until: 50 });
  history.end(sampleEnd());
  await history.close();
  return history.path;
};

const streamed = async (path: string): Promise<HistoryLine[]> => {
  const lines: HistoryLine[] = [];
  for await (const line of readHistory(path)) lines.push(line);
  return lines;
};

/** Both readers must say the same. */
const problemOf = async (path: string): Promise<InputProblem> => {
  const caught: unknown[] = [];
  await streamed(path).catch((error: unknown) => caught.push(error));
  try {
    readHistorySync(path);
  } catch (error) {
    caught.push(error);
  }
  const [a, b] = caught;
  if (!(a instanceof InputProblem && b instanceof InputProblem))
    throw new Error(`no problem in both: ${String(a ?? b)}`);
  expect(a.describe()).toBe(b.describe());
  return a;
};

describe('what is written is what is read', () => {
  test('also where a credential is a word of the format', async () => {
    const history = openHistory(folder);
    history.wire.keep('GET / HTTP/1.1\r\nAuthorization: Bearer intended\r\n');
    history.wire.keep('GET / HTTP/1.1\r\nAuthorization: Bearer reading.submit\r\n');
    history.run(sampleRun());
    history.op({ ...sampleOp(), answer: { code: '422', text: 'not intended for reading.submit' } });
    history.end(sampleEnd());
    await history.close();
    expect(readHistorySync(history.path)[1]).toMatchObject({
      ...sampleOp(),
      answer: { code: '422', text: 'not [redacted] for [redacted]' },
    });
  });
  test('line by line, numbered from 1 after the run', async () => {
    const lines = readHistorySync(await write());
    expect(lines.map((l) => (l.kind === 'run' ? 'run' : `${l.kind} ${l.seq}`))).toEqual([
      'run',
      'op 1',
      'seen 2',
      'fault 3',
      'end 4',
    ]);
    expect(lines[1]).toMatchObject(sampleOp());
  });
  test('streamed and at once alike', async () => {
    const path = await write();
    expect(await streamed(path)).toEqual(readHistorySync(path));
  });
  test('each line is on disk as soon as it is written', () => {
    const history = openHistory(folder);
    history.run(sampleRun());
    history.op(sampleOp());
    expect(readFileSync(history.path, 'utf8').split('\n').length).toBe(3);
  });
  test('lines that are written together are on disk when all are made, and read as any others', async () => {
    const history = openHistory(folder);
    history.run(sampleRun());
    history.together(() => {
      history.op(sampleOp());
      history.together(() => history.seen(sampleSeen()));
      history.op(sampleOp());
      expect(readFileSync(history.path, 'utf8').split('\n').length).toBe(2);
    });
    expect(readFileSync(history.path, 'utf8').split('\n').length).toBe(5);
    history.end(sampleEnd());
    await history.close();
    expect(readHistorySync(history.path).map((l) => (l.kind === 'run' ? 'run' : `${l.kind} ${l.seq}`))).toEqual([
      'run',
      'op 1',
      'seen 2',
      'op 3',
      'end 4',
    ]);
  });
  test('where one of them fails, those before it are kept', () => {
    const history = openHistory(folder);
    history.run(sampleRun());
    expect(() =>
      history.together(() => {
        history.op(sampleOp());
        history.op({ ...sampleOp(), sent: -1 });
      }),
    ).toThrow(/sent/);
    expect(history.op(sampleOp()).seq).toBe(2);
    expect(readFileSync(history.path, 'utf8').split('\n').length).toBe(4);
  });
});

describe('the writer refuses', () => {
  test('a line that does not fit, and its number is not spent', () => {
    const history = openHistory(folder);
    history.run(sampleRun());
    expect(() => history.op({ ...sampleOp(), sent: -1 })).toThrow(/sent/);
    expect(history.op(sampleOp()).seq).toBe(1);
  });
  test('to write over a history', async () => {
    await write();
    expect(() => openHistory(folder)).toThrow('EEXIST');
  });
  test('to write after closing', async () => {
    const history = openHistory(folder);
    history.run(sampleRun());
    await history.close();
    expect(() => history.op(sampleOp())).toThrow('closed');
  });
  test('to grow without bound', () => {
    const history = openHistory(folder, 1500);
    history.run(sampleRun());
    expect(() => {
      for (let i = 0; i < 10; i++) history.op(sampleOp());
    }).toThrow('grow past 1500');
  });
});

describe('a run that was cut off', () => {
  test('has no end, and its torn last line is left out', async () => {
    const path = await write();
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.slice(0, text.lastIndexOf('{') + 20));
    expect(readHistorySync(path).map((l) => l.kind)).toEqual(['run', 'op', 'seen', 'fault']);
    expect((await streamed(path)).length).toBe(4);
  });
  test('wherever it was cut, it is read without an error or the run line is missing', async () => {
    const path = await write();
    const bytes = readFileSync(path);
    const runLine = bytes.indexOf(10);
    const torn = join(folder, 'torn.ndjson');
    for (let cut = runLine + 1; cut <= bytes.length; cut++) {
      writeFileSync(torn, bytes.subarray(0, cut));
      expect(() => readHistorySync(torn), `cut at ${cut}`).not.toThrow();
    }
  });
});

const damaged = async (change: (lines: string[]) => string[]): Promise<InputProblem> => {
  const path = await write();
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  writeFileSync(
    path,
    change(lines)
      .map((l) => `${l}\n`)
      .join(''),
  );
  const problem = await problemOf(path);
  expect(problem.place.file).toBe(path);
  expect(problem.exitCode).toBe(65);
  return problem;
};

const edit = (line: string | undefined, change: (body: Record<string, unknown>) => object): string =>
  JSON.stringify(change(JSON.parse(line ?? '{}') as Record<string, unknown>));

describe('damage is named with file, line, field and what was expected', () => {
  test('no run line', async () => {
    const problem = await damaged((lines) => lines.slice(1));
    expect(problem).toMatchObject({
      place: { line: 1, path: 'kind' },
      expected: expect.stringContaining('"run" first') as string,
    });
  });
  test('a format of another version, named', async () => {
    const problem = await damaged(([run, ...rest]) => [edit(run, (l) => ({ ...l, format: 7 })), ...rest]);
    expect(problem.message).toContain('format 7');
    expect(problem.place).toMatchObject({ line: 1, path: 'format' });
    expect(problem.expected).toContain('format 1 or 2');
  });
  test('not JSON in the middle', async () => {
    const problem = await damaged(([run, op, ...rest]) => [run ?? '', (op ?? '').slice(0, 40), ...rest]);
    expect(problem.place.line).toBe(2);
    expect(problem.message).toBe('not JSON');
  });
  test('an empty line', async () => {
    expect((await damaged(([run, ...rest]) => [run ?? '', '', ...rest])).place.line).toBe(2);
  });
  test('a field of another type', async () => {
    const problem = await damaged(([run, op, ...rest]) => [
      run ?? '',
      edit(op, (l) => ({ ...l, settled: 'soon' })),
      ...rest,
    ]);
    expect(problem.place).toMatchObject({ line: 2, path: 'settled' });
  });
  test('a field deep inside', async () => {
    const problem = await damaged(([run, op, ...rest]) => [
      run ?? '',
      edit(op, (l) => ({ ...l, act: { op: 'audit.read', patient: { system: '', value: 'x' } } })),
      ...rest,
    ]);
    expect(problem.place).toMatchObject({ line: 2, path: 'act.patient.system' });
  });
  test('an unknown kind', async () => {
    const problem = await damaged(([run, op, ...rest]) => [
      run ?? '',
      edit(op, (l) => ({ ...l, kind: 'rumour' })),
      ...rest,
    ]);
    expect(problem.message).toContain('rumour');
    expect(problem.expected).toContain('run, op, seen, arrived, fault, canary or end');
  });
  test('a line that was taken out', async () => {
    const problem = await damaged((lines) => lines.filter((_, i) => i !== 2));
    expect(problem.place).toMatchObject({ line: 3, path: 'seq' });
    expect(problem.expected).toContain('seq 2');
  });
  test('a second run', async () => {
    expect((await damaged(([run, ...rest]) => [run ?? '', run ?? '', ...rest])).message).toContain('second run');
  });
  test('something after the end', async () => {
    expect((await damaged((lines) => [...lines, lines[1] ?? ''])).message).toContain('after the end');
  });
  test('an empty file and none', async () => {
    const empty = join(folder, 'empty.ndjson');
    writeFileSync(empty, '');
    expect((await problemOf(empty)).message).toContain('empty');
    expect((await problemOf(join(folder, 'none.ndjson'))).message).toContain('cannot be read');
  });
  test('a line without an end', async () => {
    const path = await write();
    rmSync(path);
    const chunk = Buffer.alloc(4 * 1024 * 1024, 'x');
    for (let i = 0; i < 9; i++) appendFileSync(path, chunk);
    expect((await problemOf(path)).message).toContain('too long');
  });
});

describe('wire bytes', () => {
  test('are kept once, under the hash of what is stored', async () => {
    const store = wireStore(folder);
    const name = store.keep('GET /fhir/Task\n\nAuthorization: Bearer abcdefghijkl\n');
    expect(store.keep('GET /fhir/Task\n\nAuthorization: Bearer mnopqrstuvwx\n')).toBe(name);
    await store.settled();
    expect(readdirSync(join(folder, 'wire'))).toEqual([name]);
    const stored = readFileSync(join(folder, 'wire', name ?? ''));
    expect(createHash('sha256').update(stored).digest('hex')).toBe(name);
    expect(stored.toString()).not.toContain('abcdefgh');
  });
  test('are bounded in number and size', async () => {
    const store = wireStore(folder, { blobs: 2, bytes: 100 });
    expect(store.keep('x'.repeat(90))).toBeDefined();
    expect(store.keep('y'.repeat(11))).toBeUndefined();
    expect(store.keep('z')).toBeDefined();
    expect(store.keep('w')).toBeUndefined();
    await store.settled();
    expect(readdirSync(join(folder, 'wire')).length).toBe(2);
  });
  test('say when they could not be written', async () => {
    const store = wireStore(folder);
    rmSync(join(folder, 'wire'), { recursive: true });
    store.keep('lost');
    await expect(store.settled()).rejects.toThrow('could not be written');
  });
});
