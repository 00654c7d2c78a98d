import type { Identifier, InboxItem, Order, Permission, Reading, UnitCode } from '../contract/domain/index.ts';
import type { Outcome } from '../contract/refusal.ts';
import { createPipeline, type PipelineOptions } from './app.ts';
import { isoOf, msOf } from './clock/instant.ts';
import type { Caller, Pipeline } from './pipeline.ts';
import { newDatabase } from './store/new-database.test-helper.ts';

export const MRN = (value: string): Identifier => ({ system: 'urn:oid:2.999.1.1', value });
export const NPI = (value: string): Identifier => ({ system: 'http://hl7.org/fhir/sid/us-npi', value });
export const POOL: Identifier = { system: 'urn:example:ehr:pool', value: 'DMPOOL' };
export const JANE = MRN('MRN1001');
export const JOHN = MRN('MRN1002');
export const RIVERA = NPI('1234567893');
export const OKAFOR = NPI('9876543210');
export const DECOY = NPI('1111111111');
export const METER: Identifier = {
  system: 'urn:oid:1.2.840.10004.1.1.1.0.0.1.0.0.1.2680',
  value: '01-23-45-67-89-AB-CD-EF',
};

export const EHR: Caller = { role: 'ehr', client: 'vp-ehr' };
export const GATEWAY: Caller = { role: 'gateway', client: 'vp-gateway' };
export const AUDITOR: Caller = { role: 'auditor', client: 'vp-auditor' };
export const CLOCK: Caller = { role: 'clock', client: 'vp-clock' };
export const portalOf = (patient: Identifier): Caller => ({ role: 'portal', subject: patient, client: 'vp-portal' });
export const gatewayOf = (patient: Identifier): Caller => ({ role: 'gateway', subject: patient, client: 'vp-gateway' });
export const clinician = (subject: Identifier): Caller => ({ role: 'clinician', subject, client: 'vp-clinician' });

/** Where the injected clock of every test stands at first. */
export const START = msOf('2026-03-03T12:00:00Z');

export const orderOf = (over: Partial<Order> = {}): Order => ({
  identifier: { system: 'urn:example:ehr:placer', value: 'PLC-7001' },
  patient: JANE,
  measure: 'glucose',
  status: 'active',
  requester: RIVERA,
  responsible: RIVERA,
  authoredOn: '2026-03-01T09:00:00-05:00',
  period: { start: '2026-03-01T00:00:00-05:00', end: '2026-06-01T00:00:00-04:00' },
  unit: 'mg/dL',
  limits: [
    { tier: 'reference', low: '70', high: '160' },
    { tier: 'critical', low: '54', high: '300' },
  ],
  rules: [],
  ...over,
});

export const weightOrderOf = (over: Partial<Order> = {}): Order =>
  orderOf({
    identifier: { system: 'urn:example:ehr:placer', value: 'PLC-7002' },
    measure: 'weight',
    unit: 'kg',
    limits: [],
    rules: [
      {
        kind: 'change',
        direction: 'gain',
        amount: { value: '2', unit: 'kg' },
        window: { value: 3, unit: 'd' },
        boundary: 'strict',
      },
    ],
    ...over,
  });

let counter = 0;
const LOINC: Record<UnitCode, string> = {
  'mg/dL': '41653-7',
  'mmol/L': '14743-9',
  kg: '29463-7',
  g: '29463-7',
  '[lb_av]': '29463-7',
};

export const readingOf = (value: string, unit: UnitCode = 'mg/dL', over: Partial<Reading> = {}): Reading => {
  counter += 1;
  return {
    identifier: { system: 'urn:example:meter-readings', value: `r${counter}` },
    patient: JANE,
    measure: unit === 'mg/dL' || unit === 'mmol/L' ? 'glucose' : 'weight',
    code: { system: 'http://loinc.org', code: LOINC[unit] },
    status: 'final',
    effective: '2026-03-03T06:59:00-05:00',
    result: { kind: 'value', quantity: { value, unit } },
    ...over,
  };
};

export const permissionOf = (over: Partial<Permission> = {}): Permission => {
  const patient = over.patient ?? JANE;
  const measure = over.measure ?? 'glucose';
  return {
    identifier: { system: 'urn:example:portal:permission', value: `${patient.value}/${measure}` },
    patient,
    measure,
    status: 'granted',
    at: '2026-03-01T10:05:00-05:00',
    ...over,
  };
};

export const must = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(`refused: ${outcome.refusal.code} ${outcome.refusal.detail ?? ''}`);
  return outcome.value;
};

export const refusalOf = (outcome: Outcome<unknown>): string => (outcome.ok ? 'accepted' : outcome.refusal.code);

export interface World {
  readonly pipeline: Pipeline;
  /** Moves the injected system clock. */
  setNow(text: string): void;
  passMs(ms: number): void;
  items(patient?: Identifier): readonly InboxItem[];
  refusals(): readonly string[];
  file(...readings: readonly Reading[]): Promise<Outcome<unknown>>;
}

/** A pipeline in memory with two patients, three clinicians and a pool, at a clock that stands still. */
export const createWorld = async (options: Partial<PipelineOptions> = {}): Promise<World> => {
  let nowMs = START;
  const pipeline = createPipeline({ databasePath: newDatabase(), now: () => nowMs, ...options });
  for (const identifier of [JANE, JOHN])
    must(
      await pipeline.people.patient(EHR, {
        identifier,
        family: 'Doe',
        given: 'X',
        gender: 'unknown',
        birthDate: '1970-01-15',
      }),
    );
  for (const identifier of [RIVERA, OKAFOR, DECOY])
    must(await pipeline.people.clinician(EHR, { identifier, family: 'Example', given: identifier.value }));
  must(await pipeline.people.pool(EHR, { identifier: POOL, name: 'Diabetes pool', members: [RIVERA, OKAFOR] }));
  return {
    pipeline,
    setNow: (text) => {
      nowMs = msOf(text);
    },
    passMs: (ms) => {
      nowMs = msOf(isoOf(nowMs)) + ms;
    },
    items: (patient) =>
      must(pipeline.inbox.search(EHR, { count: 1000, ...(patient === undefined ? {} : { patient }) })).entries.map(
        (e) => e.body,
      ),
    refusals: () => must(pipeline.audit.search(AUDITOR, { count: 1000 })).entries.flatMap((e) => e.body.refusal ?? []),
    file: (...readings) => pipeline.readings.file(GATEWAY, readings),
  };
};

/** A world in which Jane's glucose (and, when asked, weight) is ordered and permitted. */
export const createReadyWorld = async (
  order: Order = orderOf(),
  options: Partial<PipelineOptions> = {},
): Promise<World> => {
  const world = await createWorld(options);
  must(await world.pipeline.orders.submit(EHR, order));
  must(
    await world.pipeline.permissions.set(
      portalOf(order.patient),
      permissionOf({ patient: order.patient, measure: order.measure }),
    ),
  );
  return world;
};
