/** Whether an id matches a glob of `*` and `?`; upper and lower case are alike. */
export const matches = (glob: string, id: string): boolean => {
  const pattern = glob
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${pattern}$`, 'i').test(id);
};
