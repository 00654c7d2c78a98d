import { describe, expect, test } from 'vitest';
import type { Identifier } from '../../../contract/domain/index.ts';
import type { Act } from '../../history/lines.ts';
import {
  HistoryBuilder,
  itemId,
  makeOrder,
  makeReading,
  OKAFOR,
  orderId,
  patientId,
  POOL,
  RIVERA,
  STARTED,
} from '../history-builder.test-helper.ts';
import { patientOfOp } from './patient-of-op.ts';

const patient = patientId();

const found = (act: Act): Identifier | undefined => patientOfOp(new HistoryBuilder().op(act));

describe('the patient that an operation is about', () => {
  test.each<Act>([
    {
      op: 'person.patient',
      patient: { identifier: patient, family: 'F', given: 'G', gender: 'other', birthDate: '1970-01-01' },
    },
    {
      op: 'device.register',
      device: { identifier: orderId('d'), patient, kind: 'phone', manufacturer: 'm', model: 'm' },
    },
    { op: 'order.submit', order: makeOrder() },
    { op: 'order.change', order: makeOrder() },
    {
      op: 'permission.set',
      permission: { identifier: orderId('p'), patient, measure: 'glucose', status: 'granted', at: STARTED },
    },
    { op: 'reading.submit', reading: makeReading({ name: 'r', value: '1' }) },
    {
      op: 'message.send',
      message: { identifier: orderId('m'), patient, sender: RIVERA, about: itemId('i'), text: 't', sent: STARTED },
    },
    { op: 'permission.read', patient, measure: 'glucose' },
    { op: 'notice.list', patient },
    { op: 'reading.read', patient },
    { op: 'message.read', patient, by: patientId('p2') },
    { op: 'audit.read', patient },
    { op: 'tracker.list', patient },
    { op: 'tracker.set', patient, order: orderId(), state: 'picked' },
    { op: 'eligibility.read', patient },
    { op: 'inbox.look', surface: 'inbox', patient },
    { op: 'clock.advance', to: STARTED, patient },
  ])('$op', (act) => expect(found(act)).toEqual(patient));
});

describe('no one patient', () => {
  test.each<Act>([
    { op: 'inbox.look', surface: 'inbox' },
    { op: 'clock.advance', to: STARTED },
    { op: 'person.clinician', clinician: { identifier: OKAFOR, family: 'F', given: 'G' } },
    { op: 'person.pool', pool: { identifier: POOL, name: 'dm', members: [RIVERA] } },
    { op: 'item.act', item: itemId('i'), act: 'seen', person: RIVERA },
    { op: 'capability.read' },
    { op: 'coverage.set', coverage: { person: RIVERA, absences: [] } },
    { op: 'guidance.read', measure: 'glucose', condition: 'E11' },
    {
      op: 'source.set',
      status: 'admitted',
      source: { identifier: orderId('s'), measures: ['glucose'], expires: STARTED },
    },
  ])('$op', (act) => expect(found(act)).toBeUndefined());
});
