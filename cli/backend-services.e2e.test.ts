import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadClients } from '../reference-impl/api/auth/clients/load.ts';
import { type RunningReference, startReference } from '../reference-impl/server.ts';
import { commandLine } from './command-line.test-helper.ts';

const V = 'https://vitalproof.example/fhir/OperationDefinition';
const ec = generateKeyPairSync('ec', { namedCurve: 'P-384' });
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = ({ privateKey }: { privateKey: typeof ec.privateKey }): string =>
  privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();

let dir = '';
let reference: RunningReference;
beforeAll(async () => {
  dir = realpathSync(mkdtempSync(join(tmpdir(), 'vitalproof-smart-')));
  const keys = [
    { ...ec.publicKey.export({ format: 'jwk' }), kid: 'e1' },
    { ...rsa.publicKey.export({ format: 'jwk' }), kid: 'r1' },
  ];
  writeFileSync(join(dir, 'keys.json'), JSON.stringify({ keys }));
  const client = (id: string, role: string, scopes: readonly string[], subject?: 'asserted') => ({
    id,
    role,
    scopes,
    jwksFile: 'keys.json',
    ...(subject === undefined ? {} : { subject }),
  });
  const clients = [
    client('hospital', 'ehr', ['system/*.crus']),
    client('desk', 'clinician', ['user/*.crus'], 'asserted'),
    client('app', 'portal', ['patient/*.crus'], 'asserted'),
    client('phone', 'gateway', ['patient/Observation.crus', 'patient/Device.crs'], 'asserted'),
    client('audit', 'auditor', ['system/AuditEvent.rs']),
    client('time', 'clock', [`${V}/test-clock`, `${V}/test-clock-advance`]),
  ];
  writeFileSync(join(dir, 'clients.json'), JSON.stringify({ clients }));
  writeFileSync(join(dir, 'rsa.pem'), pem(rsa), { mode: 0o600 });
  reference = await startReference({
    databasePath: ':memory:',
    tokenKey: '0123456789abcdef0123456789abcdef',
    clients: loadClients(join(dir, 'clients.json')),
  });
});
afterAll(async () => {
  await reference.close();
  rmSync(dir, { recursive: true, force: true });
});

const vitalproof = commandLine(() => ({
  VITALPROOF_RUNS: join(dir, 'runs'),
  HOME: dir,
  EC_KEY: pem(ec),
  RSA_KEY: join(dir, 'rsa.pem'),
}));

const profile = (change: (text: string) => string = (text) => text): string => {
  const path = join(dir, 'sut.yaml');
  const of = (role: string, id: string, key: string, kid: string) =>
    `    ${role}: { id: ${id}, key: '\${${key}}', kid: ${kid} }\n`;
  writeFileSync(
    path,
    change(
      `vitalproof: 1\nname: ACME\nversion: '1'\nrole: receiver\nscope: [alerts, orders, permission, messages, audit]\nenvironment: test\nfhir: { base: '${reference.fhirBase}' }\n` +
        `deadlines: { critical: 1s, other: 1s, filed: 1s }\nclock: patient\nvisibilityLag: 250ms\naccess:\n  mode: backend-services\n  clients:\n` +
        of('ehr', 'hospital', 'EC_KEY', 'e1') +
        of('clinician', 'desk', 'RSA_KEY', 'r1') +
        of('portal', 'app', 'EC_KEY', 'e1') +
        of('gateway', 'phone', 'RSA_KEY', 'r1') +
        of('auditor', 'audit', 'EC_KEY', 'e1') +
        of('clock', 'time', 'RSA_KEY', 'r1'),
    ),
  );
  return path;
};

describe('a system with SMART Backend Services', () => {
  test('is judged as any other: orders, permission, readings, inbox, messages, audit, clock', async () => {
    const { code, out, err } = await vitalproof('certify', '--sut', profile());
    expect(err).not.toMatch(/no access token/);
    for (const id of ['ALR-07', 'AUD-01', 'LIM-02', 'MSG-01', 'ORD-08', 'PRM-05', 'RDG-01'])
      expect(out).toMatch(new RegExp(`PASS\\s+${id}`));
    expect(out).not.toMatch(/FAIL|INCONCLUSIVE/);
    // Its profile has no port process: that no item is lost in an outage is claimed, and cannot be shown.
    expect(out).toMatch(/UNTESTABLE\s+ALR-05/);
    expect(code).toBe(1);
    const [run = ''] = readdirSync(join(dir, 'runs')).filter((name) => name !== 'latest');
    const kept = [
      readFileSync(join(dir, 'runs', run, 'history.ndjson'), 'utf8'),
      ...readdirSync(join(dir, 'runs', run, 'wire')).map((name) =>
        readFileSync(join(dir, 'runs', run, 'wire', name), 'utf8'),
      ),
    ].join('\n');
    expect(kept).not.toMatch(/eyJ[A-Za-z0-9_-]{10,}\./);
    expect(kept).not.toContain('PRIVATE KEY');
  });

  test.each<[string, (text: string) => string, RegExp]>([
    [
      'an unknown kid',
      (text) => text.replace('kid: e1', 'kid: e9'),
      /invalid_client: the client is registered with no key/,
    ],
    ['an unknown id', (text) => text.replace('id: hospital', 'id: clinic'), /invalid_client: no client is registered/],
    [
      'no token endpoint',
      (text) => text.replace('  clients:', `  tokenUrl: '${reference.fhirBase}/nowhere'\n  clients:`),
      /gets no token at .*\/nowhere: HTTP 40\d/,
    ],
  ])('that gives no token for %s is not certified: 69, and why', async (_name, change, words) => {
    const { code, err } = await vitalproof('certify', '--only', 'LIM-02', '--sut', profile(change));
    expect([code, err]).toEqual([69, expect.stringMatching(words)]);
    expect(err).toContain('gives the harness no access token');
  });

  test('a variable that is not set, and a key in the file, are mistakes with their place', async () => {
    const unset = await vitalproof(
      'certify',
      '--sut',
      profile((text) => text.replace('${EC_KEY}', '${NO_KEY}')),
    );
    expect([unset.code, unset.err]).toEqual([65, expect.stringMatching(/access\.clients\.ehr\.key[\s\S]*NO_KEY/)]);
    const inline = await vitalproof(
      'certify',
      '--sut',
      profile((text) => text.replace('${EC_KEY}', 'hunter2')),
    );
    expect([inline.code, inline.err]).toEqual([
      65,
      expect.stringMatching(/sut\.yaml:\d+ at access\.clients\.ehr\.key/),
    ]);
    expect(inline.err).not.toContain('hunter2');
  });
});
