import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../json/json.ts';

/** What nearly no request has: only where there is one it is worth a walk that says where. */
export interface RareMembers {
  /** A modifier, or the mark of a cancelled entry, whatever it says. */
  readonly hasModifier: boolean;
  /** A mark that an element has no value, or none that counts. */
  readonly hasNoValueMark: boolean;
  /** Entries of the longest list. */
  readonly longestList: number;
}

/** The modifier extension that marks a cancelled entry. Source: PAS modifierextension. */
export const cancelledMarkUrl =
  'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/modifierextension-infoCancelled';

/**
 * The extensions that say of a value that it is none (unknown, masked, in error), however their URL
 * is written: with a version, in other letters. Source: R4 data-absent-reason; ISO 21090.
 */
export const NO_VALUE: RegExp = /\b(?:data-absent-reason|nullFlavor)\b/i;

/** The systems of codes that say the same. */
export const NO_VALUE_SYSTEM: RegExp = /\b(?:data-absent-reason|v3-NullFlavor)\b/i;

/** Members that make an element mean something else when they are not understood. */
export function isModifier(name: string): boolean {
  return name === 'modifierExtension' || name === 'implicitRules' || name === '_implicitRules';
}

/** Looks once through all that was sent. Depth is bounded by the limits under which it was read. */
export function rareMembers(sent: JsonObject): RareMembers {
  const look = new Look();
  look.through(sent);
  return look;
}

class Look implements RareMembers {
  hasModifier = false;
  hasNoValueMark = false;
  longestList = 0;

  through(value: JsonObject): void {
    for (const name in value) {
      const member = value[name];
      if (member === undefined) continue;
      if (isModifier(name)) this.hasModifier = true;
      if (typeof member === 'string') this.#at(name, member);
      else if (typeof member === 'object') this.#below(member);
    }
  }

  #at(name: string, text: string): void {
    if (text === cancelledMarkUrl) this.hasModifier = true;
    if (name === 'url') this.hasNoValueMark ||= NO_VALUE.test(text);
    else if (name === 'system') this.hasNoValueMark ||= NO_VALUE_SYSTEM.test(text);
  }

  #below(member: Json): void {
    if (!isJsonArray(member)) {
      if (isJsonObject(member)) this.through(member);
      return;
    }
    if (member.length > this.longestList) this.longestList = member.length;
    for (const item of member) if (typeof item === 'object') this.#below(item);
  }
}
