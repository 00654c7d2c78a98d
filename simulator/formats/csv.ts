import type { SimulatedReading } from '../simulated-reading.ts';

const COLUMNS = [
  'patient',
  'reading',
  'device',
  'measure',
  'effective',
  'value',
  'unit',
  'sequence',
  'true_value',
  'true_unit',
  'faults',
] as const;

/** RFC 4180 line ends, as spreadsheets expect. */
const LINE_END = '\r\n';
export const CSV_HEADER = `${COLUMNS.join(',')}${LINE_END}`;

/** Quotes where RFC 4180 asks for it. */
const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** `HI` and `LO` as a meter shows them; a failed measurement is empty. */
function shown({ result }: SimulatedReading['reading']): readonly [value: string, unit: string] {
  if (result.kind === 'value') return [result.quantity.value, result.quantity.unit];
  if (result.kind === 'off-scale') return [result.direction === 'high' ? 'HI' : 'LO', result.bound?.unit ?? ''];
  return ['', ''];
}

/** One reading as a CSV line; the columns are those of `CSV_HEADER`. */
export function csvLine({ reading, truth }: SimulatedReading): string {
  const [value, unit] = shown(reading);
  const row: Readonly<Record<(typeof COLUMNS)[number], string>> = {
    patient: reading.patient.value,
    reading: reading.identifier.value,
    device: reading.device?.value ?? '',
    measure: reading.measure,
    effective: reading.effective,
    value,
    unit,
    sequence: reading.sequenceNumber === undefined ? '' : String(reading.sequenceNumber),
    true_value: truth.trueValue.toFixed(3),
    true_unit: truth.trueUnit,
    faults: truth.faultIds.join(' '),
  };
  return COLUMNS.map((name) => cell(row[name])).join(',') + LINE_END;
}
