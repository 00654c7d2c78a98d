import { keyOf } from '../../../contract/domain/index.ts';
import type { NoticesFact } from '../facts.ts';
import type { PatientRecord } from '../record/patient-record.ts';

/** Every answered look at a patient's notices. `filedNs`: within which what was taken has to be found. */
export const noticeFacts = (record: PatientRecord, filedNs: number): readonly NoticesFact[] =>
  record.noticeLists.flatMap((list) => {
    if (list.outcome !== 'ok') return [];
    const before = <T extends { readonly sent: number }>(op: T): boolean => op.sent < list.settled;
    return [
      {
        lane: list.lane,
        patient: record.key,
        list,
        notices: (list.output?.notices ?? []).filter(({ patient }) => keyOf(patient) === record.key),
        messages: record.messages.filter((op) => op.outcome === 'ok' && op.settled + filedNs <= list.sent),
        known: [...record.messages.filter(before), ...record.submissions.filter(before)],
      },
    ];
  });
