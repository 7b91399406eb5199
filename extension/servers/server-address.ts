import { DEFAULT_SERVER } from '../../core/contract/extension.ts'
import { err, ok, type Result } from '../../core/contract/result.ts'
import { isLoopback } from '../api/pairing.ts'
import { type ApiFailure, failure } from '../api/request.ts'

/** Scheme, host and port of what the creator wrote. Without a scheme it is one of this computer or a secure one. */
export function serverAddress(written: string): Result<string, ApiFailure> {
  const address = written.trim()
  const url = /^[a-z]+:\/\//i.test(address)
    ? address
    : `${isLoopback(`http://${address}`) ? 'http' : 'https'}://${address}`
  if (address && URL.canParse(url)) {
    const { protocol, origin, username, password } = new URL(url)
    if (/^https?:$/.test(protocol) && !username && !password) return ok(origin)
  }
  return err(
    failure(
      'bad_address',
      `“${address.slice(0, 100)}” is no address of a server. It looks like ${DEFAULT_SERVER}.`,
    ),
  )
}
