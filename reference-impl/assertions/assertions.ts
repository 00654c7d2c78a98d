import { SYSTEM } from '../../contract/codes/canonical.ts';
import { accept, refuse } from '../../contract/refusal.ts';
import type { Context } from '../context.ts';
import type { Pipeline } from '../pipeline.ts';
import type { AssertionTable } from './table.ts';

/** By which clients log in: each assertion once. `nowMs` is system time, as the assertions are. */
export const createAssertions = (ctx: Context, table: AssertionTable, nowMs: () => number): Pipeline['assertions'] => ({
  takeUp: (caller, { jti, untilS }) => {
    const entity = { system: SYSTEM.client, value: caller.client };
    const deed = { caller, subject: 'access', action: 'execute', entity } as const;
    return ctx.write(deed, () => {
      const became = table.takeUp(caller.client, jti, untilS, Math.floor(nowMs() / 1000));
      if (became === 'used') return refuse('unauthenticated', undefined, 'the jti was used before');
      if (became === 'too-many') return refuse('unavailable');
      ctx.audit(deed);
      return accept(true);
    });
  },
});
