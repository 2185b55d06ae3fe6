/** Where our verdict is not the official validator's: who is right, and why. */
export interface Difference {
  readonly why: string;
  readonly ours: 'ok' | 'warning' | 'error';
  /** Values as JSON text, by type; types that share them are separated by spaces. */
  readonly values: Readonly<Record<string, readonly string[]>>;
}

const SPACES = ['" "', '"\\t"', '"\\n "'];

/** Differences on purpose; the test fails on any other. */
export const DIFFERENCES: readonly Difference[] = [
  {
    why: 'ours: R4 makes string an xs:string, which has no character below U+0020 but white space',
    ours: 'error',
    values: {
      'string markdown code': ['"a\\u0001b"'],
      string: ['"\\u0000"', '"\\u001f"', '"a\\u0000b"', '"a\\u000bb"', '"a\\u0019b"'],
    },
  },
  {
    why: "ours: R4, oid: two arcs are enough for its pattern, as in X.500's 2.5.4",
    ours: 'ok',
    values: {
      'uri url canonical oid': ['"urn:oid:1.2.3"', '"urn:oid:1.40"'],
      'uri oid': ['"urn:oid:1.2.34"', '"urn:oid:0.1.22"'],
      uri: ['"urn:oid:1.2.840"'],
      oid: ['"urn:oid:0.0"', '"urn:oid:2.5.4"'],
    },
  },
  {
    why: 'ours: RFC 3986 has no control characters in a URI',
    ours: 'error',
    values: {
      'uri url': ['"a\\u0001b"'],
      'uri url canonical': ['"http://x\\u0001"'],
    },
  },
  {
    why: 'ours: white space alone breaks every such pattern; the official validator stops there',
    ours: 'error',
    values: {
      'code uri url canonical': ['" "'],
      code: ['"\u2003"'],
      'id date dateTime instant time oid uuid': SPACES,
      base64Binary: ['"\\n"'],
    },
  },
  {
    why: 'ours: a canonical may end with a version, also behind an OID',
    ours: 'ok',
    values: { canonical: ['"urn:oid:1.2.3.4|1"'] },
  },
  {
    why: 'ours: schemes have upper case, dots, plus and minus signs too (RFC 3986 3.1)',
    ours: 'ok',
    values: {
      canonical: [
        '"ABC:def"',
        '"HTTP://a"',
        '"URN:UUID:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0"',
        '"Urn:oid:1.2"',
        '"a+b:c"',
        '"a-b:c"',
        '"a.b:c"',
      ],
    },
  },
  {
    why: 'ours: R4 allows fractions of a second in a time',
    ours: 'ok',
    values: {
      time: [
        '"10:00:00.1234567890"',
        '"10:00:00.5"',
        '"10:00:00.50"',
        '"23:59:59.999"',
        '"23:59:60.5"',
      ],
    },
  },
  {
    why: 'ours: padding stands at the end, at most twice, after something (RFC 4648)',
    ours: 'error',
    values: { base64Binary: ['"A==="', '"===="', '"AA==AAAA"', '"AA=A"', '"AAAA===="'] },
  },
  {
    why: "ours: R4's pattern has white space between groups of four characters only",
    ours: 'error',
    values: {
      base64Binary: [
        ...['"AA AA"', '"AA= ="', '"AAAAAA\\nAA"', '"AAAAAA AA"', '"A A A A"'],
        '"Z m 9 v"',
      ],
    },
  },
  {
    why: 'ours: R4, primitive types other than string: no white space before or after (SHALL NOT)',
    ours: 'error',
    values: { base64Binary: ['" AAAA"', '"AAAA "'] },
  },
  {
    why: 'ours: the alphabet is A-Z a-z 0-9 + / (RFC 4648); the official validator skips the rest',
    ours: 'error',
    values: {
      base64Binary: [
        '"!!!!"',
        '"AAAA!"',
        '"AAAA\\u0001"',
        '"AAAA\u00a0"',
        '"{}[]"',
        '"\u00c4\u00c4\u00c4\u00c4"',
      ],
    },
  },
  {
    why: 'ours: whole numbers have no exponent in R4, and no sign where none makes sense',
    ours: 'error',
    values: { integer: ['1E0'], unsignedInt: ['-0'] },
  },
  {
    why: 'ours: half of a surrogate pair is no character; the reader of the document says so',
    ours: 'error',
    values: { string: ['"\\ud800"'] },
  },
  {
    why: 'open: a warning of the official validator that we leave out (HTML in markdown)',
    ours: 'ok',
    values: { markdown: ['"<b>x</b>"', '"<script>x</script>"', '"<!-- x -->"', '"</b>"'] },
  },
  {
    why: 'ours: no-break spaces alone are no content, which the official validator says of strings',
    ours: 'warning',
    values: { markdown: ['"\u00a0"'] },
  },
  {
    why: 'open: U+FEFF alone is content to us, as R4 does not call it white space',
    ours: 'ok',
    values: { string: ['"\ufeff"', '"\ufeff\ufeff"'] },
  },
  {
    why: 'ours: RFC 3986 has no white space beyond ASCII in a URI either',
    ours: 'error',
    values: {
      'uri url canonical': [
        '"http://a\u00a0b"',
        '"http://a\u3000b"',
        '"http://a\u2028b"',
        '"http://a\x85b"',
      ],
    },
  },
  {
    why: 'ours: a double keeps this number exactly, so nothing is lost',
    ours: 'ok',
    values: { decimal: ['100000000000000000000'] },
  },
];
