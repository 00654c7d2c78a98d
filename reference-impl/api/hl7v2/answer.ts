import { REFUSALS } from '../../../contract/codes/refusals.ts';
import type { RefusalCode } from '../../../contract/codes/refusals.ts';
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
import type { Answering, Making } from '../../answered/answering.ts';
import { compact } from '../../../contract/wire/json/compact.ts';
import type { Caller } from '../../pipeline.ts';
import type { ReachedPipeline } from '../../reach/reached.ts';
import { acksFor, readAckMode } from './ack-mode.ts';
import type { AckMode } from './ack-mode.ts';
import { auditRefusal } from './audit-refusal.ts';
import type { AnswerSender } from './listener.ts';
import { placeOrder } from './place-order.ts';
import { placed } from './places.ts';
import { type Judged, judgedBy, judgedOf, type Judgement } from './judgement.ts';
import type { Replay } from './replay.ts';
import { setPermission } from './set-permission.ts';
import { identifySender, readPurpose } from './sender.ts';
import type { Clients, Purpose } from './sender.ts';

/** What answering needs. `nextControlId` gives a new MSH-10 each time; `time` the pipeline's, also while its store is in trouble. */
export interface AnswerContext {
  readonly pipeline: ReachedPipeline;
  readonly namespaces: Namespaces;
  readonly clients: Clients;
  readonly replay: Replay;
  readonly nextControlId: () => string;
  readonly time: () => Promise<string>;
  readonly maxMessageBytes: number;
}

/** The answer echoes parts of the header; of a longer one than any real sender's, bytes, it is not kept. */
const LONGEST_REMEMBERED_HEADER = 1000;

type Content = AckContent & { readonly code: 'AA' | 'AE' | 'AR' };

