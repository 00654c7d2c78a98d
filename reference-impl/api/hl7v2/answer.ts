import { REFUSALS } from '../../../contract/codes/refusals.ts';
import type { RefusalCode } from '../../../contract/codes/refusals.ts';
import type { OffsetDateTime } from '../../../contract/domain/index.ts';
import { refuse } from '../../../contract/refusal.ts';
import type { Refusal } from '../../../contract/refusal.ts';
import { encodeAck } from '../../../contract/wire/hl7v2/ack.ts';
import type { AckContent } from '../../../contract/wire/hl7v2/ack.ts';
import type { Namespaces } from '../../../contract/wire/hl7v2/identifier.ts';
import { parseMessage, peekHeader } from '../../../contract/wire/hl7v2/message.ts';
import type { Message } from '../../../contract/wire/hl7v2/message.ts';
import { CR, frame as framed } from '../../../contract/wire/hl7v2/mllp.ts';
import type { Frame } from '../../../contract/wire/hl7v2/mllp.ts';
import { decodeOrderMessage } from '../../../contract/wire/hl7v2/order.ts';
import { decodePatientMessage } from '../../../contract/wire/hl7v2/patient-message.ts';
import { decodePermissionMessage, isPermissionMessage } from '../../../contract/wire/hl7v2/permission.ts';
import { decodeReadingMessage } from '../../../contract/wire/hl7v2/reading.ts';
import type { Segment } from '../../../contract/wire/hl7v2/segment.ts';
import { AnsweredBefore } from '../../answered/answered.ts';
import type { Caller, Pipeline } from '../../pipeline.ts';
import { acksFor, readAckMode } from './ack-mode.ts';
import type { AckMode } from './ack-mode.ts';
import { auditRefusal } from './audit-refusal.ts';
import { fileReadings } from './file-readings.ts';
import type { AnswerSender } from './listener.ts';
import { placeOrder } from './place-order.ts';
import { placed } from './places.ts';
import { judged, type Judgement, judgementOf, type Keep } from './judgement.ts';
import type { KeepSent, Replay, Sent } from './replay.ts';
import { setPermission } from './set-permission.ts';
import { identifySender, readPurpose } from './sender.ts';
import type { Clients, Purpose } from './sender.ts';

/** What answering needs. `nextControlId` gives a new MSH-10 each time. */
export interface AnswerContext {
  readonly pipeline: Pipeline;
  readonly namespaces: Namespaces;
  readonly clients: Clients;
  readonly replay: Replay;
  readonly nextControlId: () => string;
  readonly maxMessageBytes: number;
}

/** The answer echoes parts of the header; of a longer one than any real sender's, bytes, it is not kept. */
const LONGEST_REMEMBERED_HEADER = 1000;

type Judged = AckContent & { readonly code: 'AA' | 'AE' | 'AR' };

const toContent = (judgement: Judgement): Judged => {
  if (judgement.ok) return { code: 'AA', warnings: judgement.value };
  const known: RefusalCode = REFUSALS[judgement.refusal.code];
  return { code: known.ack ?? 'AE', refusal: judgement.refusal };
};

/** The ACK names the parties by the message it answers; these stand in where it names none. */
const UNNAMED = {
  sendingApplication: 'VITALPROOF',
  sendingFacility: '',
  receivingApplication: '',
  receivingFacility: '',
};

/** A header that cannot say how it is to be acknowledged is told so in original mode. */
const modeOf = (header: Segment | undefined): AckMode => {
  const mode = header === undefined ? undefined : readAckMode(header);
  return mode?.ok === true ? mode.value : 'original';
};

const send = (context: AnswerContext, header: Segment | undefined, content: Judged): Sent => {
  const at: OffsetDateTime = context.pipeline.clock.now();
  const frames = acksFor(modeOf(header), content).map((ack) => {
    const envelope = { ...UNNAMED, at, controlId: context.nextControlId(), processingId: 'T' as const };
    return framed(encodeAck(header, ack, envelope));
  });
  return { content, bytes: Buffer.concat(frames) };
};

/** A refusal that the pipeline never saw, and so has not audited. */
const ownRefusal = async (
  context: AnswerContext,
  subject: Purpose | 'permission' | 'access',
  who: string,
  refusal: Refusal,
  keep: Keep,
  message?: Message,
): Promise<Judgement> => {
  const judgement: Judgement = { ok: false, refusal };
  await auditRefusal(context.pipeline, context.namespaces, subject, who, refusal, message, () => keep(judgement));
  return judgement;
};

