import { describe, expect, test } from 'vitest';
import { HistoryBuilder, makeItem, OKAFOR, reference } from '../../conformance/oracle/history-builder.test-helper.ts';
import { textAbout } from './explained.test-helper.ts';

/** One section of a text, its wrapped lines joined. */
const section = (text: string, heading: string): string =>
  (text.split('\n\n').find((s) => s.startsWith(heading)) ?? '').replaceAll(/\n +/g, ' ');

describe('what operations that overlap leave open', () => {
  test('a withdrawal under way with a reading that nobody answered', async () => {
    const b = new HistoryBuilder();
    b.order();
    b.grant();
    b.permission('withdrawn', 'glucose', 'p1', { took: 2000 });
    b.reading(
      { name: 'r', value: '212', at: '2034-12-31T18:59:00-05:00' },
      { ago: 1000, took: 500, outcome: 'unknown' },
    );
    await expect(`${textAbout(b.drain(), 'r')}\n`).toMatchFileSnapshot('golden/open-withdrawal.txt');
  });

  test('a change of limits under way with a reading: which version holds is open, and both ways are told', () => {
    const b = new HistoryBuilder();
    b.order();
    b.grant();
    b.changeOrder({ limits: [reference('70', '250')] }, { took: 2000 });
    b.reading({ name: 'r', value: '212', at: b.wall(-1000) }, { ago: 900, took: 100 });
    const text = textAbout(b.drain(), 'r');
    expect(section(text, 'In short')).toContain('MAY: abnormal H');
    const open = section(text, 'What leaves it open');
    expect(open).toContain('line 3, change of order o1 (active), was under way together with it');
    expect(open).toContain('it is filed and evaluated by the version of line 1; abnormal H');
    expect(open).toContain('(line 3 before it): it is filed and evaluated by the version of line 3; no item');
    expect(section(text, 'The orders')).toContain('in some courses');
  });

  test('nothing is open where nothing overlaps', () => {
    const b = new HistoryBuilder();
    b.order();
    b.grant();
    b.reading({ name: 'r', value: '212' });
    expect(textAbout(b.drain(), 'r')).not.toContain('What leaves it open');
  });
});

describe('what was seen beside what had to be', () => {
  const history = (see: (b: HistoryBuilder) => void): string => {
    const b = new HistoryBuilder();
    b.order();
    b.grant();
    see(b);
    return textAbout(b.drain(), 'r');
  };

  test('an item in another In Basket, with a wrong value', () => {
    const text = history((b) => {
      const order = b.order();
      const reading = b.reading({ name: 'r', value: '212' });
      b.wait(40);
      b.seen(makeItem(reading, order, 'i', { recipient: OKAFOR, value: { value: '221', unit: 'mg/dL' } }));
    });
    expect(section(text, 'In short')).toContain('seen, but WRONG');
    expect(section(text, 'The items')).toContain('IN THE WRONG In Basket; WRONG value: 221 mg/dL, expected 212 mg/dL');
  });

  test('an item that is missing, and an item that must not be', () => {
    expect(
      section(
        history((b) => void b.reading({ name: 'r', value: '212' })),
        'In short',
      ),
    ).toContain('NOT SEEN');
    const text = history((b) => {
      const order = b.order();
      const reading = b.reading({ name: 'r', value: '120' });
      b.wait(40);
      b.seen(makeItem(reading, order, 'i'));
    });
    expect(section(text, 'In short')).toContain('MUST NOT: abnormal H for rivera: SEEN all the same');
    expect(section(text, 'The items')).toContain('SEEN all the same: i (line 5)');
  });

  test('an answer that had to be another', () => {
    const text = history((b) => void b.reading({ name: 'r', value: '212' }, { refusal: 'no-permission' }));
    expect(section(text, 'How it was sent')).toContain('refused (422 no-permission), but it had to be accepted');
    expect(section(text, 'In short')).toContain('it had to be accepted, but was refused');
  });

  test('a reading that was taken though it had to be refused', () => {
    const b = new HistoryBuilder();
    b.order();
    b.reading({ name: 'r', value: '212' });
    expect(section(textAbout(b.drain(), 'r'), 'In short')).toContain(
      'it MUST NOT be filed, though line 2 was accepted, so an item MUST NOT exist: gate 7: permission for glucose was never given',
    );
  });
});
