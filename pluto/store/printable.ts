/** Replaces zero bytes, which programs print and PostgreSQL refuses. Pure. */
export const printable = (text: string): string => text.replaceAll('\0', '␀')
