import { expect, it } from 'vitest'
import { politeFetch } from '../../../server/youtube/polite-fetch.ts'

it('reads a request of whatever class, since a server that listens has replaced the global one', async () => {
  const asked: string[] = []
  const fetch = politeFetch(async (input, init) => {
    asked.push(`${init?.method} ${input}`)
    return new Response('{}')
  }, new AbortController().signal)
  const found = globalThis.Request
  const request = new Request('https://www.youtube.com/youtubei/v1/browse', { method: 'POST' })
  try {
    globalThis.Request = class extends found {}
    expect((await fetch(request)).status).toBe(200)
  } finally {
    globalThis.Request = found
  }
  expect(asked).toEqual(['POST https://www.youtube.com/youtubei/v1/browse'])
})

it('goes to YouTube’s own addresses and nowhere else', async () => {
  const fetch = politeFetch(
    () => Promise.reject(new Error('somebody was asked')),
    new AbortController().signal,
  )
  for (const address of [
    'http://www.youtube.com/youtubei/v1/browse',
    'https://www.youtube.com.evil.example/youtubei/v1/browse',
    'https://www.youtube.com/logout',
    'https://127.0.0.1/youtubei/v1/browse',
  ])
    await expect(fetch(address)).rejects.toMatchObject({ name: 'Unanswered' })
})
