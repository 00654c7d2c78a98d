import { PacketReader, PacketWriter } from './bytes.ts';
import { PacketProblem } from './problem.ts';

const MOST_PERCENT = 100;

const inRange = (percent: number, reason: 'reserved-value' | 'not-representable'): number => {
  if (Number.isInteger(percent) && percent >= 0 && percent <= MOST_PERCENT) return percent;
  throw new PacketProblem(reason, 'battery level.percent', `${percent} % is no level`, 'a whole number from 0 to 100');
};

/** Battery Level, 0x2A19: one byte of percent. Throws a PacketProblem on anything else. */
export function decodeBatteryLevel(bytes: Uint8Array): number {
  const reader = new PacketReader('battery level', bytes);
  const percent = reader.u8('percent');
  reader.end();
  return inRange(percent, 'reserved-value');
}

export const encodeBatteryLevel = (percent: number): Uint8Array =>
  new PacketWriter('battery level').u8('percent', inRange(percent, 'not-representable')).done();
