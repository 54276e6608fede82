/** Numbers in sentences. Pure. */
export const counted = (count: number, one: string, many = `${one}s`) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`

export const numberOf = (count: number) => count.toLocaleString('zh')
