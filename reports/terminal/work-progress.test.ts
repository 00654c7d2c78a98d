import { describe, expect, test } from 'vitest';
import type { ProgressPort } from './live.ts';
import { workProgress, type WorkOf } from './work-progress.ts';

/** A terminal that remembers what was written, with a clock moved by hand. */
const watched = (work: Partial<WorkOf> = {}, over: Partial<ProgressPort> = {}) => {
  const state = { now: 0, text: '' };
  const progress = workProgress(
    {
      write: (text) => void (state.text += text),
      isTTY: false,
      columns: () => 80,
      now: () => state.now,
      env: {},
      ...over,
    },
    { what: 'simulated', unit: 'patients', total: 100, ...work },
  );
  return {
    progress,
    state,
    after: (ms: number, by: number): void => {
      state.now += ms;
      progress.advanced(by);
    },
  };
};
const TERMINAL = { isTTY: true, env: { NO_COLOR: '1' } };

describe('progress of work', () => {
  test('short work says nothing', () => {
    for (const isTTY of [true, false]) {
      const { after, progress, state } = watched({}, { isTTY });
      after(900, 50);
      after(900, 50);
      progress.finish();
      expect(state.text).toBe('');
    }
  });

  test('on a terminal it is redrawn in place and taken away', () => {
    const { after, progress, state } = watched({}, TERMINAL);
    progress.says('100 readings');
    after(2100, 10);
    progress.says('400 readings');
    after(600, 30);
    progress.finish();
    expect(state.text).toBe(
      [
        `━━${'─'.repeat(22)} simulated 10 of 100 patients\n100 readings · 3 s · about 19 s left\n`,
        '\u001b[2A\r\u001b[J',
        `━━━━━━━━━━${'─'.repeat(14)} simulated 40 of 100 patients\n400 readings · 3 s · about 5 s left\n`,
        '\u001b[2A\r\u001b[J',
      ].join(''),
    );
  });

  test.each([[{ isTTY: false }], [{ isTTY: true, env: { CI: 'true' } }], [{ isTTY: true, env: { TERM: 'dumb' } }]])(
    'with %j it is a plain line every ten seconds',
    (over) => {
      const { after, progress, state } = watched({}, over);
      progress.says('10 readings');
      after(9000, 1);
      after(1000, 0);
      progress.says('30 readings');
      after(5000, 1);
      after(5000, 1);
      progress.finish();
      expect(state.text).toBe(
        '  simulated 1 of 100 patients, 10 readings, 10 s, about 17 min left\n  simulated 3 of 100 patients, 30 readings, 20 s, about 11 min left\n',
      );
    },
  );

  test('where nobody is done yet, what is left is not known', () => {
    const { after, state } = watched();
    after(20_000, 0);
    expect(state.text).toBe('  simulated 0 of 100 patients, 20 s\n');
  });

  test('of work without a known end neither a share nor an end is told', () => {
    const { after, state } = watched({
      total: undefined,
      what: 'sent',
      unit: 'readings',
      bad: 'not accepted',
    } as never);
    after(11_000, 7);
    expect(state.text).toBe('  sent 7 readings, 11 s\n');
  });

  test('what failed so far is said, in red where there is colour', () => {
    const { progress, state } = watched({ quietMs: 0, total: 3 }, { isTTY: true });
    progress.began('a');
    state.now = 100;
    progress.ended('a', true);
    expect(state.text).toContain('1 of 3 patients\u001b[31m · 1 failed\u001b[0m');
    const plain = watched({ total: 3 });
    plain.progress.ended('a', true);
    plain.state.now = 10_000;
    plain.progress.tick();
    expect(plain.state.text).toBe('  simulated 1 of 3 patients, 1 failed, 10 s, about 20 s left\n');
  });

  test('what goes on is named, so many of them, within the width', () => {
    const { progress, state } = watched({ quietMs: 0, total: 20 }, { ...TERMINAL, columns: () => 30 });
    for (let i = 0; i < 9; i += 1) progress.began(`${'name'.repeat(20)}${i}`);
    state.now = 100;
    progress.tick();
    const block = state.text.split('\n').slice(-10);
    expect(block.join('\n')).toContain('and 3 more');
    for (const line of block) expect(line.replace(/^.*\[J/s, '').length).toBeLessThan(30);
  });

  test('where there is no room for both, the figures stay and the bar goes', () => {
    const { after, state } = watched({ quietMs: 0 }, { ...TERMINAL, columns: () => 40 });
    after(100, 5);
    expect(state.text).toMatch(/^simulated 5 of 100 patients\n/);
  });

  test('what is printed meanwhile stands above the block, which is drawn again below it', () => {
    const { progress, state } = watched({ quietMs: 0 }, TERMINAL);
    progress.tick();
    const before = state.text.length;
    progress.above(() => void (state.text += 'a result\n'));
    expect(state.text.slice(before)).toBe(
      `\u001b[2A\r\u001b[Ja result\n${'─'.repeat(24)} simulated 0 of 100 patients\n0 s\n`,
    );
  });

  test('a name of a stranger is shown and not obeyed', () => {
    const { progress, state } = watched({ quietMs: 0 }, TERMINAL);
    progress.began('evil\u0007\n\u001b[2J');
    expect(state.text).not.toContain('\u0007');
    expect(state.text).toContain('evil\\u{7}\\n');
  });
});
