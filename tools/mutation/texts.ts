/** What is read of a place in the syntax tree (Babel's NodePath). */
interface Place {
  readonly node: {
    readonly type: string;
    readonly key?: { readonly name?: string };
    readonly value?: { readonly type: string };
  };
}

const TEXTS = new Set(['StringLiteral', 'TemplateLiteral']);

/**
 * Texts for people are not mutated: what is thrown, and a `why` that is written out.
 * No verdict is made of them. Every other string is a code that verdicts are made of, and is mutated.
 */
const shouldIgnore = ({ node }: Place): string | undefined => {
  const isText =
    node.type === 'ThrowStatement' ||
    (node.type === 'ObjectProperty' && node.key?.name === 'why' && TEXTS.has(node.value?.type ?? ''));
  return isText ? 'a text for people' : undefined;
};

export const strykerPlugins = [{ kind: 'Ignore', name: 'texts', value: { shouldIgnore } }];
