const PLAIN_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const NAME_LENGTH_MAX = 64;

/** Where a reader stands in one open object or array. */
export interface PlaceFrame {
  readonly isObject: boolean;
  /** The member being read; undefined before the first one. */
  name: string | undefined;
  index: number;
}

/** FHIRPath steps from the root to the place: `.entry[0].resource`. */
export function stepsOf(frames: readonly PlaceFrame[]): string {
  let steps = '';
  for (const frame of frames) {
    if (!frame.isObject) steps += `[${frame.index}]`;
    else if (frame.name !== undefined) steps += `.${step(frame.name)}`;
  }
  return steps;
}

function step(name: string): string {
  // What stands beside a primitive (`_birthDate`) has the primitive's path in FHIRPath.
  const element = name.startsWith('_') && !name.startsWith('__') ? name.slice(1) : name;
  if (element.length <= NAME_LENGTH_MAX && PLAIN_NAME.test(element)) return element;
  return `\`${clipped(element).replace(/[`\\]/g, '\\$&')}\``;
}

/** At most 64 characters of a text, for messages. */
export function clipped(text: string): string {
  return text.length <= NAME_LENGTH_MAX ? text : `${text.slice(0, NAME_LENGTH_MAX - 1)}…`;
}

/** True for a text that can be a resource type's name. */
export function isTypeName(text: string): boolean {
  return text.length <= NAME_LENGTH_MAX && PLAIN_NAME.test(text);
}
