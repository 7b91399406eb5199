import type { DeviceCode } from '../../core/contract/account.ts'

/** Whatever became of signing in sets cookies: the values of `Set-Cookie`, one each. */
export type Cookies = string[]

export type SignedIn = { signedIn: true; cookies: Cookies } | { signedIn: false; why: 'wrong' | 'too_old' }

/** A device that waits for an answer, as whoever is signed in may see it. */
export type AskingDevice =
  | { state: 'waiting'; userCode: string; label: string; askedAt: Date }
  /** Unknown, too old, answered already, or shown to somebody else before. */
  | { state: 'gone' }

export type Redeemed =
  | { state: 'approved'; accountId: string; label: string }
  | { state: 'authorization_pending' | 'slow_down' | 'code_expired' | 'code_refused' }

/**
 * People who sign in, and the devices that they approve. `headers` are a browser's: of its cookie it says who it is.
 * Sessions stay here: whoever asks the API has a token.
 */
export interface People {
  /** Where the server is for everybody, without a path. */
  publicUrl: string
  byMail: boolean
  byGoogle: boolean
  /** @returns whether the mail server took it; it goes to any address, known or not */
  sendCode(email: string): Promise<boolean>
  /** Who has never been here gets an account. A code works once, and bears a few wrong tries. */
  signIn(email: string, code: string): Promise<SignedIn>
  /** Where at Google to go, to come back to `path`. */
  goToGoogle(path: string): Promise<{ url: string; cookies: Cookies }>
  /** What Google sends the browser back with. */
  backFromGoogle(request: Request): Promise<Response>
  /** The account of whoever is signed in. */
  whoIs(headers: Headers): Promise<string | null>
  signOut(headers: Headers): Promise<Cookies>
  beginPairing(label: string): Promise<DeviceCode>
  /** Of an approved code once; it is gone then. */
  redeem(deviceCode: string): Promise<Redeemed>
  askingDevice(userCode: string, headers: Headers): Promise<AskingDevice>
  /** @returns whether it still waited for this answer from this person */
  answerDevice(userCode: string, answer: 'approve' | 'refuse', headers: Headers): Promise<boolean>
}
