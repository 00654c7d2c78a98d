import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { operationOutcome } from '../../contract/wire/fhir/outcome.ts';
import { writeLossless } from '../../contract/wire/json/lossless.ts';
import { type LoadEvent, outcomeOf, readEvents } from './events.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vitalproof-events-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const event = (more: Partial<LoadEvent>): LoadEvent => ({
  index: 0,
  started: 1000.5,
  sent: 1001,
  settled: 1003,
  status: 201,
  ...more,
});

describe('reading what k6 wrote', () => {
  test('events are kept by index; other lines are counted, not guessed at', () => {
    const file = join(dir, 'k6.log');
    writeFileSync(
      file,
      [
        JSON.stringify(event({ index: 3 })),
        'level=warning msg="slow"',
        '',
        JSON.stringify({ index: 1 }),
        JSON.stringify(event({ index: 0 })),
      ].join('\n'),
    );
    const { events, otherLines } = readEvents(file);
    expect([...events.keys()].sort()).toEqual([0, 3]);
    expect(otherLines).toBe(2);
  });
});

describe('what an answer counts as', () => {
  test('2xx is ok, with the logical id from Location', () => {
    expect(outcomeOf(event({ location: 'http://127.0.0.1:1/fhir/Observation/o42/_history/1' }))).toEqual({
      outcome: 'ok',
      answer: { code: '201', id: 'Observation/o42' },
    });
  });
  test('4xx is refused, with the reason of its OperationOutcome', () => {
    const body = writeLossless(operationOutcome({ code: 'no-permission' }));
    const { outcome, answer } = outcomeOf(event({ status: 422, body }));
    expect(outcome).toBe('refused');
    expect(answer).toMatchObject({ code: '422', refusal: 'no-permission', explained: true });
  });
  test('a 4xx without a reason is refused and unexplained', () => {
    expect(outcomeOf(event({ status: 400, body: '<html>no</html>' })).answer).toMatchObject({ explained: false });
  });
  test.each([[500], [503], [302], [0]])('status %i leaves open whether it took effect', (status) => {
    expect(outcomeOf(event({ status, error: 'reset' })).outcome).toBe('unknown');
  });
});
