/** Text as PostgreSQL holds it: without zero bytes, which programs print. Pure. */
export const printable = (text: string): string => text.replaceAll('\0', '␀')
