import { type HistoryBuilder, type OpOptions, patientId } from './history-builder.test-helper.ts';

/** The patient's phone, an iPhone unless told, by the version of its system: an iPhone of before 8.0 cannot serve. */
export const phone = (
  b: HistoryBuilder,
  version = '17.0',
  options: OpOptions = {},
  os: 'ios' | 'android' = 'ios',
): void =>
  void b.op(
    {
      op: 'device.register',
      device: {
        identifier: { system: 'urn:example:device', value: `phone ${os}` },
        patient: patientId(),
        kind: 'phone',
        manufacturer: 'Example',
        model: 'One',
        platform: { os, version },
      },
    },
    options,
  );
