import type { Json } from '../json/json.ts';
import { type Continuation, type Frame, NONE, ONE, type Step, spend } from './frame.ts';
import type { ElementKey, ElementShape, TypeModel } from './model.ts';
import { isObject, isParent, type Value } from './value.ts';

const FEW_KEYS = 3;

/** The step to a child of a type; a type's own name leads to the item itself (Task.code). */
export function memberStep(
  model: TypeModel,
  at: readonly [string, string],
  next: Continuation,
): Step {
  const [type, name] = at;
  const shape = model.child(type, name) ?? choiceMember(model, type, name);
  if (shape === undefined) {
    return /^[A-Z]/.test(name) && model.isSubtype(type, name) ? next.enter(type) : NONE;
  }
  const only = shape.keys[0];
  if (only === undefined) return NONE;
  const steps =
    shape.keys.length === 1 ? keyStep(model, only, next) : choiceStep(model, shape, next);
  return model.isPrimitive(type)
    ? (_value, sibling, frame) => steps(sibling ?? null, undefined, frame)
    : steps;
}

/** Continues with each resource by its own type. */
export function resourceStep(model: TypeModel, next: Continuation): Step {
  const steps = new Map<string, Step>();
  return (value, sibling, frame) => {
    const named = isParent(value) ? value.resourceType : undefined;
    const known = typeof named === 'string' ? steps.get(named) : undefined;
    if (known !== undefined) return known(value, sibling, frame);
    const type = typeof named === 'string' && model.isResource(named) ? named : 'Resource';
    const step = steps.get(type) ?? next.enter(type);
    steps.set(type, step);
    return step(value, sibling, frame);
  };
}

/** Runs each child of an item through a continuation. */
export function childrenStep(model: TypeModel, type: string, next: Continuation): Step {
  const primitive = model.isPrimitive(type);
  const keys = keyTable([...model.children(type).values()]);
  const untyped: ElementKey = { key: '', type: '', primitive: false };
  const steps = new Map<string, Step>();
  const stepOf = (member: string): Step => {
    const key = member.startsWith('_') ? member.slice(1) : member;
    const known = steps.get(key);
    if (known !== undefined) return known;
    const element = keys.get(key);
    const step = keyStep(model, element ?? { ...untyped, key }, next);
    if (element !== undefined) steps.set(key, step);
    return step;
  };
  return (value, sibling, frame) => {
    const parent: Value = primitive ? (sibling ?? null) : value;
    if (!isObject(parent)) return 0;
    let count = 0;
    for (const member in parent) {
      if (member === 'resourceType' || !spend(frame, 1)) continue;
      if (member.startsWith('_') && parent[member.slice(1)] !== undefined) continue;
      count += stepOf(member)(parent, undefined, frame);
      if (next.stop && count > 0) return count;
    }
    return count;
  };
}

function choiceMember(model: TypeModel, type: string, name: string): ElementShape | undefined {
  for (const shape of model.children(type).values()) {
    const key = shape.keys.length > 1 ? shape.keys.find((one) => one.key === name) : undefined;
    if (key !== undefined) return { many: shape.many, keys: [key] };
  }
  return undefined;
}

function enterType(model: TypeModel, type: string, next: Continuation): Step {
  return type === 'Resource' || type === 'DomainResource'
    ? resourceStep(model, next)
    : next.enter(type);
}

function keyStep(model: TypeModel, element: ElementKey, next: Continuation): Step {
  const { key, primitive } = element;
  const step = enterType(model, element.type, next);
  if (primitive) {
    return step === ONE ? primitiveCount(key, next.stop) : primitiveStep(key, step, next.stop);
  }
  return step === ONE ? complexCount(key) : complexStep(key, step, next.stop);
}

function complexCount(key: string): Step {
  return (value) => {
    if (!isParent(value)) return 0;
    const child = value[key];
    if (child === undefined || child === null) return 0;
    return Array.isArray(child) ? child.length : 1;
  };
}

