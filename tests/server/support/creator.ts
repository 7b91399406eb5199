import { type Capture, Source, SourceDetail } from '../../../core/contract/source.ts'
import { mintCreator } from './api.ts'

/** An account with a project, and what it asks most of its sources. */
export async function sourceCreator() {
  const minted = await mintCreator()
  const { api, token } = minted
  const put = (capture: Capture) => api.ask(`/sources/${capture.id}`, { method: 'PUT', token, json: capture })
  return {
    ...minted,
    put,
    /** Puts what must be taken. */
    async store(capture: Capture): Promise<Source> {
      const answer = await put(capture)
      if (!answer.ok) throw new Error(`It was not stored: ${answer.status} ${await answer.text()}`)
      return Source.parse(await answer.json())
    },
    get: async (id: string) => SourceDetail.parse(await (await api.ask(`/sources/${id}`, { token })).json()),
  }
}

/** The time of the n-th capture of one source. */
export const at = (minute: number): string => new Date(Date.UTC(2026, 10, 20, 12, minute)).toISOString()
