import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { keyOf } from '../../contract/domain/index.ts';
import { InputProblem } from '../../contract/input-problem.ts';
import { loadProfile, parseProfile, referenceProfile } from './profile.ts';

const good = `vitalproof: 1
name: ACME RPM
version: 4.20
role: receiver
scope: [alerts, orders]
environment: test
fhir: { base: "http://127.0.0.1:8080/fhir/" }
hl7: { host: 10.0.0.7, port: 2575 }
access: { mode: jwt-hs256, key: "\${ACME_KEY}" }
deadlines: { critical: 5s, other: 30s }
clock: patient
`;

const clinician = (npi: string): string => `{ identifier: { system: 'urn:n', value: '${npi}' }, family: F, given: G }`;
const peopleOf = (clinicians: readonly string[], decoys: readonly string[]): string =>
  `people: { clinicians: [${clinicians.map(clinician).join(', ')}], decoys: [${decoys.map(clinician).join(', ')}], ` +
  "pools: [{ identifier: { system: s, value: p }, name: P, members: [{ system: 'urn:n', value: '1' }] }] }\n";

const problemOf = (text: string): InputProblem => {
  try {
    parseProfile(text, 'acme.yaml');
  } catch (error) {
    if (error instanceof InputProblem) return error;
    throw error;
  }
  throw new Error('no problem was found');
};

test('a scope that stands twice in a profile is claimed once', () =>
  expect(parseProfile(good.replace('alerts, orders', 'alerts, orders, alerts'), 'acme.yaml').scope).toEqual([
    'alerts',
    'orders',
  ]));

describe('a profile', () => {
  const profile = parseProfile(good, 'acme.yaml');
  test('has lengths in milliseconds and the defaults of the contract', () =>
    expect(profile).toMatchObject({
      version: '4.20',
      fhir: { base: 'http://127.0.0.1:8080/fhir' },
      deadlines: { critical: 5000, other: 30_000, filed: 1000 },
      policies: { backfill: 'since-order-start', duplicates: 'server-side', backdateDays: 30 },
      visibilityLagMs: 2000,
      namespaces: { EHR: 'urn:example:ehr:placer', METER: 'urn:example:meter-readings' },
    }));
  test('serves orders and readings by HL7 v2 where it listens, and no portal', () => {
    expect(profile.ports.orders).toEqual(['fhir', 'hl7v2']);
    expect(profile.ports['readings-in']).toEqual(['fhir', 'hl7v2']);
    expect(profile.ports.inbox).toEqual(['fhir']);
    expect(profile.ports.portal).toEqual(['absent']);
    expect(profile.ports.clock).toEqual(['fhir']);
  });
  test('may name a client to log in with, and no key of it', () => {
    const line = 'login: { id: vp, key: "${ACME_LOGIN}", kid: k1, tokenUrl: "https://ehr.example/token" }\n';
    expect(parseProfile(`${good}${line}`, 'acme.yaml').login).toEqual({
      id: 'vp',
      key: '${ACME_LOGIN}',
      kid: 'k1',
      tokenUrl: 'https://ehr.example/token',
    });
    expect(profile.login).toBeUndefined();
    expect(problemOf(`${good}login: { id: vp, key: hunter2 }\n`).place).toMatchObject({ path: 'login.key', line: 12 });
  });
  test('declares ports otherwise', () => {
    const other = parseProfile(`${good}ports: { orders: fhir, messages: absent, audit: [fhir] }\n`, 'acme.yaml');
    expect(other.ports).toMatchObject({ orders: ['fhir'], messages: ['absent'], audit: ['fhir'] });
  });
  test('has four clinicians, a pool and two decoys, none twice', () => {
    const { clinicians, pools, decoys } = profile.people;
    expect(new Set(clinicians.map((c) => keyOf(c.identifier))).size).toBe(6);
    expect(decoys.length).toBe(2);
    expect(pools.length).toBe(1);
    expect(pools[0]?.members.map(keyOf)).not.toContain(decoys.map(keyOf)[0]);
  });
  test('has NPIs that pass their own check', () => {
    for (const { identifier } of profile.people.clinicians) {
      const digits = [...`80840${identifier.value}`].toReversed().map(Number);
      const sum = digits.reduce((total, d, i) => total + (i % 2 === 0 ? d : d * 2 > 9 ? d * 2 - 9 : d * 2), 0);
      expect(sum % 10, identifier.value).toBe(0);
    }
  });
});

