import type { Identifier, OffsetDateTime, Reading } from '../../contract/domain/index.ts';
import { frame } from '../../contract/wire/hl7v2/mllp.ts';
import { NS_PER_MS } from '../history/clock.ts';
import type { Act, Mono, Transport } from '../history/lines.ts';
import type { Performed } from '../sut/driver.ts';
import { withDefect } from '../sut/hl7v2/defects.ts';
import { compact } from '../../contract/wire/json/compact.ts';
import type { MessageKind, MllpCase, Talk, TalkMessage } from './talk.ts';
import { watchTheSilent, type Watched } from './watch-the-silent.ts';
import { type Known, whole } from './whole.ts';
import { type OpenWire, openWire, type Traffic, type WireSetting } from './wire.ts';

/** What a case sends readings about. */
export interface TalkSubject {
  /** A reading within the limits of an order that is in force. */
  readonly reading: Reading;
  /** The identifier and time of the n-th reading, from 0. */
  readonly name: (n: number) => Identifier;
  readonly effective: (n: number) => OffsetDateTime;
}

export interface TalkSetting extends WireSetting {
  readonly subject: TalkSubject;
  /** An ORU^R01 of one reading under a control id, segments ended by CR. */
  readonly encode: (reading: Reading, controlId: string, mode: MessageKind['mode']) => string;
  readonly nextControlId: () => string;
}

type Submit = Extract<Act, { op: 'reading.submit' }>;

/** What one message was, and what came of it, as the history tells it. */
export interface Told {
  readonly act: Submit;
  readonly performed: Performed;
}

/** A long message is told by its beginning: its bytes are filler. */
const MOST_TOLD = 8192;
const textOf = (content: Buffer): string =>
  content.length <= MOST_TOLD
    ? content.toString('latin1')
    : `${content.subarray(0, MOST_TOLD).toString('latin1')} (${content.length} bytes in all)`;

const wantedAcks = ({ mode }: MessageKind): number =>
  mode === undefined ? 1 : [mode.accept, mode.application].filter((c) => c === 'AL' || c === 'SU').length;

class Session implements Talk {
  readonly known: Known[] = [];
  readonly wires: OpenWire[] = [];
  readonly #setting: TalkSetting;
  readonly #case: MllpCase;

  constructor(setting: TalkSetting, played: MllpCase) {
    this.#setting = setting;
    this.#case = played;
  }

  #transport(how: string, { topic, mode }: MessageKind): Transport {
    return {
      case: this.#case.name,
      topic: topic ?? this.#case.topic,
      how,
      ...(mode === undefined ? {} : { mode }),
    };
  }

  #reading(named = ''): Reading {
    const { reading, name, effective } = this.#setting.subject;
    const n = this.known.length;
    const { system, value } = name(n);
    return { ...reading, identifier: { system, value: `${value}${named}` }, effective: effective(n) };
  }

  #add(act: Submit, controlId: string, content: Buffer, wanted: number): TalkMessage {
    const message = { controlId, content, frame: frame(content) };
    this.known.push({ message, act, wanted });
    return message;
  }

  message(how: string, kind: MessageKind = {}, controlId = this.#setting.nextControlId()): TalkMessage {
    const { defect, edit = (text) => text, bytes = (content) => content } = kind;
    const reading = this.#reading(kind.named);
    const text = edit(withDefect(this.#setting.encode(reading, controlId, kind.mode), defect));
    const act: Submit = {
      op: 'reading.submit',
      reading,
      ...(defect === undefined ? {} : { defect }),
      transport: this.#transport(how, kind),
    };
    return this.#add(act, controlId, bytes(Buffer.from(text, 'utf8')), wantedAcks(kind));
  }

  again(message: TalkMessage, how: string): TalkMessage {
    const first = this.known.find((k) => k.message === message);
    if (first === undefined) throw new RangeError('a message is repeated that was not made here');
    const transport: Transport = { ...this.#transport(how, {}), again: true };
    return this.#add({ ...first.act, transport }, message.controlId, message.content, first.wanted);
  }

  reuse(message: TalkMessage, how: string): TalkMessage {
    return this.message(how, { defect: { kind: 'control-id-reuse' } }, message.controlId);
  }

  async connect(): Promise<OpenWire> {
    const wire = await openWire(this.#setting);
    this.wires.push(wire);
    return wire;
  }

  idle(ms: number): Promise<void> {
    return new Promise((resolve) => {
      setTimeout(resolve, ms);
    });
  }
}

/**
 * Plays a case on connections of its own, then sends a plain message on one more: what answers that, and how soon, is what the
 * silence of the others is held against. Gives every message in the order of sending. Rejects when no connection is to be had.
 */
export const playCase = async (played: MllpCase, setting: TalkSetting): Promise<readonly Told[]> => {
  const { clock } = setting;
  const session = new Session(setting, played);
  const wall = (sent: Mono): string => new Date(Date.parse(clock.started) + Math.round(sent / NS_PER_MS)).toISOString();
  let control: TalkMessage | undefined;
  const watched: Watched = new Map();
  try {
    await played.play(session);
    control = session.message('a plain message, on a connection of its own');
    const wire = await session.connect();
    await wire.send(control);
    if (await wire.answered(control)) await watchTheSilent(session.wires, setting.waitMs, watched);
  } finally {
    await Promise.all(session.wires.map((wire) => wire.finish()));
  }
  const now = clock.now();
  const ofConnection = (known: Known): Traffic | undefined =>
    session.wires.find(({ traffic }) => traffic.sent.has(known.message))?.traffic;
  const spoken = session.known.flatMap((known) => {
    const traffic = ofConnection(known);
    return traffic === undefined ? [] : [{ known, traffic, ...whole(known, traffic, now) }];
  });
  const plain = spoken.find((s) => s.known.message === control);
  const watchedOf = (traffic: Traffic): { readonly watchedMs?: number } => compact({ watchedMs: watched.get(traffic) });
  const controlMs =
    plain === undefined || plain.outcome === 'unknown'
      ? undefined
      : Math.round((plain.settled - plain.sent) / NS_PER_MS);
  return spoken
    .toSorted((a, b) => a.sent - b.sent)
    .map(({ known, traffic, sent, settled, outcome, answer, bytes, heard }): Told => {
      const isLast = [...traffic.sent.keys()].at(-1) === known.message;
      const names = new Set([...traffic.sent.keys()].map((m) => m.controlId));
      // What came on a connection without any message is told with the last message of all.
      const mute = known.message === control ? session.wires.filter((w) => w.traffic.sent.size === 0) : [];
      const strays = [...traffic.came, ...mute.flatMap((w) => w.traffic.came)]
        .filter((ack) => !names.has(ack.controlId))
        .map((ack) => ack.code);
      const junk = mute.reduce((n, w) => n + w.traffic.junk, traffic.junk);
      const { transport } = known.act;
      const { silence } = answer;
      return {
        act:
          isLast && junk > 0 && transport !== undefined
            ? { ...known.act, transport: { ...transport, junk } }
            : known.act,
        performed: {
          sent,
          settled,
          wall: wall(sent),
          outcome,
          answer: {
            ...answer,
            ...(isLast ? { strays: strays.slice(0, 100) } : {}),
            ...(silence === undefined
              ? {}
              : {
                  silence: {
                    ...silence,
                    ...(controlMs === undefined || !heard ? {} : { controlMs, ...watchedOf(traffic) }),
                  },
                }),
          },
          wire: {
            request: textOf(known.message.content),
            response: bytes.map((b) => b.toString('utf8')).join('\n'),
          },
        },
      };
    });
};
