import { describe, expect, test } from 'vitest';
import { simulateProgress } from './progress.ts';

const watched = (liveIsTty: boolean, env: Record<string, string> = {}) => {
  let [now, said] = [0, ''];
  const live = (text: string): void => void (said += text);
  const progress = simulateProgress(100, { live, liveIsTty, env }, () => now);
  return {
    after: (ms: number, patients: number): void => {
      now += ms;
      progress.add({ patients, deliveries: patients * 10 });
    },
    end: (): string => {
      progress.end();
      return said;
    },
  };
};

describe('progress', () => {
  test('short work says nothing', () => {
    for (const tty of [true, false]) {
      const work = watched(tty);
      work.after(900, 50);
      work.after(900, 50);
      expect(work.end()).toBe('');
    }
  });

  test('on a terminal it is redrawn and taken away', () => {
    const work = watched(true);
    work.after(2100, 10);
    work.after(100, 10);
    work.after(500, 20);
    expect(work.end()).toBe(
      [
        '\r\u001b[Ksimulated 10 of 100 patients, 100 readings, about 19 s left',
        '\r\u001b[Ksimulated 40 of 100 patients, 400 readings, about 5 s left',
        '\r\u001b[K',
      ].join(''),
    );
  });

  test('elsewhere it is a line every ten seconds', () => {
    for (const work of [watched(false), watched(true, { CI: 'true' })]) {
      work.after(9000, 1);
      work.after(1000, 0);
      work.after(5000, 1);
      work.after(5000, 1);
      expect(work.end()).toBe(
        'simulated 1 of 100 patients, 10 readings, about 17 min left\nsimulated 3 of 100 patients, 30 readings, about 11 min left\n',
      );
    }
  });

  test('where nobody is done yet, what is left is not known', () => {
    const work = watched(false);
    work.after(20_000, 0);
    expect(work.end()).toBe('simulated 0 of 100 patients, 0 readings\n');
  });
});
