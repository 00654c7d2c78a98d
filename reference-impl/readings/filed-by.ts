import { SYSTEM } from '../../contract/codes/canonical.ts';
import type { Identifier } from '../../contract/domain/identifier.ts';
import type { FiledReading } from '../../contract/domain/reading.ts';
import type { Caller } from '../pipeline.ts';

/** A version of a reading as it is kept: with the gateway that it came from. Absent in what an older version kept. */
export type KeptReading = FiledReading & { readonly filedBy?: Identifier };

/** The gateway behind a caller: the source that it was admitted as, else its client. */
export const gatewayOf = ({ source, client }: Caller): Identifier => source ?? { system: SYSTEM.client, value: client };
