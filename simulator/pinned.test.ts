import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PINNED_RUNS } from './pinned.test-helper.ts';
import { streamFleet } from './stream.ts';

/** Name of a run → SHA-256 of its bytes. `UPDATE_PINS=1` writes them anew; `npm run determinism` has other Nodes make them. */
const PINS = new URL('./pinned.json', import.meta.url);

const hashed = (name: string): string => {
  const hash = createHash('sha256');
  const options = PINNED_RUNS[name];
  if (options === undefined) throw new Error(`no run ${name}`);
  for (const chunk of streamFleet(options)) hash.update(chunk);
  return hash.digest('hex');
};

const names = Object.keys(PINNED_RUNS);
if (process.env['UPDATE_PINS'] === '1') {
  const made = Object.fromEntries(names.map((name) => [name, hashed(name)]));
  writeFileSync(PINS, `${JSON.stringify(made, undefined, 2)}\n`);
}
const pinned = JSON.parse(readFileSync(PINS, 'utf8')) as Readonly<Record<string, string>>;

test('every run is pinned, and no other', () => {
  expect(Object.keys(pinned)).toEqual(names);
});

test.each(names)('%s: another byte breaks "same seed, same bytes" for users', (name) => {
  expect(hashed(name)).toBe(pinned[name]);
});
