import type { SenderMutant } from '../sender-mutant.ts';

export const namesNoDevice: SenderMutant = {
  name: 'names-no-device',
  defect: 'leaves the device out',
  requirement: 'SND-07',
  make: () => ({ outgoing: ({ device, ...reading }) => (device === undefined ? reading : { ...reading }) }),
};
