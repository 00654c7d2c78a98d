import { describe, expect, test } from 'vitest';
import { loadCatalogue } from '../../contract/requirements/load.ts';
import { RECEIVER_SCOPES } from '../../contract/requirements/requirement.ts';
import type { ReceiverScope } from '../../contract/requirements/scopes.ts';
import { parseProfile, referenceProfile } from '../sut/profile.ts';
import { claimOf } from './claim.ts';

const catalogue = loadCatalogue();
const claimIn = (lines: string) => {
  const head = "vitalproof: 1\nname: ACME\nversion: '1'\nrole: receiver\nenvironment: test\n";
  return claimOf(parseProfile(head + lines, 'acme.yaml'), catalogue);
};
const ids = (claim: ReturnType<typeof claimOf>) => claim.inside.map((r) => r.id);
const whyOf = (claim: ReturnType<typeof claimOf>, id: string) =>
  claim.outside.find((o) => o.requirement.id === id)?.why;
const FHIR = "fhir: { base: 'http://127.0.0.1:1/fhir' }\n";
const HL7 = 'hl7: { host: 127.0.0.1, port: 2 }\n';
const ADAPTER = "adapter: { base: 'http://127.0.0.1:3' }\n";
const ALL = `scope: [${RECEIVER_SCOPES.join(', ')}]\n`;

test('the reference is held to every requirement of a receiver, and lacks nothing', () => {
  const address = { fhirBase: 'http://127.0.0.1:1/fhir', hl7: { host: '127.0.0.1', port: 2 } };
  const claim = claimOf(referenceProfile({ ...address, portal: true }), catalogue);
  expect(ids(claim)).toEqual(catalogue.ofRole('receiver').map((r) => r.id));
  expect(claim.missing).toEqual([]);
  expect(claim.outside).toEqual([]);
});

describe('a scope decides what is asked', () => {
  test.each(RECEIVER_SCOPES)('%s and no other', (scope) => {
    const claim = claimIn(`scope: [alerts, ${scope}]\n${FHIR}${HL7}`);
    const wanted = catalogue.ofRole('receiver').filter((r) => r.scope === 'alerts' || r.scope === scope);
    expect(ids(claim)).toEqual(wanted.map((r) => r.id));
    for (const { requirement, why } of claim.outside) expect(why).toContain(`"${requirement.scope}" is not claimed`);
  });
});

describe('the wires decide what can be shown', () => {
  test('FHIR alone shows nothing of HL7 v2', () => {
    const claim = claimIn(ALL + FHIR);
    expect(whyOf(claim, 'HL7-01')).toContain('judged over hl7v2');
    for (const { requirement } of claim.outside) expect(requirement.bindings, requirement.id).toEqual(['hl7v2']);
  });
  test('orders and readings by HL7 v2 alone leave drafts, transactions and conditional creates outside', () => {
    const claim = claimIn(`${ALL}${FHIR}${HL7}ports: { orders: hl7v2, readings-in: hl7v2 }\n`);
    expect(ids(claim)).toContain('HL7-01');
    expect(ids(claim)).toContain('FHR-01');
    for (const id of ['ORD-04', 'RDG-03', 'RDG-04', 'PRM-05'])
      expect(whyOf(claim, id), id).toBe('judged over fhir; here it is served by hl7v2');
  });
  test('an adapter shows all that is about no wire itself', () => {
    const claim = claimIn(ALL + ADAPTER);
    const families = new Set(claim.outside.map((o) => o.requirement.id.slice(0, 3)));
    expect(families).toEqual(new Set(['FHR', 'HL7', 'SEC', 'ORD', 'RDG', 'AUD']));
    expect(ids(claim)).toContain('ORD-04');
    expect(claim.missing).toEqual([]);
  });
});

describe('inside a scope nothing can be left out', () => {
  test('a port that is absent makes every requirement of the scope untestable, and is not taken out of it', () => {
    const claim = claimIn(`scope: [alerts, audit]\n${FHIR}ports: { audit: absent }\n`);
    expect(claim.missing).toEqual([
      {
        lane: 'scope:audit/audit',
        requirement: catalogue.requirements.filter((r) => r.scope === 'audit').map((r) => r.id),
        verdict: 'UNTESTABLE',
        reason: 'the scope "audit" needs the port "audit", and it is absent',
      },
    ]);
    expect(ids(claim)).toContain('AUD-01');
  });
  test('what no scope needs may be absent', () =>
    expect(claimIn(`scope: alerts\n${FHIR}ports: { audit: absent, messages: absent }\n`).missing).toEqual([]));
  test('orders that are made beforehand will do for alerts, and not for orders', () => {
    const { ports } = parseProfile(
      `vitalproof: 1\nname: A\nversion: '1'\nrole: receiver\nenvironment: test\nscope: alerts\n${FHIR}`,
      'a.yaml',
    );
    const claim = (scope: ReceiverScope[]) =>
      claimOf({ scope, ports: { ...ports, orders: ['provisioned'] } }, catalogue);
    expect(claim(['alerts']).missing).toEqual([]);
    expect(claim(['alerts', 'orders']).missing.map((m) => m.reason)).toEqual([
      'the scope "orders" needs the port "orders", and it is made beforehand, and has to be worked during the run',
    ]);
  });
  test('an inbox that is absent is missed by every scope', () =>
    expect(claimIn(`scope: [alerts, orders]\n${FHIR}ports: { inbox: absent }\n`).missing.map((m) => m.lane)).toEqual([
      'scope:alerts/inbox',
      'scope:orders/inbox',
    ]));
});
