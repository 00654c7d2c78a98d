import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { VERDICTS } from '../../conformance/verdict/types.ts';
import { plain, said, toned, verdictCell, type Document } from './document.ts';
import { documentHtml } from './to-html.ts';
import { documentMarkdown } from './to-markdown.ts';
import { documentText } from './to-text.ts';

const document = (over: Partial<Document> = {}): Document => ({
  title: 'Title',
  headline: toned('bad', '✗ the answer'),
  lead: [said('a sentence')],
  sections: [
    {
      heading: 'Rows',
      blocks: [
        {
          kind: 'table',
          caption: 'What there is',
          head: ['Name', 'Verdict', 'Why'],
          rows: [
            [plain('LIM-01'), verdictCell('PASS'), plain('all met')],
            [plain('LIM-02'), verdictCell('FAIL'), plain('212 > 180 and <b>no item</b> | came '.repeat(5))],
          ],
        },
        { kind: 'list', items: [plain('one'), toned('open', 'two')] },
      ],
    },
    { heading: 'Nothing here', blocks: [] },
  ],
  ...over,
});

const hostile = fc.string({ unit: 'binary', maxLength: 80 });
const withTexts = (texts: readonly string[]): Document => {
  const [a = '', b = '', c = '', d = '', e = ''] = texts;
  return document({
    title: a,
    headline: toned('open', b),
    lead: [said(c), { kind: 'list', items: [plain(d)] }],
    sections: [{ heading: e, blocks: [{ kind: 'table', caption: a, head: [b, c], rows: [[plain(d), plain(e)]] }] }],
  });
};
const fiveTexts = fc.array(hostile, { minLength: 5, maxLength: 5 });

const long = (rows: number): Document =>
  document({
    sections: [
      {
        heading: 'Long',
        blocks: [
          {
            kind: 'table',
            caption: 'Many',
            head: ['n'],
            rows: Array.from({ length: rows }, (_, n) => [plain(`row ${n}`)]),
          },
        ],
      },
    ],
  });

describe('a verdict in a cell', () => {
  it.each(VERDICTS.filter((v) => v !== 'PASS'))('%s is never good', (v) =>
    expect(verdictCell(v).tone).not.toBe('good'),
  );
  it('PASS is', () => expect(verdictCell('PASS')).toEqual({ text: '✓ PASS', tone: 'good' }));
});

describe('on a terminal', () => {
  it('says everything within its width, without colour where none is wanted', () => {
    const text = documentText(document(), { width: 60, colour: false });
    for (const line of text.split('\n')) expect(line.length, line).toBeLessThanOrEqual(60);
    for (const word of ['Title', '✗ the answer', 'a sentence', 'What there is.', '✓ PASS', '- two']) {
      expect(text).toContain(word);
    }
    expect(text.replaceAll(/\s+/g, ' ').match(/came/g)).toHaveLength(5);
    expect(text).not.toContain('Nothing here');
    expect(text).not.toContain('\u001b');
  });

  it('paints tones, and only what has one', () => {
    const text = documentText(document(), { width: 100, colour: true });
    expect(text).toContain('\u001b[32m✓ PASS');
    expect(text).toContain('\u001b[31m✗ FAIL');
    expect(text).not.toContain('32mall met');
  });

  it('nothing of a stranger acts on it, for any text', () => {
    fc.assert(
      fc.property(fiveTexts, (texts) => {
        expect(documentText(withTexts(texts), { width: 80, colour: false })).not.toMatch(
          // oxlint-disable-next-line no-control-regex -- looking for control characters
          /[\u0000-\u0009\u000b-\u001f]/,
        );
      }),
    );
  });

  it('counts the rows that it leaves out', () =>
    expect(documentText(long(450), { width: 80, colour: false })).toContain('Many. 50 more are left out here.'));
});

describe('in Markdown', () => {
  it('has a title, the answer, a table and a list', () => {
    const text = documentMarkdown(document());
    expect(text).toContain(
      '## Title\n\n**✗ the answer**\n\na sentence\n\n### Rows\n\nWhat there is.\n\n| Name | Verdict | Why |',
    );
    expect(text).toContain('| LIM-01 | ✓ PASS | all met |');
    expect(text).toContain('- one\n- two\n');
    expect(text).not.toContain('<b>');
    expect(text).not.toContain('Nothing here');
  });

  it('keeps its lines, for any text: no line but those of its own form', () => {
    const lines = documentMarkdown(withTexts(['a', 'b', 'c', 'd', 'e'])).split('\n').length;
    fc.assert(
      fc.property(fiveTexts, (texts) => {
        expect(documentMarkdown(withTexts(texts)).split('\n')).toHaveLength(lines);
      }),
    );
  });

  it('counts the rows that it leaves out', () =>
    expect(documentMarkdown(long(405))).toContain('Many. 5 more are left out here.'));

  it('fits on the page of a build, and says what is left out', () => {
    const wide = Array.from({ length: 300 }, (_, n) => Array.from({ length: 8 }, () => plain(`${n} `.repeat(400))));
    const head = wide[0]?.map(() => 'h') ?? [];
    const text = documentMarkdown(
      document({ sections: [{ heading: 'Wide', blocks: [{ kind: 'table', caption: 'Wide', head, rows: wide }] }] }),
    );
    expect(text.length).toBeLessThan(250_000);
    expect(text).toMatch(/Wide\. \d+ more are left out here\./);
  });
});

describe('as a page', () => {
  const parse = (page: string): { readonly tags: readonly string[] } => {
    const tags: string[] = [];
    const parser = new SaxesParser();
    parser.on('opentag', (tag) => tags.push(tag.name));
    parser.on('error', (e) => {
      throw e;
    });
    // Void elements are the only thing in which the page is not XML.
    parser
      .write(
        page
          .replace('<!doctype html>', '')
          .replaceAll(/<meta[^>]*>/g, '')
          .replaceAll('<br>', ''),
      )
      .close();
    return { tags };
  };

  it('is well-formed, runs nothing and loads nothing, and has the same elements for any text', () => {
    const { tags } = parse(documentHtml(withTexts(['a', 'b', 'c', 'd', 'e'])));
    expect(tags).not.toContain('script');
    fc.assert(
      fc.property(fiveTexts, (texts) => {
        expect(parse(documentHtml(withTexts(texts))).tags).toEqual(tags);
      }),
      { numRuns: 50 },
    );
    expect(documentHtml(document())).not.toMatch(/(?:src|href)="(?!#)/);
  });

  it('forbids what it does not need', () =>
    expect(documentHtml(document())).toContain("default-src 'none'; style-src 'unsafe-inline'"));

  it('stays below 2 MB', () => expect(documentHtml(long(50_000)).length).toBeLessThan(2_000_000));
});
