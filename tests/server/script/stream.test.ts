import { EventSourceParserStream } from 'eventsource-parser/stream'
import { expect, it } from 'vitest'
import { Sequenced } from '../../../core/contract/script.ts'
import { followScripts } from '../../../server/script/follow.ts'
import { putBeat, scriptCreator } from '../support/script.ts'

async function creator() {
  const made = await scriptCreator()
  const { api, token, branchId } = made
  return {
    ...made,
    /** The first `count` changes that a stream tells. */
    async told(
      count: number,
      { query = '', headers = {} }: { query?: string; headers?: Record<string, string> },
    ) {
      const gone = new AbortController()
      const path = `/branches/${branchId}/changes/stream${query}`
      const answer = await api.ask(path, { token, headers, signal: gone.signal })
      const seen: { id: string; change: Sequenced }[] = []
      const parsed = answer
        .body!.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>)
        .pipeThrough(new EventSourceParserStream())
      for await (const { id, event, data } of parsed) {
        expect(event).toBe('change')
        seen.push({ id: id!, change: Sequenced.parse(JSON.parse(data)) })
        if (seen.length === count) break
      }
      gone.abort()
      return seen
    },
  }
}

it('tells what is there, then what comes, each by its number', async () => {
  const { told, change } = await creator()
  await change(putBeat(0))
  const seen = told(3, {})
  await change(putBeat(1))
  await change(putBeat(2))
  expect((await seen).map(({ id, change }) => [id, change.seq, change.op.do])).toEqual([
    ['1', 1, 'beat.put'],
    ['2', 2, 'beat.put'],
    ['3', 3, 'beat.put'],
  ])
})

it('goes on after the last one that was seen, by `after` or by Last-Event-ID, which is newer', async () => {
  const { told, change } = await creator()
  await change(putBeat(0), putBeat(1), putBeat(2))
  expect((await told(1, { query: '?after=1' })).map(({ id }) => id)).toEqual(['2'])
  expect(
    (await told(1, { query: '?after=1', headers: { 'last-event-id': '2' } })).map(({ id }) => id),
  ).toEqual(['3'])
})

it('gives more changes than one read holds', async () => {
  const { told, change } = await creator()
  for (let round = 0; round < 7; round++)
    await change(
      ...Array.from({ length: 90 }, () => ({ ...putBeat(0, '0190aaaa-0000-7000-8000-000000000001') })),
    )
  expect(await told(630, {})).toHaveLength(630)
})

it('ends when the project is deleted', async () => {
  const { api, token, projectId, accountId, branchId, database, change } = await creator()
  await change(putBeat())
  const follow = followScripts(database, 20)
  const seen: (number | 'ping')[] = []
  for await (const item of follow(accountId, branchId, 0, AbortSignal.timeout(10_000))) {
    seen.push(item === 'ping' ? item : item.seq)
    if (item !== 'ping') await api.ask(`/projects/${projectId}`, { method: 'DELETE', token })
  }
  expect(seen[0]).toBe(1)
})
