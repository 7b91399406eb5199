import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { ClosedAddress, guardedFetch } from '../../../server/model-keys/guarded-fetch.ts'
import { isPublicAddress } from '../../../server/model-keys/public-address.ts'

it.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '2606:4700::1111', '2a00:1450:4001::1'])(
  '%s is public',
  address => {
    expect(isPublicAddress(address)).toBe(true)
  },
)

it.each([
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '127.9.9.9',
  '169.254.169.254',
  '172.16.0.1',
  '192.168.1.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:8.8.8.8',
  '::ffff:127.0.0.1',
  '64:ff9b::7f00:1',
  'fc00::1',
  'fd12::1',
  'fe80::1',
  'ff02::1',
  '2001:db8::1',
  '2002:7f00:1::',
  'nonsense',
])('%s is not public', address => {
  expect(isPublicAddress(address)).toBe(false)
})

/** Counts who comes. */
async function listener() {
  let reached = 0
  const server = createServer((_request, response) => {
    reached++
    response.end('secret')
  })
  server.on('connection', () => reached++)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { port: (server.address() as AddressInfo).port, reached: () => reached }
}

it.each(['127.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1', 'localhost'])(
  'connects to nobody at https://%s',
  async host => {
    const { port, reached } = await listener()
    await expect(guardedFetch()(`https://${host}:${port}/v1`)).rejects.toThrow(ClosedAddress)
    expect(reached()).toBe(0)
  },
)

it('asks nobody but by https', async () => {
  await expect(guardedFetch()('http://8.8.8.8/v1')).rejects.toThrow('https')
})

it('looks at what a name stands for each time that it connects: a second answer leads nowhere', async () => {
  const { port, reached } = await listener()
  const answers = [
    [{ address: '127.0.0.1', family: 4 }],
    [
      { address: '8.8.8.8', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ],
  ]
  let asked = 0
  const fetch = guardedFetch({ lookup: (_name, done) => done(null, answers[asked++ % 2]!) })
  for (let i = 0; i < 2; i++)
    await expect(fetch(`https://rebound.example:${port}/`)).rejects.toThrow(ClosedAddress)
  expect([asked, reached()]).toEqual([2, 0])
})

it('says that a name is not known as the look-up says it', async () => {
  const unknown = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' })
  const fetch = guardedFetch({ lookup: (_name, done) => done(unknown, []) })
  await expect(fetch('https://nowhere.example/')).rejects.toMatchObject({ code: 'ENOTFOUND' })
})
