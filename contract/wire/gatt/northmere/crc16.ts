const POLYNOMIAL = 0x1021;
const START = 0xffff;

/** CRC-16 with polynomial 0x1021 from 0xFFFF, not reflected ("CCITT-FALSE"): 0x29B1 of the text 123456789. */
export function crc16(bytes: Uint8Array): number {
  let crc = START;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = ((crc << 1) ^ (crc & 0x8000 ? POLYNOMIAL : 0)) & 0xffff;
  }
  return crc;
}
