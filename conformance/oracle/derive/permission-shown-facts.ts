import type { Measure } from '../../../contract/domain/index.ts';
import type { PermissionShownFact } from '../facts.ts';
import type { OpOf, PatientRecord } from '../record/patient-record.ts';
import { controlReason } from '../readings/content-gate.ts';
import { tryLocalInstant } from '../time/instant.ts';

type Read = OpOf<'permission.read'>;
type Submit = OpOf<'reading.submit'>;

/** Answered so where a reading was set aside, in no search (contract: Admission 5). */
const SET_ASIDE = '202';

/** Phones that the system knew of for certain; undefined: one of another kind may have been among them, or there was none. */
const hidingPhones = ({ devices }: PatientRecord, read: Read): readonly OpOf<'device.register'>[] | undefined => {
  const phones = devices.filter(({ act, outcome, sent }) => {
    return act.device.kind === 'phone' && outcome !== 'refused' && sent < read.settled;
  });
  // Source: Apple HealthKit hides whether reading was allowed; Health Connect tells it.
  const hides = phones.every(({ act }) => act.device.platform?.os === 'ios');
  const known = phones.filter(({ outcome, settled }) => outcome === 'ok' && settled <= read.sent);
  return hides && known.length > 0 ? known : undefined;
};

/** By a withdrawal, or by disconnecting a tracker, which withdraws what no other one needs. */
const mayBeWithdrawn = ({ permissions, trackers }: PatientRecord, read: Read, measure: Measure): boolean =>
  permissions.some(
    ({ act: { permission }, outcome, sent }) =>
      permission.status === 'withdrawn' &&
      permission.measure === measure &&
      outcome !== 'refused' &&
      sent < read.settled,
  ) ||
  trackers.some(
    ({ act, outcome, sent }) => act.state === 'disconnected' && outcome !== 'refused' && sent < read.settled,
  );

/** A reading that for certain is there, as it was sent, at a look. */
const isFiled = (
  { act: { reading, defect }, answer, outcome, settled }: Submit,
  read: Read,
  filedNs: number,
): boolean =>
  outcome === 'ok' &&
  settled + filedNs <= read.sent &&
  defect === undefined &&
  answer.code !== SET_ASIDE &&
  controlReason(reading) === undefined &&
  (reading.status === 'final' || reading.status === 'preliminary') &&
  reading.result.kind !== 'absent';

const lastOf = (
  { submissions }: PatientRecord,
  read: Read,
  measure: Measure,
  filedNs: number,
): PermissionShownFact['last'] => {
  const sent = submissions.filter(
    (op) => op.act.reading.measure === measure && op.outcome !== 'refused' && op.sent < read.settled,
  );
  let last: Exclude<PermissionShownFact['last'], 'none'>;
  for (const by of sent) {
    const at = tryLocalInstant(by.act.reading.effective)?.at;
    if (at === undefined || !isFiled(by, read, filedNs)) return undefined;
    if (last === undefined || at > last.at) last = { at, by };
  }
  return last ?? 'none';
};

/**
 * Every look at a permission whose phones all hide a refusal. `filedNs`: within which what was filed has to be found.
 * Source: contract, Life cycles: Permission.
 */
export const permissionShownFacts = (record: PatientRecord, filedNs: number): readonly PermissionShownFact[] =>
  record.permissionReads.flatMap((read) => {
    const phones = hidingPhones(record, read);
    if (phones === undefined) return [];
    const { measure } = read.act;
    return [
      {
        lane: read.lane,
        patient: record.key,
        read,
        phones,
        mayBeWithdrawn: mayBeWithdrawn(record, read, measure),
        last: lastOf(record, read, measure, filedNs),
      },
    ];
  });
