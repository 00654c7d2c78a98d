import { PacketReader, PacketWriter } from '../bytes.ts';
import { PacketProblem } from '../problem.ts';
import type { Frame } from './frame.ts';

/** A private service, as makers have them: none of Bluetooth's numbers, and none of a real maker. */
export const NORTHMERE = {
  service: '6e6f7274-686d-6572-6500-000000000001',
  /** Write. */
  command: '6e6f7274-686d-6572-6500-000000000002',
  /** Notify. */
  data: '6e6f7274-686d-6572-6500-000000000003',
} as const;

/** Midnight of 2000-01-01 UTC, from which the meter counts seconds. */
export const NORTHMERE_EPOCH_MS = Date.UTC(2000, 0, 1);

export type NorthmereCommand =
  | { readonly kind: 'tell-state' }
  /** Records with this counter and later ones, at most so many. */
  | { readonly kind: 'tell-records'; readonly from: number; readonly most: number };

export interface NorthmereState {
  /** Another one when the memory was formatted. */
  readonly memoryId: number;
  /** Of the oldest record that is kept. */
  readonly oldest: number;
  /** Of the record that will come next; equal to `oldest` where there is none. */
  readonly next: number;
}

export type NorthmereResult =
  /** Whole mg/dL, or tenths of mmol/L, 0 to 65,535. */
  { readonly kind: 'value'; readonly count: number } | { readonly kind: 'high' | 'low' | 'failed' };

export interface NorthmereRecord {
  /** Counts every record of the meter's life, 32 bits. */
  readonly counter: number;
  /** Since 2000-01-01 UTC by the meter's clock, 32 bits. */
  readonly seconds: number;
  /** What the display is ahead of UTC, -32,768 to 32,767. */
  readonly offsetMinutes: number;
  readonly unit: 'mg/dL' | 'mmol/L';
  readonly result: NorthmereResult;
  readonly control: boolean;
  readonly batteryLow: boolean;
  /** 0 none, 1 before, 2 after a meal, 3 fasting, 4 casual, 5 bedtime. */
  readonly meal: number;
}

export type NorthmereMessage =
  | { readonly kind: 'state'; readonly state: NorthmereState }
  | { readonly kind: 'records'; readonly records: readonly NorthmereRecord[] }
  /** After the last record: how many were sent. */
  | { readonly kind: 'end'; readonly sent: number }
  | { readonly kind: 'error'; readonly code: 'unknown-command' | 'damaged-command' | 'busy' };

const KIND = { tellState: 0x01, tellRecords: 0x02, state: 0x81, records: 0x82, end: 0x83, error: 0xff } as const;
const ERRORS = ['unknown-command', 'damaged-command', 'busy'] as const;
const MOST_MEAL = 5;

/** A frame holds 17 records at most. */
export const RECORDS_A_FRAME = 17;

const COMMAND = 'northmere command';
const MESSAGE = 'northmere message';
const RECORD = 'northmere record';

const MMOL = 0x01;
const CONTROL = 0x02;
const HIGH = 0x04;
const LOW = 0x08;
const FAILED = 0x10;
const BATTERY_LOW = 0x20;
const KNOWN_FLAGS = 0x3f;
const NO_VALUE = 0;

export const encodeCommand = (command: NorthmereCommand): Frame =>
  command.kind === 'tell-state'
    ? { kind: KIND.tellState, payload: new Uint8Array(0) }
    : {
        kind: KIND.tellRecords,
        payload: new PacketWriter(COMMAND).u32('from', command.from).u16('most', command.most).done(),
      };

/** Throws a PacketProblem: `op-code` on a kind that is no command. */
export function decodeCommand({ kind, payload }: Frame): NorthmereCommand {
  const reader = new PacketReader(COMMAND, payload);
  if (kind === KIND.tellState) {
    reader.end();
    return { kind: 'tell-state' };
  }
  if (kind === KIND.tellRecords) {
    const command = { kind: 'tell-records', from: reader.u32('from'), most: reader.u16('most') } as const;
    reader.end();
    return command;
  }
  throw new PacketProblem('op-code', `${COMMAND}.kind`, `${kind} is no command`, '1 state, 2 records');
}

