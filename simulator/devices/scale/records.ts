import type { Device } from '../../../contract/domain/index.ts';
import { offsetMinutes } from '../../clock.ts';
import type { DeviceRecord, Sampling } from '../../layers.ts';
import type { RandomSpace } from '../../random.ts';
import type { ScaleModel, WeightUnit } from './models.ts';
import { scale } from './scale.ts';
import { scaleUsers } from './users.ts';

const SEQUENCE_NUMBERS = 0x1_0000;

/** What a scale stored, and for whom it took the person on it. */
export interface ScaleRecord extends DeviceRecord {
  /** Index of a profile, or 255 for a weighing that fits none. */
  readonly userIndex: number;
}

export interface ScaleSetting {
  readonly model: ScaleModel;
  readonly unit: WeightUnit;
  readonly device: Device;
  readonly zone: string;
  /** What each of its users weighed when the scale was set up. */
  readonly profilesKg: readonly number[];
  readonly space: RandomSpace;
}

/**
 * Every weighing that the scale stored, of whomever. What is drawn for one depends on its second alone,
 * so a weighing that is added or lost changes no other result.
 */
export function* scaleRecords(samplings: Iterable<Sampling>, setting: ScaleSetting): Generator<ScaleRecord> {
  const { model, unit, device, zone, space } = setting;
  const weighs = scale(model, unit, space);
  const users = scaleUsers(setting.profilesKg, model.users);
  const seconds = space.space('weighing');
  let sequenceNumber = 0;
  for (const { atMs, presented, truth } of samplings) {
    const random = seconds.at(Math.floor(atMs / 1000));
    const weighing = weighs.weigh(presented, random);
    if (weighing === undefined) continue;
    const userIndex = users.assign(weighing.measuredKg, random);
    yield {
      shownMs: atMs,
      offsetMinutes: offsetMinutes(atMs, zone),
      result: weighing.result,
      unit,
      device,
      sequenceNumber,
      truth,
      userIndex,
    };
    sequenceNumber = (sequenceNumber + 1) % SEQUENCE_NUMBERS;
  }
}

/** Those that the scale gave to one user: what goes up under that user's name. `others` is told of the rest. */
export function* recordsOfUser(
  records: Iterable<ScaleRecord>,
  userIndex: number,
  others?: (record: ScaleRecord) => void,
): Generator<DeviceRecord> {
  for (const record of records) {
    if (record.userIndex === userIndex) yield record;
    else others?.(record);
  }
}
