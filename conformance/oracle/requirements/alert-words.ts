import { keyOf } from '../../../contract/domain/index.ts';
import type { Alerted } from '../../history/lines.ts';
import { bareKey } from '../bare-key.ts';
import type { AlertsFact } from '../facts.ts';
import type { Report } from '../finding.ts';

/** Common parts of a finding about what was told. */
export const aboutAlerts = ({ lane, patient, read }: AlertsFact): Pick<Report, 'lane' | 'subject' | 'lines'> => ({
  lane,
  subject: { patient },
  lines: [read.seq],
});

/** "ORU^R40 MMABCDEF-1: start of i2, critical 305 mg/dL, for 1234567893". */
export const alertText = ({ type, controlId, phase, item, problem }: Alerted): string => {
  const name = `${type} ${controlId}`.trim() || 'a message';
  if (item === undefined) {
    const at = problem?.at === undefined ? '' : ` at ${problem.at}`;
    return `${name}: cannot be read, ${problem?.code ?? 'unknown'}${at}${problem?.text === undefined ? '' : ` (${problem.text})`}`;
  }
  const value = item.value === undefined ? '' : ` ${item.value.value} ${item.value.unit}`;
  return `${name}: ${phase ?? ''} of ${bareKey(keyOf(item.identifier))}, ${item.kind}${value}, for ${bareKey(keyOf(item.recipient))}`;
};

export const alertsText = (alerts: readonly Alerted[]): string =>
  alerts.length === 0 ? 'no alert' : alerts.map(alertText).join('; ');
