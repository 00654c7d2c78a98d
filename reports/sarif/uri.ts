/**
 * A relative reference (RFC 3986) from a path with `/` between its parts: every character that could mean something else
 * in a URI is percent-encoded, so that the first part is never a scheme and nothing is a query.
 */
export const relativeUri = (path: string): string =>
  path
    .split('/')
    .map((part) =>
      encodeURIComponent(part.toWellFormed()).replaceAll(
        /[!'()*]/g,
        (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
      ),
    )
    .join('/');
