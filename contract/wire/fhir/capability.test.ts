import { expect, test } from 'vitest';
import { buildCapability, readCapability } from './capability.ts';
import { decodeAdvance, decodeClock, encodeAdvance, encodeClock } from './parameters.ts';
import { exampleIdentifierOf, exampleRef } from './examples.ts';
import { complaints } from './validate.test-helper.ts';
import { patient } from './example-values.ts';

test('a capability statement says what was put into it', () => {
  const interactions = [
    'Observation.create',
    'Observation.search',
    'Observation.vread',
    'Observation.history-instance',
    'Observation.conditional-create',
    'Observation.conditional-update',
    'Patient.read',
    'Patient.$monitoring-eligibility',
    'Task.update',
    'system.batch',
    'system.transaction',
    '$test-clock',
    'Subscription.create',
    'Subscription.delete',
    'Subscription.$status',
    'Subscription.$events',
  ];
  const software = { name: 'x', version: '1' };
  const statement = buildCapability({
    software,
    date: '2026-03-01',
    interactions,
    searchParameters: {},
    security: { description: 'SMART', tokenUrl: 'http://127.0.0.1:1/auth/token' },
  });
  expect(statement['rest']).toMatchObject([
    {
      security: {
        service: [{ coding: [{ code: 'SMART-on-FHIR' }] }],
        description: 'SMART Tokens: http://127.0.0.1:1/auth/token',
      },
    },
  ]);
  // R4's oauth-uris demands an authorization endpoint, and Backend Services have none.
  expect(statement['rest']).not.toMatchObject([{ security: { extension: expect.anything() } }]);
  const read = readCapability(statement);
  expect(read).toMatchObject({ ok: true, value: { fhirVersion: '4.0.1' } });
  expect(new Set(read.ok ? read.value.interactions : [])).toEqual(new Set(interactions));
  expect(JSON.stringify(statement)).toContain('"search-type"');
  expect(complaints(statement)).toEqual([]);
  const resources = (statement['rest'] as readonly { readonly resource: readonly object[] }[])[0]?.resource;
  expect(resources).toContainEqual(
    expect.objectContaining({
      type: 'Observation',
      readHistory: true,
      conditionalUpdate: true,
      conditionalCreate: true,
    }),
  );
  expect(resources).toContainEqual({ type: 'Task', interaction: [{ code: 'update' }], versioning: 'versioned' });
});

test('operations of one resource stand with it, those of the system apart, and profiles with their type', () => {
  const statement = buildCapability({
    security: { description: 'tokens' },
    software: { name: 'x', version: '1' },
    date: '2026-03-01',
    interactions: ['Task.read', 'Subscription.read', 'Subscription.$status', '$test-clock'],
    searchParameters: {},
    supportedProfiles: { Subscription: ['http://profile'] },
  });
  expect(complaints(statement)).toEqual([]);
  expect(statement['rest']).toMatchObject([
    {
      resource: [
        { type: 'Task', interaction: [{ code: 'read' }] },
        {
          type: 'Subscription',
          supportedProfile: ['http://profile'],
          interaction: [{ code: 'read' }],
          operation: [{ name: 'status', definition: expect.stringMatching(/backport-subscription-status$/) }],
        },
      ],
      operation: [{ name: 'test-clock' }],
    },
  ]);
  const [task] = (statement['rest'] as readonly { resource: readonly object[] }[])[0]?.resource ?? [];
  expect(Object.keys(task ?? {})).toEqual(['type', 'interaction', 'versioning']);
});

test('only the server side of a capability statement counts', () => {
  const rest = [{ mode: 'client', resource: [{ type: 'Task', interaction: [{ code: 'read' }] }] }];
  const read = readCapability({ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1', rest });
  expect(read).toEqual({ ok: true, value: { fhirVersion: '4.0.1', interactions: [] } });
});

test('the clock comes back, of one patient or of all', () => {
  const clock = { now: '2026-03-03T13:05:12.000Z', status: 'ready' } as const;
  expect(decodeClock(encodeClock(clock))).toEqual({ ok: true, value: clock });
  for (const advance of [{ to: clock.now }, { to: clock.now, patient: patient.identifier }]) {
    expect(decodeAdvance(encodeAdvance(advance, exampleRef), exampleIdentifierOf)).toEqual({
      ok: true,
      value: advance,
    });
  }
});

test('a clock without a place to go to is refused', () => {
  expect(decodeAdvance({ resourceType: 'Parameters' }, exampleIdentifierOf)).toMatchObject({
    refusal: { code: 'missing-element', at: "Parameters.parameter('to')" },
  });
  expect(
    decodeClock({ resourceType: 'Parameters', parameter: [{ name: 'now', valueInstant: '2026-03-03' }] }),
  ).toMatchObject({
    refusal: { code: 'time-without-offset' },
  });
});
