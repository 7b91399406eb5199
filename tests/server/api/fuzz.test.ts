import type { AddressInfo } from 'node:net'
import { type ServerType, serve } from '@hono/node-server'
import { expect, it, onTestFinished } from 'vitest'
import { usualLimits } from '../../../server/config/limits.ts'
import { openapiJson } from '../../../server/openapi.ts'
import { fuzzRequests } from '../../bench/fuzz/requests.ts'
import { asCommand, send } from '../../bench/fuzz/send.ts'
import { mintCaller, openApi } from '../support/api.ts'

it('answers 300 requests, right, nearly right and hostile, without an error of its own', async () => {
  // Every host: the socket has a port of its own.
  const api = await openApi({ limits: { ...usualLimits, perToken: 10_000 } })
  // A server puts a Request of its own in the global's place, and needs it there; other tests do not.
  const { Request, Response } = globalThis
  onTestFinished(() => void Object.assign(globalThis, { Request, Response }))
  const server = await new Promise<ServerType>(resolve => {
    const listening: ServerType = serve({ fetch: api.fetch, port: 0, hostname: '127.0.0.1' }, () =>
      resolve(listening),
    )
  })
  onTestFinished(() => {
    if ('closeAllConnections' in server) server.closeAllConnections()
    server.close()
  })
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  let { token } = await mintCaller()
  const { request, learn } = fuzzRequests(JSON.parse(openapiJson()), 7)
  const statuses = new Map<number, number>()
  const broken: string[] = []
  for (let i = 0; i < 300; i++) {
    const asked = request(i)
    const answer = await send(address, token, asked)
    learn(asked.path, answer.body)
    const class_ = Math.floor(answer.status / 100)
    statuses.set(class_, (statuses.get(class_) ?? 0) + 1)
    if (answer.status === 401) token = (await mintCaller()).token
    if (answer.status >= 500) broken.push(`${answer.status} ${answer.body}\n${asCommand(address, asked)}`)
  }
  expect(broken).toEqual([])
  // It reached what it was made for: much of it was done, much of it refused.
  expect(statuses.get(2)).toBeGreaterThan(30)
  expect(statuses.get(4)).toBeGreaterThan(100)
})