/** Throws a PacketProblem where a field cannot hold its value. */
export function encodeMessage(message: NorthmereMessage): Frame {
  const writer = new PacketWriter(MESSAGE);
  switch (message.kind) {
    case 'state': {
      const { memoryId, oldest, next } = message.state;
      const payload = writer.u32('memory', memoryId).u32('oldest', oldest).u32('next', next).done();
      return { kind: KIND.state, payload };
    }
    case 'records':
      writer.u8('count', message.records.length);
      for (const record of message.records) writeRecord(writer, record);
      return { kind: KIND.records, payload: writer.done() };
    case 'end':
      return { kind: KIND.end, payload: writer.u16('sent', message.sent).done() };
    case 'error':
      return { kind: KIND.error, payload: writer.u8('code', ERRORS.indexOf(message.code) + 1).done() };
  }
}

function writeRecord(writer: PacketWriter, record: NorthmereRecord): void {
  const { result } = record;
  const flags =
    (record.unit === 'mmol/L' ? MMOL : 0) |
    (record.control ? CONTROL : 0) |
    (result.kind === 'high' ? HIGH : 0) |
    (result.kind === 'low' ? LOW : 0) |
    (result.kind === 'failed' ? FAILED : 0) |
    (record.batteryLow ? BATTERY_LOW : 0);
  writer
    .u32('counter', record.counter)
    .u32('seconds', record.seconds)
    .s16('offset', record.offsetMinutes)
    .u16('value', result.kind === 'value' ? result.count : NO_VALUE)
    .u8('flags', flags)
    .u8('meal', mealIn(record.meal, 'not-representable'));
}

function mealIn(meal: number, reason: 'reserved-value' | 'not-representable'): number {
  if (Number.isInteger(meal) && meal >= 0 && meal <= MOST_MEAL) return meal;
  throw new PacketProblem(reason, `${RECORD}.meal`, `${meal} is no meal`, `0 to ${MOST_MEAL}`);
}

/** Throws a PacketProblem on anything that is no message. */
export function decodeMessage({ kind, payload }: Frame): NorthmereMessage {
  const reader = new PacketReader(MESSAGE, payload);
  const message = readMessage(kind, reader);
  reader.end();
  return message;
}

function readMessage(kind: number, reader: PacketReader): NorthmereMessage {
  if (kind === KIND.state) {
    const state = { memoryId: reader.u32('memory'), oldest: reader.u32('oldest'), next: reader.u32('next') };
    if (state.oldest <= state.next) return { kind: 'state', state };
    throw new PacketProblem(
      'reserved-value',
      `${MESSAGE}.oldest`,
      `${state.oldest} is after ${state.next}`,
      'not after',
    );
  }
  if (kind === KIND.records) {
    const count = reader.u8('count');
    return { kind: 'records', records: Array.from({ length: count }, () => readRecord(reader)) };
  }
  if (kind === KIND.end) return { kind: 'end', sent: reader.u16('sent') };
  if (kind === KIND.error) {
    const number = reader.u8('code');
    const code = ERRORS[number - 1];
    if (code !== undefined) return { kind: 'error', code };
    throw new PacketProblem('reserved-value', `${MESSAGE}.code`, `${number} is no error`, `1 to ${ERRORS.length}`);
  }
  throw new PacketProblem('op-code', `${MESSAGE}.kind`, `0x${kind.toString(16)} is no message`, '0x81 to 0x83, 0xff');
}

function readRecord(reader: PacketReader): NorthmereRecord {
  const counter = reader.u32('counter');
  const seconds = reader.u32('seconds');
  const offsetMinutes = reader.s16('offset');
  const count = reader.u16('value');
  const flags = reader.u8('flags');
  reader.known('flags', flags, KNOWN_FLAGS);
  return {
    counter,
    seconds,
    offsetMinutes,
    unit: flags & MMOL ? 'mmol/L' : 'mg/dL',
    result: resultIn(flags, count),
    control: (flags & CONTROL) !== 0,
    batteryLow: (flags & BATTERY_LOW) !== 0,
    meal: mealIn(reader.u8('meal'), 'reserved-value'),
  };
}

const SAYS_NO_VALUE = new Map([
  [HIGH, 'high'],
  [LOW, 'low'],
  [FAILED, 'failed'],
] as const);

function resultIn(flags: number, count: number): NorthmereResult {
  const why = flags & (HIGH | LOW | FAILED);
  if (why === 0) return { kind: 'value', count };
  const kind = SAYS_NO_VALUE.get(why as typeof HIGH);
  if (kind !== undefined && count === NO_VALUE) return { kind };
  throw new PacketProblem(
    'reserved-value',
    `${RECORD}.flags`,
    'a result is off the scale, failed or a number, not two of them',
    'one of them, with the value 0 where there is none',
  );
}
