import type { Identifier, InboxItem } from '../../contract/domain/index.ts';
import type { BenchPatient } from './patient.ts';
import type { Call, Measured } from './reading.ts';
import { wallAt } from './setting.ts';

/** The item that a conforming system raises `atMs` after the run began, of a reading with a call. */
export const itemOf = (
  name: string,
  p: BenchPatient,
  { reading }: Measured,
  call: Call,
  limitFrom: string,
  atMs: number,
): InboxItem => ({
  identifier: { system: 'https://vitalproof.example/fhir/sid/item', value: name },
  version: 1,
  kind: call.kind,
  status: 'new',
  patient: p.key,
  order: p.order.identifier,
  measure: p.measure,
  recipient: p.order.responsible,
  routedAs: 'responsible',
  rule: call.rule,
  interpretation: call.interpretation,
  reading: reading.identifier,
  ...(reading.result.kind === 'value' ? { value: reading.result.quantity } : {}),
  effective: reading.effective,
  submitted: wallAt(atMs),
  late: false,
  limit: call.limit,
  limitFrom,
  ...(call.baseline === undefined ? {} : { baseline: call.baseline, delta: call.delta }),
  priority: call.priority,
  created: wallAt(atMs),
  history: [{ status: 'new', at: wallAt(atMs), actor: 'system' }],
});

/** Its next version, after its recipient's act. */
export const actedOn = (item: InboxItem, status: 'seen' | 'done', by: Identifier, atMs: number): InboxItem => ({
  ...item,
  version: item.version + 1,
  status,
  history: [...item.history, { status, at: wallAt(atMs), actor: `${by.system}|${by.value}` }],
});
