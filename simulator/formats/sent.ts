import type { Reading, ReadingStatus } from '../../contract/domain/index.ts';
import { utcText } from '../clock.ts';
import type { Delivery, DeliveryAct } from '../layers.ts';

const STATUS: Readonly<Record<Exclude<DeliveryAct, 'submit'>, ReadingStatus>> = {
  correct: 'corrected',
  retract: 'entered-in-error',
};

/** The reading as it goes over a wire: a hand-in as it is, a correction or erasure with the status that says so. */
export const sentReading = ({ act, reading }: Pick<Delivery, 'act' | 'reading'>): Reading =>
  act === 'submit' || reading.status === STATUS[act] ? reading : { ...reading, status: STATUS[act] };

/** When it leaves the phone, UTC. */
export const sentText = ({ sentMs }: Pick<Delivery, 'sentMs'>): string => utcText(sentMs);
