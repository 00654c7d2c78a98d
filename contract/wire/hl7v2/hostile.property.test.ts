import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { REFUSALS } from '../../codes/refusals.ts';
import { decodeAck } from './ack.ts';
import { EXAMPLES, EXAMPLE_NAMESPACES } from './examples.ts';
import { parseMessage } from './message.ts';
import { decodeOrderMessage } from './order.ts';
import { decodeReadingMessage } from './reading.ts';

const PLACE = /^[A-Z][A-Z0-9]{2}(?:\^\d+){1,5}$/;

/** One of the examples with some of its bytes changed, dropped or doubled. */
const damaged = fc
  .tuple(
    fc.constantFrom(...Object.values(EXAMPLES)),
    fc.array(
      fc.tuple(fc.nat(), fc.constantFrom('|', '^', '~', '&', '\\', '\r', '""', '', '0', 'O', '-', '.', 'é', '\u0000')),
      { maxLength: 6 },
    ),
  )
  .map(([text, edits]) =>
    edits.reduce((edited, [place, put]) => {
      const at = place % (edited.length + 1);
      return edited.slice(0, at) + put + edited.slice(at + 1);
    }, text),
  );

describe('whatever arrives', () => {
  test('a damaged message is read or refused with a code and a v2 place; nothing throws', () => {
    let refusals = 0;
    fc.assert(
      fc.property(damaged, (text) => {
        const parsed = parseMessage(Buffer.from(text));
        if (parsed.ok) decodeAck(parsed.value);
        const outcomes = parsed.ok
          ? [
              decodeOrderMessage(parsed.value, EXAMPLE_NAMESPACES),
              decodeReadingMessage(parsed.value, EXAMPLE_NAMESPACES),
            ]
          : [parsed];
        for (const outcome of outcomes) {
          if (outcome.ok) continue;
          refusals += 1;
          expect(Object.hasOwn(REFUSALS, outcome.refusal.code)).toBe(true);
          if (outcome.refusal.at !== undefined) expect(outcome.refusal.at).toMatch(PLACE);
        }
      }),
      { numRuns: 5000 },
    );
    expect(refusals).toBeGreaterThan(1000);
  });

  test('arbitrary bytes are refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(parseMessage(bytes).ok).toBe(false);
      }),
    );
  });
});
