import { isJsonObject, type Json } from '../../json/json.ts';
import { hasScheme } from '../primitive/absolute-uri.ts';
import { hasSpaceOrControl } from '../primitive/characters.ts';
import type { ElementNode } from '../snapshot/element-node.ts';
import { quote } from './quote.ts';
import type { Finding, ValueCheck } from './state.ts';

/** The SHA-1 digest of base64 data, as base64. */
export type Sha1 = (base64: string) => string;

/** What R4 says of data types in words only: no constraint in the packages carries it. */
export function datatypeChecks(
  nodes: readonly ElementNode[],
  type: string,
  sha1: Sha1 | undefined,
): readonly ValueCheck[] {
  const [node] = nodes;
  if (node === undefined) return [];
  if (type === 'Attachment') return [attachmentSize(node), attachmentHash(node, sha1)];
  if (type === 'Identifier') return [uriValue(node)];
  const declared = (path: string): ElementNode | undefined =>
    nodes.find(({ content }) => content.declaredAt === path);
  const system = declared('Identifier.system');
  if (system !== undefined) return [absoluteSystem(system)];
  const id = declared('Element.id');
  if (id === undefined) return [];
  return [idWithoutSpaces(id), ...(isOfDefinition(id) ? [] : [uniqueId(id)])];
}

/** A snapshot has the ids of the differential again: sdf-16 and sdf-17 count each. */
function isOfDefinition(id: ElementNode): boolean {
  return id.path === 'ElementDefinition.id';
}

/** R4, Element.id: unique within the resource. */
function uniqueId(node: ElementNode): ValueCheck {
  const finding = (value: Json): Finding => ({
    severity: 'error',
    code: 'duplicate',
    rule: { node, check: 'unique' },
    message: `another element of the resource has the id ${quote(value)} too`,
    mend: 'give each element an id of its own, or none',
  });
  return (value, context) => {
    if (typeof value !== 'string' || context.isFirstId(value)) return;
    context.reportAt(context.place().replace(/\.id$/, ''), finding(value));
  };
}

const RFC_3986 = 'urn:ietf:rfc:3986';

/** R4, Identifier registry: with this system the value is a whole URI, urn:oid: and all. */
function uriValue(node: ElementNode): ValueCheck {
  const finding = (value: Json): Finding => ({
    severity: 'error',
    code: 'value',
    rule: { node, check: 'uri' },
    message: `with the system ${RFC_3986} the value is a URI, which ${quote(value)} is not`,
    mend: "write the whole URI, as in 'urn:oid:2.16.840.1.113883.19.5', or name another system",
  });
  return (value, context) => {
    if (!isJsonObject(value) || value.system !== RFC_3986) return;
    const { value: text } = value;
    if (typeof text !== 'string' || (hasScheme(text) && !hasSpaceOrControl(text))) return;
    context.report(finding(text));
  };
}

/**
 * R4, Element.id: any string value that does not contain spaces. Its schemas let them pass, so that
 * it is no error.
 */
function idWithoutSpaces(node: ElementNode): ValueCheck {
  const finding = (value: Json): Finding => ({
    severity: 'warning',
    code: 'value',
    rule: { node, check: 'spaces' },
    message: `the id ${quote(value)} of an element has spaces`,
    mend: 'write the id without spaces; references to it use it as it is',
  });
  return (value, context) => {
    if (typeof value === 'string' && value.includes(' ')) context.report(finding(value));
  };
}

/** R4, Identifier.system: an absolute URL. */
function absoluteSystem(node: ElementNode): ValueCheck {
  const finding = (value: Json): Finding => ({
    severity: 'error',
    code: 'value',
    rule: { node, check: 'absolute' },
    message: `${quote(value)} is not an absolute URI`,
    mend: 'name the system by a whole URI in small letters, as in http://… or urn:oid:…',
    isOfValue: true,
  });
  return (value, context) => {
    if (typeof value !== 'string' || hasScheme(value)) return;
    context.report(finding(value));
  };
}

/** R4, Attachment.size: the number of bytes of the data before base64 encoding. */
function attachmentSize(node: ElementNode): ValueCheck {
  const finding = (size: number, bytes: number): Finding => ({
    severity: 'error',
    code: 'value',
    rule: { node, check: 'size' },
    message: `the size says ${size} bytes, the data has ${bytes}`,
    mend: 'correct the size or leave it out',
    isOfValue: true,
  });
  return (value, context) => {
    if (!isJsonObject(value) || typeof value.size !== 'number') return;
    if (typeof value.data !== 'string' || value.url !== undefined) return;
    const bytes = decodedLength(value.data);
    if (bytes !== value.size) context.report(finding(value.size, bytes), '.size');
  };
}

/** R4, Attachment.hash: the SHA-1 of the data, base64 encoded. */
function attachmentHash(node: ElementNode, sha1: Sha1 | undefined): ValueCheck {
  const finding: Finding = {
    severity: 'error',
    code: 'value',
    rule: { node, check: 'hash' },
    message: 'the hash is not the SHA-1 of the data',
    mend: 'compute it anew over the decoded data, or leave it out',
  };
  return (value, context) => {
    if (!isJsonObject(value) || typeof value.hash !== 'string') return;
    if (typeof value.data !== 'string') return;
    if (sha1 === undefined) context.undecided('Attachment.hash: no digest at hand');
    else if (sha1(value.data) !== value.hash) context.report(finding, '.hash');
  };
}

function decodedLength(base64: string): number {
  const text = base64.replace(/\s/g, '');
  const padding = text.endsWith('==') ? 2 : Number(text.endsWith('='));
  return Math.floor((text.length * 3) / 4) - padding;
}
