import { keyOf } from '../../../contract/domain/index.ts';
import {
  DECOY,
  itemId,
  OKAFOR,
  POOL,
  RIVERA,
  type HistoryBuilder,
  type OrderInput,
} from '../history-builder.test-helper.ts';
import { scene, situations } from '../scene.test-helper.ts';
import type { Identifier } from '../../../contract/domain/index.ts';

/** Told rightly; afterwards these people look at their own In Baskets, and the item is there or not. */
const looked =
  (person: Identifier, there: boolean, order: OrderInput = {}, complete = true) =>
  (b: HistoryBuilder) => {
    scene(b, '212', { order, items: [{}] });
    b.wait(100).look({ person, items: there ? [keyOf(itemId('i0'))] : [], complete });
  };

situations('ALR-04', {
  'for the responsible one': [(b) => scene(b, '212', { items: [{}] }), 'must met'],
  'for somebody else': [(b) => scene(b, '212', { items: [{ recipient: OKAFOR }] }), 'must broken'],
  'for one of the two first, then the right one': [
    (b) => scene(b, '212', { items: [{ recipient: OKAFOR }, {}] }),
    'must broken',
  ],
  'a stranger does not see it': [looked(DECOY, false), 'must met', 'must-not met'],
  'a stranger sees it': [looked(DECOY, true), 'must met', 'must-not broken'],
  'the recipient sees it': [looked(RIVERA, true), 'must met'],
  'the recipient does not find it': [looked(RIVERA, false), 'must met', 'must broken'],
  'the recipient could not read all of it': [looked(RIVERA, false, {}, false), 'must met'],
  'a member of its pool does not find it': [looked(RIVERA, false, { responsible: POOL }), 'must met', 'must broken'],
  'a member of its pool sees it': [looked(RIVERA, true, { responsible: POOL }), 'must met'],
  'no member of its pool sees it': [looked(OKAFOR, true, { responsible: POOL }), 'must met', 'must-not broken'],
  'a look that was not complete proves nothing': [looked(DECOY, false, {}, false), 'must met', 'must-not undecided'],
  'nor do those of others, where one In Basket could not be read': [
    (b) => {
      looked(DECOY, false, {}, false)(b);
      b.look({ person: OKAFOR });
    },
    'must met',
    'must-not undecided',
  ],
  'a stranger sees it, and another In Basket could not be read': [
    (b) => {
      looked(DECOY, true)(b);
      b.look({ person: OKAFOR, complete: false });
    },
    'must met',
    'must-not broken',
  ],
  'a look at what there is of another patient proves nothing': [
    (b) => {
      scene(b, '212', { items: [{}] });
      b.wait(100).look({ person: DECOY, patient: 'p2' });
    },
    'must met',
  ],
  'a look before it was there proves nothing': [
    (b) => {
      b.look({ person: DECOY });
      scene(b, '212', { items: [{}] });
    },
    'must met',
  ],
  'nothing to tell': [(b) => scene(b, '120')],
});
