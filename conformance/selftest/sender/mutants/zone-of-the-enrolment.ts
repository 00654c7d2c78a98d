import { RIGHT } from '../../../../simulator/phone/sender/collaborators.ts';
import type { SenderMutant } from '../sender-mutant.ts';

export const zoneOfTheEnrolment: SenderMutant = {
  name: 'zone-of-the-enrolment',
  defect: 'times of devices are read in the zone in which the phone was enrolled, wherever it is since',
  requirement: 'SND-06',
  make: () => {
    let zone: string | undefined;
    return {
      glucoseOfAir: (record, place) => {
        zone ??= place.zone;
        return RIGHT.glucoseOfAir(record, { ...place, zone });
      },
    };
  },
};
