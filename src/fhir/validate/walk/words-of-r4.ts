import type { Words, WordsByKey } from './words-by-key.ts';

/** What the constraints of R4's own data types and resources say, and how they are met again. */
export const WORDS_OF_R4: WordsByKey = {
  ...dataTypes(),
  ...anyResource(),
  ...clinical(),
  ...administrative(),
};

function dataTypes(): WordsByKey {
  const name: Words = [
    'name.matches',
    'the name can not be used in programs',
    "begin with a capital letter, then letters, digits and '_': 'PriorAuth'",
  ];
  return {
    'adf-0': name,
    'pdf-0': name,
    'age-1': ['value > 0', 'an age is above 0 and in a UCUM unit', 'mend value, system and code'],
    'att-1': ['contentType', 'the data has no content type', 'add contentType'],
    'cnt-3': ["code = '1'", 'a count is a whole number', "use a whole number and the code '1'"],
    'cpt-2': ['system', 'a contact value stands without its system', 'add system'],
    'dis-1': ['%ucum', 'a distance needs a UCUM unit', 'add system and code of UCUM'],
    'drt-1': ['%ucum', 'a duration needs a value and a UCUM unit', 'add value, system and code'],
    'exp-1': ['expression', 'the expression is empty', 'add expression or reference'],
    'ext-1': [
      'value.exists()',
      'an extension has either a value or extensions of its own',
      'keep one of the two, and add one where both are missing',
    ],
    'per-1': ['start <= end', 'the period ends before it starts', 'swap or mend start and end'],
    'qty-3': ['system', 'the code of a unit stands without its system', 'add system'],
    'sqty-1': ['comparator', 'a comparator is not allowed here', 'remove comparator'],
    'rng-2': ['low <= high', 'the low end is above the high end', 'swap or mend low and high'],
    'rat-1': [
      'denominator',
      'a ratio needs both numerator and denominator',
      'add the missing one, or leave out both and send an extension',
    ],
    'ref-1': [
      "startsWith('#')",
      'the reference leads to a contained resource that is not there',
      'add the contained resource with that id, or mend the reference',
    ],
    'tim-1': ['durationUnit', 'the duration has no unit', 'add durationUnit'],
    'tim-2': ['periodUnit', 'the period has no unit', 'add periodUnit'],
    'tim-4': ['duration >= 0', 'the duration is negative', 'use 0 or more'],
    'tim-5': ['period >= 0', 'the period is negative', 'use 0 or more'],
    'tim-6': ['periodMax', 'periodMax stands without period', 'add period'],
    'tim-7': ['durationMax', 'durationMax stands without duration', 'add duration'],
    'tim-8': ['countMax', 'countMax stands without count', 'add count'],
    'tim-9': [
      'offset',
      'an offset needs an event, and one that is not a meal itself',
      'add when, with another code than C, CM, CD and CV, or remove offset',
    ],
    'tim-10': ['timeOfDay', 'timeOfDay and when stand together', 'keep one of them'],
    'txt-1': ['html', 'the narrative has what is not allowed in one', 'repair or remove text'],
    'txt-2': ['html', 'the narrative says nothing', 'fill or remove text'],
    'trd-1': ['timing', 'both data and timing are given', 'keep one of them'],
    'trd-2': ['condition', 'a condition stands without data', 'add data'],
    'trd-3': ['named-event', 'what the trigger type needs is missing', 'add name, timing or data'],
    'drq-1': ['path', 'exactly one of path and searchParam is needed', 'keep or add one'],
    'drq-2': ['path', 'exactly one of path and searchParam is needed', 'keep or add one'],
  };
}

function anyResource(): WordsByKey {
  return {
    'bdl-1': ['total', 'only results of searches and histories have a total', 'remove total'],
    'bdl-2': ['search', 'only results of searches have entry.search', 'remove entry.search'],
    'bdl-3': [
      'request.exists()',
      'entries have a request in a batch, transaction or history, and nowhere else',
      'add request to each entry, or remove it from all',
    ],
    'bdl-4': [
      'response.exists()',
      'entries have a response in the answer to a batch or transaction or in a history only',
      'add response to each entry, or remove it from all',
    ],
    'bdl-5': ['resource', 'the entry is empty', 'add a resource, or remove the entry'],
    'bdl-7': ['isDistinct', 'two entries have the same fullUrl', 'give each entry its own fullUrl'],
    'bdl-8': [
      '_history',
      'the fullUrl names a version',
      "end the fullUrl before '/_history/'; the version goes into meta.versionId",
    ],
    'bdl-9': [
      'identifier',
      'a document needs an identifier with system and value',
      'add identifier.system and identifier.value',
    ],
    'bdl-10': ['timestamp', 'a document needs the time of its making', 'add timestamp'],
    'bdl-11': [
      'Composition',
      'the first entry of a document has to be a Composition',
      'move the Composition to the top',
    ],
    'bdl-12': [
      'MessageHeader',
      'the first entry of a message has to be a MessageHeader',
      'move the MessageHeader to the top',
    ],
    'dom-2': [
      'contained.contained',
      'a contained resource contains another one',
      'move it to the contained list of the outermost resource',
    ],
    'dom-3': [
      '%resource',
      'a contained resource is not referred to from anywhere',
      "add a reference to it ('#' and its id), or remove it",
    ],
    'dom-4': [
      'versionId',
      'a contained resource has a version or a time of update',
      'remove its meta.versionId and meta.lastUpdated',
    ],
    'dom-5': ['security', 'a contained resource has security labels', 'remove meta.security'],
    'dom-6': ['div', 'there is no narrative', 'add text, with a div'],
    'ele-1': ['hasValue', 'an element needs a value or children', 'remove it or fill it'],
  };
}

