import type { LoadReading } from '../../../simulator/load/stream.ts';
import type { Template, WirePlan } from '../../../conformance/load/wire-plan.ts';

/** What the system calls a person and the person's meter. */
export interface Named {
  readonly patient: string;
  readonly device: string;
  readonly deviceKey: string;
}

/** A template with a reading filled in. Every text of a reading is of letters, digits and `:+-.`: nothing to escape. */
export const fill = ({ texts, fields }: Template, reading: LoadReading, named: Named): string => {
  let text = texts[0] ?? '';
  for (let i = 0; i < fields.length; i++) {
    const field = fields[i] ?? 'value';
    const filled = field === 'patient' || field === 'device' || field === 'deviceKey' ? named[field] : reading[field];
    text += filled + (texts[i + 1] ?? '');
  }
  return text;
};

/** The body of one post or of one bundle. */
export const bodyOf = (
  { single, bundle }: WirePlan['templates'],
  readings: readonly LoadReading[],
  named: Named,
  asBundle: boolean,
): string => {
  const [first] = readings;
  if (first === undefined) return '';
  if (!asBundle) return fill(single.body[first.unit], first, named);
  let entries = '';
  for (const reading of readings)
    entries += (entries === '' ? '' : ',') + fill(bundle.entry[reading.unit], reading, named);
  return bundle.head + entries + bundle.tail;
};
