import type { FaultOf } from '../fault.ts';
import { changedValue } from './changed-value.ts';
import { delayedBatch } from './delayed-batch.ts';
import { droppedPacket } from './dropped-packet.ts';
import { duplicateUpload } from './duplicate-upload.ts';
import { healthStoreDelete } from './health-store-delete.ts';
import { outOfOrder } from './out-of-order.ts';
import { permissionRevoked } from './permission-revoked.ts';
import { poison } from './poison.ts';
import { twoSources } from './two-sources.ts';
import { wholeHistoryResend } from './whole-history-resend.ts';

/** First what becomes of a sample, then how it travels, last whether anything leaves at all. */
export const uplinkFaults: readonly FaultOf<'uplink'>[] = [
  changedValue,
  healthStoreDelete,
  poison,
  droppedPacket,
  twoSources,
  delayedBatch,
  outOfOrder,
  duplicateUpload,
  wholeHistoryResend,
  permissionRevoked,
];