test('access by backend services stands in the documentation as it is read', () => {
  const page = readFileSync(new URL('../../docs/profile.md', import.meta.url), 'utf8');
  const [, access = ''] = /```yaml\n(access:\n[\s\S]+?)```/.exec(page) ?? [];
  const text = good.replace(/^access: .*\n/m, access);
  expect(Object.keys(parseProfile(text, 'acme.yaml').access)).toEqual(['mode', 'clients']);
});

test('the reference is held to one second, on loopback, with a clock for each patient', () =>
  expect(referenceProfile({ fhirBase: 'http://127.0.0.1:1/fhir', hl7: { host: '127.0.0.1', port: 2 } })).toMatchObject({
    deadlines: { critical: 1000, other: 1000, filed: 1000 },
    clock: 'patient',
    access: { mode: 'jwt-hs256', key: '${VITALPROOF_KEY}' },
    hl7: { port: 2, sendingApp: 'EHR', gatewayApp: 'GATEWAY', orders: 'OMG^O19' },
  }));

test('says where the harness takes its alerts, and by when one that was not acknowledged comes again', () => {
  expect(parseProfile(good, 'acme.yaml')).toMatchObject({
    ports: { 'alerts-out': ['absent'] },
    deadlines: { again: 60_000 },
  });
  const told = good
    .replace('2575 }', '2575, alerts: { port: 2576 } }')
    .replace('other: 30s', 'other: 30s, again: 2min');
  expect(parseProfile(told, 'acme.yaml')).toMatchObject({
    hl7: { alerts: { port: 2576 } },
    ports: { 'alerts-out': ['hl7v2'] },
    deadlines: { again: 120_000 },
  });
  const { ports, hl7 } = referenceProfile({
    fhirBase: 'http://127.0.0.1:1/fhir',
    hl7: { host: '127.0.0.1', port: 2 },
    alertPort: 3,
  });
  expect([ports['alerts-out'], hl7?.alerts]).toEqual([['hl7v2'], { port: 3 }]);
});

