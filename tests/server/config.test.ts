import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { createLog } from '../../server/log.ts'

describe('the configuration', () => {
  it('of an empty environment is the embedded database on the loopback, and no model', () => {
    expect(readConfig({ XDG_DATA_HOME: '/home/ada/data' })).toEqual({
      host: '127.0.0.1',
      port: 8787,
      logLevel: 'info',
      pairing: 'loopback',
      publicUrl: null,
      role: 'all',
      youtube: { channels: false, transcripts: false },
      dataFolder: join('/home/ada/data', 'ownwords'),
      databaseUrl: `pglite:${join('/home/ada/data', 'ownwords', 'database')}`,
      model: null,
    })
  })

  it('takes an empty variable for one that is not set', () => {
    const empty = { PORT: '', HOST: '', LOG_LEVEL: '', DATABASE_URL: '', OPENAI_API_KEY: '', ROLE: '' }
    expect(readConfig({ ...empty, OWNWORDS_DATA: '/data' })).toEqual(readConfig({ OWNWORDS_DATA: '/data' }))
  })

  it.each([
    ['off', { channels: false, transcripts: false }],
    ['channels', { channels: true, transcripts: false }],
    ['all', { channels: true, transcripts: true }],
  ])('lets the server ask YouTube as far as YOUTUBE=%s says', (YOUTUBE, youtube) => {
    expect(readConfig({ YOUTUBE }).youtube).toEqual(youtube)
  })

  it('has a model with a key, or with an address and a name', () => {
    expect(readConfig({ OPENAI_API_KEY: 'k' }).model).toEqual({
      apiKey: 'k',
      baseUrl: 'https://api.openai.com/v1',
      model: 'gpt-5-mini',
    })
    const local = { OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1', OPENAI_MODEL: 'llama3.1' }
    expect(readConfig(local).model).toEqual({
      apiKey: null,
      baseUrl: 'http://127.0.0.1:11434/v1',
      model: 'llama3.1',
    })
  })

  it.each([
    [{ PORT: '80a' }, 'PORT is not usable: it takes a whole number from 0 to 65535 (0: any free one).'],
    [{ PORT: '65536' }, 'PORT is not usable: it takes a whole number from 0 to 65535 (0: any free one).'],
    [{ HOST: 'a b' }, 'HOST is not usable: it takes the name or address to listen on, such as 127.0.0.1.'],
    [
      { LOG_LEVEL: 'loud' },
      'LOG_LEVEL is not usable: it takes one of trace, debug, info, warn, error, fatal, silent.',
    ],
    [{ PAIRING: 'on' }, 'PAIRING is not usable: it takes loopback or off.'],
    [
      { PUBLIC_URL: 'ownwords' },
      'PUBLIC_URL is not usable: it takes an address such as https://ownwords.example.org.',
    ],
    [{ ROLE: 'boss' }, 'ROLE is not usable: it takes all, api or worker.'],
    [
      { ROLE: 'worker' },
      'ROLE is not usable: worker needs a DATABASE_URL, because the embedded database belongs to one process; leave ROLE out.',
    ],
    [
      { DATABASE_URL: 'mysql://root:hunter2@db/x' },
      'DATABASE_URL is not usable: it takes postgres://user:password@host/name, or nothing for the embedded database.',
    ],
    [
      { OPENAI_BASE_URL: 'ftp://hunter2' },
      'OPENAI_BASE_URL is not usable: it takes an address such as http://127.0.0.1:11434/v1.',
    ],
    [
      { OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1' },
      'OPENAI_MODEL is not set: with OPENAI_BASE_URL it takes the name of a model that this server has, such as llama3.1.',
    ],
  ])('refuses %o in one sentence', (environment, sentence) => {
    expect(() => readConfig(environment)).toThrow(
      expect.objectContaining({ name: 'Refusal', message: sentence }),
    )
  })
})

it('the log never has a secret in it', () => {
  const lines: string[] = []
  const log = createLog('info', { write: line => lines.push(line) })
  const secret = 'hunter2'
  log.info({ authorization: secret, token: secret, apiKey: secret, password: secret })
  log.info({ req: { headers: { authorization: secret, cookie: secret } }, config: { databaseUrl: secret } })
  expect(lines).toHaveLength(2)
  expect(lines.join()).not.toContain(secret)
})
