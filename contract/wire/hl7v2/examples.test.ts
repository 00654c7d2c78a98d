import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { decodeAck } from './ack.ts';
import { EXAMPLES, EXAMPLE_NAMESPACES } from './examples.ts';
import { parseMessage } from './message.ts';
import type { Message } from './message.ts';
import { decodeOrderMessage } from './order.ts';
import { decodeAlertMessage } from './alert-read.ts';
import { decodePatientMessage } from './patient-message.ts';
import { decodePermissionMessage } from './permission.ts';
import { decodeReadingMessage } from './reading.ts';
import { refusalTable } from './refusal-table.ts';

/** `UPDATE_DOCS=1` writes the generated parts into the document instead of comparing them. */
const DOCUMENT = fileURLToPath(new URL('../../../docs/bindings/hl7v2.md', import.meta.url));
const EXAMPLE = /<!-- example ([a-z\d-]+) -->\n\n```hl7\n[^`]*```\n/g;
const TABLE = /<!-- table refusals -->\n[\s\S]*?<!-- end -->\n/g;

const lines = (message: string): string => message.replaceAll('\r', '\n');
const generated = (document: string): string =>
  document
    .replace(
      EXAMPLE,
      (_, name: string) =>
        `<!-- example ${name} -->\n\n\`\`\`hl7\n${lines(EXAMPLES[name] ?? `no example ${name}\n`)}\`\`\`\n`,
    )
    .replace(TABLE, () => `<!-- table refusals -->\n\n${refusalTable()}\n\n<!-- end -->\n`);

const parsed = (text: string): Message => {
  const outcome = parseMessage(text);
  if (!outcome.ok) throw new Error(outcome.refusal.detail);
  return outcome.value;
};

describe('docs/bindings/hl7v2.md', () => {
  test('shows what the codec writes and the refusals there are', () => {
    const document = readFileSync(DOCUMENT, 'utf8');
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(DOCUMENT, generated(document));
    else expect(document).toBe(generated(document));
  });

  test('shows every example, each once, and has no other', () => {
    const shown = [...readFileSync(DOCUMENT, 'utf8').matchAll(EXAMPLE)].map(([, name]) => name);
    expect(shown.toSorted()).toEqual(Object.keys(EXAMPLES).toSorted());
    expect(readFileSync(DOCUMENT, 'utf8').match(/```hl7/g)?.length).toBe(shown.length);
    expect(readFileSync(DOCUMENT, 'utf8').match(TABLE)?.length).toBe(1);
  });
});

const named = (prefix: string) => Object.entries(EXAMPLES).filter(([name]) => name.startsWith(prefix));

describe('the examples can be read', () => {
  test.each(named('order-'))('%s', (_name, text) => {
    expect(decodeOrderMessage(parsed(text), EXAMPLE_NAMESPACES)).toMatchObject({ ok: true });
  });
  test.each(named('reading-'))('%s', (_name, text) => {
    expect(decodeReadingMessage(parsed(text), EXAMPLE_NAMESPACES)).toMatchObject({ ok: true });
  });
  test.each(named('patient-'))('%s', (_name, text) => {
    expect(decodePatientMessage(parsed(text), EXAMPLE_NAMESPACES)).toMatchObject({ ok: true });
  });
  test.each(named('permission-'))('%s', (_name, text) => {
    expect(decodePermissionMessage(parsed(text), EXAMPLE_NAMESPACES)).toMatchObject({ ok: true });
  });
  test.each(named('alert-'))('%s', (_name, text) => {
    expect(decodeAlertMessage(parsed(text), EXAMPLE_NAMESPACES)).toMatchObject({ ok: true });
  });
  test.each(named('ack-'))('%s', (_name, text) => {
    expect(decodeAck(parsed(text))?.code).toMatch(/^A[AER]$/);
  });
});
