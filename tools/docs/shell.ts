/** One simple command of a shell: a program with its words. */
export interface SimpleCommand {
  /** Variables that it is given, as in `NAME=value program`. */
  readonly env: Readonly<Record<string, string>>;
  /** The program and its arguments, without quotes. Redirections are not among them. */
  readonly words: readonly string[];
}

/** A statement of a block: what a reader copies as one. `line` is its first, counted from that of the block. */
export interface Statement {
  readonly line: number;
  /** As it is written, without its comment. */
  readonly text: string;
  readonly commands: readonly SimpleCommand[];
  /** Ends in `&`: it goes on while the next ones run. */
  readonly background: boolean;
  /** The exit code that its comment names (`# exit code 1`), else 0. */
  readonly exitCode: number;
}

const OPERATOR = /^(?:&&|\|\||[|;&])/;
const REDIRECTION = /^(?:\d?>>?|<)\s*(?:&\d|[^\s;&|]+)/;
const BARE = /^(?:\\[\s\S]|\$\([^)]*\)|[^\s'"\\;&|<>])+/;
const DOUBLE = /^"((?:[^"\\]|\\[\s\S])*)"/;
const SINGLE = /^'([^']*)'/;
const EXIT_CODE = /\bexit code (\d+)\b/;

interface Token {
  readonly kind: 'word' | 'operator' | 'comment';
  readonly text: string;
  /** Where it begins. */
  readonly at: number;
}

/** One piece of a word at the head of a text: what it says, and how long it is. */
const pieceOf = (rest: string): { readonly said: string; readonly length: number } | undefined => {
  const quoted = SINGLE.exec(rest) ?? DOUBLE.exec(rest);
  if (quoted !== null) return { said: quoted[1] ?? '', length: quoted[0].length };
  const bare = BARE.exec(rest)?.[0];
  return bare === undefined ? undefined : { said: bare.replaceAll(/\\([\s\S])/g, '$1'), length: bare.length };
};

const tokensOf = (text: string): readonly Token[] => {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at);
    const blank = /^\s+/.exec(rest)?.[0].length ?? 0;
    const passed = blank > 0 ? blank : (REDIRECTION.exec(rest)?.[0].length ?? 0);
    if (passed > 0) {
      at += passed;
      continue;
    }
    if (rest.startsWith('#')) return [...tokens, { kind: 'comment', text: rest, at }];
    const operator = OPERATOR.exec(rest)?.[0];
    if (operator !== undefined) {
      tokens.push({ kind: 'operator', text: operator, at });
      at += operator.length;
      continue;
    }
    const begin = at;
    let word = '';
    for (let piece = pieceOf(rest); piece !== undefined; piece = pieceOf(text.slice(at))) {
      word += piece.said;
      at += piece.length;
    }
    if (at === begin) throw new Error(`no shell word begins here: ${rest.slice(0, 40)}`);
    tokens.push({ kind: 'word', text: word, at: begin });
  }
  return tokens;
};

const simpleOf = (words: readonly string[]): SimpleCommand => {
  const first = words.findIndex((word) => !/^[A-Z_][A-Z0-9_]*=/i.test(word));
  const assignments = first === -1 ? words : words.slice(0, first);
  const env = Object.fromEntries(
    assignments.map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]),
  );
  return { env, words: first === -1 ? [] : words.slice(first) };
};

/** The simple commands of one line of a shell. Throws an Error where a quote has no end. */
const lineOf = (text: string): Omit<Statement, 'line'> => {
  const all = tokensOf(text);
  const comment = all.find((token) => token.kind === 'comment');
  const tokens = all.filter((token) => token !== comment);
  const groups: string[][] = [[]];
  for (const token of tokens) {
    if (token.kind === 'operator') groups.push([]);
    else groups.at(-1)?.push(token.text);
  }
  return {
    text: (comment === undefined ? text : text.slice(0, comment.at)).trimEnd(),
    commands: groups.filter((words) => words.length > 0).map(simpleOf),
    background: tokens.at(-1)?.text === '&',
    exitCode: Number(EXIT_CODE.exec(comment?.text ?? '')?.[1] ?? 0),
  };
};

const HEREDOC = /<<'([A-Z]+)'\s*$/;

/** The statements of a block of shell. Lines that end in a backslash go on; `<<'EOF'` takes what follows it as it is. */
export const statementsOf = (block: string): readonly Statement[] => {
  const lines = block.split('\n');
  const statements: Statement[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = i;
    let head = lines[i] ?? '';
    while (head.endsWith('\\') && i + 1 < lines.length)
      head = `${head.slice(0, -1).trimEnd()} ${(lines[++i] ?? '').trim()}`;
    const end = HEREDOC.exec(head)?.[1];
    const parsed = lineOf(head.replace(HEREDOC, ''));
    if (parsed.commands.length === 0) continue;
    if (end === undefined) {
      statements.push({ line, ...parsed });
      continue;
    }
    const close = lines.indexOf(end, i);
    if (close === -1) throw new Error(`<<'${end}' has no end`);
    statements.push({ line, ...parsed, text: [head, ...lines.slice(i + 1, close + 1)].join('\n') });
    i = close;
  }
  return statements;
};
