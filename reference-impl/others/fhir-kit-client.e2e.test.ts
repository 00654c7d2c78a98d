import { Client } from 'fhir-kit-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signToken } from '../api/auth/sign.ts';
import { type RunningReference, startReference } from '../server.ts';
import { newDatabase } from '../store/new-database.test-helper.ts';
import { clinician, orderFor, patient, permissionOf, readingOf, START } from './people.test-helper.ts';

const KEY = '0123456789abcdef0123456789abcdef';
type Role = 'ehr' | 'clinician' | 'portal' | 'gateway';

/** What the client gives back: plain JSON. */
type Resource = Awaited<ReturnType<Client['read']>>;
interface Found {
  readonly link: { readonly relation: string; readonly url: string }[];
  readonly entry?: readonly { readonly resource: Resource }[];
}

describe('fhir-kit-client, a FHIR client of somebody else', () => {
  let reference: RunningReference;
  const as = (role: Role, subject?: string): Client => {
    const claims = { sub: `kit-${role}`, role, exp: START / 1000 + 600, ...(subject === undefined ? {} : { subject }) };
    return new Client({ baseUrl: reference.fhirBase, bearerToken: signToken(claims, KEY) });
  };
  beforeAll(async () => {
    reference = await startReference({ databasePath: newDatabase(), tokenKey: KEY, now: () => START });
  });
  afterAll(() => reference.close());

  const found = async (client: Client, resourceType: string, searchParams: Record<string, string>) => {
    const bundle = (await client.search({ resourceType, searchParams })) as Resource & Found;
    return { bundle, resources: (bundle.entry ?? []).map((entry) => entry.resource) };
  };

  test('order, permission, reading, item and reply', async () => {
    const ehr = as('ehr');
    expect(await ehr.capabilityStatement()).toMatchObject({
      resourceType: 'CapabilityStatement',
      fhirVersion: '4.0.1',
    });
    const jane = await ehr.create({ resourceType: 'Patient', body: patient });
    const rivera = await ehr.create({ resourceType: 'PractitionerRole', body: clinician });
    const who = { patient: `Patient/${String(jane.id)}`, clinician: `PractitionerRole/${String(rivera.id)}` };
    const order = await ehr.create({ resourceType: 'ServiceRequest', body: orderFor(who) });
    const gateway = as('gateway');
    const send = (key: string, value: number) =>
      gateway.create({ resourceType: 'Observation', body: readingOf(who.patient, key, value) });
    await expect(send('R1', 212)).rejects.toMatchObject({
      response: { status: 422, data: { resourceType: 'OperationOutcome' } },
    });
    const portal = as('portal', 'urn:oid:2.999.1.1|MRN1001');
    await portal.create({ resourceType: 'Consent', body: permissionOf(who.patient) });
    const reading = await send('R1', 212);
    expect(reading).toMatchObject({ resourceType: 'Observation', interpretation: [{ coding: [{ code: 'H' }] }] });
    expect(await send('R1', 212)).toMatchObject({ id: reading.id });
    await send('R2', 120);

    const { resources: items } = await found(ehr, 'Task', { patient: who.patient, _sort: '_lastUpdated' });
    expect(items).toHaveLength(1);
    const [item] = items;
    const itemId = String(item?.id);
    expect(item).toMatchObject({
      status: 'requested',
      focus: { reference: `Observation/${String(reading.id)}` },
      basedOn: [{ reference: `ServiceRequest/${String(order.id)}` }],
      owner: { reference: who.clinician },
    });
    const rivers = as('clinician', 'http://hl7.org/fhir/sid/us-npi|1234567893');
    const seen = await rivers.update({
      resourceType: 'Task',
      id: itemId,
      body: { resourceType: 'Task', ...item, status: 'received' },
      options: { headers: { 'if-match': 'W/"1"' } },
    });
    expect(seen).toMatchObject({ status: 'received', meta: { versionId: '2' } });
    await rivers.create({
      resourceType: 'Communication',
      body: {
        resourceType: 'Communication',
        identifier: [{ system: 'urn:example:ehr:message', value: 'MSG-1' }],
        status: 'completed',
        subject: { reference: who.patient },
        about: [{ reference: `Task/${itemId}` }],
        sent: '2026-03-03T13:15:00-05:00',
        recipient: [{ reference: who.patient }],
        sender: { reference: who.clinician },
        payload: [{ contentString: 'Please recheck in 2 h.' }],
      },
    });
    const { resources: letters } = await found(portal, 'Communication', { recipient: who.patient });
    expect(letters).toMatchObject([{ payload: [{ contentString: 'Please recheck in 2 h.' }] }]);
  });

  test('its paging and its history read ours', async () => {
    const gateway = as('gateway');
    const first = await found(gateway, 'Observation', {
      code: 'http://loinc.org|41653-7',
      _sort: 'date',
      _count: '1',
      patient: 'Patient/p1',
    });
    expect(first.resources).toHaveLength(1);
    const next = (await gateway.nextPage({ bundle: first.bundle })) as (Resource & Found) | undefined;
    expect(next?.entry).toHaveLength(1);
    const id = String(first.resources[0]?.id);
    expect(await gateway.history({ resourceType: 'Observation', id })).toMatchObject({
      type: 'history',
      entry: [{ resource: { id } }],
    });
  });
});
