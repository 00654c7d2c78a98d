/** Where a reader stands in one store's changes, as opaque text that an app may keep for years. */
export type Anchor = string & { readonly brand: 'anchor' };

const FORM = /^A1\.([A-Za-z0-9-]{1,64})\.(\d{1,15})$/;
const STORE_NAME = /^[A-Za-z0-9-]{1,64}$/;

/** Whether a text can name a store. */
export const isStoreName = (text: string): boolean => STORE_NAME.test(text);

export const anchorText = (store: string, change: number): Anchor => `A1.${store}.${change}` as Anchor;

/** The number of the last change that the anchor has seen; undefined for an anchor of another store, or for none at all. */
export function changeOf(anchor: string, store: string): number | undefined {
  const [, of, change] = FORM.exec(anchor) ?? [];
  return of === store ? Number(change) : undefined;
}
