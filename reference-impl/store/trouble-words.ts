import type { Trouble } from './unavailable.ts';

/** What a person is told of a trouble. */
export interface Words {
  readonly what: string;
  readonly expected: string;
  readonly advice: string;
}

/** `goesOn`: once it is over, who has the database open goes on by itself. */
const WORDS: Readonly<Record<Trouble, Words & { readonly goesOn?: true }>> = {
  locked: {
    what: 'the database is held by another process',
    expected: 'a database that nobody else has open',
    advice: 'end the process that holds it, or name another database',
  },
  'out-of-memory': {
    what: 'there is not enough memory for the database',
    expected: 'a machine with memory to spare',
    advice: 'end what takes the memory, or give this process more',
  },
  'read-only': {
    what: 'the database cannot be written to',
    expected: 'a file, and a directory around it, that this user may write to',
    advice: 'give this user the right to write there (the medium may be mounted read-only), or name another file',
  },
  'input-output': {
    what: 'the database cannot be read or written',
    expected: 'a disk that works, and no limit on the size of files that it has reached',
    advice: 'look for disk errors and file-size limits; nothing that was answered with success is lost by waiting',
  },
  damaged: {
    what: 'the database is damaged',
    expected: 'a database as it was written: no byte of it changed by anything else, and none cut off',
    advice: 'keep the file and its -wal for whoever looks into it, and put back a copy made while nothing ran',
  },
  full: {
    what: 'there is no room for the database',
    expected: 'free space on its disk',
    advice: 'make room on the disk',
    goesOn: true,
  },
  unreachable: {
    what: 'the database server cannot be reached',
    expected: 'a PostgreSQL server that answers there, and that this host may talk to',
    advice: 'look whether it runs, and whether host, port and network are right',
    goesOn: true,
  },
  'not-admitted': {
    what: 'the database server does not let this user in',
    expected: 'a user who may log in to the database and make tables in it',
    advice: 'give the user and the rights, and the password by PGPASSWORD or PGPASSFILE',
  },
  migrated: {
    what: 'the database has been made one of another version while this process ran',
    expected: 'a database with the tables that this version knows',
    advice: 'end this process, and start the version that made the tables',
  },
  'without-tables': {
    what: 'the tables of the database are gone',
    expected: 'a database with the tables that this process was started with',
    advice: 'put them back, or wait where a backup is being put back',
    goesOn: true,
  },
  'cannot-be-opened': {
    what: 'the database cannot be opened',
    expected: 'a path to a file in a directory that this user may write to',
    advice: 'name another path, or give this user the right to it',
  },
  'not-a-database': {
    what: 'the file is not a database',
    expected: 'a database made by this program, or a path where there is no file yet',
    advice: 'name another file',
  },
};

/** What is wrong, what was expected and what to do: of a database that is open or, where it could not be opened, `atOpening`. */
export const troubleInWords = (trouble: Trouble, when?: 'atOpening'): Words => {
  const { what, expected, advice, goesOn } = WORDS[trouble];
  if (goesOn === undefined) return { what, expected, advice };
  return {
    what,
    expected,
    advice: `${advice}${when === 'atOpening' ? ', and start again' : ': it goes on by itself then'}`,
  };
};
