import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** What a run must not depend on: chance that is not keyed, the clock on the wall, the machine's zone and language. */
const FORBIDDEN: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['chance that is not keyed', /\bMath\.random\b|\bcrypto\b|\brandomBytes\b|\brandomUUID\b|\bgetRandomValues\b/],
  ['a real clock', /\bDate\.now\b|\bnew Date\(\s*\)|\bDate\(\s*\)|\bperformance\b|\bhrtime\b|\bTemporal\.Now\b/],
  ['a timer', /\bset(?:Timeout|Interval|Immediate)\b/],
  [
    'the zone of the machine',
    /\.get(?:Hours|Minutes|Seconds|Milliseconds|Date|Day|Month|FullYear|TimezoneOffset)\(|\.set(?:Hours|Minutes|Seconds|Date|Month|FullYear)\(|\bDate\.parse\('\d{4}-\d\d-\d\dT[\d:.]+'\)/,
  ],
  ['the language of the machine', /\.toLocale\w+\(|\blocaleCompare\b|\bIntl\.\w+\(undefined|\bIntl\.\w+\(\)/],
  ['the environment', /\bprocess\.(?:env|argv|pid|cwd)\b/],
];

const ownText = (text: string): string => text.replace(/\/\*[^]*?\*\/|(?<=^|\s)\/\/.*$/gm, '');
const found = (text: string): readonly string[] =>
  FORBIDDEN.filter(([, pattern]) => pattern.test(ownText(text))).map(([what]) => what);

test('nothing of the simulator depends on when, where or on what it runs', () => {
  const files = globSync('simulator/**/*.ts').filter((file) => !/\.test(?:-helper)?\.ts$/.test(file));
  expect(files.length).toBeGreaterThan(50);
  const faults = files.flatMap((file) => found(readFileSync(file, 'utf8')).map((what) => `${file}: ${what}`));
  expect(faults).toEqual([]);
});

test.each([
  'const x = Math.random();',
  'const now = Date.now();',
  'const now = new Date();',
  'const now = new Date( );',
  'const ms = performance.now();',
  'const h = date.getHours();',
  "const t = Date.parse('2026-03-02T05:00:00');",
  'names.sort((a, b) => a.localeCompare(b));',
  'const zone = process.env.TZ;',
])('%s is found', (line) => {
  expect(found(line)).toHaveLength(1);
});

test.each([
  'const d = new Date(ms).toISOString();',
  "const t = Date.parse('2026-03-02T05:00:00Z');",
  '/** Not Math.random(). */',
  '  // Date.now() would differ',
])('%s is not', (line) => {
  expect(found(line)).toEqual([]);
});
