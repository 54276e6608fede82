/** What the inputs of a layer name can be replaced while it is made: the archive no longer has a package of the set. */

/** The layer gets the key of what took its place. */
export class Replaced extends Error {}

/** Anew, from the inputs on, each time that some were replaced. */
export async function untilSettled<T>(make: () => Promise<T>): Promise<T> {
  try {
    return await make()
  } catch (failure) {
    if (failure instanceof Replaced) return untilSettled(make)
    throw failure
  }
}
