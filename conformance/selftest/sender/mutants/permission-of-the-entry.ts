import type { SenderMutant } from '../sender-mutant.ts';

export const permissionOfTheEntry: SenderMutant = {
  name: 'permission-of-the-entry',
  defect: 'what was permitted when it entered the outbox leaves it, though the permission was withdrawn since',
  requirement: 'SND-11',
  make: () => {
    const permitted = new Set<string>();
    return {
      mayLeave: ({ measure, identifier }, granted) => {
        if (granted.has(measure)) permitted.add(identifier.value);
        return permitted.has(identifier.value);
      },
    };
  },
};
