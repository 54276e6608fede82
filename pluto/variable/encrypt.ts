/** Encrypts values at rest (AES-256-GCM, the cloud's key); one that is encrypted for one place is not decrypted at another. Pure but for randomness. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** @param place authenticated with the value: `application/environment/NAME` */
export function encrypt(value: string, key: Buffer, place: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place))
  const body = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')
}

export function decrypt(encrypted: string, key: Buffer, place: string): string {
  const bytes = Buffer.from(encrypted, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(Buffer.from(place))
  decipher.setAuthTag(bytes.subarray(12, 28))
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
}
