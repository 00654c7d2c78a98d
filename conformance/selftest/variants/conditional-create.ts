import type { SutProfile } from '../../sut/profile.ts';

/** A system that finds duplicates only where a create is conditional, as it declares; each is then sent so. */
export const declaresConditionalCreate = (profile: SutProfile): SutProfile => ({
  ...profile,
  policies: { ...profile.policies, duplicates: 'conditional-create' },
});
