import type { FoundEvidence, Remark, Tellable } from '../../domain/policy/found-evidence.ts';
import type { BundleEntry, RequestBundle } from '../bundle/request-bundle.ts';
import type { JsonObject } from '../json/json.ts';
import { objects, referenceOf, text, texts } from '../translate/read/element.ts';
import { conditionRemarks, diagnosisRemarks } from './condition-remarks.ts';
import type { EvidenceRule } from './evidence-rules.ts';
import { type Link, OWNING, openLinks } from './links.ts';
import { namingRemarks } from './naming-remarks.ts';
import { onsetByAge } from './onset.ts';
import { inOpenReports } from './open-reports.ts';
import { type Paper, papersOf, sequencesOf } from './papers.ts';
import { type Part, partsBeside } from './parts.ts';
import { performerRemarks } from './performer-remarks.ts';
import { type ResourceRemarks, resourceRemarks } from './remarks.ts';
import { subjectOf } from './subject.ts';
import { takenBack } from './taken-back.ts';
import { tellableIn } from './told.ts';

/** So many resources around a result are read for names; LINKS_MAX stops before. */
const NAMINGS_MAX = 52;

/** What is the same for all evidence of a request: each part of it is read once. */
export class RequestView {
  readonly #bundle: RequestBundle;
  readonly #patient: BundleEntry | undefined;
  readonly #reported: ReadonlySet<BundleEntry>;
  readonly #links: (entry: BundleEntry) => readonly Link[];
  /** What the request itself takes back. */
  readonly cancelled: ReadonlySet<BundleEntry>;
  readonly #papers: ReadonlyMap<BundleEntry, readonly Paper[]>;
  readonly #parts = new Map<BundleEntry, readonly Part[]>();
  readonly #told = new Map<BundleEntry, Tellable>();
  readonly #entries = new Map<string, readonly BundleEntry[]>();
  readonly #remarks = new Map<BundleEntry, ResourceRemarks>();
  readonly #subjects = new Map<BundleEntry, FoundEvidence['subject']>();

  constructor(bundle: RequestBundle) {
    const reference = referenceOf(bundle.claim.resource.patient);
    this.#bundle = bundle;
    this.#patient = reference === undefined ? undefined : bundle.resolve(reference, bundle.claim);
    this.#reported = inOpenReports(bundle, this.entriesOf('DiagnosticReport'));
    this.#links = openLinks(bundle, (type) => this.entriesOf(type));
    this.cancelled = takenBack(bundle);
    this.#papers = papersOf(bundle);
  }

  get claim(): BundleEntry {
    return this.#bundle.claim;
  }

  /** The resources of a type, and what others contain; of several Claims only the first asks. */
  entriesOf(type: string): readonly BundleEntry[] {
    if (type === 'Claim') return [this.claim];
    const known = this.#entries.get(type) ?? saidIn(this.#bundle, type);
    this.#entries.set(type, known);
    return known;
  }

  /** All that a result hangs on. */
  linksOf(entry: BundleEntry): readonly Link[] {
    return this.#links(entry);
  }

  remarksOf(entry: BundleEntry): ResourceRemarks {
    const known = this.#remarks.get(entry) ?? this.#readRemarks(entry);
    this.#remarks.set(entry, known);
    return known;
  }

  /** What stands beside a diagnosis of the request. */
  diagnosisRemarks(diagnosis: JsonObject): readonly Remark[] {
    return diagnosisRemarks(this.#bundle, diagnosis, this.#patient);
  }

  /** When a disease began, where only the patient's age says it. */
  onsetOf({ resource, type }: BundleEntry): string | undefined {
    return type === 'Condition' ? onsetByAge(resource, this.#patient) : undefined;
  }

  /** All values that belong to a result, itself among them. */
  partsBeside(entry: BundleEntry): readonly Part[] {
    const known = this.#parts.get(entry) ?? partsBeside(this.#bundle, entry, this.#links(entry));
    this.#parts.set(entry, known);
    return known;
  }

  /** The numbers of the supporting information that names a resource, or what it belongs to. */
  sequencesOf(entry: BundleEntry): readonly number[] {
    return sequencesOf(this.#papersOf(entry));
  }

  #readRemarks(entry: BundleEntry): ResourceRemarks {
    const links = this.#links(entry);
    const tellableOf = (one: BundleEntry): Tellable => this.tellableOf(one);
    // What a Claim says beside its diagnoses is read with the request.
    if (entry.type === 'Claim') return { ofParts: [], ofAll: [] };
    if (entry.type === 'Condition') {
      const [bundle, patient] = [this.#bundle, this.#patient];
      const ofAll = conditionRemarks({ bundle, entry, patient, links, tellableOf });
      return { ofParts: [], ofAll };
    }
    const { ofParts, ofAll } = resourceRemarks({
      ...{ entry, links, isReportOpen: this.#reported.has(entry) },
      ...{ papers: this.#papersOf(entry), tellableOf },
    });
    return { ofParts, ofAll: [...ofAll, ...this.#namings(entry, links)] };
  }

  /** What a result and all that it hangs on call persons and themselves; too much is not read. */
  #namings(entry: BundleEntry, links: readonly Link[]): readonly Remark[] {
    const all = [entry, ...links.flatMap((link) => link.entry ?? [])].slice(0, NAMINGS_MAX);
    return all.flatMap((one) => [
      ...namingRemarks(one.resource, () => this.#ofPatient()),
      ...performerRemarks(this.#bundle, one, () => this.#patientNames()),
    ]);
  }

  #patientNames(): readonly string[] {
    return objects(this.#patient?.resource.name).flatMap((one) => [
      ...[text(one.family), text(one.text)].filter((said) => said !== undefined),
      ...texts(one.given),
    ]);
  }

  #ofPatient(): Tellable {
    return this.#patient === undefined
      ? { texts: [], amounts: [] }
      : this.tellableOf(this.#patient);
  }

  subjectOf(entry: BundleEntry, rule: EvidenceRule): FoundEvidence['subject'] {
    const known = this.#subjects.get(entry) ?? this.#subject(entry, rule.subject);
    this.#subjects.set(entry, known);
    return known;
  }

  #papersOf(entry: BundleEntry): readonly Paper[] {
    const own = this.#papers.get(entry) ?? [];
    const links = this.#links(entry);
    if (links.length === 0) return own;
    const owners = links.filter(({ name }) => OWNING.has(name));
    return own.concat(owners.flatMap((link) => (link.entry && this.#papers.get(link.entry)) ?? []));
  }

  /** What narratives of a resource may repeat. */
  tellableOf(entry: BundleEntry): Tellable {
    const known = this.#told.get(entry) ?? tellableIn(this.#bundle, entry, this.#patient);
    this.#told.set(entry, known);
    return known;
  }

  #subject(entry: BundleEntry, name: string): FoundEvidence['subject'] {
    const [bundle, patient] = [this.#bundle, this.#patient];
    return subjectOf({ bundle, patient, entry, name, links: this.#links(entry) });
  }
}

/** The resources of a type: entries, and what entries contain. */
function saidIn(bundle: RequestBundle, type: string): readonly BundleEntry[] {
  const contained = bundle.entries.flatMap((entry) =>
    objects(entry.resource.contained)
      .filter(({ resourceType }) => resourceType === type)
      .flatMap(({ id }) => bundle.resolve(`#${text(id) ?? ''}`, entry) ?? []),
  );
  return [...bundle.byType(type), ...contained.filter((entry) => entry.type === type)];
}
