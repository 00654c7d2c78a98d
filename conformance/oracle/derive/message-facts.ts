import { keyOf, type Message } from '../../../contract/domain/index.ts';
import type { MessageFact } from '../facts.ts';
import type { OpOf, PatientRecord } from '../record/patient-record.ts';

type Read = OpOf<'message.read'>;
type Answered = Read & { readonly output: { readonly messages: readonly Message[] } };

const isAnswered = (read: Read): read is Answered => read.outcome === 'ok' && read.output?.messages !== undefined;

const shownIn = (read: Read, key: string): Message[] =>
  (read.output?.messages ?? []).filter((m) => keyOf(m.identifier) === key);

/** What became of a patient's messages. `strangers`: reads of this lane's other patients. */
export const messageFacts = (record: PatientRecord, strangers: (lane: string) => readonly Read[]): MessageFact[] => {
  const known = new Set(record.messages.map((op) => keyOf(op.act.message.identifier)));
  const isForeign = ({ act }: Read): boolean => act.by !== undefined && keyOf(act.by) !== record.key;
  const foreign = record.messageReads.filter((r) => isForeign(r) && r.outcome !== 'unknown');
  const answered = record.messageReads.filter(isAnswered).filter((r) => !isForeign(r));
  const unsent = [...new Set(answered.flatMap((r) => r.output.messages).map((m) => keyOf(m.identifier)))].filter(
    (k) => !known.has(k),
  );
  return record.messages.map((op) => {
    const key = keyOf(op.act.message.identifier);
    const showsIt = (read: Read): boolean => shownIn(read, key).length > 0;
    return {
      lane: op.lane,
      patient: record.key,
      op,
      aboutKnown: record.items.some((i) => i.key === keyOf(op.act.message.about) && i.first.by <= op.sent),
      ownReads: answered.filter((r) => r.sent >= op.settled).map((read) => ({ read, shown: shownIn(read, key) })),
      otherReads: [
        ...strangers(op.lane).filter((r) => keyOf(r.act.patient) !== record.key && r.outcome === 'ok'),
        ...foreign,
      ]
        .filter((r) => r.sent >= op.settled)
        .map((read) => ({ read, shown: shownIn(read, key) })),
      readsBefore: answered.filter((r) => r.settled < op.sent),
      showsIt,
      unsent,
    };
  });
};
