import type { Collection, Db, FindCursor } from 'mongodb';

type Run = <Value>(call: () => Value) => Value;

const CALLS = new Set([
  'insertOne',
  'insertMany',
  'updateOne',
  'replaceOne',
  'deleteOne',
  'deleteMany',
  'findOne',
  'bulkWrite',
  'distinct',
  'countDocuments',
]);

/** Calls of the driver go through a function that may fail them. */
export function through(run: Run): (database: Db) => Db {
  return (database) =>
    new Proxy(database, {
      get(target, name) {
        if (name !== 'collection') return Reflect.get(target, name);
        return (...args: Parameters<Db['collection']>) =>
          collectionThrough(target.collection(...args), run);
      },
    });
}

function collectionThrough(collection: Collection, run: Run): Collection {
  return new Proxy(collection, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      if (name === 'find') {
        return (...args: unknown[]) => cursorThrough(member.apply(target, args), run);
      }
      if (!CALLS.has(String(name))) return member.bind(target);
      // A fault of a driver's call is a rejection, never an exception.
      return async (...args: unknown[]) => run(() => member.apply(target, args));
    },
  });
}

function cursorThrough(cursor: FindCursor, run: Run): FindCursor {
  return new Proxy(cursor, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      if (name === 'toArray') return async () => run(() => target.toArray());
      return (...args: unknown[]) => {
        const next: unknown = member.apply(target, args);
        return next === target ? cursorThrough(target, run) : next;
      };
    },
  });
}
