import { homedir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readConfig, variables } from '../../server/config.ts'
import { createLog } from '../../server/log.ts'

describe('the configuration', () => {
  it('of an empty environment is the embedded database on the loopback, and no model', () => {
    expect(readConfig({ XDG_DATA_HOME: '/home/ada/data' })).toEqual({
      host: '127.0.0.1',
      port: 8787,
      logLevel: 'info',
      pairing: 'loopback',
      publicUrl: null,
      people: null,
      role: 'all',
      migrate: true,
      youtube: { channels: false, transcripts: false },
      dataFolder: join('/home/ada/data', 'ownwords'),
      databaseUrl: `pglite:${join('/home/ada/data', 'ownwords', 'database')}`,
      telemetry: { collector: null, sentry: null, posthog: null },
      databasePool: 10,
      model: null,
      budget: { runTokens: 300_000, monthTokens: 10_000_000, runDollars: null, monthDollars: null },
      price: null,
      embedding: null,
      embeddingBudget: { runTokens: null, monthTokens: null, runDollars: null, monthDollars: null },
      limits: {
        trustedProxies: null,
        perToken: 1_200,
        perAddress: 6_000,
        atOnce: 40,
        streams: 40,
        quotas: { projects: null, sources: null, bytes: null },
        ceiling: { monthTokens: null, monthDollars: null },
      },
      secretKeys: [],
    })
  })

  it('keeps so much of an account and pays so much for it as is said, and without a word no limit', () => {
    expect(
      readConfig({
        QUOTA_PROJECTS: '50',
        QUOTA_SOURCES: '2000',
        QUOTA_MEGABYTES: '500',
        ACCOUNT_MONTH_TOKENS: '3000000',
        ACCOUNT_MONTH_DOLLARS: '2.50',
      }).limits,
    ).toMatchObject({
      quotas: { projects: 50, sources: 2_000, bytes: 524_288_000 },
      ceiling: { monthTokens: 3_000_000, monthDollars: 2.5 },
    })
    expect(readConfig({ ACCOUNT_MONTH_TOKENS: 'off' }).limits.ceiling.monthTokens).toBeNull()
  })

  it('seals people’s secrets with the first key, and knows the older ones', () => {
    const [a, b] = ['A'.repeat(43), 'B'.repeat(43)]
    expect(readConfig({ USER_SECRET_KEYS: `2026-11:${a}=, old_1:${b}` }).secretKeys).toEqual([
      { id: '2026-11', key: Buffer.from(a, 'base64') },
      { id: 'old_1', key: Buffer.from(b, 'base64') },
    ])
  })

  it.each([
    'hunter2',
    'a:hunter2',
    `a b:${'A'.repeat(43)}`,
    `a:${'A'.repeat(43)},`,
    `a:${'A'.repeat(43)},a:${'B'.repeat(43)}`,
  ])('seals nothing with %s, and does not repeat it', USER_SECRET_KEYS => {
    expect(() => readConfig({ USER_SECRET_KEYS })).toThrow(
      /^USER_SECRET_KEYS is not usable: (?!.*(hunter2|AAAA))/,
    )
  })

  it.each([
    ['{"X-Portkey-Provider":"@openai","x-a":"b:c"}', { 'x-portkey-provider': '@openai', 'x-a': 'b:c' }],
    ['X-Portkey-Provider: @openai\r\nx-a:b:c\n', { 'x-portkey-provider': '@openai', 'x-a': 'b:c' }],
  ])(
    'tells a gateway the headers %j, and makes vectors through it where it is the same',
    (MODEL_HEADERS, headers) => {
      const gateway = { OPENAI_BASE_URL: 'https://gate.example/v1', OPENAI_MODEL: 'm', MODEL_HEADERS }
      expect(readConfig(gateway).model).toMatchObject({ headers })
      const EMBEDDING_MODEL = 'e'
      expect(readConfig({ ...gateway, EMBEDDING_MODEL }).embedding).toMatchObject({ headers })
      const elsewhere = { EMBEDDING_BASE_URL: 'https://other.example/v1', EMBEDDING_MODEL }
      expect(readConfig({ ...gateway, ...elsewhere }).embedding).not.toHaveProperty('headers')
    },
  )

  it.each(['{"a":1}', '[]', '{}', 'no header', 'host: a', 'a b: c', '{"a":"hunter2\\u0000"}', 'a: '])(
    'takes no headers from %j, and does not repeat them',
    MODEL_HEADERS => {
      const read = () =>
        readConfig({ OPENAI_BASE_URL: 'https://a.example', OPENAI_MODEL: 'm', MODEL_HEADERS })
      expect(read).toThrow(/^MODEL_HEADERS is not usable: it takes (?!.*hunter2)/)
    },
  )

  it('takes headers only for a gateway that is named', () => {
    const MODEL_HEADERS = 'a: hunter2'
    expect(() => readConfig({ OPENAI_API_KEY: 'k', MODEL_HEADERS })).toThrow(
      /needs the OPENAI_BASE_URL(?!.*hunter2)/,
    )
  })

  it.each([
    ['2', { hops: 2 }],
    ['10.0.0.0/8, fd00::/8,192.0.2.7', { ranges: ['10.0.0.0/8', 'fd00::/8', '192.0.2.7'] }],
  ])('trusts the proxies that TRUSTED_PROXIES=%s names', (TRUSTED_PROXIES, trustedProxies) => {
    expect(readConfig({ TRUSTED_PROXIES }).limits).toMatchObject({ trustedProxies })
  })

  it.each(['yes', '0', '10.0.0.0/33', 'fd00::/129', '10.0.0.0/8/8', '10.0.0.1 10.0.0.2', '*'])(
    'trusts no proxy by TRUSTED_PROXIES=%s',
    TRUSTED_PROXIES => {
      expect(() => readConfig({ TRUSTED_PROXIES })).toThrow(/TRUSTED_PROXIES is not usable: it takes/)
    },
  )

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

  it('limits what is paid for, and not a model of one’s own unless it is told to', () => {
    const own = { OPENAI_BASE_URL: 'http://192.168.1.4:11434/v1', OPENAI_MODEL: 'llama3.1' }
    expect(readConfig(own).budget).toMatchObject({ runTokens: null, monthTokens: null })
    expect(readConfig({ ...own, MODEL_RUN_TOKENS: '5000' }).budget.runTokens).toBe(5_000)
    expect(
      readConfig({ OPENAI_API_KEY: 'k', MODEL_MONTH_TOKENS: 'off', MODEL_MONTH_DOLLARS: '2.50' }).budget,
    ).toEqual({ runTokens: 300_000, monthTokens: null, runDollars: null, monthDollars: 2.5 })
    expect(readConfig({ MODEL_PRICE_INPUT: '0.25', MODEL_PRICE_OUTPUT: '2' }).price).toEqual({
      input: 0.25,
      output: 2,
    })
  })

  it('has a model that finds by meaning where one is named, at the server of the other model or at its own', () => {
    const EMBEDDING_MODEL = 'text-embedding-3-small'
    const at = (environment: NodeJS.ProcessEnv) => readConfig({ EMBEDDING_MODEL, ...environment }).embedding
    const openai = { at: 'host', baseUrl: 'https://api.openai.com/v1', model: EMBEDDING_MODEL }
    expect(at({ OPENAI_API_KEY: 'k' })).toEqual({ ...openai, apiKey: 'k' })
    expect(at({ EMBEDDING_API_KEY: 'e' })).toEqual({ ...openai, apiKey: 'e' })
    const own = {
      OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1',
      OPENAI_MODEL: 'llama3.1',
      OPENAI_API_KEY: 'k',
    }
    expect(at(own)).toEqual({ ...openai, baseUrl: own.OPENAI_BASE_URL, apiKey: 'k' })
  })

  it('gives a key to no other server than its own', () => {
    const EMBEDDING_MODEL = 'near'
    const elsewhere = { EMBEDDING_MODEL, EMBEDDING_BASE_URL: 'http://127.0.0.1:9/v1', OPENAI_API_KEY: 'k' }
    expect(readConfig(elsewhere).embedding).toMatchObject({ apiKey: null })
    const back = {
      EMBEDDING_MODEL,
      EMBEDDING_BASE_URL: 'https://api.openai.com/v1',
      OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1',
      OPENAI_MODEL: 'llama3.1',
      OPENAI_API_KEY: 'k',
    }
    expect(() => readConfig(back)).toThrow('EMBEDDING_API_KEY is not set')
  })

  it('holds vectors against those limits alone that somebody set', () => {
    expect(readConfig({ MODEL_MONTH_TOKENS: '5000', MODEL_RUN_DOLLARS: '2.50' }).embeddingBudget).toEqual({
      runTokens: null,
      monthTokens: 5_000,
      runDollars: 2.5,
      monthDollars: null,
    })
  })

  it.each([
    ['Xenova/all-MiniLM-L6-v2', { name: 'Xenova/all-MiniLM-L6-v2' }],
    ['/models/minilm', { folder: '/models/minilm' }],
    ['./models/minilm', { folder: join(process.cwd(), 'models', 'minilm') }],
    ['~/minilm', { folder: join(homedir(), 'minilm') }],
  ])('takes EMBEDDING_LOCAL=%s for a name or for a folder', (EMBEDDING_LOCAL, model) => {
    expect(readConfig({ EMBEDDING_LOCAL }).embedding).toEqual({ at: 'here', ...model })
  })

  it.each([
    [{ MODEL_RUN_TOKENS: '0' }, 'MODEL_RUN_TOKENS is not usable: it takes a whole number of tokens, or off.'],
    [
      { MODEL_MONTH_DOLLARS: '-1' },
      'MODEL_MONTH_DOLLARS is not usable: it takes an amount in US dollars such as 2.50, or off.',
    ],
    [
      { MODEL_PRICE_INPUT: 'cheap' },
      'MODEL_PRICE_INPUT is not usable: it takes US dollars for a million tokens, such as 0.25.',
    ],
    [
      { MODEL_PRICE_INPUT: '1' },
      'MODEL_PRICE_OUTPUT is not set: it takes US dollars for a million tokens, beside MODEL_PRICE_INPUT.',
    ],
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
    [
      { EMBEDDING_LOCAL: 'minilm' },
      'EMBEDDING_LOCAL is not usable: it takes a folder such as ./models/minilm, or the name of a model such as Xenova/all-MiniLM-L6-v2.',
    ],
    [
      { EMBEDDING_LOCAL: './minilm', EMBEDDING_MODEL: 'near' },
      'EMBEDDING_LOCAL and EMBEDDING_MODEL are both set: leave one of them empty, because one model makes all vectors.',
    ],
    [
      { EMBEDDING_BASE_URL: 'http://127.0.0.1:11434/v1' },
      'EMBEDDING_MODEL is not set: with EMBEDDING_BASE_URL or EMBEDDING_API_KEY it takes the name of a model that this server has, such as text-embedding-3-small.',
    ],
    [
      { EMBEDDING_MODEL: 'text-embedding-3-small' },
      'EMBEDDING_API_KEY is not set: EMBEDDING_MODEL needs it, or OPENAI_API_KEY, or the EMBEDDING_BASE_URL of a server that asks for no key.',
    ],
    [
      { EMBEDDING_MODEL: 'near', EMBEDDING_BASE_URL: 'ftp://hunter2' },
      'EMBEDDING_BASE_URL is not usable: it takes an address such as http://127.0.0.1:11434/v1.',
    ],
    [{ MIGRATE: 'later' }, 'MIGRATE is not usable: it takes on or off.'],
  ])('refuses %o in one sentence, and says what the variable is for', (environment, sentence) => {
    const purpose = variables.get(sentence.split(' ')[0]!)
    expect(purpose).toMatch(/^(the|what|how|whether) .+[^.]$/)
    expect(() => readConfig(environment)).toThrow(
      expect.objectContaining({ name: 'Refusal', message: `${sentence} It is ${purpose}.` }),
    )
  })

  it('knows of every variable what it is for, in words of its own', () => {
    const purposes = [...variables.values()]
    expect([...variables].filter(([, purpose]) => !purpose)).toEqual([])
    expect(new Set(purposes).size).toBe(purposes.length)
  })

  it('leaves the database alone where it is told to, and migrates an embedded one always: nobody else could', () => {
    expect(readConfig({ MIGRATE: 'off', DATABASE_URL: 'postgres://db/x' }).migrate).toBe(false)
    expect(readConfig({ MIGRATE: 'off' }).migrate).toBe(true)
  })

  it('names all that is wrong at once, without saying a value', () => {
    const wrong = {
      PORT: 'hunter2',
      ROLE: 'worker',
      MODEL_PRICE_INPUT: '1',
      OPENAI_BASE_URL: 'http://127.0.0.1:1/v1',
    }
    const told = (() => {
      try {
        readConfig(wrong)
        return ''
      } catch (error) {
        return (error as Error).message
      }
    })()
    expect(told.split('\n').map(line => line.split(' ')[0])).toEqual([
      'PORT',
      'ROLE',
      'OPENAI_MODEL',
      'MODEL_PRICE_OUTPUT',
    ])
    expect(told).not.toContain('hunter2')
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
