import type { Mutant } from '../../mutant.ts';

export const withdrawalErases: Mutant = {
  name: 'withdrawal-erases',
  defect: 'a withdrawal erases what was filed before it',
  requirement: 'PRM-03',
  also: ['RDG-01', 'LIM-01', 'LIM-04', 'HL7-08'],
  make: () => {
    const gone = new Map<string, Set<string>>();
    const filed = new Map<string, Set<string>>();
    return {
      seams: {
        pipeline: (p) => ({
          ...p,
          permissions: {
            ...p.permissions,
            set: (caller, permission, ifMatch) => {
              const { value } = permission.patient;
              if (permission.status === 'withdrawn') gone.set(value, new Set(filed.get(value)));
              return p.permissions.set(caller, permission, ifMatch);
            },
          },
          readings: {
            ...p.readings,
            file: (caller, readings, terms) => {
              for (const { patient, identifier } of readings)
                filed.set(patient.value, (filed.get(patient.value) ?? new Set()).add(identifier.value));
              return p.readings.file(caller, readings, terms);
            },
            search: (caller, query) => {
              const found = p.readings.search(caller, query);
              if (!found.ok) return found;
              const entries = found.value.entries.filter(
                ({ body: { reading } }) => gone.get(reading.patient.value)?.has(reading.identifier.value) !== true,
              );
              return { ok: true, value: { ...found.value, entries } };
            },
          },
        }),
      },
    };
  },
};
