import { REFUSALS } from '../../../contract/codes/refusals.ts';
import type { RefusalCode } from '../../../contract/codes/refusals.ts';
import type { OffsetDateTime } from '../../../contract/domain/index.ts';
import { accept, refuse } from '../../../contract/refusal.ts';
import type { Outcome, Refusal } from '../../../contract/refusal.ts';
import { encodeAck } from '../../../contract/wire/hl7v2/ack.ts';
import type { AckContent, Warning } from '../../../contract/wire/hl7v2/ack.ts';
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
import type { Caller, Pipeline } from '../../pipeline.ts';
import { acksFor, readAckMode } from './ack-mode.ts';
import type { AckMode } from './ack-mode.ts';
import { auditRefusal } from './audit-refusal.ts';
import { fileReadings } from './file-readings.ts';
import type { AnswerSender } from './listener.ts';
import { placeOrder } from './place-order.ts';
import { placed } from './places.ts';
import type { Replay, Sent } from './replay.ts';
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

type Judgement = Outcome<readonly Warning[]>;

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
  message?: Message,
): Promise<Judgement> => {
  await auditRefusal(context.pipeline, context.namespaces, subject, who, refusal, message);
  return { ok: false, refusal };
};

const dispatch = async (
  context: AnswerContext,
  caller: Caller,
  purpose: Purpose,
  message: Message,
): Promise<Judgement> => {
  const { pipeline, namespaces } = context;
  const own = (refusal: Refusal) => ownRefusal(context, purpose, caller.client, refusal, message);
  if (purpose === 'order') {
    const decoded = decodeOrderMessage(message, namespaces);
    return decoded.ok
      ? placeOrder(pipeline, caller, decoded.value, async (refusal) => void (await own(refusal)))
      : own(decoded.refusal);
  }
  if (purpose === 'person') {
    const patient = decodePatientMessage(message, namespaces);
    if (!patient.ok) return own(patient.refusal);
    const written = await pipeline.people.patient(caller, patient.value);
    return written.ok ? accept(written.value.warnings) : written;
  }
  if (isPermissionMessage(message)) {
    const permission = decodePermissionMessage(message, namespaces);
    return permission.ok
      ? setPermission(pipeline, caller, permission.value)
      : ownRefusal(context, 'permission', caller.client, permission.refusal, message);
  }
  if (!pipeline.sources.admits(caller)) return own(refuse('source-not-admitted', 'MSH^1^3').refusal);
  const decoded = decodeReadingMessage(message, namespaces);
  return decoded.ok ? fileReadings(pipeline, caller, decoded.value) : own(decoded.refusal);
};

const judge = async (context: AnswerContext, caller: Caller, message: Message): Promise<Judgement> => {
  const purpose = readPurpose(message.header);
  if (!purpose.ok) return ownRefusal(context, 'access', caller.client, purpose.refusal);
  const judgement = await dispatch(context, caller, purpose.value, message);
  return judgement.ok ? judgement : { ok: false, refusal: placed(judgement.refusal, message) };
};

/** Runs a judgement. One that fails is our trouble, not the sender's: `unavailable`, and it may send again. */
const settle = async (
  context: AnswerContext,
  header: Segment | undefined,
  run: () => Promise<Judgement>,
): Promise<Sent> => {
  let judgement: Judgement;
  try {
    judgement = await run();
  } catch {
    judgement = refuse('unavailable');
  }
  return send(context, header, toContent(judgement));
};

const answerFrame = async (context: AnswerContext, frame: Frame, certified: string | undefined): Promise<Sent> => {
  const header = peekHeader(frame.bytes);
  const sender = header === undefined ? undefined : identifySender(header, context.clients, certified);
  const who = header?.text(3).slice(0, 80) || 'unknown';
  const refused = (refusal: Refusal): Promise<Sent> =>
    settle(context, header, () => ownRefusal(context, 'access', who, refusal));
  if (sender?.ok === false) return refused(sender.refusal);
  if (frame.kind === 'oversize') {
    return refused(refuse('too-large', undefined, `more than ${context.maxMessageBytes} bytes`).refusal);
  }
  const parsed = parseMessage(frame.bytes, { bytes: context.maxMessageBytes, segments: 20_000 });
  if (!parsed.ok || sender === undefined) {
    return refused(parsed.ok ? refuse('malformed').refusal : parsed.refusal);
  }
  const message = parsed.value;
  const key = JSON.stringify([3, 4, 10].map((field) => message.header.text(field)));
  const run = () => settle(context, message.header, () => judge(context, sender.value, message));
  if (message.header.text(10) === '' || frame.bytes.indexOf(CR) > LONGEST_REMEMBERED_HEADER) return run();
  return context.replay.answer(key, frame.bytes, run) ?? refused(refuse('control-id-reuse', 'MSH^1^10').refusal);
};

/** Answers frames: sender, syntax, header, replay, then the pipeline, whose commit comes before the ACK. Never rejects but by a defect in the codec. */
export const answerWith =
  (context: AnswerContext): AnswerSender =>
  async (frame, certified) =>
    (await answerFrame(context, frame, certified)).bytes;
