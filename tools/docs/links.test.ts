import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { type Document, documents, ROOT } from './documents.ts';

const all = documents();
const byPath = new Map(all.map((document) => [document.path, document]));

/** Why a link leads nowhere; undefined where it does lead somewhere. Other hosts are not asked. */
const brokenBecause = (from: Document, target: string): string | undefined => {
  if (/^(?:https:|mailto:)/.test(target)) return URL.canParse(target) ? undefined : 'is no address';
  if (/^[a-z]+:/.test(target)) return 'is neither https nor a file';
  const [file = '', anchor] = target.split('#');
  const path = file === '' ? from.path : normalize(join(dirname(from.path), decodeURIComponent(file)));
  if (path.startsWith('..')) return 'leads out of the repository';
  if (!existsSync(join(ROOT, path))) return 'does not exist';
  if (anchor === undefined) return undefined;
  const document = byPath.get(path);
  if (document !== undefined) return document.anchors.has(anchor) ? undefined : `has no heading for #${anchor}`;
  const lines = /^L(\d+)/.exec(anchor)?.[1];
  if (lines === undefined || statSync(join(ROOT, path)).isDirectory()) return 'is no document with headings';
  return readFileSync(join(ROOT, path), 'utf8').split('\n').length >= Number(lines) ? undefined : 'is shorter';
};

test('every link of every document leads somewhere, headings included', () => {
  const broken = all.flatMap((document) =>
    document.links.flatMap(({ target, line }) => {
      const why = brokenBecause(document, target);
      return why === undefined ? [] : [`${document.path}:${line} ${target} ${why}`];
    }),
  );
  expect(broken).toEqual([]);
  expect(all.flatMap(({ links }) => links).length).toBeGreaterThan(200);
});

test('every document of docs/ can be reached from the README, link by link', () => {
  const reached = new Set(['README.md']);
  for (const path of reached) {
    const document = byPath.get(path);
    for (const { target } of document?.links ?? []) {
      const to = normalize(join(dirname(path), (target.split('#')[0] ?? '').replace(/\/$/, '/README.md')));
      if (byPath.has(to)) reached.add(to);
    }
  }
  expect(all.map(({ path }) => path).filter((path) => path.startsWith('docs/') && !reached.has(path))).toEqual([]);
});

test('a link that leads nowhere is found', () => {
  const [readme] = all.filter(({ path }) => path === 'README.md');
  if (readme === undefined) throw new Error('there is no README.md');
  expect(brokenBecause(readme, 'docs/none.md')).toBe('does not exist');
  expect(brokenBecause(readme, 'docs/cli.md#none')).toBe('has no heading for #none');
  expect(brokenBecause(readme, '#none')).toBe('has no heading for #none');
  expect(brokenBecause(readme, '../elsewhere.md')).toBe('leads out of the repository');
  expect(brokenBecause(readme, 'http://example.org')).toBe('is neither https nor a file');
  expect(brokenBecause(readme, 'docs/cli.md#exit-codes')).toBeUndefined();
  expect(brokenBecause(readme, 'LICENSE#L1')).toBeUndefined();
});
