/** Where our verdict is not the official validator's, and why; `X` stands for the namespace. */
export interface Difference {
  readonly why: string;
  readonly ours: 'ok' | 'error';
  readonly divs: readonly string[];
}

const inDiv = (...contents: string[]): string[] => contents.map((text) => `<div X>${text}</div>`);

/** Differences on purpose; the test fails on any other. */
export const DIFFERENCES: readonly Difference[] = [
  {
    why: 'ours: a narrative is one element; the official validator ignores what follows it',
    ours: 'error',
    divs: [
      '<div X>a</div>x',
      '<div X>a</div><div X>a</div>',
      '<div X>a</div></div>',
      '<div X>a</div> <p>x</p>',
      '<div X>a</div>\u0000',
    ],
  },
  {
    why: 'ours: R4 allows no document type, entity declaration or processing instruction',
    ours: 'error',
    divs: [
      '<?xml version="1.0"?><div X>a</div>',
      '<!DOCTYPE html><div X>a</div>',
      ...inDiv('a<?pi x?>', '<!ELEMENT a>x'),
    ],
  },
  {
    why: 'ours: not well-formed XML, which the official validator reads all the same',
    ours: 'error',
    divs: [
      '\ufeff<div X>a</div>',
      '<div X X>a</div>',
      ...inDiv(
        'a<!-- -- -->',
        'a ]]> b',
        '<p class=x>a</p>',
        '<p class="a<b">a</p>',
        '<p class="a" class="b">a</p>',
        '<p class="a"id="b">a</p>',
        'a\u0001b',
      ),
    ],
  },
  {
    why: 'ours: references that XML does not have, or to what is no character of XML',
    ours: 'error',
    divs: inDiv('a&#0;b', 'a&#x1;b', 'a&#xD800;b', 'a&#x;b', 'a&#x41', 'a&lt', 'a&#99999999999;'),
  },
  {
    why: 'ours: active content, which R4 forbids, in a form that the official validator overlooks',
    ours: 'error',
    divs: inDiv(
      '<a href="JavaScript:a">a</a>',
      '<a href="data:text/html,x">a</a>',
      '<img src="javascript:a"/>',
      '<img src="vbscript:x"/>',
      '<img longdesc="javascript:a"/>',
      '<blockquote cite="javascript:a">x</blockquote>',
      '<p style="background:url(javascript:x)">a</p>',
      '<p style="expression(x)">a</p>',
    ),
  },
  {
    why: 'ours: a div with a prefix means the same in XML, not in the JSON that carries it as text',
    ours: 'error',
    divs: ['<x:div xmlns:x="http://www.w3.org/1999/xhtml">a</x:div>'],
  },
  {
    why: 'ours: col is empty in XHTML 1.0',
    ours: 'error',
    divs: inDiv('z<table><col>x</col></table>'),
  },
  {
    why: 'ours: XML allows white space before the > of an end tag, and CDATA is text',
    ours: 'ok',
    divs: [
      '<div\nxmlns="http://www.w3.org/1999/xhtml"\n>a</div\n>',
      '<div\nX\n>a</div\n>',
      ...inDiv('<p >a</p >', '<![CDATA[x]]>'),
    ],
  },
  {
    why: 'ours: XHTML 1.0 allows b in b, and blocks in dd',
    ours: 'ok',
    divs: inDiv(
      '<b><b>x</b></b>',
      '<dl><dd><div>x</div></dd></dl>',
      '<dl><dd><ul><li>x</li></ul></dd></dl>',
      '<dl><dd><ol><li>x</li></ol></dd></dl>',
      '<dl><dd><table><tr><td>x</td></tr></table></dd></dl>',
      '<dl><dd><pre>x</pre></dd></dl>',
    ),
  },
  {
    why: 'open: whether #… leads somewhere is not a matter of the narrative alone',
    ours: 'ok',
    divs: inDiv(
      '<a href="#1">a</a>',
      '<a href="#nope">a</a>',
      '<img src="#1"/>',
      '<img src="#1"/>a',
      '<img src="#1" alt="x"/>',
    ),
  },
];
