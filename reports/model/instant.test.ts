import { describe, expect, it } from 'vitest';
import { parseInstant, showLocal, showOffset } from './instant.ts';

describe('parseInstant', () => {
  it('keeps the offset beside the instant', () => {
    const at = parseInstant('2035-03-05T07:59:00-05:00');
    expect(at).toEqual({ ms: Date.UTC(2035, 2, 5, 12, 59), offsetMin: -300 });
    expect(parseInstant('2035-03-05T07:59+05:30')).toEqual({ ms: Date.UTC(2035, 2, 5, 2, 29), offsetMin: 330 });
    expect(parseInstant('2035-03-05T07:59:60Z')?.ms).toBe(Date.UTC(2035, 2, 5, 7, 59, 59));
  });

  it.each(['2035-03-05', '2035-03-05T07:59:00', 'soon', '9999-99-99T99:99:99Z', ''])(
    'takes %j for no instant',
    (text) => expect(parseInstant(text)).toBeUndefined(),
  );
});

describe('showing', () => {
  it('shows the clock on the wall of the place', () => {
    expect(showLocal(Date.UTC(2035, 2, 5, 2, 5), -300)).toBe('4 Mar 2035 21:05');
    expect(showOffset(-300)).toBe('UTC−05:00');
    expect(showOffset(330)).toBe('UTC+05:30');
    expect(showOffset(0)).toBe('UTC');
  });
});
