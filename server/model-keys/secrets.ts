import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

export interface SecretKey {
  id: string
  /** 32 bytes. */
  key: Buffer
}

export interface Sealed {
  /** Of the key that opens it. */
  secretId: string
  /** Nonce (12 bytes), tag (16), ciphertext. */
  sealed: Buffer
}

/** Whose it is and what for: sealed as something else it does not open. */
export interface Purpose {
  accountId: string
  what: 'model-key'
}

const [NONCE, TAG] = [12, 16]

/** AES-256-GCM. A random nonce under one key is good for some four thousand million secrets (NIST SP 800-38D). */
export class Secrets {
  readonly #keys: readonly SecretKey[]
  constructor(keys: readonly SecretKey[]) {
    this.#keys = keys
  }

  /** null: there is none to seal with. */
  get newest(): string | null {
    return this.#keys[0]?.id ?? null
  }

  seal(secret: string, purpose: Purpose): Sealed {
    const newest = this.#keys[0]
    if (!newest) throw new Error('There is no key to seal with')
    const nonce = randomBytes(NONCE)
    const cipher = createCipheriv('aes-256-gcm', newest.key, nonce).setAAD(aadOf(purpose))
    const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
    return { secretId: newest.id, sealed: Buffer.concat([nonce, cipher.getAuthTag(), text]) }
  }

  /** null where its key is not here any more, or it is not what was sealed for this purpose. */
  open({ secretId, sealed }: Sealed, purpose: Purpose): string | null {
    const found = this.#keys.find(({ id }) => id === secretId)
    if (!found || sealed.length < NONCE + TAG) return null
    const decipher = createDecipheriv('aes-256-gcm', found.key, sealed.subarray(0, NONCE), {
      authTagLength: TAG,
    })
    decipher.setAAD(aadOf(purpose)).setAuthTag(sealed.subarray(NONCE, NONCE + TAG))
    try {
      return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]).toString('utf8')
    } catch {
      return null
    }
  }
}

const aadOf = ({ accountId, what }: Purpose): Buffer => Buffer.from(`ownwords ${what} ${accountId}`)
