/** Whether a set has a code; `unknown`: the value set or the system's codes are not here. */
export type Membership = 'in' | 'out' | 'unknown';

/** In either set; a set that can't tell leaves it open unless the other one has the code. */
export function either(first: Membership, second: Membership): Membership {
  if (first === 'in' || second === 'in') return 'in';
  return first === 'unknown' || second === 'unknown' ? 'unknown' : 'out';
}

/** In both sets; a set that can't tell leaves it open unless the other one lacks the code. */
export function both(first: Membership, second: Membership): Membership {
  if (first === 'out' || second === 'out') return 'out';
  return first === 'unknown' || second === 'unknown' ? 'unknown' : 'in';
}

/** In the first set and not in the second. */
export function without(first: Membership, second: Membership): Membership {
  if (second === 'unknown') return both(first, 'unknown');
  return both(first, second === 'in' ? 'out' : 'in');
}
