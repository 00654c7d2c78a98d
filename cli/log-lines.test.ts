import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { logLines } from './log-lines.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A file that takes `most` bytes at a time, or fails as it is told. */
const scene = (most = Infinity) => {
  const file = { text: '', fails: undefined as string | undefined };
  const lines = logLines(2, (_fd, bytes) => {
    if (file.fails !== undefined) throw Object.assign(new Error(file.fails), { code: file.fails });
    const part = bytes.subarray(0, most);
    file.text += Buffer.from(part).toString();
    return part.length;
  });
  return { file, lines };
};

test('every line is written whole, though only parts of it go at once', () => {
  const { file, lines } = scene(3);
  lines.write('{"a":1}\n');
  lines.write('{"b":2}\n');
  expect(file.text).toBe('{"a":1}\n{"b":2}\n');
});

test('what a full disk has no room for is not told, and nothing fails by it', () => {
  const { file, lines } = scene();
  file.fails = 'ENOSPC';
  lines.write('lost\n');
  file.fails = undefined;
  lines.write('told\n');
  expect(file.text).toBe('told\n');
});

test('what a slow reader cannot take yet is written once it can, in order, and not without end', () => {
  const { file, lines } = scene();
  file.fails = 'EAGAIN';
  const line = `${'x'.repeat(1023)}\n`;
  for (let n = 0; n < 2000; n += 1) lines.write(line);
  vi.advanceTimersByTime(100);
  expect(file.text).toBe('');
  file.fails = undefined;
  vi.advanceTimersByTime(100);
  expect(file.text).toBe(line.repeat(1024));
  lines.write('last\n');
  expect(file.text).toMatch(/\nlast\n$/);
});