function complexStep(key: string, step: Step, stop: boolean): Step {
  return (value, _sibling, frame) => {
    if (!isParent(value)) return 0;
    const child = value[key];
    if (child === undefined || child === null) return 0;
    if (!Array.isArray(child)) return step(child, undefined, frame);
    if (!spend(frame, child.length)) return 0;
    let count = 0;
    for (const item of child) {
      count += step(item, undefined, frame);
      if (stop && count > 0) return count;
    }
    return count;
  };
}

function primitiveCount(key: string, stop: boolean): Step {
  const beside = `_${key}`;
  return (value) => {
    if (!isParent(value)) return 0;
    const child = value[key];
    if (child !== undefined && child !== null && !Array.isArray(child)) return 1;
    if (stop && Array.isArray(child) && child.length > 0) return 1;
    const sibling = value[beside];
    if (child === undefined && sibling === undefined) return 0;
    return Math.max(lengthOf(child), lengthOf(sibling));
  };
}

function lengthOf(value: Json | undefined): number {
  if (value === undefined || value === null) return 0;
  return Array.isArray(value) ? value.length : 1;
}

function primitiveStep(key: string, step: Step, stop: boolean): Step {
  const beside = `_${key}`;
  return (value, _sibling, frame) => {
    if (!isParent(value)) return 0;
    const child = value[key];
    const sibling = value[beside];
    if (sibling === undefined && !Array.isArray(child)) {
      return child === undefined || child === null ? 0 : step(child, undefined, frame);
    }
    return eachPrimitive([child, sibling], step, stop, frame);
  };
}

function eachPrimitive(
  at: readonly [Json | undefined, Json | undefined],
  step: Step,
  stop: boolean,
  frame: Frame,
): number {
  const [child, sibling] = at;
  const length = Math.max(lengthOf(child), lengthOf(sibling));
  if (!spend(frame, length)) return 0;
  let count = 0;
  for (let index = 0; index < length; index += 1) {
    const value = Array.isArray(child)
      ? (child[index] ?? null)
      : index === 0
        ? (child ?? null)
        : null;
    const beside = Array.isArray(sibling) ? sibling[index] : index === 0 ? sibling : undefined;
    count += step(value, isObject(beside) ? beside : undefined, frame);
    if (stop && count > 0) return count;
  }
  return count;
}

/** A choice of few types is looked up by key, one of many by the members that are there. */
function choiceStep(model: TypeModel, shape: ElementShape, next: Continuation): Step {
  if (shape.keys.length <= FEW_KEYS) return fewStep(model, shape, next);
  const stem = shared(shape.keys.map((key) => key.key));
  const table = keyTable([shape]);
  const steps = new Map<string, Step>();
  const stepOf = (element: ElementKey): Step => {
    const step = steps.get(element.key) ?? keyStep(model, element, next);
    steps.set(element.key, step);
    return step;
  };
  return (value, _sibling, frame) => {
    if (!isParent(value)) return 0;
    for (const member in value) {
      if (!member.startsWith(stem, member.charCodeAt(0) === UNDERSCORE ? 1 : 0)) continue;
      const element = table.get(member);
      if (element !== undefined) return stepOf(element)(value, undefined, frame);
    }
    return 0;
  };
}

const UNDERSCORE = 95;

function fewStep(model: TypeModel, shape: ElementShape, next: Continuation): Step {
  const choices = shape.keys.map((element) => {
    let step: Step | undefined;
    return {
      key: element.key,
      beside: `_${element.key}`,
      run: (): Step => {
        step ??= keyStep(model, element, next);
        return step;
      },
    };
  });
  return (value, _sibling, frame) => {
    if (!isParent(value)) return 0;
    for (const choice of choices) {
      if (value[choice.key] !== undefined || value[choice.beside] !== undefined) {
        return choice.run()(value, undefined, frame);
      }
    }
    return 0;
  };
}

function keyTable(shapes: readonly ElementShape[]): ReadonlyMap<string, ElementKey> {
  const table = new Map<string, ElementKey>();
  for (const shape of shapes) {
    for (const element of shape.keys) {
      table.set(element.key, element);
      if (element.primitive) table.set(`_${element.key}`, element);
    }
  }
  return table;
}

function shared(keys: readonly string[]): string {
  let stem = keys[0] ?? '';
  for (const key of keys) {
    while (!key.startsWith(stem)) stem = stem.slice(0, -1);
  }
  return stem;
}
