import { SYSTEM } from '../../contract/codes/canonical.ts';
import type { SourceAdmission } from '../../contract/wire/fhir/source.ts';

const nameOf = ({ source: { identifier } }: SourceAdmission): string =>
  identifier.system === SYSTEM.client ? identifier.value : `${identifier.system}|${identifier.value}`;

const standing = ({ source, status }: SourceAdmission, nowMs: number): string =>
  status === 'admitted' && Date.parse(source.expires) <= nowMs ? 'expired' : status;

/** A line for each client: how it stands, its name, what it may send and until when. */
export const admissionsText = (admissions: readonly SourceAdmission[], nowMs: number): string => {
  if (admissions.length === 0) return 'No client was ever admitted.';
  const width = Math.max(...admissions.map((admission) => nameOf(admission).length));
  return admissions
    .map((admission) => {
      const { measures, expires } = admission.source;
      return `${standing(admission, nowMs).padEnd(9)}  ${nameOf(admission).padEnd(width)}  ${measures.join(', ')} until ${expires}`;
    })
    .join('\n');
};