function clinical(): WordsByKey {
  return {
    'ait-1': ['or clinicalStatus', 'the clinical status is missing', 'add clinicalStatus'],
    'ait-2': [
      'clinicalStatus.empty()',
      'what was entered in error has no clinical status',
      'remove clinicalStatus',
    ],
    'cmp-1': ['section', 'the section is empty', 'add text, entry or section'],
    'cmp-2': ['emptyReason', 'a section with entries says why it is empty', 'remove emptyReason'],
    'con-1': ['assessment', 'the stage is empty', 'add summary or assessment'],
    'con-2': ['detail', 'the evidence is empty', 'add code or detail'],
    'con-3': ['problem-list-item', 'the clinical status is missing', 'add clinicalStatus'],
    'con-4': [
      'abatement',
      'a condition that has abated is still called active',
      'set clinicalStatus to resolved, remission or inactive, or remove abatement[x]',
    ],
    'con-5': [
      'clinicalStatus.empty()',
      'what was entered in error has no clinical status',
      'remove clinicalStatus',
    ],
    'cpl-3': ['detail', 'an activity has both detail and reference', 'keep one of them'],
    'ctm-1': ['onBehalfOf', 'only a practitioner acts on behalf of others', 'remove onBehalfOf'],
    'fhs-1': ['born', 'both age and birth are given', 'keep one of age[x] and born[x]'],
    'fhs-2': ['estimatedAge', 'no age is given that is estimated', 'remove estimatedAge'],
    'gol-1': ['measure', 'a target has a detail without a measure', 'add measure'],
    'imm-1': ['documentType', 'the education is empty', 'add documentType or reference'],
    'imr-1': ['vaccineCode', 'nothing is recommended', 'add vaccineCode or targetDisease'],
    'mad-1': ['rate', 'the dosage has neither dose nor rate', 'add dose or rate[x]'],
    'mdd-1': [
      'whenPrepared',
      'it was handed over before it was prepared',
      'mend whenPrepared or whenHandedOver',
    ],
    'msq-3': ['coordinateSystem', 'the coordinate system is 0 or 1', 'use 0 or 1'],
    'msq-5': [
      'genomeBuild',
      'chromosome and genome build go together only',
      'add the missing one, or remove the other',
    ],
    'msq-6': [
      'referenceSeqId',
      'the reference sequence is not given in exactly one way',
      'keep one of genomeBuild and the three referenceSeq… elements',
    ],
    'nor-1': ['oralDiet', 'nothing is ordered', 'add oralDiet, supplement or enteralFormula'],
    'obs-3': ['high', 'the reference range is empty', 'add low, high or text'],
    'obs-6': [
      'dataAbsentReason',
      'a value stands beside the reason for having none',
      'remove dataAbsentReason, or the value',
    ],
    'obs-7': [
      'component',
      'a component with the code of the observation repeats its value',
      'send the value in one of the two places',
    ],
    'prr-1': ['orderDetail', 'the details of an order stand without its code', 'add code'],
    'ras-1': ["'%'", 'a probability as range is in percent', "use the UCUM code '%'"],
    'ras-2': ['100', 'the probability is above 100', 'use 100 or less'],
  };
}

function administrative(): WordsByKey {
  return {
    'app-1': ['actor', 'the participant is nobody', 'add type or actor'],
    'app-2': ['start', 'start and end go together only', 'add the missing one, or remove both'],
    'app-3': ['waitlist', 'an appointment of this status has no time', 'add start and end'],
    'app-4': [
      'cancelationReason',
      'a reason for cancelling stands in an appointment that goes on',
      "remove cancelationReason, or set status to 'cancelled' or 'noshow'",
    ],
    'apr-1': ['actor', 'the answer is from nobody', 'add participantType or actor'],
    'grp-1': ['actual', 'a group of no actual people has members', 'remove member'],
    'inv-1': [
      'authoredOn',
      'the last change is before the making',
      'mend authoredOn or lastModified',
    ],
    'ipn-1': ['identifier', 'the plan has neither identifier nor name', 'add one of them'],
    'org-1': ['identifier', 'the organization has neither identifier nor name', 'add one of them'],
    'org-2': ["'home'", 'an organization has no home address', "use 'work' or another use"],
    'org-3': ["'home'", 'an organization has no home number', "use 'work' or another use"],
    'pat-1': [
      'organization',
      'the contact says neither who it is nor how to reach it',
      'add name, telecom, address or organization',
    ],
    'qrs-1': [
      'answer',
      'an item has both answers and items beside them',
      'move the items into the answer that they belong to',
    ],
    'qrs-2': ['linkId', 'a linkId is answered twice in one group', 'keep one item a linkId'],
    'rqg-1': ['action', 'exactly one of resource and action is needed', 'keep or add one'],
  };
}
