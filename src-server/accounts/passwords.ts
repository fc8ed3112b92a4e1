/** Password hashes: scrypt with a salt of its own each, `scrypt$N$salt$hash` (RFC 7914; N as OWASP advises). */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

const cost = 2 ** 15
const keyBytes = 32

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, cost)
  return ['scrypt', cost, salt.toString('base64'), key.toString('base64')].join('$')
}

/** @param stored null for an account that does not exist: takes as long, and is false */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  const [, storedCost, salt, key] = (stored ?? unknownAccount).split('$')
  const derived = await derive(password, Buffer.from(salt!, 'base64'), Number(storedCost))
  return timingSafeEqual(derived, Buffer.from(key!, 'base64')) && stored !== null
}

const unknownAccount = `scrypt$${cost}$${Buffer.alloc(16).toString('base64')}$${Buffer.alloc(keyBytes).toString('base64')}`

function derive(password: string, salt: Buffer, n: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, keyBytes, { N: n, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }, (error, key) => (error ? reject(error) : resolve(key)))
  })
}
