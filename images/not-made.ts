/** Thrown where something would have to be made, by work that only looks. */
export class NotMade extends Error {}
