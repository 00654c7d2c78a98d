import { describe, expect, test } from 'vitest';
import type { Coverage } from '../../../contract/domain/index.ts';
import { OKAFOR, RIVERA } from '../history-builder.test-helper.ts';
import { isOp } from '../record/patient-record.ts';
import { DAY_MS, MINUTE_MS, type Played, played } from './played.test-helper.ts';
import { digest, TIERS } from './settle.test-helper.ts';

/** Digests that the clinicians had so far: whose, and of which readings. */
const digests = (p: Played): string[] =>
  [...p.course.state.items.values()].map(
    ({ digest: at, members }) =>
      `${at?.recipient.split('|')[1]}: ${members.map((m) => m.slice(m.indexOf('|') + 1)).join()}`,
  );

const start = (): Played => played({ limits: TIERS, rules: [digest] });

const away = (p: Played, from: number, to: number, person = RIVERA, coveredBy = OKAFOR): Coverage => ({
  person,
  absences: [{ period: { start: p.wall(from), end: p.wall(to) }, coveredBy }],
});

/** Every way in which a last operation may go, by the answers to what is open. */
const ways = (make: (p: Played) => void, script: readonly number[] = []): readonly (readonly string[])[] => {
  const p = start();
  p.script = script;
  make(p);
  const open = p.asked[script.length];
  if (open === undefined) return [digests(p)];
  return Array.from({ length: open.of }).flatMap((_, answer) => ways(make, [...script, answer]));
};

/** The same without repetitions, in order. */
const different = (make: (p: Played) => void): readonly string[] =>
  [...new Set(ways(make).map((lines) => lines.join(' | ')))].toSorted();

describe('a further reading whose filing may lie on either side of a turn', () => {
  test('before the absence it joins, after its beginning it goes to who covers', () => {
    const all = different((p) => {
      p.reading({ name: 'a', value: '200' });
      p.do({ op: 'coverage.set', coverage: away(p, 10 * MINUTE_MS, DAY_MS) });
      p.wait(1000);
      p.reading({ name: 'b', value: '200' }, { within: 20 * MINUTE_MS });
    });
    expect(all).toEqual(['rivera: a | okafor: b', 'rivera: a,b']);
  });

  test('at the very instant of the beginning it goes to who covers', () => {
    const all = different((p) => {
      p.reading({ name: 'a', value: '200' });
      p.do({ op: 'coverage.set', coverage: away(p, 10 * MINUTE_MS, DAY_MS) });
      p.wait(10 * MINUTE_MS);
      p.reading({ name: 'b', value: '200' });
    });
    expect(all).toEqual(['rivera: a | okafor: b']);
  });

  test('an absence inside it is told from what lies before and after', () => {
    const all = different((p) => {
      p.reading({ name: 'a', value: '200' });
      p.do({ op: 'coverage.set', coverage: away(p, 10 * MINUTE_MS, 15 * MINUTE_MS) });
      p.wait(1000);
      p.reading({ name: 'b', value: '200' }, { within: 20 * MINUTE_MS });
    });
    // Filed in the absence it may be raised there, or after it and before it was answered.
    expect(all).toEqual(['rivera: a | okafor: b', 'rivera: a | rivera: b', 'rivera: a,b']);
  });

  test('a hand-over for a stated instant is such a turn', () => {
    const all = different((p) => {
      p.change({ limits: TIERS, rules: [digest], responsible: OKAFOR, from: p.wall(10 * MINUTE_MS) });
      p.reading({ name: 'a', value: '200' });
      p.wait(1000);
      p.reading({ name: 'b', value: '200' }, { within: 20 * MINUTE_MS });
    });
    expect(all).toEqual(['rivera: a | okafor: b', 'rivera: a,b']);
  });

  test('who was said to be away, and then to be there, is there', () => {
    const all = different((p) => {
      p.do({ op: 'coverage.set', coverage: away(p, -MINUTE_MS, DAY_MS) });
      p.do({ op: 'coverage.set', coverage: { person: RIVERA, absences: [] } });
      p.reading({ name: 'a', value: '200' });
      p.wait(1000);
      p.reading({ name: 'b', value: '200' });
    });
    expect(all).toEqual(['rivera: a,b']);
  });

  test('where nothing may be joined nothing is asked', () => {
    const p = start();
    p.do({ op: 'coverage.set', coverage: away(p, 10 * MINUTE_MS, DAY_MS) });
    p.reading({ name: 'a', value: '120' });
    p.wait(1000);
    p.script = [0];
    p.reading({ name: 'b', value: '200' }, { within: 20 * MINUTE_MS });
    // To whom it goes in the end, and nothing else.
    expect(p.asked.map(({ of }) => of)).toEqual([2]);
  });
});

describe('a reading that nobody answered', () => {
  test('filed before an absence was stated it joins, though its item would go elsewhere later', () => {
    const all = different((p) => {
      p.reading({ name: 'a', value: '200' });
      p.wait(1000);
      p.reading({ name: 'b', value: '200' }, { outcome: 'unknown' });
      p.do({ op: 'coverage.set', coverage: away(p, -MINUTE_MS, DAY_MS) });
    });
    expect(all).toEqual(['rivera: a,b']);
  });

  test('filed while she is away it is raised to who covers; filed after that it joins', () => {
    const all = different((p) => {
      p.reading({ name: 'a', value: '200' });
      p.do({ op: 'coverage.set', coverage: away(p, -MINUTE_MS, DAY_MS) });
      p.wait(1000);
      p.reading({ name: 'b', value: '200' }, { outcome: 'unknown' });
    });
    expect(all).toEqual(['rivera: a | okafor: b', 'rivera: a,b']);
  });

  test('filed while she is away to the end it is raised to who covers and to nobody else', () => {
    const all = different((p) => {
      p.reading({ name: 'a', value: '200' });
      p.do({ op: 'coverage.set', coverage: away(p, -MINUTE_MS, 20 * DAY_MS) });
      p.wait(1000);
      p.reading({ name: 'b', value: '200' }, { outcome: 'unknown' });
    });
    // Filed more than 7 days after it was measured it is not raised at all.
    expect(all).toEqual(['rivera: a', 'rivera: a | okafor: b']);
  });

  test('what was said of an absence and had not taken effect bears on the raising alone', () => {
    const all = different((p) => {
      p.do({ op: 'coverage.set', coverage: away(p, -MINUTE_MS, DAY_MS, OKAFOR, RIVERA) });
      p.reading({ name: 'a', value: '200' });
      p.wait(1000);
      const op = p.builder.op({ op: 'coverage.set', coverage: away(p, -MINUTE_MS, DAY_MS) }, {});
      if (isOp(op, 'coverage.set')) p.coverage.add(op);
      p.reading({ name: 'b', value: '200' }, { outcome: 'unknown' });
    });
    expect(all).toEqual(['rivera: a,b']);
  });
});

describe('a version that was overtaken', () => {
  test('names the same person as the item is joined and as it is raised', () => {
    const all = different((p) => {
      p.reading({ name: 'a', value: '200' });
      const hourHence = p.wall(60 * MINUTE_MS);
      p.change({ limits: TIERS, rules: [digest], responsible: OKAFOR, from: hourHence });
      p.wait(1000);
      p.change({ limits: TIERS, rules: [digest], from: p.wall(MINUTE_MS) });
      p.wait(61 * MINUTE_MS);
      p.reading({ name: 'b', value: '200', at: p.wall(-50 * MINUTE_MS) });
    });
    expect(all).toEqual(['rivera: a | okafor: b', 'rivera: a,b']);
  });
});
