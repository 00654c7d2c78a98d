import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { InputProblem } from '../../../contract/input-problem.ts';
import { peekHeader } from '../../../contract/wire/hl7v2/message.ts';
import { loadParties } from './parties.ts';
import { identifySender } from './sender.ts';

const directory = mkdtempSync(join(tmpdir(), 'vitalproof-parties-'));
afterAll(() => rmSync(directory, { recursive: true }));
const file = join(directory, 'parties.yaml');
const load = (text: string) => {
  writeFileSync(file, text);
  return loadParties(file);
};

describe('what was agreed with the other sides of HL7 v2', () => {
  test('is who sends, as whom, and what the names of authorities stand for', () => {
    const parties = load(`
senders:
  - { application: EPIC, facility: NORTH, role: ehr }
  - { application: GW, facility: NORTH, role: gateway, patient: { system: 'urn:oid:2.999.1.1', value: MRN1001 } }
namespaces: { EPICPLC: 'urn:example:north:placer' }
`);
    expect(parties).toEqual({
      clients: {
        'EPIC|NORTH': { role: 'ehr', client: 'EPIC|NORTH' },
        'GW|NORTH': {
          role: 'gateway',
          client: 'GW|NORTH',
          subject: { system: 'urn:oid:2.999.1.1', value: 'MRN1001' },
        },
      },
      namespaces: { EPICPLC: 'urn:example:north:placer' },
    });
  });

  test('names the source of a gateway, where no certificate does', () => {
    const source = { system: 'urn:example:source', value: 'meter-app' };
    expect(
      load(`senders: [{ application: GW, facility: NORTH, role: gateway, source: ${JSON.stringify(source)} }]`),
    ).toEqual({ clients: { 'GW|NORTH': { role: 'gateway', client: 'GW|NORTH', source } } });
  });

  test('admits a sender that leaves MSH-4 empty', () => {
    const { clients = {} } = load('senders: [{ application: ACME_PHG, role: gateway }]');
    expect(clients).toEqual({ 'ACME_PHG|': { role: 'gateway', client: 'ACME_PHG|' } });
    // As IHE PCD-01 writes it.
    const header = peekHeader(
      'MSH|^~\\&|ACME_PHG^ECDE3D4E58532D31^EUI-64||RPM^2.999.1.2^ISO||20260303080512-0500||ORU^R01|P1|T|2.6\r',
    );
    expect(header && identifySender(header, clients)).toMatchObject({ ok: true, value: { client: 'ACME_PHG|' } });
  });

  test('leaves what it does not name', () => {
    expect(load('namespaces: {}')).toEqual({ namespaces: {} });
    expect(load('senders: [{ application: A, facility: B, role: portal }]')).toEqual({
      clients: { 'A|B': { role: 'portal', client: 'A|B' } },
    });
  });

  test.each([
    ['a role that sends nothing', 'senders: [{ application: A, facility: B, role: auditor }]', 'senders[0].role'],
    ['nobody', 'senders: []', 'senders'],
    ['a field too many', 'senders: [{ application: A, facility: B, role: ehr, key: x }]', 'senders[0]'],
    [
      'one without a facility twice',
      'senders: [{ application: A, role: ehr }, { application: A, role: ehr }]',
      'senders[1]',
    ],
    ['a delimiter in a name', 'senders: [{ application: "A^B", facility: B, role: ehr }]', 'senders[0].application'],
    [
      'a hospital for one patient',
      'senders: [{ application: A, facility: B, role: ehr, patient: { system: "urn:x", value: y } }]',
      'senders[0].patient',
    ],
    [
      'a source of what sends no readings',
      'senders: [{ application: A, facility: B, role: portal, source: { system: "urn:x", value: y } }]',
      'senders[0].source',
    ],
    [
      'one sender twice',
      'senders: [{ application: A, facility: B, role: ehr }, { application: A, facility: B, role: portal }]',
      'senders[1]',
    ],
    ['a system that is none', 'namespaces: { EHR: "placer" }', 'namespaces.EHR'],
    ['two names for one system', 'namespaces: { A: "urn:x", B: "urn:x" }', 'namespaces.A'],
    ['something else', 'clients: []', ''],
  ])('%s is refused with its place', (_title, text, path) => {
    const problem = (() => {
      try {
        return load(text);
      } catch (error) {
        return error;
      }
    })();
    if (!(problem instanceof InputProblem)) throw new Error('taken');
    expect(problem.place).toMatchObject({ file, line: 1 });
    expect(problem.place.path ?? '').toContain(path);
  });
});
