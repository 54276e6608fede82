/** Packages of a layer can be replaced while it is made: the archive no longer has one of them. */

/** Thrown then: the layer must get the key of the replacement. */
export class Replaced extends Error {}

/** Repeats `make`, which computes the inputs again, as long as it throws `Replaced`. */
export async function untilNotReplaced<T>(make: () => Promise<T>): Promise<T> {
  try {
    return await make()
  } catch (failure) {
    if (failure instanceof Replaced) return untilNotReplaced(make)
    throw failure
  }
}
