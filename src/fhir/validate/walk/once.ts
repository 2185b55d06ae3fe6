/** A computation that is done when it is first asked for, and not again. */
export function once<Value>(compute: () => Value): () => Value {
  let done: { readonly value: Value } | undefined;
  return () => {
    done ??= { value: compute() };
    return done.value;
  };
}
