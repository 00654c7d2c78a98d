import type { OffsetDateTime } from '../../domain/time.ts';
import type { Raw } from './build.ts';
import { composite, segment } from './build.ts';
import { OUR_CHARSET } from './charset.ts';
import { encodeTime } from './time.ts';

/** What the header of a message of ours says. */
export interface Envelope {
  readonly sendingApplication: string;
  readonly sendingFacility: string;
  readonly receivingApplication: string;
  readonly receivingFacility: string;
  /** MSH-7. */
  readonly at: OffsetDateTime;
  /** MSH-10, unique per sender, at most 20 characters (HL7 v2.5.1). */
  readonly controlId: string;
  /** Always `T` (training): everything here is simulated. */
  readonly processingId: 'T';
  /** MSH-12; absent: {@link VERSION}. */
  readonly version?: string;
  /** MSH-15 and MSH-16. */
  readonly acknowledged?: readonly [accept: string, application: string];
  /** MSH-21, an EI. */
  readonly profile?: readonly string[];
}

/** HL7 version of what we write where nothing else is said. */
export const VERSION = '2.5.1';
/** HL7 version of the IHE PCD profiles. */
export const PCD_VERSION = '2.6';

/** MSH of one of our messages. MSH-15 and MSH-16 are empty unless `acknowledged` says otherwise: original mode. */
export const encodeHeader = (
  envelope: Envelope,
  type: readonly [type: string, event: string, structure: string],
  parties?: { readonly sending: readonly [Raw, Raw]; readonly receiving: readonly [Raw, Raw] },
): string =>
  // MSH-1 is the separator itself, so every field stands one place further left.
  segment('MSH', {
    1: { raw: '^~\\&' },
    2: parties?.sending[0] ?? envelope.sendingApplication,
    3: parties?.sending[1] ?? envelope.sendingFacility,
    4: parties?.receiving[0] ?? envelope.receivingApplication,
    5: parties?.receiving[1] ?? envelope.receivingFacility,
    6: encodeTime(envelope.at),
    8: composite(...type),
    9: envelope.controlId,
    10: envelope.processingId,
    11: envelope.version ?? VERSION,
    14: envelope.acknowledged?.[0],
    15: envelope.acknowledged?.[1],
    17: OUR_CHARSET,
    20: envelope.profile === undefined ? undefined : composite(...envelope.profile),
  });