describe('a mistake has file, line, path and what was expected', () => {
  test.each([
    [
      'a live system',
      good.replace('environment: test', 'environment: production'),
      6,
      'environment',
      /test: the harness/,
    ],
    ['no environment', good.replace('environment: test\n', ''), 1, 'environment', /required|test/],
    ['no scope', good.replace('scope: [alerts, orders]\n', ''), 1, 'scope', /./],
    ['an unknown scope', good.replace('orders]', 'everything]'), 5, 'scope[1]', /alerts/],
    [
      'another version of the format',
      good.replace('vitalproof: 1', 'vitalproof: 2'),
      1,
      'vitalproof',
      /1, the version/,
    ],
    ['a sender', good.replace('role: receiver', 'role: sender'), 4, 'role', /receiver/],
    ['a secret in the file', good.replace('"${ACME_KEY}"', 'hunter2'), 9, 'access.key', /environment variable/],
    [
      'a private key in the file',
      good.replace(
        'mode: jwt-hs256, key: "${ACME_KEY}"',
        'mode: backend-services, clients: { ehr: { id: a, key: hunter2 } }',
      ),
      9,
      'access.clients.ehr.key',
      /environment variable/,
    ],
    [
      'no client for the desk',
      good.replace('mode: jwt-hs256, key: "${ACME_KEY}"', 'mode: backend-services, clients: {}'),
      9,
      'access.clients.ehr',
      /./,
    ],
    ['an unknown key', `${good}deadline: 3s\n`, 12, 'deadline', /one of vitalproof, name/],
    ['an unknown port', `${good}ports: { readings: fhir }\n`, 12, 'ports.readings', /./],
    ['a port served by nothing', `${good}ports: { orders: fax }\n`, 12, 'ports.orders', /fhir/],
    [
      'a scope without the ground it stands on',
      good.replace('[alerts, orders]', '[orders]'),
      5,
      'scope',
      /a list with alerts/,
    ],
    [
      'a port that nothing here can serve so',
      `${good}ports: { inbox: hl7v2 }\n`,
      12,
      'ports.inbox',
      /fhir, port-protocol, absent/,
    ],
    ['an adapter that is nowhere', `${good}ports: { orders: port-protocol }\n`, 12, 'ports.orders', /adapter: \{ base/],
    [
      'HL7 v2 that is nowhere',
      good.replace(/^hl7: .*\n/m, 'ports: { orders: hl7v2 }\n'),
      8,
      'ports.orders',
      /hl7: \{ host/,
    ],
    [
      'alerts that go nowhere',
      `${good}ports: { alerts-out: hl7v2 }\n`,
      12,
      'ports.alerts-out',
      /alerts: \{ port: 2576 \}/,
    ],
    [
      'alerts at a port that is none',
      good.replace('2575 }', '2575, alerts: { port: 0 } }'),
      8,
      'hl7.alerts.port',
      /65535/,
    ],
    ['no address at all', good.replace(/^fhir: .*\n/m, ''), 1, 'fhir', /fhir: \{ base/],
    ['a length without a unit', good.replace('5s', '5'), 10, 'deadlines.critical', /10s/],
    ['a port number too high', good.replace('2575', '70000'), 8, 'hl7.port', /65535/],
    ['an address that is none', good.replace('"http://127.0.0.1:8080/fhir/"', 'ftp://x'), 7, 'fhir.base', /http/],
    ['an address with a password', good.replace('http://127', 'http://acme:hunter2@127'), 7, 'fhir.base', /see access/],
    ['an address with a query', good.replace('/fhir/"', '/fhir?tenant=7"'), 7, 'fhir.base', /without \? and #/],
    [
      'an address in place of a host',
      good.replace('host: 10.0.0.7', "host: 'mllp://10.0.0.7'"),
      8,
      'hl7.host',
      /a host/,
    ],
    ['a name of two lines', good.replace('ACME RPM', '"ACME\\nRPM"'), 2, 'name', /one line/],
    ['a name that no file can hold', good.replace('ACME RPM', '"\\ud800"'), 2, 'name', /one line/],
    ['a name of nothing', good.replace('ACME RPM', '" "'), 2, 'name', /one line/],
    ['a port that is served and is not', `${good}ports: { inbox: [fhir, absent] }\n`, 12, 'ports.inbox', /not both/],
    ['a port served twice by one', `${good}ports: { inbox: [fhir, fhir] }\n`, 12, 'ports.inbox', /once/],
    ['a decoy who is a clinician', `${good}${peopleOf(['1', '2', '3', '4'], ['4', '5'])}`, 12, 'people.decoys', /once/],
    ['a clinician twice', `${good}${peopleOf(['1', '1', '3', '4'], ['5', '6'])}`, 12, 'people.decoys', /once/],
    ['too few clinicians', `${good}people: { clinicians: [], pools: [], decoys: [] }\n`, 12, 'people.clinicians', /./],
  ])('%s', (_what, text, line, path, expected) => {
    const problem = problemOf(text);
    expect(problem.place).toMatchObject({ file: 'acme.yaml', path });
    expect(problem.place.line).toBe(line);
    expect(problem.expected).toMatch(expected);
  });

  test.each([good.replace('"${ACME_KEY}"', 'hunter2'), good.replace('http://127', 'http://acme:hunter2@127')])(
    'a secret in the file is not repeated in the message',
    (text) => {
      expect(problemOf(text).describe()).not.toContain('hunter2');
    },
  );

  test.each<[string, string, string, string]>([
    ['what is left out is missing', good.replace('role: receiver\n', ''), 'missing', 'receiver; a sender has'],
    ['and so is the version of the format', good.replace('vitalproof: 1\n', ''), 'missing', '1, the version of this'],
    [
      'an unknown scope',
      good.replace('orders]', 'everything]'),
      '"everything" is',
      'one of alerts, orders, portal, perm',
    ],
    [
      'an unknown mode',
      good.replace('jwt-hs256', 'jwt'),
      'the value',
      'one of none, acting-as, bearer-file, jwt-hs256',
    ],
    [
      'a text in place of fields',
      good.replace(/^access: .*$/m, 'access: none'),
      '"none" is',
      'fields, each with a value',
    ],
    ['no text', good.replace('ACME RPM', "''"), '"" is', 'text that is not empty'],
    ['no list', `${good}process: { start: 'a b', kill: [b] }\n`, '"a b" is', 'a list'],
    ['a short list', good.replace('[alerts, orders]', '[]'), 'the value', 'a list of at least 1'],
    ['a service', `${good}ports: { inbox: hl7v2 }\n`, '"hl7v2" is', 'one of fhir, port-protocol, absent, or a list'],
  ])('is said in our own words: %s', (_what, text, what, expected) => {
    const { message, expected: wanted } = problemOf(text);
    expect(message.slice(0, what.length)).toBe(what);
    expect(wanted?.slice(0, expected.length)).toBe(expected);
    expect(wanted).not.toMatch(/Invalid|Too small/);
  });

  test('a file that is not there', () =>
    expect(() => loadProfile('/nowhere/acme.yaml')).toThrow(expect.objectContaining({ name: 'InputProblem' })));
});
