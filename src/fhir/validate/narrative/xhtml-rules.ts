/** The namespace of XHTML. */
export const XHTML_NAMESPACE = 'http://www.w3.org/1999/xhtml';

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Elements of XHTML 1.0 that narratives may have (FHIR R4 §2.4.1.1). */
const ELEMENTS = words(
  `a abbr acronym address area b bdo big blockquote br caption cite code col colgroup dd dfn div dl
   dt em h1 h2 h3 h4 h5 h6 hr i img kbd li map ol p pre q samp small span strong sub sup table
   tbody td tfoot th thead tr tt ul var`,
);

const ATTRIBUTES_OF_ALL = words(
  `abbr accesskey align axis char charoff class colspan dir headers id lang rowspan scope span style
   tabindex title valign width xml:lang xml:space`,
);

const ATTRIBUTES_OF: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['a', words('charset coords href hreflang name rel rev shape type')],
  ['area', words('alt coords href nohref shape')],
  ['blockquote', words('cite')],
  ['img', words('alt border height ismap longdesc src usemap')],
  ['map', words('name')],
  ['pre', words('space')],
  ['q', words('cite')],
  ['table', words('border cellpadding cellspacing frame rules summary')],
  ['td', words('nowrap')],
]);

const EMPTY_ELEMENTS = words('area br col hr img');

/** Elements that stand only in certain others. */
const PARENTS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['caption', words('table')],
  ['col', words('table colgroup')],
  ['colgroup', words('table')],
  ['dd', words('dl')],
  ['dt', words('dl')],
  ['li', words('ol ul')],
  ['tbody', words('table')],
  ['td', words('tr')],
  ['tfoot', words('table')],
  ['th', words('tr')],
  ['thead', words('table')],
  ['tr', words('table tbody tfoot thead')],
]);

/** Elements that hold nothing but certain others, and no text. */
const CHILDREN: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['dl', words('dd dt')],
  ['map', words('area')],
  ['ol', words('li')],
  ['table', words('caption col colgroup tbody tfoot thead tr')],
  ['tbody', words('tr')],
  ['tfoot', words('tr')],
  ['thead', words('tr')],
  ['tr', words('td th')],
  ['ul', words('li')],
]);

const BLOCKS = words('div ol pre table ul');
const NOT_IN_PARAGRAPH = words('blockquote div ol p pre table ul');
const HOLDS_BLOCKS = words('blockquote colgroup dd div li td th');

/** What an element of a narrative may have and where it may stand; `number` is its own. */
export interface ElementRule {
  readonly name: string;
  readonly number: number;
  readonly attributes: ReadonlySet<string>;
  readonly isEmpty: boolean;
  readonly holdsText: boolean;
}

const RULES: ReadonlyMap<string, ElementRule> = new Map(
  [...ELEMENTS].map((name, number) => [name, ruleOf(name, number)]),
);

const STANDS: Uint8Array = standingPlaces();

/** The rule of an element; undefined when narratives may not have it. */
export function elementRule(name: string): ElementRule | undefined {
  return RULES.get(name);
}

/** True when an element may stand directly in another. */
export function mayStandIn(element: ElementRule, parent: ElementRule): boolean {
  return STANDS[parent.number * RULES.size + element.number] === 1;
}

function ruleOf(name: string, number: number): ElementRule {
  const own = ATTRIBUTES_OF.get(name) ?? [];
  const isEmpty = EMPTY_ELEMENTS.has(name);
  return {
    name,
    number,
    attributes: new Set([...ATTRIBUTES_OF_ALL, ...own]),
    isEmpty,
    holdsText: !isEmpty && !CHILDREN.has(name),
  };
}

function standingPlaces(): Uint8Array {
  const places = new Uint8Array(RULES.size * RULES.size);
  for (const [parent, { number: row }] of RULES) {
    for (const [name, { number: column }] of RULES) {
      places[row * RULES.size + column] = stands(name, parent) ? 1 : 0;
    }
  }
  return places;
}

function stands(name: string, parent: string): boolean {
  if (EMPTY_ELEMENTS.has(parent)) return false;
  if (PARENTS.get(name)?.has(parent) === false) return false;
  const children = CHILDREN.get(parent);
  if (children !== undefined) return children.has(name);
  if (parent === 'p') return !NOT_IN_PARAGRAPH.has(name);
  return HOLDS_BLOCKS.has(parent) || !BLOCKS.has(name);
}
