/** Every value of every declared policy. */
export const POLICIES = {
  'policy/backfill-since-order-start': 'the default',
  'policy/backfill-none': 'declared',
  'policy/after-end-accept': 'the default',
  'policy/after-end-refuse': 'declared',
  'policy/control-refuse': 'the default',
  'policy/control-store-apart': 'declared',
  'policy/future-refuse': 'the default',
  'policy/future-quarantine': 'declared',
  'policy/duplicates-server-side': 'the default',
  'policy/duplicates-conditional-create': 'declared',
  'policy/backdate-default': '30 days',
  'policy/backdate-other': 'declared',
} as const;
