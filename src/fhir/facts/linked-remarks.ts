import type { Remark } from '../../domain/policy/found-evidence.ts';
import { keptWith } from '../../kept-with.ts';
import { present } from '../../result.ts';
import type { BundleEntry } from '../bundle/request-bundle.ts';
import type { JsonObject } from '../json/json.ts';
import { object, objects, text } from '../translate/read/element.ts';
import { asProse, concepts, headRemarks, proseOf, words } from './concept-remarks.ts';
import { deviceRemarks } from './device-remarks.ts';
import { evidenceRules, isEvidence } from './evidence-rules.ts';
import type { Link } from './links.ts';
import { areRead, REMARKS_MAX } from './read-remarks.ts';
import { extensionRemarks, issuedRemark, resultRemarks } from './result-remarks.ts';
import { stayRemarks } from './stay-remarks.ts';
import { asTold, narrativeRemarks, type TellableOf } from './told.ts';
import { unreadElements } from './unread-elements.ts';

/**
 * What stands in all that a result hangs on: a test under exertion may be a procedure, an order or
 * a report of its own. What it is has to be understood; what else it says may not contradict, or
 * tell more than the data; an element that nobody reads is for a person.
 * Shape: once there is more than is read, no more is gathered.
 */
export function linkedRemarks(links: readonly Link[], tellableOf: TellableOf): readonly Remark[] {
  const gathered: Remark[] = [];
  for (const link of links) {
    for (const remark of ofLink(link, tellableOf)) gathered.push(remark);
    if (!areRead(gathered)) break;
  }
  return gathered;
}

function ofLink(link: Link, tellableOf: TellableOf): readonly Remark[] {
  const { name, entry, isVoid, display } = link;
  if (isVoid || (name === 'specimen' && entry === undefined)) return [words(name, undefined)];
  if (entry === undefined) return name === 'partOf' ? [words(name, display)] : [];
  const { resource } = entry;
  const read = kept(resource, () => new Map<string, readonly Remark[]>());
  const remarks = read.get(name) ?? saidBy(name, entry, tellableOf);
  read.set(name, remarks);
  return remarks;
}

/** Of a resource, by the element that names it: read once, however many results hang on it. */
const kept = keptWith<JsonObject, Map<string, readonly Remark[]>>();

/** So many that it is known if there are too many. */
function saidBy(name: string, entry: BundleEntry, tellableOf: TellableOf): readonly Remark[] {
  const { type, resource } = entry;
  const told = (said: string | undefined): readonly Remark[] =>
    said === undefined ? [] : asTold(name, said, tellableOf(entry));
  const read = Object.hasOwn(readers, type) ? readers[type] : undefined;
  const isResult = type === 'Observation';
  return [
    ...(read ?? ofOther)(resource, name, told),
    ...(isResult ? [] : [...extensionRemarks(resource), ...unreadElements(resource)]),
    ...(isResult ? [] : objects(resource.note).flatMap((note) => told(text(note.text)))),
    ...(isEvidence(entry) ? narrativeRemarks(name, resource, () => tellableOf(entry)) : []),
  ].slice(0, REMARKS_MAX + 1);
}

/** Reads a resource that is named by an element; `told` holds words to its data. */
type Reader = (
  resource: JsonObject,
  name: string,
  told: (said: string | undefined) => readonly Remark[],
) => readonly Remark[];

const readers: Readonly<Record<string, Reader>> = {
  Specimen: ofSample,
  Device: (device, name) => [
    ...(isInUse(device) ? [] : [words(name, undefined)]),
    ...concepts(device, 'type').map((remark) => ({ ...remark, at: name })),
    ...deviceRemarks(name, device),
  ],
  Encounter: stayRemarks,
  DiagnosticReport: (report, name, told) => [
    ...headRemarks(report, name),
    ...timeRemarks(report, name),
    ...told(text(report.conclusion)),
    ...concepts(report, 'conclusionCode').map((remark) => ({ ...remark, at: name })),
    ...proseOf(report, 'category', name),
    ...objects(report.presentedForm).flatMap((form) => asProse(name, text(form.title))),
  ],
  Observation: (panel, name) => [
    ...headRemarks(panel, name),
    ...(evidenceRules.Observation?.standing(panel) === 'final' ? [] : [words(name, undefined)]),
    ...timeRemarks(panel, name),
    ...concepts(panel, 'interpretation'),
    ...resultRemarks(panel),
  ],
};

/** When a panel or a report was, and when it was told. */
function timeRemarks(owner: JsonObject, name: string): readonly Remark[] {
  const observed = present(evidenceRules.Observation?.observed(owner) ?? {});
  const issued = text(owner.issued);
  return [
    ...(observed.at === undefined ? [] : [{ at: name, form: 'near' as const, observed }]),
    ...(issued === undefined ? [] : [issuedRemark(name, issued)]),
  ];
}

/** What is in use, and what does not say. */
function isInUse({ status }: JsonObject): boolean {
  return status === undefined || status === 'active';
}

function ofSample(specimen: JsonObject): readonly Remark[] {
  const { condition, type, collection } = specimen;
  const collected = object(collection);
  const period = object(collected?.collectedPeriod);
  const from = text(period?.start);
  const at = text(collected?.collectedDateTime) ?? text(period?.end);
  const observed = present({ from, at });
  const received = text(specimen.receivedTime);
  return [
    ...concepts({ specimen: condition ?? {} }, 'specimen'),
    ...concepts({ specimen: type ?? {} }, 'specimen').map((remark) => ({
      ...remark,
      form: 'sample' as const,
    })),
    ...(from === undefined && at === undefined
      ? []
      : [{ at: 'specimen', form: 'when' as const, observed }]),
    ...(received === undefined ? [] : [issuedRemark('specimen', received)]),
    ...asProse('specimen', text(object(collected?.collector)?.display)),
    ...['bodySite', 'method'].flatMap((name) =>
      concepts({ specimen: collected?.[name] ?? {} }, 'specimen'),
    ),
  ];
}

const PASSING = ['reasonCode', 'category', 'bodySite', 'performerType', 'statusReason'];

/** Orders, procedures and what else there may be: what it is called, what it says by the way. */
function ofOther(resource: JsonObject, name: string): readonly Remark[] {
  return [
    ...headRemarks(resource, name),
    ...PASSING.flatMap((element) => proseOf(resource, element, name)),
  ];
}
