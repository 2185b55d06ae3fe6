import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../json/json.ts';
import { quote } from '../plan/quote.ts';
import type { Finding } from '../plan/state.ts';
import { hasScheme } from '../primitive/absolute-uri.ts';
import { unresolved } from './findings-references.ts';
import type { Journal } from './journal.ts';
import type { Resources } from './resources.ts';
import { expressionOf, nameOf, type ResourceTask, withoutVersion } from './task.ts';

const PAS = 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/';
const REQUEST_BUNDLES: ReadonlySet<string> = new Set([
  `${PAS}profile-pas-request-bundle`,
  `${PAS}profile-pas-inquiry-request-bundle`,
]);

/** Rules over whole Bundles: fullUrls (R4, Bundle), and what PAS asks of a request's entries. */
export function checkBundle(
  resources: Resources,
  journal: Journal,
  missingTarget: 'error' | 'warning',
): void {
  for (const task of new Set(resources.queue)) {
    if (task.value.contained !== undefined) checkContained(task, journal);
    if (task.type !== 'Bundle') continue;
    checkFullUrls(task, resources, journal);
    if (isRequest(task)) checkRequest(task, resources, { journal, missingTarget });
  }
}

/** Contained resources are known by their ids alone. */
function checkContained(task: ResourceTask, journal: Journal): void {
  const seen = new Set<Json>();
  entriesIn(task.value.contained).forEach(({ id }, index) => {
    const where = `${expressionOf(task)}.contained[${index}]`;
    if (id === undefined)
      journal.add(where, containedId('has no id, so that nothing can refer to it'));
    else if (seen.has(id)) journal.add(where, containedId(`has the id ${quote(id)} of another`));
    else seen.add(id);
  });
}

function containedId(what: string): Finding {
  return {
    severity: 'error',
    code: 'invalid',
    rule: 'DomainResource.contained/id',
    message: `the contained resource ${what}`,
    mend: 'give each contained resource an id of its own',
  };
}

function isRequest(task: ResourceTask): boolean {
  return [...task.walked].some((root) => REQUEST_BUNDLES.has(root.structure.facts.url));
}

function entriesOf(bundle: JsonObject): readonly Json[] {
  return isJsonArray(bundle.entry) ? bundle.entry : [];
}

function checkFullUrls(task: ResourceTask, resources: Resources, journal: Journal): void {
  const where = expressionOf(task);
  const type = typeof task.value.type === 'string' ? task.value.type : '';
  entriesOf(task.value).forEach((entry, index) => {
    if (!isJsonObject(entry) || !isJsonObject(entry.resource)) return;
    const { fullUrl, resource } = entry;
    const finding =
      fullUrl === undefined
        ? missingFullUrl(type, resource)
        : fullUrlFinding(fullUrl, resource, (name) => resources.isResourceType(name));
    if (finding !== undefined) journal.add(`${where}.entry[${index}]`, finding);
  });
}

/** Their entries may go without: what is sent has no URL yet, and what comes back need not. */
const EXEMPT: ReadonlySet<string> = new Set([
  ...['batch', 'transaction', 'batch-response', 'transaction-response'],
]);
const RESULTS: ReadonlySet<string> = new Set(['searchset', 'history']);

/** R4, Bundle.entry.fullUrl: results of operations might involve resources without identity. */
function missingFullUrl(type: string, { id }: JsonObject): Finding | undefined {
  if (EXEMPT.has(type) || (RESULTS.has(type) && id === undefined)) return undefined;
  const message = 'the entry has no fullUrl, so that nothing can refer to it';
  return fullUrlProblem(message, 'add a fullUrl: the URL of the resource, or urn:uuid:…');
}

/** R4, References: what a RESTful URL looks like, with a type and an id at its end. */
const RESTFUL = /^https?:\/\/(?:[A-Za-z0-9\-\\.:%$]*\/)+([A-Z][A-Za-z]*)\/[A-Za-z0-9\-.]{1,64}$/;

/** R4, Bundle.entry.fullUrl: one that looks RESTful ends with type and id, others need not. */
function fullUrlFinding(
  fullUrl: Json,
  resource: JsonObject,
  isType: (name: string) => boolean,
): Finding | undefined {
  if (typeof fullUrl !== 'string' || fullUrl.startsWith('urn:')) return undefined;
  if (!hasScheme(fullUrl)) {
    const message = `${quote(fullUrl)} is not an absolute URL`;
    return fullUrlProblem(message, 'write the whole URL, or urn:uuid: with a UUID');
  }
  const name = nameOf(resource);
  const url = withoutVersion(fullUrl);
  if (name !== undefined && url.endsWith(`/${name}`)) return undefined;
  const [, type] = RESTFUL.exec(url) ?? [];
  if (type === undefined || !isType(type)) return undefined;
  const message = `the fullUrl ${quote(fullUrl)} does not end with the entry's type and id`;
  const known = name === undefined ? 'give the resource its id' : `end it with ${quote(name)}`;
  return fullUrlProblem(message, known);
}

