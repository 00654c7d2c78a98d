import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { PORTS } from '../ports.ts';
import { loadCatalogue } from './load.ts';
import { RECEIVER_SCOPES } from './requirement.ts';
import { scopesDocument } from './scopes-document.ts';
import { isOfTheWire, KNOWN_FAMILIES, portsFor, portsOf, requirementsIn, SCOPES } from './scopes.ts';

const FILE = new URL('../../docs/scopes.md', import.meta.url);
const catalogue = loadCatalogue();
const receiver = catalogue.requirements.filter((r) => r.role === 'receiver');

describe('the table of scopes', () => {
  test('is frozen: scope by scope, the ports that a certificate of it needs', () => {
    const base = 'patients people orders permission readings-in readings-back inbox inbox-acts';
    expect(Object.fromEntries(RECEIVER_SCOPES.map((s) => [s, portsOf(s).join(' ')]))).toEqual({
      alerts: base,
      orders: base,
      portal: `${base} portal`,
      permission: base,
      messages: `${base} messages`,
      routing: `${base} coverage`,
      waiting: base,
      audit: `${base} audit`,
    });
  });
  test('asks for nothing to be worked that a scope does not need', () => {
    for (const scope of RECEIVER_SCOPES)
      for (const port of SCOPES[scope].worked) expect(portsOf(scope), scope).toContain(port);
  });
  test('covers every requirement of a receiver, each once', () => {
    const covered = RECEIVER_SCOPES.flatMap((scope) => requirementsIn(scope, catalogue).map((r) => r.id));
    expect(covered.toSorted()).toEqual(receiver.map((r) => r.id).toSorted());
  });
  test.each(RECEIVER_SCOPES)('%s has requirements of its own', (scope) =>
    expect(requirementsIn(scope, catalogue).length).toBeGreaterThan(0),
  );
  test('knows by which port every family of a receiver is exercised', () => {
    for (const { id } of receiver) expect(KNOWN_FAMILIES, id).toContain(id.slice(0, 3));
    for (const { id } of receiver) {
      const ports = portsFor(id);
      if (ports !== 'any') for (const port of ports) expect(PORTS, id).toContain(port);
    }
  });
  /** A system may have it or not, whatever it claims: its requirements name it as their capability. */
  const optional: readonly string[] = ['alerts-out'];

  test('a requirement is exercised by a port that its scope needs, or that every system may lack', () => {
    for (const { id, scope, capability } of receiver) {
      const ports = portsFor(id);
      if (ports === 'any' || scope === 'sender') continue;
      for (const port of ports)
        if (optional.includes(port)) expect(capability, id).toBe(`port ${port}`);
        else expect(portsOf(scope), id).toContain(port);
    }
  });
  test('what is about the wire itself names one wire', () => {
    for (const r of receiver.filter(({ id }) => isOfTheWire(id) && id !== 'SEC-04'))
      expect(r.bindings, r.id).toHaveLength(1);
  });
});

test('docs/scopes.md is what the table and the catalogue say (UPDATE_DOCS=1 rewrites it)', () => {
  const document = scopesDocument(catalogue);
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(FILE, document);
  expect(readFileSync(FILE, 'utf8')).toBe(document);
});
