import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { InputProblem } from '../../../../contract/input-problem.ts';
import { jwkOf, PAIRS } from '../token/client.test-helper.ts';
import { loadClients } from './load.ts';

const folder = mkdtempSync(join(tmpdir(), 'clients-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const write = (name: string, content: unknown): string => {
  const file = join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};
const PATIENT = { system: 'urn:oid:2.999.1.1', value: 'MRN1001' };
const jwks = { keys: [jwkOf(PAIRS.ES384, 'k1')] };
const ehr = { id: 'vp-ehr', role: 'ehr', scopes: ['system/Task.rs'], jwks };
const gateway = { id: 'vp-gateway', role: 'gateway', subject: PATIENT, scopes: ['patient/Observation.cu'], jwks };

const problemOf = (clients: unknown, name = 'clients.json'): InputProblem => {
  try {
    loadClients(write(name, typeof clients === 'string' ? clients : { clients }));
  } catch (error) {
    if (error instanceof InputProblem) return error;
    throw error;
  }
  throw new Error('nothing was wrong');
};

describe('registered clients', () => {
  test('are read from JSON or YAML, with their keys inline or in a file beside it', () => {
    write('keys.json', { keys: [jwkOf(PAIRS.RS384, 'r1'), jwkOf(PAIRS.ES384, 'e1')] });
    const yaml = `clients:\n  - id: app\n    role: portal\n    subject: asserted\n    scopes: [patient/Consent.crus]\n    jwksFile: keys.json\n`;
    const app = loadClients(write('clients.yaml', yaml)).get('app');
    expect(app).toMatchObject({ role: 'portal', subject: 'asserted', scopes: [{ text: 'patient/Consent.crus' }] });
    expect([...(app?.keys.values() ?? [])].map(({ kid, algorithm }) => [kid, algorithm])).toEqual([
      ['r1', 'RS384'],
      ['e1', 'ES384'],
    ]);
    const both = loadClients(write('clients.json', { clients: [ehr, gateway] }));
    expect([...both.keys()]).toEqual(['vp-ehr', 'vp-gateway']);
    expect(both.get('vp-gateway')?.subject).toEqual(PATIENT);
  });

  test('stand in the documentation as they are read', () => {
    const page = readFileSync(new URL('../../../../docs/bindings/fhir.md', import.meta.url), 'utf8');
    const [, yaml = ''] = /```yaml\n(clients:[\s\S]+?)```/.exec(page) ?? [];
    write('acme-keys.json', jwks);
    expect(loadClients(write('documented.yaml', yaml)).get('acme-gateway')).toMatchObject({
      role: 'gateway',
      subject: PATIENT,
    });
  });

  const privateJwk = { ...PAIRS.ES384.privateKey.export({ format: 'jwk' }), kid: 'k1' };
  const small = generateKeyPairSync('rsa', { modulusLength: 1024 });
  test.each<[string, unknown, string, RegExp]>([
    ['no clients', [], 'clients', /./],
    ['an unknown field', [{ ...ehr, secret: 'x' }], 'clients[0].secret', /one of id, role/],
    ['an unknown role', [{ ...ehr, role: 'admin' }], 'clients[0].role', /ehr/],
    ['no scopes', [{ ...ehr, scopes: [] }], 'clients[0].scopes', /./],
    [
      'a scope that is none',
      [{ ...ehr, scopes: ['system/Task.rs', 'everything'] }],
      'clients[0].scopes[1]',
      /system\/Obs/,
    ],
    ['patient/ for who speaks for all', [{ ...ehr, scopes: ['patient/Task.rs'] }], 'clients[0].scopes[0]', /patient/],
    ['user/ for no clinician', [{ ...gateway, scopes: ['user/Task.rs'] }], 'clients[0].scopes[0]', /clinician/],
    ['a portal for nobody', [{ ...gateway, role: 'portal', subject: undefined }], 'clients[0]', /a subject/],
    ['a subject of who speaks for all', [{ ...ehr, subject: PATIENT }], 'clients[0].subject', /no subject/],
    [
      'a subject without a value',
      [{ ...gateway, subject: { system: 'urn:x', value: '' } }],
      'clients[0].subject.value',
      /./,
    ],
    [
      'a subject with a bar',
      [{ ...gateway, subject: { system: 'a|b', value: 'c' } }],
      'clients[0].subject',
      /bar|identifier/,
    ],
    ['a source of no gateway', [{ ...ehr, source: PATIENT }], 'clients[0].source', /gateway/],
    ['no keys at all', [{ ...ehr, jwks: undefined }], 'clients[0]', /jwks or jwksFile/],
    ['keys twice', [{ ...ehr, jwksFile: 'keys.json' }], 'clients[0]', /jwks or jwksFile/],
    [
      'an address for keys',
      [{ ...ehr, jwks: undefined, jwksFile: 'https://x.example/k' }],
      'clients[0].jwksFile',
      /never fetched/,
    ],
    ['an empty key set', [{ ...ehr, jwks: { keys: [] } }], 'clients[0].jwks.keys', /./],
    [
      'a key without a kid',
      [{ ...ehr, jwks: { keys: [{ ...jwks.keys[0], kid: undefined }] } }],
      'clients[0].jwks.keys[0]',
      /kid/,
    ],
    ['a kid twice', [{ ...ehr, jwks: { keys: [jwks.keys[0], jwks.keys[0]] } }], 'clients[0].jwks', /each kid once/],
    ['a private key', [{ ...ehr, jwks: { keys: [privateJwk] } }], 'clients[0].jwks.keys[0]', /public key alone/],
    [
      'a key of another curve',
      [{ ...ehr, jwks: { keys: [jwkOf(PAIRS.ES256, 'k')] } }],
      'clients[0].jwks.keys[0]',
      /P-384/,
    ],
    ['a small RSA key', [{ ...ehr, jwks: { keys: [jwkOf(small, 'k')] } }], 'clients[0].jwks.keys[0]', /2048/],
    [
      'a key for encryption',
      [{ ...ehr, jwks: { keys: [{ ...jwks.keys[0], use: 'enc' }] } }],
      'clients[0].jwks.keys[0]',
      /sig/,
    ],
    [
      'a key of another alg',
      [{ ...ehr, jwks: { keys: [{ ...jwks.keys[0], alg: 'ES256' }] } }],
      'clients[0].jwks.keys[0]',
      /ES384/,
    ],
    ['no key', [{ ...ehr, jwks: { keys: [{ kty: 'EC', kid: 'k' }] } }], 'clients[0].jwks.keys[0]', /JSON Web Key/],
    ['a client twice', [ehr, gateway, ehr], 'clients[2].id', /each client once/],
    ['an id that is no OAuth id', [{ ...ehr, id: 'é' }], 'clients[0].id', /ASCII/],
  ])('%s is refused with its place', (_name, clients, path, expected) => {
    const problem = problemOf(clients);
    expect(problem.place).toMatchObject({ file: join(folder, 'clients.json'), path });
    expect(problem.place.line).toBe(1);
    expect(problem.expected).toMatch(expected);
    expect(problem.exitCode).toBe(65);
  });

  test('a private key that stands where none belongs is not repeated', () => {
    const said = problemOf([{ ...ehr, jwks: { keys: [privateJwk] } }]).describe();
    expect(privateJwk.d?.length).toBeGreaterThan(20);
    expect(said).not.toContain(privateJwk.d);
  });

  test('a file that is not there, of the clients or of their keys, is named', () => {
    const none = () => loadClients(join(folder, 'none.yaml'));
    expect(none).toThrow(expect.objectContaining({ place: { file: join(folder, 'none.yaml') } }));
    const problem = problemOf([{ ...ehr, jwks: undefined, jwksFile: 'no-keys.json' }]);
    expect(problem.place.file).toBe(join(folder, 'no-keys.json'));
    expect(problem.expected).toContain('client vp-ehr');
  });
});