function fullUrlProblem(message: string, mend: string): Finding {
  return { severity: 'error', code: 'value', rule: 'Bundle.entry.fullUrl/form', message, mend };
}

interface RequestContext {
  readonly journal: Journal;
  readonly missingTarget: 'error' | 'warning';
}

/** spec-13, spec-18: all that the Claim refers to is in the Bundle; spec-22, spec-34: sequences. */
function checkRequest(bundle: ResourceTask, resources: Resources, context: RequestContext): void {
  const claims = resources.queue.filter((task) => task.parent === bundle && task.type === 'Claim');
  for (const claim of new Set(claims)) checkSequences(claim, context.journal);
  checkInstances(bundle, context.journal);
  const [first] = claims;
  for (const { unresolved: reference, task, report } of resources.unresolved) {
    const isOwn = task === first || (task.isContained && task.parent === first);
    const severity = isOwn ? 'error' : context.missingTarget;
    report(unresolved(reference, severity, isOwn ? 'PAS/spec-13' : 'PAS/spec-18'));
  }
}

/** spec-16: fullUrls are REST URLs or urn:uuid; spec-14: each instance stands once. */
function checkInstances(bundle: ResourceTask, journal: Journal): void {
  const seen = new Set<string>();
  entriesOf(bundle.value).forEach((entry, index) => {
    if (!isJsonObject(entry) || !isJsonObject(entry.resource)) return;
    const where = `${expressionOf(bundle)}.entry[${index}]`;
    const { fullUrl } = entry;
    if (typeof fullUrl === 'string' && /^(?!https?:|urn:uuid:)[a-z][a-z0-9+.-]*:/i.test(fullUrl)) {
      journal.add(where, foreignFullUrl(fullUrl));
    }
    const name = nameOf(entry.resource);
    if (name !== undefined && seen.has(name)) journal.add(where, secondInstance(name));
    if (name !== undefined) seen.add(name);
  });
}

function foreignFullUrl(fullUrl: string): Finding {
  return {
    severity: 'error',
    code: 'value',
    rule: 'PAS/spec-16',
    message: `${quote(fullUrl)} is neither the URL of a server's resource nor urn:uuid`,
    mend: 'use the REST URL of the resource, or urn:uuid: with a UUID',
  };
}

/** Two servers may use one id for two instances, so that this is a doubt, not a fault. */
function secondInstance(name: string): Finding {
  return {
    severity: 'warning',
    code: 'duplicate',
    rule: 'PAS/spec-14',
    message: `${quote(name)} stands in more than one entry; each instance belongs into one`,
    mend: 'keep one entry, or give the other instance an id of its own',
  };
}

const SEQUENCES = ['careTeam', 'supportingInfo', 'diagnosis', 'procedure', 'insurance', 'item'];

const LINKS: Readonly<Record<string, string>> = {
  careTeamSequence: 'careTeam',
  diagnosisSequence: 'diagnosis',
  procedureSequence: 'procedure',
  informationSequence: 'supportingInfo',
};

function checkSequences(claim: ResourceTask, journal: Journal): void {
  const where = expressionOf(claim);
  const known = new Map<string, ReadonlySet<Json>>();
  for (const name of SEQUENCES) {
    const seen = new Set<Json>();
    entriesIn(claim.value[name]).forEach((entry, index) => {
      const { sequence } = entry;
      if (sequence === undefined) return;
      if (seen.has(sequence)) {
        journal.add(`${where}.${name}[${index}].sequence`, secondSequence(name, sequence));
      }
      seen.add(sequence);
    });
    known.set(name, seen);
  }
  entriesIn(claim.value.item).forEach((item, index) => {
    for (const [link, list] of Object.entries(LINKS)) {
      listOf(item[link]).forEach((sequence, at) => {
        if (known.get(list)?.has(sequence) === true) return;
        journal.add(`${where}.item[${index}].${link}[${at}]`, deadLink(list, sequence));
      });
    }
  });
}

function listOf(value: Json | undefined): readonly Json[] {
  return isJsonArray(value) ? value : [];
}

function entriesIn(value: Json | undefined): readonly JsonObject[] {
  return listOf(value).filter(isJsonObject);
}

function secondSequence(name: string, sequence: Json): Finding {
  return {
    severity: 'error',
    code: 'duplicate',
    rule: name === 'supportingInfo' ? 'PAS/spec-22' : 'PAS/sequence',
    message: `${name} has the sequence ${quote(sequence)} more than once`,
    mend: 'number the entries so that each number stands once',
  };
}

function deadLink(list: string, sequence: Json): Finding {
  return {
    severity: 'warning',
    code: 'not-found',
    rule: 'PAS/sequence-link',
    message: `there is no ${list} with the sequence ${quote(sequence)}`,
    mend: `add it to ${list}, or remove the number`,
  };
}
