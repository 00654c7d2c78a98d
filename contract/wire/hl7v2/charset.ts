import { isAscii } from 'node:buffer';
import { refuse, accept } from '../../refusal.ts';
import type { Outcome } from '../../refusal.ts';

const UTF_8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** What we write into MSH-18. The field also knows `UTF-8`, which we accept and never send. */
export const OUR_CHARSET = 'UNICODE UTF-8';

/**
 * Bytes as the text that MSH-18 says they are. Empty and `ASCII` are seven bits (HL7 table 0211);
 * `UNICODE UTF-8` and `UTF-8` are UTF-8. Refused with `charset`: another character set, and bytes
 * that are not in the declared one. Nothing is ever replaced by a question mark.
 */
export const decodeText = (bytes: Uint8Array, declared: string): Outcome<string> => {
  switch (declared) {
    case '':
    case 'ASCII': {
      if (isAscii(bytes))
        return accept(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'));
      const high = bytes.findIndex((byte) => byte > 0x7f);
      return refuse('charset', 'MSH^1^18', `byte ${high + 1} is not ASCII; declare UNICODE UTF-8 in MSH-18`);
    }
    case OUR_CHARSET:
    case 'UTF-8':
      try {
        return accept(UTF_8.decode(bytes));
      } catch {
        return refuse('charset', 'MSH^1^18', 'the bytes are not UTF-8');
      }
    default:
      return refuse('charset', 'MSH^1^18', `only ASCII and ${OUR_CHARSET} are accepted`);
  }
};
