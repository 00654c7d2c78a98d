import { expect, test } from 'vitest';
import { checkManifest } from './manifest.ts';

test('as many wire bytes as a bundle may hold are compared at once, not each with each', async () => {
  const files = Array.from({ length: 100_000 }, (_, i) => ({ path: `wire/${String(i).padStart(64, '0')}`, bytes: 1 }));
  const listed = files.map(({ path }) => ({ path, bytes: 2, sha256: '0'.repeat(64) }));
  const from = performance.now();
  await expect(checkManifest('/nowhere', files, { format: 1, files: listed })).rejects.toThrow('2 are listed');
  expect(performance.now() - from).toBeLessThan(5000);
});
