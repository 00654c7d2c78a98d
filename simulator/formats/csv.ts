import type { Delivery } from '../layers.ts';
import { saidUnit } from '../unit-of-reading.ts';
import { eachDelivery } from './format.ts';
import { sentText } from './sent.ts';

const COLUMNS = [
  'patient',
  'reading',
  'device',
  'measure',
  'effective',
  'value',
  'unit',
  'context',
  'sequence',
  'sent',
  'act',
  'version',
  'true_value',
  'true_unit',
  'true_time',
  'person',
  'faults',
] as const;

/** RFC 4180 line ends, as spreadsheets expect. */
const LINE_END = '\r\n';
const HEADER = `${COLUMNS.join(',')}${LINE_END}`;

/** Quotes where RFC 4180 asks for it. */
const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/**
 * What is sent in place of a reading; else `HI` and `LO` as a meter shows them; a failed measurement is empty, and the reason
 * stands for one that failed otherwise.
 */
function shown({ poison, reading: { result } }: Delivery): string {
  if (poison !== undefined) return poison;
  if (result.kind === 'off-scale') return result.direction === 'high' ? 'HI' : 'LO';
  if (result.kind === 'value') return result.quantity.value;
  return result.reason === 'error' ? '' : result.reason;
}

function csvLine(delivery: Delivery): string {
  const { reading, truth, act, version } = delivery;
  const row: Readonly<Record<(typeof COLUMNS)[number], string>> = {
    patient: reading.patient.value,
    reading: reading.identifier.value,
    device: reading.device?.value ?? '',
    measure: reading.measure,
    effective: reading.effective,
    value: shown(delivery),
    unit: saidUnit(reading) ?? '',
    context: reading.mealContext ?? '',
    sequence: reading.sequenceNumber === undefined ? '' : String(reading.sequenceNumber),
    sent: sentText(delivery),
    act,
    version: String(version),
    true_value: Number.isNaN(truth.trueValue) ? '' : truth.trueValue.toFixed(3),
    true_unit: truth.trueUnit,
    true_time: new Date(truth.trueTimeMs).toISOString(),
    person: truth.personId,
    faults: truth.faultIds.join(' '),
  };
  return COLUMNS.map((name) => cell(row[name])).join(',') + LINE_END;
}

/** A row a delivery under one header. */
export const CSV = eachDelivery('a table, with the ground truth', csvLine, { header: HEADER, carriesTruth: true });
