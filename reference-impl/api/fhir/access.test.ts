import { describe, expect, test } from 'vitest';
import type { Caller } from '../../pipeline.ts';
import { routesOf } from './routes.ts';

/** Of their own subscriptions alone. */
const SUBSCRIBE = ['create', 'read', 'update', 'delete', '$status', '$events'].map((code) => `Subscription.${code}`);

/** Written down a second time, by role: a right that slips into the table must be wanted here too. */
const MAY: Readonly<Record<Caller['role'], readonly string[]>> = {
  ehr: [
    ...['Patient', 'PractitionerRole', 'CareTeam', 'Device'].flatMap((t) => [
      `${t}.create`,
      `${t}.read`,
      `${t}.search`,
    ]),
    'Patient.$monitoring-eligibility',
    'PractitionerRole.update',
    '$suggested-limits',
    '$source-admission',
    '$source-admissions',
    'ServiceRequest.create',
    'ServiceRequest.update',
    'ServiceRequest.read',
    'ServiceRequest.search',
    'Consent.read',
    'Consent.search',
    'Observation.read',
    'Observation.vread',
    'Observation.history-instance',
    'Observation.search',
    'Task.read',
    'Task.search',
    'Communication.read',
    'Communication.search',
    ...SUBSCRIBE,
  ],
  clinician: [
    ...SUBSCRIBE,
    '$suggested-limits',
    'Patient.$monitoring-eligibility',
    'Task.read',
    'Task.update',
    'Task.search',
    'Communication.create',
    'Communication.read',
    'Communication.search',
    'Observation.read',
    'Observation.vread',
    'Observation.history-instance',
  ],
  portal: [
    'Patient.$monitoring-eligibility',
    'Device.read',
    'Device.search',
    'Task.read',
    'Task.update',
    'Task.search',
    'Consent.create',
    'Consent.update',
    'Consent.read',
    'Consent.search',
    'Communication.read',
    'Communication.search',
    'Device.create',
  ],
  gateway: [
    'Device.read',
    'Device.search',
    'Observation.create',
    'Observation.update',
    'Observation.conditional-update',
    'Observation.read',
    'Observation.vread',
    'Observation.history-instance',
    'Observation.search',
    'system.batch',
    'Device.create',
  ],
  auditor: ['AuditEvent.read', 'AuditEvent.search'],
  clock: ['$test-clock', '$test-clock-advance'],
};

const routes = routesOf({ clockPort: true });

describe('least privilege', () => {
  test.each(Object.keys(MAY) as Caller['role'][])('%s may do just this', (role) => {
    const granted = routes.filter((route) => route.roles.includes(role)).map((route) => route.name);
    expect([...granted].sort()).toEqual([...MAY[role]].sort());
  });

  test('nobody writes what only the receiver may write', () => {
    const names = routes.map((route) => route.name);
    for (const never of ['Observation.delete', 'Task.create', 'AuditEvent.create', 'Consent.delete']) {
      expect(names).not.toContain(never);
    }
  });

  test('no two routes share a method and a path', () => {
    const places = routes.map((route) => `${route.method} ${route.path}`);
    expect(new Set(places).size).toBe(places.length);
  });

  test('every search says what it can be searched by', () => {
    for (const route of routes.filter((r) => r.name.endsWith('.search'))) {
      expect([route.name, (route.parameters ?? []).length > 0]).toEqual([route.name, true]);
    }
  });
});
