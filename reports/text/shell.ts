/**
 * One argument for a POSIX shell, quoted only where it has to be, so that a command to repeat can
 * be pasted as printed and text of a history can never become a command of its own.
 */
export const shellQuote = (argument: string): string =>
  /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", String.raw`'\''`)}'`;