const toContent = (judgement: Judgement): Content => {
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

/** At most so many acknowledgements tell one judgement, each under an id of its own. */
const idsFor = ({ nextControlId }: AnswerContext, header: Segment | undefined): readonly string[] =>
  modeOf(header) === 'original' ? [nextControlId()] : [nextControlId(), nextControlId()];

/** From the same message and the same making come the same bytes. */
const bytesOf = (header: Segment | undefined, judgement: Judgement, { at, ids }: Omit<Making, 'judged'>): Buffer => {
  const frames = acksFor(modeOf(header), toContent(judgement)).map((ack, i) =>
    framed(encodeAck(header, ack, { ...UNNAMED, at, controlId: ids[i] ?? '', processingId: 'T' })),
  );
  return frames.length === 1 && frames[0] !== undefined ? frames[0] : Buffer.concat(frames);
};

/** A refusal that the pipeline never saw, and so has not audited. */
const ownRefusal = async (
  { pipeline, namespaces }: AnswerContext,
  subject: Purpose | 'permission' | 'access',
  { who, answering }: { readonly who: string; readonly answering: Answering },
  refusal: Refusal,
  message?: Message,
): Promise<Judged> => {
  const making = await auditRefusal(pipeline, namespaces, subject, who, refusal, answering, message);
  return making === undefined ? { judgement: { ok: false, refusal } } : judgedBy(making);
};

const dispatch = async (
  context: AnswerContext,
  caller: Caller & { readonly answering: Answering },
  purpose: Purpose,
  message: Message,
): Promise<Judged> => {
  const { pipeline, namespaces } = context;
  const teller = { who: caller.client, answering: caller.answering };
  const own = (refusal: Refusal) => ownRefusal(context, purpose, teller, refusal, message);
  if (purpose === 'order') {
    const decoded = decodeOrderMessage(message, namespaces);
    return decoded.ok ? placeOrder(pipeline, caller, decoded.value, own) : own(decoded.refusal);
  }
  if (purpose === 'person') {
    const patient = decodePatientMessage(message, namespaces);
    return patient.ok ? judgedOf(await pipeline.people.patient(caller, patient.value)) : own(patient.refusal);
  }
  if (isPermissionMessage(message)) {
    const permission = decodePermissionMessage(message, namespaces);
    return permission.ok
      ? setPermission(pipeline, caller, permission.value)
      : ownRefusal(context, 'permission', teller, permission.refusal, message);
  }
  const decoded = decodeReadingMessage(message, namespaces);
  if (decoded.ok) return judgedOf(await pipeline.readings.file(caller, decoded.value));
  // Of a message that cannot be read only a source that is admitted is told why.
  const isAdmitted = await pipeline.sources.admits(caller);
  return own(isAdmitted ? decoded.refusal : refuse('source-not-admitted', 'MSH^1^3').refusal);
};

/** A refusal is kept as the pipeline said it, and told with its place in the message. */
const inPlace = (judgement: Judgement, message: Message): Judgement =>
  judgement.ok ? judgement : { ok: false, refusal: placed(judgement.refusal, message) };

const judge = async (
  context: AnswerContext,
  caller: Caller & { readonly answering: Answering },
  message: Message,
): Promise<Judged> => {
  const purpose = readPurpose(message.header);
  if (purpose.ok) return dispatch(context, caller, purpose.value, message);
  return ownRefusal(context, 'access', { who: caller.client, answering: caller.answering }, purpose.refusal);
};

/**
 * Runs a judgement and makes its answer. One that fails is our trouble, not the sender's: `unavailable`, and it may send
 * again. Rejects with AnsweredBefore alone.
 */
const settle = async (
  context: AnswerContext,
  header: Segment | undefined,
  run: (ids: readonly string[]) => Promise<Judged>,
  message?: Message,
): Promise<Buffer> => {
  const ids = idsFor(context, header);
  let judged: Judged;
  try {
    judged = await run(ids);
  } catch (error) {
    if (error instanceof AnsweredBefore) throw error;
    judged = { judgement: refuse('unavailable') };
  }
  const { judgement, making } = judged;
  const told = message === undefined ? judgement : inPlace(judgement, message);
  return bytesOf(header, told, making ?? { at: await context.time(), ids });
};

/** What was kept before answers were made of their parts: the answer itself, framed. */
const isWhole = (text: string): boolean => text.startsWith('\u000b');

const answerAgain = (message: Message, text: string): Buffer => {
  if (isWhole(text)) return Buffer.from(text);
  const { judgement, making } = judgedBy(text);
  return bytesOf(message.header, inPlace(judgement, message), making);
};

const answerFrame = async (context: AnswerContext, frame: Frame, certified: string | undefined): Promise<Buffer> => {
  const header = peekHeader(frame.bytes);
  const sender = header === undefined ? undefined : identifySender(header, context.clients, certified);
  // Whoever speaks in another's name is told of by their own: that of the certificate was proved.
  const who = (certified ?? header?.text(3))?.slice(0, 80) || 'unknown';
  const refused = (refusal: Refusal): Promise<Buffer> =>
    settle(context, header, (ids) => ownRefusal(context, 'access', { who, answering: { ids } }, refusal));
  if (sender?.ok === false) return refused(sender.refusal);
  if (frame.kind === 'oversize') {
    return refused(refuse('too-large', undefined, `more than ${context.maxMessageBytes} bytes`).refusal);
  }
  const parsed = parseMessage(frame.bytes, { bytes: context.maxMessageBytes, segments: 20_000 }, { peeked: header });
  if (!parsed.ok || sender === undefined) {
    return refused(parsed.ok ? refuse('malformed').refusal : parsed.refusal);
  }
  const message = parsed.value;
  const run = (kept?: Answering['kept']): Promise<Buffer> =>
    settle(
      context,
      message.header,
      (ids) => judge(context, { ...sender.value, answering: compact({ ids, kept }) }, message),
      message,
    );
  if (message.header.text(10) === '' || frame.bytes.indexOf(CR) > LONGEST_REMEMBERED_HEADER) return run();
  const name = JSON.stringify([3, 4, 10].map((field) => message.header.text(field)));
  const answer = await context.replay.answer(name, frame.bytes, run, (text) => answerAgain(message, text));
  return answer ?? refused(refuse('control-id-reuse', 'MSH^1^10').refusal);
};

/** Answers frames: sender, syntax, header, replay, then the pipeline, whose commit comes before the ACK. Never rejects but by a defect in the codec. */
export const answerWith =
  (context: AnswerContext): AnswerSender =>
  (frame, certified) =>
    answerFrame(context, frame, certified);