const dispatch = async (
  context: AnswerContext,
  caller: Caller,
  purpose: Purpose,
  message: Message,
  keep: Keep,
): Promise<Judgement> => {
  const { pipeline, namespaces } = context;
  const own = (refusal: Refusal) => ownRefusal(context, purpose, caller.client, refusal, keep, message);
  if (purpose === 'order') {
    const decoded = decodeOrderMessage(message, namespaces);
    return decoded.ok
      ? placeOrder(pipeline, caller, decoded.value, keep, async (refusal) => void (await own(refusal)))
      : own(decoded.refusal);
  }
  if (purpose === 'person') {
    const patient = decodePatientMessage(message, namespaces);
    if (!patient.ok) return own(patient.refusal);
    return judged(caller, keep, (as) => pipeline.people.patient(as, patient.value), judgementOf);
  }
  if (isPermissionMessage(message)) {
    const permission = decodePermissionMessage(message, namespaces);
    return permission.ok
      ? setPermission(pipeline, caller, permission.value, keep)
      : ownRefusal(context, 'permission', caller.client, permission.refusal, keep, message);
  }
  if (!pipeline.sources.admits(caller)) return own(refuse('source-not-admitted', 'MSH^1^3').refusal);
  const decoded = decodeReadingMessage(message, namespaces);
  return decoded.ok ? fileReadings(pipeline, caller, decoded.value, keep) : own(decoded.refusal);
};

const judge = async (context: AnswerContext, caller: Caller, message: Message, keep: Keep): Promise<Judgement> => {
  const inPlace = (judgement: Judgement): Judgement =>
    judgement.ok ? judgement : { ok: false, refusal: placed(judgement.refusal, message) };
  const keepInPlace: Keep = (judgement) => keep(inPlace(judgement));
  const purpose = readPurpose(message.header);
  if (!purpose.ok) return ownRefusal(context, 'access', caller.client, purpose.refusal, keepInPlace);
  return inPlace(await dispatch(context, caller, purpose.value, message, keepInPlace));
};

const AS_IT_IS: KeepSent = (sent) => sent;

const sameContent = (a: AckContent, b: AckContent): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * Runs a judgement; its answer is kept in the transaction of what it tells of, and sent if that was committed. One that
 * fails is our trouble, not the sender's: `unavailable`, and it may send again. Rejects with AnsweredBefore alone.
 */
const settle = async (
  context: AnswerContext,
  header: Segment | undefined,
  run: (keep: Keep) => Promise<Judgement>,
  keepSent: KeepSent = AS_IT_IS,
): Promise<Sent> => {
  let judgement: Judgement;
  let kept: Sent | undefined;
  try {
    judgement = await run((next) => {
      kept = keepSent(send(context, header, toContent(next)));
    });
  } catch (error) {
    if (error instanceof AnsweredBefore) throw error;
    judgement = refuse('unavailable');
  }
  const content = toContent(judgement);
  // What was kept and then not committed is not said.
  return kept !== undefined && sameContent(kept.content, content) ? kept : send(context, header, content);
};

const answerFrame = async (context: AnswerContext, frame: Frame, certified: string | undefined): Promise<Buffer> => {
  const header = peekHeader(frame.bytes);
  const sender = header === undefined ? undefined : identifySender(header, context.clients, certified);
  const who = header?.text(3).slice(0, 80) || 'unknown';
  const refused = async (refusal: Refusal): Promise<Buffer> =>
    (await settle(context, header, (keep) => ownRefusal(context, 'access', who, refusal, keep))).bytes;
  if (sender?.ok === false) return refused(sender.refusal);
  if (frame.kind === 'oversize') {
    return refused(refuse('too-large', undefined, `more than ${context.maxMessageBytes} bytes`).refusal);
  }
  const parsed = parseMessage(frame.bytes, { bytes: context.maxMessageBytes, segments: 20_000 });
  if (!parsed.ok || sender === undefined) {
    return refused(parsed.ok ? refuse('malformed').refusal : parsed.refusal);
  }
  const message = parsed.value;
  const run = (keepSent?: KeepSent) =>
    settle(context, message.header, (keep) => judge(context, sender.value, message, keep), keepSent);
  if (message.header.text(10) === '' || frame.bytes.indexOf(CR) > LONGEST_REMEMBERED_HEADER) return (await run()).bytes;
  const name = JSON.stringify([3, 4, 10].map((field) => message.header.text(field)));
  try {
    const answer = await context.replay.answer(name, frame.bytes, run);
    return answer ?? (await refused(refuse('control-id-reuse', 'MSH^1^10').refusal));
  } catch {
    // Whether it is known cannot be told now.
    return (await settle(context, header, async () => refuse('unavailable'))).bytes;
  }
};

/** Answers frames: sender, syntax, header, replay, then the pipeline, whose commit comes before the ACK. Never rejects but by a defect in the codec. */
export const answerWith =
  (context: AnswerContext): AnswerSender =>
  (frame, certified) =>
    answerFrame(context, frame, certified);
