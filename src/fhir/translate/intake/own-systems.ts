import type { Code } from '../../../domain/code.ts';
import { keptWith } from '../../../kept-with.ts';
import type { RequestBundle } from '../../bundle/request-bundle.ts';
import { object, text } from '../read/element.ts';

/**
 * Marks the codes of the sender's own code systems, which say the same in its own way beside a code
 * of a public one. Whatever is not known to be its own means what somebody else says it means.
 * Shape: a code that stands alone is no translation of any.
 */
export function withOwnMarks(bundle: RequestBundle, codes: readonly Code[]): readonly Code[] {
  if (codes.length < 2) return codes;
  return codes.map((code) => (isOwn(bundle, code.system) ? { ...code, isOwn: true } : code));
}

/** A system below the sender's own address, or below a number that was given to one company. */
function isOwn(bundle: RequestBundle, system: string): boolean {
  if (PRIVATE.some((form) => form.test(system))) return true;
  const host = hostOf(system);
  if (host === undefined || PUBLISHERS.some((one) => isBelow(host, one))) return false;
  return domainsOf(bundle).some((domain) => isBelow(host, domain));
}

/**
 * UUIDs; OIDs of enterprises at IANA, but for those of IHE; those that ANSI gave to companies.
 * What HL7 has registered may be anybody's.
 */
const PRIVATE: readonly RegExp[] = [
  /^urn:uuid:[\da-f-]{36}$/iu,
  /^urn:oid:1\.3\.6\.1\.4\.1\.(?!19376(?:\.|$))\d/u,
  /^urn:oid:1\.2\.840\.11\d{4}\.\d/u,
];

/**
 * Who publishes code systems for everybody: none is a sender's own, whatever address it names.
 * X12, SNOMED, NIH (RxNorm), HL7, CMS, AMA, ADA (CDT), NUBC (revenue codes), LOINC, WHO (ATC),
 * FDA, GS1, VA (MED-RT), DICOM, NUCC, NAHDO.
 */
const PUBLISHERS = [
  ...['x12.org', 'snomed.info', 'nih.gov', 'hl7.org', 'cms.gov', 'ama-assn.org', 'ada.org'],
  ...['nubc.org', 'loinc.org', 'who.int', 'fda.gov', 'whocc.no', 'gs1.org', 'va.gov'],
  ...['nema.org', 'nucc.org', 'regenstrief.org', 'ihtsdo.org', 'iso.org', 'nahdo.org'],
];

const kept = keptWith<RequestBundle, readonly string[]>();

/** Where the sender is at home: by the address of the Claim and of its transmission numbers. */
function domainsOf(bundle: RequestBundle): readonly string[] {
  return kept(bundle, () => {
    const { system } = object(bundle.bundle.identifier) ?? {};
    const hosts = [bundle.claim.fullUrl, text(system) ?? ''].flatMap((url) => hostOf(url) ?? []);
    const named = hosts.filter((host) => host.includes('.') || host === 'localhost');
    return [...new Set(named.map(domainOf))];
  });
}

/** The host of an address on the web, in small letters; undefined for any other name. */
function hostOf(url: string): string | undefined {
  return HOST.exec(url)?.[1]?.toLowerCase();
}

const HOST = /^https?:\/\/([a-z0-9.-]{1,253})(?=(?::\d{1,5})?(?:[/?#]|$))/iu;

/**
 * What a host shares with its neighbours: `ehr.clinic.org` -> `clinic.org`. A number is whole, and
 * so is a host behind which only endings stand: all of `co.uk` is nobody's house.
 */
function domainOf(host: string): string {
  const labels = host.split('.');
  const [, next = ''] = labels;
  const isWhole = labels.length < 3 || /^[\d.]+$/u.test(host);
  const isEnding = labels.length === 3 && next.length <= ENDING_MAX;
  return isWhole || isEnding ? host : labels.slice(1).join('.');
}

/** `com`, `org`, `nhs`: so long is the first part of an ending of two. */
const ENDING_MAX = 3;

function isBelow(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}
