import { describe, expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { CANONICAL_BASE } from '../../../codes/canonical.ts';
import { isObject, type Json, type JsonObject } from '../../json/lossless.ts';
import { EXAMPLES } from '../examples.ts';
import { complaints } from '../validate.test-helper.ts';
import { DEFINITIONS } from './definitions.ts';

const BINDING = readFileSync(new URL('../../../../docs/bindings/fhir.md', import.meta.url), 'utf8');
const urls = new Set(DEFINITIONS.map((d) => String(d['url'])));

/** Every code of a system of ours, as `url|code`, in a resource. */
const codesIn = (json: Json | undefined): readonly string[] => {
  if (Array.isArray(json)) return (json as readonly Json[]).flatMap(codesIn);
  if (!isObject(json)) return [];
  const { system, code } = json;
  const own = typeof system === 'string' && system.startsWith(`${CANONICAL_BASE}/CodeSystem/`);
  return [...(own ? [`${system}|${String(code)}`] : []), ...Object.values(json).flatMap(codesIn)];
};

const defined = new Set(
  DEFINITIONS.flatMap((d) =>
    ((d['concept'] ?? []) as readonly JsonObject[]).map((c) => `${String(d['url'])}|${String(c['code'])}`),
  ),
);

describe('definitions', () => {
  test.each(DEFINITIONS.map((d) => [String(d['url']), d] as const))('%s is valid R4', (_url, definition) => {
    expect(complaints(definition)).toEqual([]);
  });

  test('every canonical url of the binding has one, and no other has', () => {
    const named = [
      ...BINDING.matchAll(/`(?:\{V\}|…)\/(StructureDefinition|CodeSystem|tracker-state)\/?([a-z-]*)`/g),
    ].map(([, type, name]) =>
      type === 'tracker-state' ? `${CANONICAL_BASE}/CodeSystem/tracker-state` : `${CANONICAL_BASE}/${type}/${name}`,
    );
    expect(new Set(named)).toEqual(urls);
  });

  test('every code of ours in an example is defined', () => {
    const used = Object.values(EXAMPLES).flatMap(codesIn);
    expect(used.length).toBeGreaterThan(50);
    expect(used.filter((code) => !defined.has(code))).toEqual([]);
  });

  test('the subjects of the audit trail are those that the binding lists', () => {
    const row = BINDING.split('\n').find((l) => l.includes('CodeSystem/audit-subject`')) ?? '';
    const listed = [...row.slice(row.indexOf('AuditEvent.subtype')).matchAll(/`([a-z]+)`/g)].map(([, code]) => code);
    expect(listed.toSorted()).toEqual(
      [...defined]
        .filter((c) => c.includes('/audit-subject|'))
        .map((c) => c.split('|')[1])
        .toSorted(),
    );
  });
});
