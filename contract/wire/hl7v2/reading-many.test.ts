import { expect, test } from 'vitest';
import { EXAMPLE_NAMESPACES, EXAMPLES } from './examples.ts';
import { parseMessage } from './message.ts';
import { decodeReadingMessage } from './reading.ts';

/** The example with its first measurement so often, each under a set id and a sub-id of its own. */
const decoded = (count: number) => {
  const segments = (EXAMPLES['reading-glucose'] ?? '').trimEnd().split('\r');
  const row = segments.find((segment) => segment.startsWith('OBX|'))?.split('|') ?? [];
  const rows = Array.from({ length: count }, (_, i) =>
    row
      .with(1, String(i + 1))
      .with(4, String(i + 1))
      .join('|'),
  );
  const parsed = parseMessage(
    `${[...segments.filter((segment) => !segment.startsWith('OBX|')), ...rows].join('\r')}\r`,
  );
  return parsed.ok ? decodeReadingMessage(parsed.value, EXAMPLE_NAMESPACES) : parsed;
};

test('2000 readings in one message are read, each under a key of its own', () => {
  const outcome = decoded(2000);
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  expect(new Set(outcome.value.map(({ identifier }) => identifier.value)).size).toBe(2000);
});

test('one more is too many', () => {
  expect(decoded(2001)).toMatchObject({ ok: false, refusal: { code: 'too-large' } });
});
