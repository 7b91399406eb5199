import { writtenChannel } from '../../core/channel/address.ts'
import { resolvedChannel, resolvedElsewhere } from '../../core/channel/resolved.ts'
import type { Innertube } from './innertube.ts'
import { Unanswered } from './unanswered.ts'

/**
 * The id of the channel that a handle, an address or an id names. `no_address`: it is none of these. Null: YouTube
 * knows no such channel. Old names lead to newer addresses: one such step is followed.
 */
export async function resolveChannel(
  written: string,
  innertube: Innertube,
): Promise<string | 'no_address' | null> {
  const address = writtenChannel(written)
  if (!address) return 'no_address'
  if (address.by === 'id') return address.id
  let { url } = address
  for (let step = 0; step < 2; step++) {
    const answer = await resolved(url, innertube)
    const id = resolvedChannel(answer)
    if (id) return id
    const elsewhere = resolvedElsewhere(answer)
    if (!elsewhere) return null
    url = elsewhere
  }
  return null
}

async function resolved(url: string, innertube: Innertube): Promise<unknown> {
  try {
    return await innertube.ask('/navigation/resolve_url', { url })
  } catch (error) {
    // An address that leads nowhere is answered 404, which is an answer.
    if (error instanceof Unanswered && error.status === 404) return null
    throw error
  }
}
