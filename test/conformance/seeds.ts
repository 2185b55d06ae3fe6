import { isTreeObject, type Tree, type TreeObject } from './mutants/tree.ts';

/** A fault to put into the official referral request bundle, and where it has to be found. */
export interface Seed {
  readonly name: string;
  /** Puts the fault into a copy of the bundle. */
  readonly mutate: (bundle: TreeObject) => void;
  /** Every element at which an error has to stand; at other elements none may. */
  readonly expressions: readonly string[];
  /** Part of the rule id of the error at the first of the expressions. */
  readonly rule: string;
}

/** The example that the seeds are for. */
export const seededExample = 'Bundle-ReferralAuthorizationBundleExample';

const claim = 'Bundle.entry[0].resource';
const item = `${claim}.item[0]`;

/** The sixteen faults by which validators of PAS bundles are compared. */
export const seeds: readonly Seed[] = [
  {
    name: 'Claim.status missing',
    mutate: (bundle) => remove(bundle, 'entry 0 resource', 'status'),
    expressions: [claim],
    rule: 'Claim.status/min',
  },
  {
    name: 'item.category missing',
    mutate: (bundle) => remove(bundle, 'entry 0 resource item 0', 'category'),
    expressions: [item],
    rule: 'Claim.item.category/min',
  },
  {
    name: 'bad Claim.use',
    mutate: (bundle) => set(bundle, 'entry 0 resource', 'use', 'estimate'),
    expressions: [`${claim}.use`],
    rule: 'Claim.use/',
  },
  {
    name: 'Claim.type with a code outside its value set',
    mutate: (bundle) => set(bundle, 'entry 0 resource type coding 0', 'code', 'vision'),
    expressions: [`${claim}.type`],
    rule: 'Claim.type/',
  },
  {
    name: 'birthDate 1975-13-45',
    mutate: (bundle) => set(bundle, 'entry 4 resource', 'birthDate', '1975-13-45'),
    expressions: ['Bundle.entry[4].resource.birthDate'],
    rule: 'Patient.birthDate/',
  },
  {
    name: 'created 05/02/2005',
    mutate: (bundle) => set(bundle, 'entry 0 resource', 'created', '05/02/2005'),
    expressions: [`${claim}.created`],
    rule: 'Claim.created/',
  },
  {
    name: 'item.sequence as string',
    mutate: (bundle) => set(bundle, 'entry 0 resource item 0', 'sequence', '1'),
    expressions: [`${item}.sequence`],
    rule: 'Claim.item.sequence/',
  },
  {
    name: 'unknown element',
    mutate: (bundle) => set(bundle, 'entry 0 resource', 'colour', 'green'),
    expressions: [claim],
    rule: 'Claim/',
  },
  {
    name: 'diagnosisString',
    mutate: (bundle) => {
      remove(bundle, 'entry 0 resource diagnosis 0', 'diagnosisCodeableConcept');
      set(bundle, 'entry 0 resource diagnosis 0', 'diagnosisString', 'G89.4');
    },
    expressions: [`${claim}.diagnosis[0]`],
    rule: 'Claim.diagnosis',
  },
  {
    name: 'required extension slice requestType missing',
    mutate: (bundle) => shift(bundle, 'entry 0 resource item 0 extension'),
    expressions: [item],
    rule: 'Claim.item.extension:requestType/min',
  },
  {
    name: 'documentInformation missing in the AdditionalInformation slice',
    mutate: (bundle) => remove(bundle, 'entry 0 resource supportingInfo 0', 'extension'),
    expressions: [`${claim}.supportingInfo[0]`],
    rule: 'Claim.supportingInfo:AdditionalInformation.extension',
  },
  {
    name: 'Claim.patient leads to an Organization',
    mutate: (bundle) =>
      set(bundle, 'entry 0 resource patient', 'reference', 'Organization/UMOExample'),
    expressions: [`${claim}.patient`],
    rule: 'Claim.patient/',
  },
  {
    name: 'duplicate fullUrl',
    mutate: (bundle) => {
      const location = at(bundle, 'entry 8');
      push(bundle, 'entry', {
        fullUrl: location?.fullUrl ?? '',
        resource: location?.resource ?? {},
      });
    },
    // The reference to the URL that now stands twice could mean either entry.
    expressions: ['Bundle', 'Bundle.entry[6].resource.location[0]'],
    rule: 'Bundle/bdl-7',
  },
  {
    name: 'billablePeriod ends before it starts',
    mutate: (bundle) =>
      set(bundle, 'entry 0 resource', 'billablePeriod', { start: '2005-06-01', end: '2005-05-01' }),
    expressions: [`${claim}.billablePeriod`],
    rule: 'Period/per-1',
  },
  {
    name: 'levelOfService with valueString',
    mutate: (bundle) => {
      remove(bundle, 'entry 0 resource extension 0', 'valueCodeableConcept');
      set(bundle, 'entry 0 resource extension 0', 'valueString', 'Urgent');
    },
    expressions: [`${claim}.extension[0]`],
    rule: 'extension-levelOfServiceCode',
  },
  {
    name: 'no Claim entry',
    mutate: (bundle) => shift(bundle, 'entry'),
    expressions: ['Bundle'],
    rule: 'Bundle',
  },
];

/** The object at a path of names and positions. */
function at(bundle: TreeObject, path: string): TreeObject | undefined {
  const found = valueAt(bundle, path);
  return isTreeObject(found) ? found : undefined;
}

function valueAt(bundle: TreeObject, path: string): Tree | undefined {
  let value: Tree | undefined = bundle;
  for (const step of path.split(' ')) {
    if (Array.isArray(value)) value = value[Number(step)];
    else value = isTreeObject(value) ? value[step] : undefined;
  }
  return value;
}

function set(bundle: TreeObject, path: string, name: string, value: Tree): void {
  const owner = at(bundle, path);
  if (owner !== undefined) owner[name] = value;
}

function remove(bundle: TreeObject, path: string, name: string): void {
  delete at(bundle, path)?.[name];
}

function shift(bundle: TreeObject, path: string): void {
  const list = valueAt(bundle, path);
  if (Array.isArray(list)) list.shift();
}

function push(bundle: TreeObject, path: string, value: Tree): void {
  const list = valueAt(bundle, path);
  if (Array.isArray(list)) list.push(value);
}
