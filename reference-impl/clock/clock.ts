import { accept, refuse } from '../../contract/refusal.ts';
import type { Context, Deed } from '../context.ts';
import { isPatient } from '../people/table.ts';
import type { Pipeline } from '../pipeline.ts';
import { isoOf, momentOf } from './instant.ts';

/** A clock goes on from where it was set, and a time of the year 10000 can be written by neither wire. */
const LAST_MS = Date.UTC(9900, 0);

/** The test clock: forward only, of one patient or of the whole system. What falls due in an advance happens before its answer. */
export const createClock = (ctx: Context): Pipeline['clock'] => ({
  now: (patient) => isoOf(ctx.clocks.now(patient)),
  advance: async (caller, to, patient) => {
    const deed: Deed = { caller, subject: 'clock', action: 'execute', ...(patient === undefined ? {} : { patient }) };
    const advanced = await ctx.write(deed, () => {
      if (!ctx.use.roleMay(caller, 'advance-clock')) return refuse('scope');
      if (patient !== undefined && !isPatient(ctx.tables.people, patient)) return refuse('patient-not-authorised');
      const moment = momentOf(to);
      if (moment === undefined) return refuse('bad-value', 'Parameters.parameter.valueInstant', 'no such day');
      const byMs = moment.ms - ctx.clocks.now(patient);
      if (byMs < 0) return refuse('clock-backwards', 'Parameters.parameter.valueInstant');
      const latestMs = patient === undefined ? ctx.clocks.latest() + byMs : moment.ms;
      if (latestMs > LAST_MS)
        return refuse('bad-value', 'Parameters.parameter.valueInstant', 'at the latest 9900-01-01');
      ctx.clocks.ahead(byMs, patient);
      ctx.tables.due.ahead(byMs, patient);
      ctx.audit(deed);
      return accept(true);
    });
    const settled = advanced.ok ? await ctx.settle(patient) : advanced;
    return settled.ok ? accept({ now: isoOf(ctx.clocks.now(patient)) }) : settled;
  },
});
