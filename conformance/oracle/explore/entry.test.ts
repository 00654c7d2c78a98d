import { expect, test } from 'vitest';
import type { OpLine } from '../../history/lines.ts';
import { Analysis } from '../analysis.ts';
import { Course } from '../course/course.ts';
import type { AnyRuling } from '../course/effect.ts';
import { HistoryBuilder } from '../history-builder.test-helper.ts';
import { applied, Told } from './entry.ts';
import { planOf } from './plan.ts';

test('what did not come in time counts against its course once, however much comes after it', () => {
  const b = new HistoryBuilder();
  b.wait(10).order();
  const [measure] = Analysis.of(b.end()).patients.flatMap((p) => p.measures);
  const [effect] = planOf(
    b.lines.filter((line) => line.kind === 'op'),
    { seen: () => undefined, repeated: () => undefined },
  );
  if (measure === undefined || effect === undefined) throw new Error('nothing to explore');
  const setting = { ambience: measure.ambience, acted: () => undefined, inSequence: false, most: 64 };
  /** One operation was awaited in vain already, the other until the instant given. */
  const unexplained = (until: number): number[] => {
    const course = new Course();
    course.state.awaited.set('90', -1);
    course.state.awaited.set('91', until);
    const entry = { course, applied: new Set<never>(), told: [], faults: [], unexplained: 1 };
    return applied(entry, effect, effect.to, setting).entries.map((e) => e.unexplained);
  };
  expect(unexplained(effect.from)).toEqual([1]);
  expect(unexplained(effect.from - 1)).toEqual([2]);
});

test('two courses that refuse an operation for different causes do not say the same', () => {
  const op = { seq: 1 } as OpLine;
  const refused = (...causes: string[]): string => {
    const ruling = { way: 'refuse', replay: false, grounds: causes.map((cause) => ({ cause })) };
    const { print } = new Told(op, op, ruling as unknown as AnyRuling, []);
    return `${print.a} ${print.b}`;
  };
  expect(refused('future')).toBe(refused('future'));
  expect(refused('future')).not.toBe(refused('on-hold'));
  expect(refused('future')).not.toBe(refused());
});
