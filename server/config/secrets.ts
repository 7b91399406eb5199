import { z } from 'zod'
import type { SecretKey } from '../model-keys/secrets.ts'
import type { Complain } from './variables.ts'

export const secretVariables = {
  USER_SECRET_KEYS: z
    .string()
    .optional()
    .describe('what the secrets of the people who use this server are sealed with'),
}

const FORM =
  'it takes id:key, or several with commas between, the newest first; an id has letters, digits and dashes, a key is 32 random bytes in base64, such as `openssl rand -base64 32` prints'

/** The first seals, all open. Empty: nobody's secrets are kept. */
export function readSecretKeys(
  { USER_SECRET_KEYS: given }: { USER_SECRET_KEYS?: string },
  complain: Complain,
): SecretKey[] {
  if (given === undefined) return []
  const keys = given.split(',').map(part => {
    const [, id = '', key = ''] = /^\s*([\w-]{1,32}):([A-Za-z0-9+/_-]{43}=?)\s*$/.exec(part) ?? []
    return { id, key: Buffer.from(key, 'base64') }
  })
  if (keys.some(({ key }) => key.length !== 32)) complain('USER_SECRET_KEYS', `is not usable: ${FORM}`)
  else if (new Set(keys.map(({ id }) => id)).size < keys.length)
    complain('USER_SECRET_KEYS', 'is not usable: two keys have the same id')
  return keys
}
