/**
 * Whether a host, as a name, an address or as it stands in a URL, is this very machine. IPv4 addresses also as IPv6 has
 * them. Sources: RFC 1122, 3.2.1.3; RFC 4291, 2.5.3 and 2.5.5.2.
 */
export const isLoopback = (host: string): boolean =>
  /^(?:localhost|\[?::1\]?|(?:::ffff:)?127(?:\.\d{1,3}){3})$/i.test(host);
