import type { Identifier, Quantity } from '../../../../contract/domain/index.ts';
import type { WaitingAlert } from '../../../../reference-impl/alerts/alert.ts';
import { toldAlerts } from '../../seams/told-alerts.ts';
import type { Mutant } from '../../mutant.ts';

const aboutInstead = (alert: WaitingAlert, reading: Identifier, value: Quantity): WaitingAlert => {
  const { item, atMs } = alert;
  const identifier = { ...item.identifier, value: `${item.identifier.value}-next` };
  return { ...alert, atMs: atMs + 1, item: { ...item, identifier, reading, value } };
};

export const alertOfANormalReading: Mutant = {
  name: 'alert-of-a-normal-reading',
  defect: 'the reading after one that raised an item is told too, though it is normal',
  requirement: 'ALR-25',
  make: () => {
    let latest: WaitingAlert | undefined;
    let wake: () => void = () => {};
    const made: WaitingAlert[] = [];
    return {
      seams: {
        pipeline: (p) => {
          const changed = toldAlerts((outbox) => ({
            ...outbox,
            next: (afterSeq) => {
              const alert = made.shift() ?? outbox.next(afterSeq);
              latest = alert ?? latest;
              return alert;
            },
            onNoted: (listen) => {
              wake = listen;
              outbox.onNoted(listen);
            },
          })).pipeline?.(p);
          return {
            ...(changed ?? p),
            readings: {
              ...p.readings,
              file: async (caller, readings, terms) => {
                const filed = await p.readings.file(caller, readings, terms);
                const [reading] = readings;
                if (filed.ok && latest !== undefined && reading?.result.kind === 'value') {
                  made.push(aboutInstead(latest, reading.identifier, reading.result.quantity));
                  latest = undefined;
                  wake();
                }
                return filed;
              },
            },
          };
        },
      },
    };
  },
};
