import { expect, test } from 'vitest';
import { MOST_BYTES, type Packed, packProblems } from './contents.ts';

const SOUND = [
  'bin/vitalproof.js',
  'dist/cli/main.js',
  'dist/types/simulator/index.d.ts',
  'dist/simulator/random.ts',
  'dist/types/conformance/index.d.ts',
  'dist/scenarios/limits-changed.yaml',
  'dist/scenarios/scenario.schema.json',
  'dist/scenarios/load/smoke.ts',
  'dist/conformance/history/history.schema.json',
  'dist/conformance/sut/profile.schema.json',
  'dist/conformance/sender/sender-profile.schema.json',
  'dist/contract/requirements/limits.yaml',
  'dist/contract/wire/ports/schemas/hello.schema.json',
  'docs/README.md',
  'docs/requirements.md',
  'examples/receiver-python/receiver.py',
  'examples/adapter-kit/vitalproof_adapter.py',
  'examples/adapter-kit/vitalproof-adapter.ts',
  'README.md',
  'LICENSE',
];

const packed = (paths: readonly string[], unpackedSize = 5_000_000): Packed => ({
  filename: 'x.tgz',
  version: '1.0.0',
  size: 1,
  unpackedSize,
  files: paths.map((path) => ({ path, size: path.length })),
});

test('a package with all that is needed is sound', () => {
  expect(packProblems(packed(SOUND))).toEqual([]);
});

test.each(SOUND.filter((path) => !/random\.ts|adapter-kit\/.*\.ts/.test(path)))('without %s it is not', (missing) => {
  expect(packProblems(packed(SOUND.filter((path) => path !== missing)))).toHaveLength(1);
});

test.each([
  'dist/cli/main.test.js',
  'dist/cli/command-line.test-helper.js',
  'cli/main.ts',
  'vitalproof-1.0.0.tgz',
  'examples/receiver-python/__pycache__/receiver.pyc',
  'reports/runs/latest/report.html',
  'acme.sign.pem',
])('%s does not belong', (path) => {
  expect(packProblems(packed([...SOUND, path]))).toEqual([`does not belong: ${path}`]);
});

test('as large as the bound is too large, and the largest are named', () => {
  expect(packProblems(packed(SOUND, MOST_BYTES - 1))).toEqual([]);
  expect(packProblems(packed(SOUND, MOST_BYTES))).toEqual([
    expect.stringMatching(
      /^10000000 bytes installed, .*; largest: dist\/conformance\/sender\/sender-profile\.schema\.json 50, /,
    ),
  ]);
});
