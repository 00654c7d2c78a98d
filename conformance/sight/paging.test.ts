import { describe, expect, test } from 'vitest';
import { MOST_PAGES, Paging } from './paging.ts';

const page = (next: string | undefined, ...entries: string[]) => ({ entries, next });

describe('following next links', () => {
  test('goes from link to link, as given, to the page without one', () => {
    const paging = new Paging('/Task?x=1');
    expect(paging.turn(page('opaque-1', 'a/1', 'b/1'))).toEqual({ kind: 'more', link: 'opaque-1' });
    expect(paging.turn(page('opaque-2', 'c/1', 'd/1'))).toEqual({ kind: 'more', link: 'opaque-2' });
    expect(paging.turn(page(undefined, 'e/1'))).toEqual({ kind: 'end' });
  });
  test.each([['/first'], ['two']])('a link that was followed before (%s) is a loop', (back) => {
    const paging = new Paging('/first');
    paging.turn(page('two', 'a/1'));
    expect(paging.turn(page(back, 'b/1'))).toEqual({
      kind: 'error',
      text: `the next links go on for ever: ${back}`,
    });
  });
  test('a page that comes again under another link repeats', () => {
    const paging = new Paging('/first');
    paging.turn(page('l1', 'a/1', 'b/1'));
    paging.turn(page('l2', 'c/1', 'd/1'));
    expect(paging.turn(page('l3', 'a/1', 'b/1'))).toEqual({
      kind: 'error',
      text: 'page 3 shows again what page 1 showed: the pages repeat',
    });
  });
  test('however often it comes, the first of them is named', () => {
    const paging = new Paging('/first');
    const texts = ['l1', 'l2', 'l3'].map((link) => paging.turn(page(link, 'a/1', 'b/1')));
    expect(texts.slice(1)).toEqual([
      { kind: 'error', text: 'page 2 shows again what page 1 showed: the pages repeat' },
      { kind: 'error', text: 'page 3 shows again what page 1 showed: the pages repeat' },
    ]);
  });
  test.each([
    ['begins, ends and counts alike', ['a/1', 'x/1', 'c/1'], 'error'],
    ['begins otherwise', ['x/1', 'b/1', 'c/1'], 'more'],
    ['ends otherwise', ['a/1', 'b/1', 'x/1'], 'more'],
    ['is shorter', ['a/1', 'c/1'], 'more'],
  ])('a later page that %s', (_, entries, kind) => {
    const paging = new Paging('/first');
    paging.turn(page('l1', 'a/1', 'b/1', 'c/1'));
    expect(paging.turn(page('l2', ...entries)).kind).toBe(kind);
  });
  test('also where it is the last one', () => {
    const paging = new Paging('/first');
    paging.turn(page('l1', 'a/1', 'b/1'));
    expect(paging.turn(page(undefined, 'a/1', 'b/1')).kind).toBe('error');
  });
  test('an item in another version, and empty pages, repeat nothing', () => {
    const paging = new Paging('/first');
    for (const [i, entries] of [['a/1'], ['a/2'], [], []].entries())
      expect(paging.turn(page(`l${i}`, ...entries)).kind).toBe('more');
  });
  test(`more than ${MOST_PAGES} pages never end`, () => {
    const paging = new Paging('/first');
    for (let i = 1; i < MOST_PAGES; i++) expect(paging.turn(page(`l${i}`)).kind).toBe('more');
    expect(paging.turn(page('one more'))).toEqual({ kind: 'error', text: 'the next links go on for ever: one more' });
  });
});
