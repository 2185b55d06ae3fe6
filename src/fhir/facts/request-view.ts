import type { FoundEvidence } from '../../domain/policy/found-evidence.ts';
import type { BundleEntry, RequestBundle } from '../bundle/request-bundle.ts';
import { objects, referenceOf, text } from '../translate/read/element.ts';
import { conditionRemarks } from './condition-remarks.ts';
import type { EvidenceRule } from './evidence-rules.ts';
import { type Link, openLinks } from './links.ts';
import { inOpenReports } from './open-reports.ts';
import { type ResourceRemarks, resourceRemarks } from './remarks.ts';
import { subjectOf } from './subject.ts';
import { takenBack } from './taken-back.ts';

/** What is the same for all evidence of a request: each part of it is read once. */
export class RequestView {
  readonly #bundle: RequestBundle;
  readonly #patient: BundleEntry | undefined;
  readonly #reported: ReadonlySet<BundleEntry>;
  readonly #links: (entry: BundleEntry) => readonly Link[];
  /** What the request itself takes back. */
  readonly cancelled: ReadonlySet<BundleEntry>;
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

  remarksOf(entry: BundleEntry): ResourceRemarks {
    const known = this.#remarks.get(entry) ?? this.#readRemarks(entry);
    this.#remarks.set(entry, known);
    return known;
  }

  #readRemarks(entry: BundleEntry): ResourceRemarks {
    const links = this.#links(entry);
    if (entry.type !== 'Condition') return resourceRemarks(entry, links, this.#reported.has(entry));
    return { ofParts: [], ofAll: conditionRemarks(entry, this.#patient?.resource ?? {}, links) };
  }

  subjectOf(entry: BundleEntry, rule: EvidenceRule): FoundEvidence['subject'] {
    const known = this.#subjects.get(entry) ?? this.#subject(entry, rule.subject);
    this.#subjects.set(entry, known);
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
