import { type HistoryBuilder, type OpOptions, patientId } from './history-builder.test-helper.ts';

/** The patient's iPhone, by the version of its system: one of before 8.0 cannot serve. */
export const phone = (b: HistoryBuilder, version = '17.0', options: OpOptions = {}): void =>
  void b.op(
    {
      op: 'device.register',
      device: {
        identifier: { system: 'urn:example:device', value: 'phone' },
        patient: patientId(),
        kind: 'phone',
        manufacturer: 'Example',
        model: 'One',
        platform: { os: 'ios', version },
      },
    },
    options,
  );
